// The tables of an archive: reading them gives back what was packed, and nothing else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metadataTable, packEntryMetadata } from '../../src/archive/entry-metadata.ts';
import type { Feed } from '../../src/archive/feed.ts';
import { type FeedKey, formatFeedKey, MAIN_FEED, parseFeedKey } from '../../src/archive/feed-key.ts';
import { findFeed, packFeeds } from '../../src/archive/feed-table.ts';
import { fingerprint, fingerprintOf } from '../../src/archive/fingerprint.ts';
import { lookUp, packLookup } from '../../src/archive/lookup.ts';
import { packNumbers, readNumbers } from '../../src/archive/sections.ts';
import { NOON } from '../a-blog.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 20 });

/** The same bytes at an offset in a larger buffer. */
function moved(bytes: Uint8Array, offset: number): Uint8Array {
  const larger = new Uint8Array(bytes.length + offset + 5).fill(255);
  larger.set(bytes, offset);
  return larger.subarray(offset, offset + bytes.length);
}

describe('a fingerprint', () => {
  // Entity tags that readers keep depend on these: the algorithm may change, but not by accident.
  it.each<[(string | number)[], string]>([
    [[], '811c1cd99e338802'],
    [['a'], 'e40ccd20f89a689d'],
    [['a', 'b'], '28e4eff46769dc21'],
    [['時刻', 7, '📻'], 'dbf71b76875b0d12'],
  ])('of %j is %s on every runtime', (parts, expected) => {
    expect(fingerprintOf(parts)).toBe(expected);
  });

  it('is two whole numbers of 32 bits', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { high, low } = fingerprint(text);
        for (const half of [high, low]) expect(half).toBe(half >>> 0);
      }),
    );
  });

  it('differs for each of a hundred thousand texts that differ in their number', () => {
    const prints = Array.from({ length: 100_000 }, (_, number) => fingerprintOf([`/posts/entry-${number}`]));
    expect(new Set(prints).size).toBe(100_000);
  });

  it('depends on the order and the number of the parts', () => {
    expect(fingerprintOf(['a', 'b'])).not.toBe(fingerprintOf(['b', 'a']));
    expect(fingerprintOf(['a', ''])).not.toBe(fingerprintOf(['a']));
  });
});

describe('a look-up', () => {
  it('finds the number of each text at any offset in memory, and nothing for other texts', () => {
    fc.assert(
      fc.property(
        fc.dictionary(anyText, fc.nat(2 ** 32 - 1)),
        fc.nat(9),
        anyText,
        (values, offset, other) => {
          const packed = moved(packLookup(new Map(Object.entries(values))), offset);
          for (const [text, value] of Object.entries(values)) expect(lookUp(packed, text)).toBe(value);
          if (!Object.hasOwn(values, other)) expect(lookUp(packed, other)).toBeUndefined();
        },
      ),
    );
  });

  it('finds nothing when it is empty', () => {
    expect(lookUp(packLookup(new Map()), '')).toBeUndefined();
  });
});

describe('a table of metadata', () => {
  const state = fc.record({
    published: fc.integer({ min: 0, max: 8.64e15 }),
    changed: fc.integer({ min: 0, max: 8.64e15 }),
    weight: fc.nat(2 ** 32 - 1),
    digest: fc.string({ unit: fc.constantFrom(...'azAZ09-_'), minLength: 16, maxLength: 16 }),
  });

  it('gives back each record by its position, at any offset in memory', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 20 }), fc.nat(9), (metadata, offset) => {
        const table = metadataTable(moved(packEntryMetadata(metadata), offset));
        metadata.forEach((each, position) => {
          expect(table.digest(position)).toBe(each.digest);
          expect(table.published(position)).toBe(each.published);
          expect(table.changed(position)).toBe(each.changed);
          expect(table.weight(position)).toBe(each.weight);
        });
      }),
    );
  });

  it.each(['', 'short', '17 characters long', 'sixteen letter ä'])('refuses the digest %j', (digest) => {
    expect(() => packEntryMetadata([{ published: 0, changed: 0, weight: 0, digest }])).toThrow(RangeError);
  });
});

it('packed numbers can be read at any offset in memory', () => {
  const numbers = Uint32Array.of(0, 1, 2 ** 32 - 1);
  for (let offset = 0; offset < 9; offset += 1) {
    expect([...readNumbers(moved(packNumbers(numbers), offset))]).toEqual([...numbers]);
  }
});

describe('a feed key', () => {
  // A key, and its text in tables and in the lock.
  it.each<[FeedKey, string]>([
    [MAIN_FEED, 'main'],
    [{ kind: 'tag', name: 'radio' }, 'tag:radio'],
    [{ kind: 'tag', name: 'main' }, 'tag:main'],
    [{ kind: 'tag', name: 'a:b' }, 'tag:a:b'],
    [{ kind: 'author', name: 'Ada: a life' }, 'author:Ada: a life'],
    [{ kind: 'language', name: 'pt-BR' }, 'language:pt-BR'],
    [{ kind: 'tag', name: '📻' }, 'tag:📻'],
  ])('%j is written %j', (key, text) => {
    expect(formatFeedKey(key)).toBe(text);
    expect(parseFeedKey(text)).toEqual(key);
  });
});

describe('the feed table', () => {
  const feed = (given: Partial<Feed> = {}): Feed => ({
    positions: Uint32Array.of(0, 3, 100_000),
    pages: Uint32Array.of(0, 2),
    shifts: [{ index: 1, at: NOON - 1000 }],
    removed: [{ id: 'urn:gone', at: NOON }],
    ...given,
  });
  const empty = feed({ positions: Uint32Array.of(), pages: Uint32Array.of(), shifts: [], removed: [] });
  const ada = feed({ positions: Uint32Array.of(7), told: true });
  const packed = packFeeds(
    new Map([
      ['main', feed()],
      ['tag:時刻', empty],
      ['author:Ada', ada],
    ]),
  );

  it('gives back each feed by its key, at any offset in memory', () => {
    for (let offset = 0; offset < 9; offset += 1) {
      const table = moved(packed, offset);
      expect(findFeed(table, MAIN_FEED)).toEqual(feed());
      expect(findFeed(table, { kind: 'tag', name: '時刻' })).toEqual(empty);
      expect(findFeed(table, { kind: 'author', name: 'Ada' })).toEqual(ada);
    }
  });

  it('finds no other feed', () => {
    for (const name of ['', 'x', 'Ada']) expect(findFeed(packed, { kind: 'tag', name })).toBeUndefined();
  });
});
