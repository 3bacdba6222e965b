// Metadata of an entry: the digest of what readers see of it, since when that is so, and how much room it takes.

import type { Entry, Instant } from '../../archive/entry.ts';
import type { EntryMetadata } from '../../archive/entry-metadata.ts';
import { atOrigin } from '../../archive/origin.ts';
import type { Site } from '../../archive/site.ts';
import { escapeXml } from '../../feeds/xml.ts';
import { changedSince } from '../lock/changes.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import { digestOf } from '../text/digest.ts';

/** Markup of an entry in a feed, without its texts; and that of each tag, author and enclosure. */
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
    // At the origin of the settings, wherever the archive is served: every origin gets the same entries in a document.
    weight: weightOf(atOrigin(entry, site.origin), site),
  };
}

function lastRevised({ updated, published }: Entry, now: Instant): Instant {
  return updated !== undefined && updated <= now ? updated : published;
}

/** About how many bytes an entry takes in the format that needs the most for it, and rather too many than too few. */
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
    // A feed says some of it twice, such as the name of a tag and its label.
    2 * Buffer.byteLength(escapeXml(JSON.stringify(rest))) +
    (content === 'full' ? Math.max(rss, json) : 0)
  );
}
