// A feed document that is made on demand: its validator comes from tables, and its entries are read only when needed.

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { fingerprintOf } from '../archive/fingerprint.ts';
import { absolute, type Site } from '../archive/site.ts';
import type { Validator } from '../archive/validator.ts';
import { type FeedAddress, formatFeedAddress, listingPath } from '../routes/feed-address.ts';
import type { FeedDocument } from './document.ts';
import { type Paging, pageFeed } from './paging.ts';
import { hubOf, selectFeed, selectionId, selectionTitle } from './selection.ts';

export interface LazyDocument {
  readonly validator: Validator;
  /** When the next scheduled entry appears in the feed, if there is one. */
  readonly until?: Instant;
  readonly document: () => Promise<FeedDocument>;
}

/** The document at an address, as it is at `now`. Throws NoSuchFeed when there is no such feed or page. */
export function feedDocumentAt(archive: Archive, address: FeedAddress, now: Instant): LazyDocument {
  const { site, templates } = archive;
  const { selection, page, format } = address;
  const feed = selectFeed(archive, selection, now);
  const { edition, paging } = pageFeed(archive, feed, address);
  const modified = Math.max(edition.validator.modified, templates.feeds.modified);
  const hub = hubOf(site, address);
  const parts = [edition.validator.etag, templates.feeds.etag, modified, ...Object.values(paging)];
  return {
    validator: { etag: `${fingerprintOf(parts)}-${format.name}`, modified },
    ...(feed.until !== undefined && { until: feed.until }),
    document: async () => ({
      site,
      title: selectionTitle(site, selection),
      description: site.description,
      language: selection.all.find(({ kind }) => kind === 'language')?.name ?? site.language,
      id: selectionId(site, selection),
      pageUrl: absolute(site, listingPath(selection)),
      selfUrl: absolute(site, formatFeedAddress(address)),
      ...(hub !== undefined && { hub }),
      paging: toUrls(site, paging),
      modified,
      entries: (await archive.entries(edition.positions)).reverse(),
      removed: page ? [] : feed.removed,
    }),
  };
}

function toUrls(site: Site, paging: Paging): Paging {
  return Object.fromEntries(Object.entries(paging).map(([rel, path]) => [rel, absolute(site, path)]));
}
