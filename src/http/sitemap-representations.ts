// Sitemaps: every page of the site for search engines, in as many files as the protocol's limits require.

import type { Instant } from '../archive/entry.ts';
import type { Feed } from '../archive/feed.ts';
import { selectFeed } from '../feeds/selection.ts';
import {
  type ListedPage,
  renderSitemap,
  renderSitemapIndex,
  SITEMAP_CONTENT_TYPE,
  SITEMAP_LIMIT,
} from '../pages/sitemap.ts';
import { listingPath, MAIN, selectionOf } from '../routes/feed-address.ts';
import { SITE_PATHS, sitemapPart } from '../routes/paths.ts';
import { lastingUntil } from './cache-control.ts';
import type { Representation } from './representation.ts';
import type { RepresentationContext } from './representation-context.ts';

export function sitemapRepresentations({ archive, validators, bodies }: RepresentationContext) {
  const { site, metadata } = archive;

  const pagesOfEntries = ({ positions }: Feed): ListedPage[] =>
    Array.from(positions, (position) => ({
      path: archive.path(position),
      modified: Math.max(metadata.published(position), metadata.changed(position)),
    }));
  const pagesOfFeeds = (now: Instant): ListedPage[] => [
    ...archive.directoryAt(now).map((key) => ({ path: listingPath(selectionOf(key)) })),
    { path: SITE_PATHS.feeds },
  ];

  const open = (now: Instant) => {
    const feed = selectFeed(archive, MAIN, now);
    const feeds = pagesOfFeeds(now);
    return {
      feed,
      files: Math.ceil((feed.positions.length + feeds.length) / SITEMAP_LIMIT),
      // Entries first: an entry that is listed in one part stays in that part.
      pages: () => [...pagesOfEntries(feed), ...feeds],
    };
  };

  const represent = (path: string, feed: Feed, now: Instant, render: () => string): Representation => {
    const validator = validators.sitemap(feed, now);
    return {
      contentType: SITEMAP_CONTENT_TYPE,
      validator,
      ...lastingUntil(site, feed.until),
      body: () => bodies.rendered(path, validator, render),
    };
  };

  return {
    /** Every page, or an index of the parts when one file cannot hold them. */
    sitemap: (now: Instant): Representation => {
      const { feed, files, pages } = open(now);
      return represent(SITE_PATHS.sitemap, feed, now, () =>
        files > 1 ? renderSitemapIndex(site, files) : renderSitemap(site, pages()),
      );
    },

    /** One part, counted from 1; undefined when there is no such part. */
    sitemapPart: (number: number, now: Instant): Representation | undefined => {
      const { feed, files, pages } = open(now);
      if (files === 1 || number > files) return undefined;
      const [start, end] = [(number - 1) * SITEMAP_LIMIT, number * SITEMAP_LIMIT];
      return represent(sitemapPart(number), feed, now, () => renderSitemap(site, pages().slice(start, end)));
    },
  };
}
