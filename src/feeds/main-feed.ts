// The main feed: everything the site publishes, newest first.

import type { Archive } from '../archive/archive.ts';
import type { Edition } from '../archive/edition.ts';
import { absolute } from '../archive/site.ts';
import type { FeedDocument } from './document.ts';
import { FORMATS, type Format, feedUrl } from './formats.ts';

/** The first document of the main feed in one edition. */
export async function mainFeed(archive: Archive, edition: Edition, format: Format): Promise<FeedDocument> {
  const { site } = archive;
  return {
    site,
    title: site.title,
    description: site.description,
    id: site.feedId,
    pageUrl: absolute(site, '/'),
    selfUrl: feedUrl(site, format),
    alternates: FORMATS.filter((other) => other !== format).map((other) => ({
      url: feedUrl(site, other),
      mediaType: other.mediaType,
      label: other.label,
    })),
    modified: edition.feeds.modified,
    entries: await archive.window(edition),
  };
}
