// The feed table: every feed of the archive, found by its key, or by what other software writes for its name in an
// address. Only the feeds that are needed are read.

import type { Feed } from './feed.ts';
import { type FeedKey, formatFeedKey, parseFeedKey } from './feed-key.ts';
import { lookUp, packIndex } from './lookup.ts';
import { lowerCase } from './lower-case.ts';
import { type OldSlugs, slugsOf } from './name-slugs.ts';
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
export function packFeeds(feeds: ReadonlyMap<string, Feed>, oldSlugs?: OldSlugs): Uint8Array<ArrayBuffer> {
  const sections = [...feeds.values()].map(({ positions, pages, shifts, removed, told }) => {
    const facts: Facts = { shifts, removed, ...(told && { told }) };
    return packSections([packJson(facts), packNumbers(positions), packNumbers(pages)]);
  });
  const spellings = keysBySpelling(feeds.keys(), oldSlugs);
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

/** The formatted keys of all feeds whose names may be meant by that of `key`, the most exact first. */
export function findSpellings(packed: Uint8Array, key: FeedKey): string[] {
  const number = lookUp(readSection(packed, SPELLING_INDEX), spellingOf(key));
  return number === undefined ? [] : readJson<string[]>(readSection(readSection(packed, SPELLINGS), number));
}

/** Whether the names of two feeds of a kind are equal except for case. */
export function differInCaseOnly(key: FeedKey, other: FeedKey): boolean {
  return spellingOf(key) === spellingOf(other);
}

/** The key, as one text, of which case makes no difference. */
export function spellingOf(key: FeedKey): string {
  return lowerCase(formatFeedKey(key));
}

/**
 * Formatted keys by the spellings that may mean them, the most exact first: the slugs that the owner has told, the name in
 * lower case, then its other slugs.
 */
export function keysBySpelling(keys: Iterable<string>, oldSlugs: OldSlugs = {}): Map<string, string[]> {
  const told = { tag: slugsByName(oldSlugs.tags), author: slugsByName(oldSlugs.authors) };
  const ranked = new Map<string, { key: string; rank: number }[]>();
  for (const key of keys) {
    for (const [rank, spelling] of spellingsOf(parseFeedKey(key), told).entries()) {
      const found = ranked.get(spelling);
      if (found) found.push({ key, rank });
      else ranked.set(spelling, [{ key, rank }]);
    }
  }
  return new Map(
    Array.from(ranked, ([spelling, found]) => [
      spelling,
      found.sort((a, b) => a.rank - b.rank).map(({ key }) => key),
    ]),
  );
}

function spellingsOf(
  key: FeedKey,
  told: Readonly<Record<'tag' | 'author', ReadonlyMap<string, readonly string[]>>>,
): string[] {
  if (key.kind !== 'tag' && key.kind !== 'author') return [spellingOf(key)];
  const slugs = [...(told[key.kind].get(lowerCase(key.name)) ?? []), ...slugsOf(key.name)];
  return [...new Set(slugs.map((name) => spellingOf({ ...key, name })))];
}

function slugsByName(names: Readonly<Record<string, string>> = {}): Map<string, string[]> {
  const slugs = new Map<string, string[]>();
  for (const [slug, name] of Object.entries(names)) {
    const key = lowerCase(name);
    slugs.set(key, [...(slugs.get(key) ?? []), slug]);
  }
  return slugs;
}
