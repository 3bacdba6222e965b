// The feed table: every feed of the archive, found by its key, or by its name in any case. Only the feeds that are needed
// are read.

import type { Feed } from './feed.ts';
import { type FeedKey, formatFeedKey } from './feed-key.ts';
import { lookUp, packIndex } from './lookup.ts';
import { lowerCase } from './lower-case.ts';
import { packJson, packNumbers, packSections, readJson, readNumbers, readSection } from './sections.ts';

const INDEX = 0;
const FEEDS = 1;
const SPELLING_INDEX = 2;
const SPELLINGS = 3;
const FACTS = 0;
const POSITIONS = 1;
const PAGES = 2;

/** A feed without its lists of numbers. */
type Facts = Pick<Feed, 'shifts' | 'removed' | 'told'>;

/** Packs feeds by their formatted keys, with their scheduled entries. */
export function packFeeds(feeds: ReadonlyMap<string, Feed>): Uint8Array<ArrayBuffer> {
  const sections = [...feeds.values()].map(({ positions, pages, shifts, removed, told }) => {
    const facts: Facts = { shifts, removed, ...(told && { told }) };
    return packSections([packJson(facts), packNumbers(positions), packNumbers(pages)]);
  });
  const spellings = groupByLowerCase(feeds.keys());
  return packSections([
    packIndex(feeds.keys()),
    packSections(sections),
    packIndex(spellings.keys()),
    packSections([...spellings.values()].map(packJson)),
  ]);
}

/** The feed of a key with all its entries, scheduled ones included; undefined when there is none. */
export function findFeed(packed: Uint8Array, key: FeedKey): Feed | undefined {
  const number = lookUp(readSection(packed, INDEX), formatFeedKey(key));
  if (number === undefined) return undefined;
  const section = readSection(readSection(packed, FEEDS), number);
  return {
    ...readJson<Facts>(readSection(section, FACTS)),
    positions: readNumbers(readSection(section, POSITIONS)),
    pages: readNumbers(readSection(section, PAGES)),
  };
}

/** The formatted keys of all feeds whose names are equal to that of `key` except for case. */
export function findSpellings(packed: Uint8Array, key: FeedKey): string[] {
  const number = lookUp(readSection(packed, SPELLING_INDEX), lowerCase(formatFeedKey(key)));
  return number === undefined ? [] : readJson<string[]>(readSection(readSection(packed, SPELLINGS), number));
}

function groupByLowerCase(keys: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keys) groups.set(lowerCase(key), [...(groups.get(lowerCase(key)) ?? []), key]);
  return groups;
}
