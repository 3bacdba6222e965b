// The page of feeds: everything that people can subscribe to.

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
        To follow a feed, copy its address into a feed reader. The reader then shows you new entries. All
        three formats have the same entries; if you are not sure which to use, use the first.
      </p>
      <ul>
        {keys.map((key) => (
          <FeedItem site={site} feed={key} />
        ))}
      </ul>
      <p>
        You can combine tags: <code>/tags/one+two/rss.xml</code> has the entries with both tags. You can also
        exclude a tag: <code>/rss.xml?not=three</code> has all entries without it. If your reader can import a
        list of feeds, use <a href={SITE_PATHS.opml}>all feeds as OPML</a>.
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
