// The page that a person gets instead of a feed: what a feed is, how to subscribe, and what the feed has.

import { absolute } from '../archive/site.ts';
import type { FeedDocument } from '../feeds/document.ts';
import { type FeedAddress, formatFeedAddress, listingPath } from '../routes/feed-address.ts';
import { Teasers } from './entry-parts.tsx';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

/** Feed readers on the web, each with its address for subscribing to a feed. */
const WEB_READERS: readonly (readonly [name: string, subscribe: (feed: string) => string])[] = [
  ['Feedly', (feed) => `https://feedly.com/i/subscription/feed%2F${encodeURIComponent(feed)}`],
  ['Inoreader', (feed) => `https://www.inoreader.com/?add_feed=${encodeURIComponent(feed)}`],
  ['NewsBlur', (feed) => `https://www.newsblur.com/?url=${encodeURIComponent(feed)}`],
];

/** The address at which a browser shows the feed itself, as text. */
export function sourceAddress(address: FeedAddress): string {
  const feed = formatFeedAddress(address);
  return `${feed}${feed.includes('?') ? '&' : '?'}source`;
}

export function renderSubscribe(feed: FeedDocument, address: FeedAddress): string {
  const { site, title, language, entries, paging } = feed;
  // A person who came to an older page of the feed wants to follow the feed, not that page.
  const { page: _, ...first } = address;
  const subscribed = absolute(site, formatFeedAddress(first));
  return writePage(
    <Layout
      site={site}
      title={`${title} (${address.format.label})`}
      description={feed.description}
      lang={site.language}
      selections={[address.selection]}
    >
      <h1>{title}</h1>
      <p>
        This is a feed. A feed reader fetches it regularly and shows you new entries. You do not need an
        account here. To subscribe, copy this address into your reader:
      </p>
      <p>
        <code>{subscribed}</code>
      </p>
      <Actions feed={subscribed} source={sourceAddress(address)} />
      <div lang={language}>
        <Teasers entries={entries} />
      </div>
      <p>
        {paging.previous === undefined ? null : <a href={paging.previous}>Older entries</a>}{' '}
        {paging.next === undefined ? null : <a href={paging.next}>Newer entries</a>}{' '}
        <a href={listingPath(address.selection)}>The same entries on the site</a>
      </p>
    </Layout>,
  );
}

function Actions({ feed, source }: { feed: string; source: string }) {
  return (
    <ul>
      <li>
        <a href={`feed:${feed}`}>Open it in the feed reader of this device</a>
      </li>
      {WEB_READERS.map(([name, subscribe]) => (
        <li>
          <a href={subscribe(feed)} rel="noreferrer">
            Subscribe with {name}
          </a>
        </li>
      ))}
      <li>
        <a href={source}>See the source of the feed</a>
      </li>
    </ul>
  );
}
