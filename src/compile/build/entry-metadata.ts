// Metadata of an entry: the digest of what readers see, when that last changed, and how many bytes it takes.

import type { Entry, Instant } from '../../archive/entry.ts';
import type { EntryMetadata } from '../../archive/entry-metadata.ts';
import { atOrigin } from '../../archive/origin.ts';
import type { Site } from '../../archive/site.ts';
import { escapeXml } from '../../feeds/xml.ts';
import { changedSince } from '../lock/changes.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import { digestOf } from '../text/digest.ts';

/** Size of the markup of an entry in a feed, and of the markup of each tag, author and enclosure. */
const ENTRY_MARKUP_BYTES = 1500;
const ITEM_MARKUP_BYTES = 150;

export function metadataOf(
  entry: Entry,
  { lock, moment, now }: Pick<Reconciled, 'lock' | 'moment' | 'now'>,
  site: Site,
): EntryMetadata {
  const digest = digestOf([JSON.stringify(entry)]);
  return {
    digest,
    published: entry.published,
    changed: changedSince(lock?.entries, entry.id, digest, { now: moment, first: lastRevised(entry, now) }),
    // With the origin in the settings, so that documents contain the same entries wherever the archive is served.
    weight: weightOf(atOrigin(entry, site.origin), site),
  };
}

function lastRevised({ updated, published }: Entry, now: Instant): Instant {
  return updated !== undefined && updated <= now ? updated : published;
}

/** An upper estimate of the bytes that an entry takes in the format that needs the most. */
function weightOf(entry: Entry, { content }: Site): number {
  const { contentForPage: _, contentForReaders, markdown, ...rest } = entry;
  const [rss, json] = [
    Buffer.byteLength(contentForReaders) + Buffer.byteLength(escapeXml(markdown)),
    Buffer.byteLength(JSON.stringify(contentForReaders)),
  ];
  const items = entry.tags.length + entry.authors.length + entry.enclosures.length;
  return (
    ENTRY_MARKUP_BYTES +
    ITEM_MARKUP_BYTES * items +
    // Feeds repeat some of it, such as the name of a tag as its label.
    2 * Buffer.byteLength(escapeXml(JSON.stringify(rest))) +
    (content === 'full' ? Math.max(rss, json) : 0)
  );
}
