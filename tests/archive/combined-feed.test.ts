// Combined feeds: which entries they have, and from which index on their entries may have moved.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineFeeds } from '../../src/archive/combined-feed.ts';
import type { Feed, Shift } from '../../src/archive/feed.ts';
import { runs } from '../runs.ts';
import { aFeed, aTable } from './a-feed.ts';

const a = aFeed([1, 2, 3, 5, 8], {
  until: 100,
  removed: [
    { id: 'x', at: 1 },
    { id: 'y', at: 2 },
  ],
});
const b = aFeed([2, 3, 4, 8, 9], { until: 90, removed: [{ id: 'y', at: 2 }] });
const c = aFeed([3, 9]);

const combined = (all: Feed[], without: Feed[] = [], table = aTable()) =>
  combineFeeds(all, without, table, { entries: 2, bytes: 100 });

describe('a combined feed', () => {
  // [case, feeds that must have an entry, feeds that must not, the resulting positions]
  it.each<[string, Feed[], Feed[], number[]]>([
    ['of one feed is that feed', [a], [], [1, 2, 3, 5, 8]],
    ['of two has the entries of both', [a, b], [], [2, 3, 8]],
    ['of three has the entries of all', [a, b, c], [], [3]],
    ['without another has the entries that the other does not have', [a], [c], [1, 2, 5, 8]],
    ['without two others has the entries of neither', [a], [b, c], [1, 5]],
    ['of two without a third has the entries of both that the third does not have', [a, b], [c], [2, 8]],
    ['without itself is empty', [a], [a], []],
  ])('%s', (_, all, without, positions) => {
    expect([...combined(all, without).positions]).toEqual(positions);
  });

  it('changes when the next entry of any part appears', () => {
    expect(combined([a, b]).until).toBe(90);
    expect(combined([c], [a]).until).toBe(100);
    expect(combined([c, c]).until).toBeUndefined();
  });

  it('has pages of its own', () => {
    expect([...combined([a, b]).pages]).toEqual([0, 2]);
  });

  it('mentions the removals that all parts mention', () => {
    expect(combined([a, b]).removed).toEqual([{ id: 'y', at: 2 }]);
    expect(combined([a, b, c]).removed).toEqual([]);
  });

  it('needs at least one feed', () => {
    expect(() => combined([])).toThrow(RangeError);
  });
});

const AT = 999;
const shifts = (feed: Feed, index: number): Feed => ({ ...feed, shifts: [{ index, at: AT }] });

describe('the entries of a combined feed may have moved', () => {
  // [case, feed with a change at the moment 999, index from which on its entries may have moved]
  it.each<[string, Feed, number]>([
    ['everywhere, after a shift at the beginning of a part', combined([a, shifts(b, 0)]), 0],
    ['after the place of a shift in the middle of a part', combined([a, shifts(b, 2)]), 2],
    ['nowhere, after a shift at the end of a part', combined([a, shifts(b, 5)]), 3],
    ['nowhere, after a shift among scheduled entries', combined([a, shifts(b, 7)]), 3],
    ['after the place of a shift in the first part', combined([shifts(a, 2), b]), 1],
    ['after the place of a shift in an excluded feed', combined([a], [shifts(c, 1)]), 2],
    ['after the end of an excluded feed, after a shift there', combined([a], [shifts(aFeed([3]), 1)]), 2],
    ['where an edit gave an entry the excluded tag', combined([a], [c], aTable({ 3: { changed: AT } })), 2],
    [
      'from an edited entry on, whose length may differ',
      combined([a, b], [], aTable({ 3: { changed: AT } })),
      1,
    ],
  ])('%s', (_, { shifts: found }, index) => {
    expect(found.filter(({ at }) => at === AT)).toEqual<Shift[]>([{ index, at: AT }]);
  });
});

describe('any combined feed', () => {
  const positions = fc.uniqueArray(fc.nat(30), { maxLength: 25 }).map((given) => given.sort((x, y) => x - y));
  const feeds = (minLength: number) => fc.array(positions, { minLength, maxLength: 4 });
  const changes = fc.array(fc.nat(50), { minLength: 31, maxLength: 31 });

  it('has the entries of all its parts, and dates each beginning by the edits that may have moved its entries', () => {
    fc.assert(
      fc.property(feeds(1), feeds(1), changes, (all, without, changed) => {
        const table = aTable(Object.fromEntries(changed.map((at, position) => [position, { changed: at }])));
        const feed = combined(
          all.map((each) => aFeed(each)),
          without.map((each) => aFeed(each)),
          table,
        );
        const [first = []] = all;
        const isExcluded = (position: number) => without.some((each) => each.includes(position));
        const entries = first.filter(
          (position) => !isExcluded(position) && all.every((each) => each.includes(position)),
        );
        expect([...feed.positions]).toEqual(entries);

        const moments = feed.shifts.map(({ at }) => at);
        expect(moments, 'none that an earlier one includes').toEqual(
          [...new Set(moments)].sort((x, y) => x - y),
        );

        const edited = [...Array(31).keys()].filter(
          (position) =>
            entries.includes(position) || (isExcluded(position) && position <= (first.at(-1) ?? -1)),
        );
        for (let length = 0; length <= entries.length + 1; length += 1) {
          const moved = edited.filter(
            (position) => entries.filter((entry) => entry < position).length < length,
          );
          const dates = feed.shifts.filter(({ index }) => index < length).map(({ at }) => at);
          expect(Math.max(-1, ...dates)).toBe(
            Math.max(-1, ...moved.map((position) => changed[position] ?? 0)),
          );
        }
      }),
      runs(200),
    );
  });
});
