// The origin in content: in entries, addresses of the own site begin with a mark instead of scheme and host, so that an
// archive can be served at any origin.

import type { Entry } from './entry.ts';

/**
 * Takes the place of the origin of the site in an address. XML forbids the character, so the compiler removes it from
 * all text, and no text can be mistaken for an address.
 */
export const ORIGIN_MARK = '\u0001';

/** The entry with all addresses of the site at `origin`, which has no trailing slash. */
export function atOrigin(entry: Entry, origin: string): Entry {
  const place = (text: string) => text.replaceAll(ORIGIN_MARK, origin);
  return {
    ...entry,
    contentForReaders: place(entry.contentForReaders),
    ...(entry.image && { image: { ...entry.image, url: place(entry.image.url) } }),
    enclosures: entry.enclosures.map((enclosure) => ({ ...enclosure, url: place(enclosure.url) })),
  };
}
