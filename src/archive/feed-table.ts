// The feed table: every feed of the archive, each found by its key and read only when it is asked for.

import { type FeedKey, formatFeedKey } from './feed-key.ts';
import { lookUp, packLookup } from './lookup.ts';
import { packNumbers, packSections, readNumbers, readSection } from './sections.ts';
import type { Stream } from './stream.ts';

const INDEX = 0;
const FEEDS = 1;
const FACTS = 0;
const POSITIONS = 1;
const PAGES = 2;

/** What is kept of a feed beside its lists of numbers. */
type Facts = Pick<Stream, 'changed' | 'shifts' | 'removed' | 'known'>;

/** Packs feeds as they are sealed, with their scheduled entries. */
export function packFeeds(feeds: ReadonlyMap<string, Stream>): Uint8Array {
  const pieces = [...feeds.values()].map(({ positions, pages, changed, shifts, removed, known }) => {
    const facts: Facts = { changed, shifts, removed, ...(known && { known }) };
    return packSections([
      new TextEncoder().encode(JSON.stringify(facts)),
      packNumbers(positions),
      packNumbers(pages),
    ]);
  });
  const index = packLookup(new Map([...feeds.keys()].map((key, number) => [key, number])));
  return packSections([index, packSections(pieces)]);
}

/** The feed of a key as it was sealed, or undefined. */
export function findFeed(packed: Uint8Array, key: FeedKey): Stream | undefined {
  const number = lookUp(readSection(packed, INDEX), formatFeedKey(key));
  if (number === undefined) return undefined;
  const piece = readSection(readSection(packed, FEEDS), number);
  const facts = JSON.parse(new TextDecoder().decode(readSection(piece, FACTS))) as Facts;
  return {
    ...facts,
    positions: readNumbers(readSection(piece, POSITIONS)),
    pages: readNumbers(readSection(piece, PAGES)),
  };
}
