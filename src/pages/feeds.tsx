// The page of feeds: everything there is to subscribe to, for people who look for it.

import type { FeedKey } from '../archive/feed-key.ts';
import { absolute, type Site } from '../archive/site.ts';
import { selectionTitle } from '../feeds/selection.ts';
import { formatFeedAddress, listingPath, MAIN, selectionOf } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { SITE_PATHS } from '../routes/paths.ts';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

export function renderFeeds(site: Site, keys: readonly FeedKey[]): string {
  return writePage(
    <Layout
      site={site}
      title="Feeds"
      description={`The feeds of ${site.title}`}
      lang={site.language}
      canonical={absolute(site, SITE_PATHS.feeds)}
      selections={[MAIN]}
    >
      <h1>Feeds</h1>
      <p>
        A feed brings new entries to you: copy the address of one into a feed reader, and the reader will show
        you what is new. The three formats hold the same entries; when in doubt, take the first.
      </p>
      <ul>
        {keys.map((key) => (
          <FeedItem site={site} feed={key} />
        ))}
      </ul>
      <p>
        Tags can be joined, as in <code>/tags/one+two/rss.xml</code> for entries that have both, and left out,
        as in <code>/rss.xml?not=three</code>. <a href={SITE_PATHS.opml}>All feeds as OPML</a>, for readers
        that import lists.
      </p>
    </Layout>,
  );
}

function FeedItem({ site, feed }: { site: Site; feed: FeedKey }) {
  const selection = selectionOf(feed);
  return (
    <li>
      <a href={listingPath(selection)}>{selectionTitle(site, selection)}</a>:{' '}
      {FORMATS.map((format, number) => (
        <>
          {number === 0 ? '' : ', '}
          <a href={formatFeedAddress({ selection, format })} type={format.mediaType}>
            {format.label}
          </a>
        </>
      ))}
    </li>
  );
}
