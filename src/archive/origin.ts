// The origin in content: entries hold addresses of their own site without scheme and host, behind a mark, so that one
// archive can be served at any origin.

import type { Entry } from './entry.ts';

/**
 * Stands in an address for the origin of the site. XML forbids the character, so it is removed from whatever an author
 * types, and no text can be mistaken for an address.
 */
export const ORIGIN_MARK = '\u0001';

/** The entry with every address of the site as it is at `origin`, which has no slash at its end. */
export function atOrigin(entry: Entry, origin: string): Entry {
  const place = (text: string) => text.replaceAll(ORIGIN_MARK, origin);
  return {
    ...entry,
    contentForReaders: place(entry.contentForReaders),
    ...(entry.image && { image: { ...entry.image, url: place(entry.image.url) } }),
    enclosures: entry.enclosures.map((enclosure) => ({ ...enclosure, url: place(enclosure.url) })),
  };
}
