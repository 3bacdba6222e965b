// Sitemaps: every page of the site for search engines, in as many files as their limits ask for.

import type { Archive } from '../archive/archive.ts';
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
import { SITE_PATHS } from '../routes/paths.ts';
import { lastingUntil } from './cache-control.ts';
import type { Bodies } from './encoded-bodies.ts';
import type { Representation } from './respond.ts';
import type { Validators } from './validators.ts';

/** Gives the sitemap, or one part of it when it is too long for a single file; undefined for a part that it has not. */
export function sitemapsOf(archive: Archive, validators: Validators, bodies: Bodies) {
  const pagesOfEntries = ({ positions }: Feed): ListedPage[] =>
    Array.from(positions, (position) => ({
      path: archive.path(position),
      modified: Math.max(archive.metadata.published(position), archive.metadata.changed(position)),
    }));
  const pagesOfFeeds = (now: Instant): ListedPage[] => [
    ...archive.directoryAt(now).map((key) => ({ path: listingPath(selectionOf(key)) })),
    { path: SITE_PATHS.feeds },
  ];

  return (part: number | undefined, now: Instant): Representation | undefined => {
    const stream = selectFeed(archive, MAIN, now);
    const validator = validators.sitemap(stream);
    const count = stream.positions.length + pagesOfFeeds(now).length;
    const parts = count > SITEMAP_LIMIT ? Math.ceil(count / SITEMAP_LIMIT) : 0;
    if (part !== undefined && part > parts) return undefined;
    const render = () => {
      if (part === undefined && parts > 0) return renderSitemapIndex(archive.site, parts);
      // Entries first: what has been listed in one part stays there.
      const start = ((part ?? 1) - 1) * SITEMAP_LIMIT;
      const pages = [...pagesOfEntries(stream), ...pagesOfFeeds(now)];
      return renderSitemap(archive.site, pages.slice(start, start + SITEMAP_LIMIT));
    };
    return {
      contentType: SITEMAP_CONTENT_TYPE,
      validator,
      ...lastingUntil(archive.site, stream.until),
      body: () => bodies.rendered(`${SITE_PATHS.sitemap} ${part ?? ''}`, validator, render),
    };
  };
}
