// Sealed feeds: when pages move, what the window holds, and which removals are told.

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

/** What sealing remembers of the main feed at noon and, with these entries, later. */
function later(entries: readonly Entry[], before = ENTRIES, site = SMALL) {
  const first = publish(before, { site });
  const second = publish(entries, { site, lock: first.lock, now: LATER });
  const feed = second.lock.feeds.get('main');
  return { ...feed, feed: second.archive.feedAt(MAIN_FEED, LATER), lock: second.lock, site };
}
const edit = (index: number, given: Partial<Entry>) =>
  ENTRIES.map((entry, number) => (number === index ? { ...entry, ...given } : entry));
const insert = (hours: number) => [...ENTRIES, anEntry('new', { published: NOON - hours * HOUR })];
const without = (index: number) => ENTRIES.filter((_, number) => number !== index);
const LONG = { contentForReaders: 'x'.repeat(9000) };
const FULL = { ...SMALL, documentBytes: 16_384 };

describe('a move', () => {
  // What is different, and from where on entries have moved.
  it.each<[string, readonly Entry[], number | undefined]>([
    ['is none when nothing changes', ENTRIES, undefined],
    ['is none when an entry is edited', edit(3, { title: 'New' }), undefined],
    ['is none when an entry is added at the end', insert(0.5), undefined],
    ['begins where an entry is added dated back', insert(5.5), 3],
    ['begins where the oldest is added', insert(99), 0],
    ['begins where an entry is taken out', without(2), 2],
    ['begins behind the last when that is taken out', without(7), 7],
    ['begins where an entry leaves the feeds', edit(4, { listed: false }), 4],
    ['begins at the first of several places', without(5).filter((_, number) => number !== 1), 1],
  ])('%s', (_, entries, index) => {
    const expected = index === undefined ? [] : [{ index, at: LATER }];
    expect(later(entries).shifts).toEqual(expected);
    expect(later(entries).feed?.shifts).toEqual(expected);
  });

  it('is none when an entry becomes longer and every page holds what it held', () => {
    expect(later(edit(1, LONG), ENTRIES, FULL).shifts).toEqual([]);
  });

  it('begins where a page begins anew since an entry has become longer or shorter', () => {
    const long = ENTRIES.map((entry) => ({ ...entry, contentForReaders: 'x'.repeat(4000) }));
    const mixed = long.map((entry, number) => (number === 1 ? { ...entry, ...LONG } : entry));
    expect(later(mixed, long, FULL).shifts).toEqual([{ index: 1, at: LATER }]);
    expect(later(long, mixed, FULL).shifts).toEqual([{ index: 1, at: LATER }]);
  });

  // Where entries moved first and then, and what is remembered of both.
  it.each<[string, number, number, [number, number][]]>([
    [
      'further on leaves an earlier one as it is',
      2,
      4,
      [
        [2, 1],
        [4, 2],
      ],
    ],
    ['further up says all that those behind it had said', 4, 2, [[2, 2]]],
    ['at the same place replaces the one before', 3, 3, [[3, 2]]],
  ])('%s', (_, one, two, expected) => {
    const first = publish(ENTRIES);
    const less = ENTRIES.filter((_entry, number) => number !== one);
    const second = publish(less, { lock: first.lock, now: NOON + HOUR });
    const least = less.filter((_entry, number) => number !== two);
    const third = publish(least, { lock: second.lock, now: NOON + 2 * HOUR });
    expect(third.lock.feeds.get('main')?.shifts).toEqual(
      expected.map(([index, hours]) => ({ index, at: NOON + hours * HOUR })),
    );
  });
});

describe('the window', () => {
  // What is different, and whether the window has changed by it.
  it.each<[string, readonly Entry[], boolean]>([
    ['stays when nothing changes', ENTRIES, false],
    ['stays when an entry beyond it is edited', edit(4, { title: 'New' }), false],
    ['stays when one is scheduled', insert(-5), false],
    ['changes when an entry in it is edited', edit(5, { title: 'New' }), true],
    ['changes when one is added', insert(0.5), true],
    ['stays when one dated back is added beyond it', insert(6.5), false],
    ['changes when one beyond it is removed, since it says so', without(0), true],
  ])('%s', (_, entries, changes) => {
    const before = publish(ENTRIES, { site: SMALL }).lock.feeds.get('main');
    expect(later(entries).changed).toBe(changes ? LATER : before?.changed);
  });
});

describe('what is removed', () => {
  it('is told in the feeds it was in, the newest first, with its moment', () => {
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
    // Nothing is left in it, but whoever has subscribed to it learns that.
    const left = third.archive.feedAt({ kind: 'tag', name: 'a' }, LATER + HOUR);
    expect([...(left?.positions ?? [1])]).toEqual([]);
    expect(left?.removed).toEqual([gone]);
  });

  it('is told of as many as the window is long', () => {
    expect(later(ENTRIES.slice(5)).feed?.removed).toHaveLength(3);
  });

  it('is not told of an entry that is only in no feed any more, of one that was only scheduled, or that came back', () => {
    expect(later(edit(4, { listed: false })).feed?.removed).toEqual([]);
    expect(later(ENTRIES, insert(-5)).feed?.removed).toEqual([]);
    const { lock } = later(without(4));
    const back = publish(ENTRIES, { site: SMALL, lock, now: LATER + HOUR });
    expect(back.archive.feedAt(MAIN_FEED, LATER + HOUR)?.removed).toEqual([]);
  });
});
