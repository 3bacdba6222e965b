// Building feeds: when pages shift, and which removals a feed contains.

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/archive/entry.ts';
import { MAIN_FEED } from '../../../src/archive/feed-key.ts';
import type { Site } from '../../../src/archive/site.ts';
import { anEntry, HOUR, NOON, publish } from '../../a-blog.ts';

const LATER = NOON + HOUR;
const SMALL: Partial<Site> = { window: 3, page: 2 };
const ENTRIES = Array.from({ length: 8 }, (_, number) =>
  anEntry(`n${number}`, { published: NOON - (8 - number) * HOUR }),
);

/** The shifts of the main feed when it is built at noon and, with these entries, later. */
function later(entries: readonly Entry[], before = ENTRIES, site = SMALL) {
  const first = publish(before, { site });
  const second = publish(entries, { site, lock: first.lock, now: LATER });
  const feed = second.archive.feedAt(MAIN_FEED, LATER);
  return { shifts: feed?.shifts, feed, lock: second.lock };
}
const edit = (index: number, given: Partial<Entry>) =>
  ENTRIES.map((entry, number) => (number === index ? { ...entry, ...given } : entry));
const insert = (hours: number) => [...ENTRIES, anEntry('new', { published: NOON - hours * HOUR })];
const COMING = anEntry('coming', { published: NOON + 5 * HOUR });
const without = (index: number) => ENTRIES.filter((_, number) => number !== index);
const LONG = { contentForReaders: 'x'.repeat(9000) };
const FULL = { ...SMALL, documentBytes: 16_384 };

describe('a shift', () => {
  // [change, first entry that moved]
  it.each<[string, readonly Entry[], number | undefined]>([
    ['does not occur if nothing changes', ENTRIES, undefined],
    ['does not occur if an entry is edited', edit(3, { title: 'New' }), undefined],
    ['does not occur if an entry is added at the end', insert(0.5), undefined],
    ['begins where a backdated entry is added', insert(5.5), 3],
    ['begins at the start if the oldest entry is new', insert(99), 0],
    ['begins where an entry is removed', without(2), 2],
    ['begins at the end if the last entry is removed', without(7), 7],
    ['begins where an entry leaves the feeds', edit(4, { listed: false }), 4],
    ['begins at the first of several places', without(5).filter((_, number) => number !== 1), 1],
    [
      'does not occur if an entry is scheduled before another',
      [...ENTRIES, COMING, anEntry('soon', { published: NOON + 2 * HOUR })],
      undefined,
    ],
  ])('%s', (_, entries, index) => {
    const expected = index === undefined ? [] : [{ index, at: LATER }];
    expect(later(entries).shifts).toEqual(expected);
  });

  it('does not occur if an entry becomes longer and every page keeps its entries', () => {
    expect(later(edit(1, LONG), ENTRIES, FULL).shifts).toEqual([]);
  });

  it('begins at the first page that changes because an entry becomes longer or shorter', () => {
    const long = ENTRIES.map((entry) => ({ ...entry, contentForReaders: 'x'.repeat(4000) }));
    const mixed = long.map((entry, number) => (number === 1 ? { ...entry, ...LONG } : entry));
    expect(later(mixed, long, FULL).shifts).toEqual([{ index: 1, at: LATER }]);
    expect(later(long, mixed, FULL).shifts).toEqual([{ index: 1, at: LATER }]);
  });

  // [second shift, index of the first, index of the second, what the feed records]
  it.each<[string, number, number, [number, number][]]>([
    [
      'after the first is recorded as well',
      2,
      4,
      [
        [2, 1],
        [4, 2],
      ],
    ],
    ['before the first replaces it', 4, 2, [[2, 2]]],
    ['at the same index replaces the first', 3, 3, [[3, 2]]],
  ])('%s', (_, one, two, expected) => {
    const first = publish(ENTRIES);
    const less = ENTRIES.filter((_entry, number) => number !== one);
    const second = publish(less, { lock: first.lock, now: NOON + HOUR });
    const least = less.filter((_entry, number) => number !== two);
    const third = publish(least, { lock: second.lock, now: NOON + 2 * HOUR });
    expect(third.archive.feedAt(MAIN_FEED, NOON + 2 * HOUR)?.shifts).toEqual(
      expected.map(([index, hours]) => ({ index, at: NOON + hours * HOUR })),
    );
  });
});

describe('a removed entry', () => {
  it('is listed in the feeds it was in, with its time, newest first', () => {
    const tagged = edit(2, { tags: ['a'] });
    const first = publish(tagged, { site: SMALL });
    const second = publish(tagged.slice(0, 7), { site: SMALL, lock: first.lock, now: LATER });
    const third = publish([...tagged.slice(0, 2), ...tagged.slice(3, 7)], {
      site: SMALL,
      lock: second.lock,
      now: LATER + HOUR,
    });
    const [gone, before] = [
      { id: tagged[2]?.id, at: LATER + HOUR },
      { id: tagged[7]?.id, at: LATER },
    ];
    expect(third.archive.feedAt(MAIN_FEED, LATER + HOUR)?.removed).toEqual([gone, before]);
    expect(third.archive.feedAt({ kind: 'language', name: 'en' }, LATER + HOUR)?.removed).toEqual([
      gone,
      before,
    ]);
    // The feed is empty, but its subscribers are told of the removal.
    const left = third.archive.feedAt({ kind: 'tag', name: 'a' }, LATER + HOUR);
    expect([...(left?.positions ?? [1])]).toEqual([]);
    expect(left?.removed).toEqual([gone]);
  });

  it('is listed only while there are not more than a window has entries', () => {
    expect(later(ENTRIES.slice(5)).feed?.removed).toHaveLength(3);
  });

  it('is not listed if it has only left the feeds, was only scheduled, or has come back', () => {
    expect(later(edit(4, { listed: false })).feed?.removed).toEqual([]);
    expect(later(ENTRIES, insert(-5)).feed?.removed).toEqual([]);
    const { lock } = later(without(4));
    const back = publish(ENTRIES, { site: SMALL, lock, now: LATER + HOUR });
    expect(back.archive.feedAt(MAIN_FEED, LATER + HOUR)?.removed).toEqual([]);
  });
});
