// The weight of an entry: about how many bytes it takes in a feed. It decides how many entries a document has.

import type { Entry } from '../../archive/entry.ts';
import { atOrigin } from '../../archive/origin.ts';
import type { Site } from '../../archive/site.ts';
import { cdataHtml } from '../../feeds/feed-library.ts';

/** Size of the markup of an entry in a feed, and of the markup of each tag, author and enclosure. */
const ENTRY_MARKUP_BYTES = 1500;
const ITEM_MARKUP_BYTES = 150;

/** An upper estimate of the bytes that an entry takes in the format that needs the most. */
export function weightOf(entry: Entry, { content, origin }: Site): number {
  // With the origin in the settings, so that documents contain the same entries wherever the archive is served.
  const placed = atOrigin(entry, origin);
  const { contentForPage: _, contentForReaders, markdown, isPlainMarkdown, ...rest } = placed;
  const rss =
    Buffer.byteLength(cdataHtml(contentForReaders)) + (isPlainMarkdown ? escapedBytes(markdown) : 0);
  const json = Buffer.byteLength(JSON.stringify(contentForReaders));
  const items = rest.tags.length + rest.authors.length + rest.enclosures.length;
  return (
    ENTRY_MARKUP_BYTES +
    ITEM_MARKUP_BYTES * items +
    // Feeds repeat some of it, such as the name of a tag as its label, and the address of a picture most often.
    2 * escapedBytes(JSON.stringify(rest)) +
    2 * escapedBytes(rest.image?.url ?? '') +
    (content === 'full' ? Math.max(rss, json) : 0)
  );
}

/** Bytes of a text in which every character of XML is a reference of six characters, the longest that documents have. */
function escapedBytes(text: string): number {
  return Buffer.byteLength(text.replace(/[&<>"]/g, '&#x26;'));
}
