// Where windows and feed pages begin, and that pages keep their entries.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthWhenArchived, pageStarts, windowStart } from '../../src/archive/pagination.ts';
import { runs } from '../runs.ts';

const range = (length: number) => Uint32Array.from({ length }, (_, index) => index);
const weighing = (weights: readonly number[]) => tableOf(weights, []);
const tableOf = (weights: readonly number[], days: readonly number[]) => ({
  weight: (position: number) => weights[position] ?? 0,
  published: (position: number) => days[position] ?? 0,
});

describe('a window', () => {
  // The sizes of the entries, the limits in entries and bytes, and the index at which the window begins.
  it.each([
    ['of no entries', [], 3, 100, 0],
    ['of fewer entries than its limit', [1, 1], 3, 100, 0],
    ['of as many entries as its limit', [1, 1, 1], 3, 100, 0],
    ['holds the newest of more entries', [1, 1, 1, 1, 1], 3, 100, 2],
    ['holds no more than its limit of bytes', [40, 40, 40, 40], 3, 100, 2],
    ['holds exactly its limit of bytes', [50, 50, 50], 3, 100, 1],
    ['holds one entry that exceeds the limit', [1, 1, 101], 3, 100, 2],
    ['does not skip a large entry to have an older small one', [1, 101, 1], 3, 100, 2],
    ['holds one entry when that is its limit', [1, 1], 1, 100, 1],
  ])('%s', (_, weights, entries, bytes, start) => {
    expect(windowStart(range(weights.length), weighing(weights), { entries, bytes })).toBe(start);
  });
});

describe('a window of two entries and three days', () => {
  const LIMITS = { entries: 2, bytes: 100, span: 3 };

  // The days on which the entries were published, their sizes, and the index at which the window begins.
  it.each([
    ['of no entries', [], 1, 0],
    ['holds the two newest, however old the second is', [1, 50, 90], 1, 1],
    ['holds every other one of the last three days', [1, 7, 8, 9, 9, 10], 1, 1],
    ['holds one that is exactly three days older than the newest', [6, 7, 7, 10], 1, 1],
    ['holds none that is older', [6, 6, 6, 10], 1, 2],
    ['begins anew with an entry that is much newer', [1, 1, 1, 1, 1, 90], 1, 4],
    ['holds all entries of one day', [5, 5, 5, 5, 5], 1, 0],
    ['holds no more of one day than its limit of bytes', [5, 5, 5, 5, 5], 40, 3],
    ['holds exactly its limit of bytes', [5, 5, 5, 5, 5], 25, 1],
    ['holds one entry of any size', [5, 5, 5], 101, 2],
  ])('%s', (_, days, size, start) => {
    const weights = days.map(() => size);
    expect(windowStart(range(days.length), tableOf(weights, days), LIMITS)).toBe(start);
  });
});

describe('a window of entries at any times', () => {
  const entry = fc.record({ gap: fc.nat(4), weight: fc.integer({ min: 1, max: 60 }) });
  const entries = fc.array(entry, { maxLength: 40 });
  const limits = fc.record(
    { entries: fc.integer({ min: 1, max: 9 }), bytes: fc.constantFrom(100, 1000), span: fc.nat(20) },
    { requiredKeys: ['entries', 'bytes'] },
  );
  const tableOfGaps = (given: readonly { gap: number; weight: number }[]) => {
    let day = 0;
    const days = given.map(({ gap }) => {
      day += gap;
      return day;
    });
    return tableOf(
      given.map(({ weight }) => weight),
      days,
    );
  };

  it('holds exactly those that its description names', () => {
    fc.assert(
      fc.property(entries, limits, (given, limit) => {
        const all = range(given.length);
        const table = tableOfGaps(given);
        const newest = table.published(given.length - 1);
        const held = [...all].filter((position) => {
          const bytes = [...all.slice(position)].reduce((sum, each) => sum + table.weight(each), 0);
          const isRecent = limit.span !== undefined && newest - table.published(position) <= limit.span;
          const isAmongNewest = given.length - position <= limit.entries;
          return position === given.length - 1 || (bytes <= limit.bytes && (isRecent || isAmongNewest));
        });
        expect([...all.slice(windowStart(all, table, limit))]).toEqual(held);
      }),
      runs(300),
    );
  });

  it('gets no entry back when another is published', () => {
    fc.assert(
      fc.property(entries, limits, (given, limit) => {
        const starts = given.map((_, last) => windowStart(range(last + 1), tableOfGaps(given), limit));
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
      runs(300),
    );
  });

  it('lost each entry when the feed had the length that is computed from its newer entries', () => {
    fc.assert(
      fc.property(entries, limits, (given, limit) => {
        const all = range(given.length);
        const table = tableOfGaps(given);
        for (let end = 0; end <= given.length; end += 1) {
          const lengths = [...range(given.length + 1)].slice(end);
          const first = lengths.find((length) => windowStart(all.subarray(0, length), table, limit) >= end);
          expect(lengthWhenArchived(all, end, table, limit)).toBe(first ?? given.length);
        }
      }),
      runs(300),
    );
  });

  it('is found without looking at older entries', () => {
    const read: number[] = [];
    const table = {
      weight: () => 1,
      published: (position: number) => {
        read.push(position);
        return position;
      },
    };
    const limit = { entries: 3, bytes: 1000, span: 5 };
    expect(windowStart(range(100_000), table, limit)).toBe(99_994);
    expect(lengthWhenArchived(range(100_000), 10, table, limit)).toBe(16);
    expect(read.length).toBeLessThan(20);
  });
});

describe('feed pages', () => {
  // The sizes of the entries, the limits in entries and bytes, and the indices at which the pages begin.
  it.each([
    ['do not exist without entries', [], 3, 100, []],
    ['hold the oldest entries first', [1, 1, 1, 1, 1, 1, 1], 3, 100, [0, 3, 6]],
    ['end at their limit of bytes', [60, 60, 10, 10, 10, 60], 3, 100, [0, 1, 4]],
    ['hold exactly their limit of bytes', [50, 50, 50], 3, 100, [0, 2]],
    ['hold one entry that exceeds the limit', [101, 101, 1], 3, 100, [0, 1, 2]],
  ])('%s', (_, weights, entries, bytes, starts) => {
    expect([...pageStarts(range(weights.length), weighing(weights), { entries, bytes })]).toEqual(starts);
  });

  const weights = fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 60 });
  const limits = fc.record({ entries: fc.integer({ min: 1, max: 9 }), bytes: fc.constant(100) });

  it('keep their entries when others are published', () => {
    fc.assert(
      fc.property(weights, weights, limits, (before, added, limit) => {
        const after = [...before, ...added];
        const [short, long] = [before, after].map((each) => [
          ...pageStarts(range(each.length), weighing(each), limit),
        ]);
        expect(long?.slice(0, short?.length)).toEqual(short);
      }),
    );
  });

  it('have every entry that leaves the window when another is published', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 150 }), limits, (before, added, limit) => {
        const after = [...before, added];
        const [was = 0, is = 0] = [before, after].map((each) =>
          windowStart(range(each.length), weighing(each), limit),
        );
        expect(is).toBeGreaterThanOrEqual(was);
        expect(is).toBeLessThan(after.length);
      }),
    );
  });
});

describe('the first three entries', () => {
  // [case, sizes of all entries, limits of the window, length of the feed when the third entry left the window]
  it.each([
    ['left it when its limit of entries was newer', [1, 1, 1, 1, 1, 1, 1], 3, 100, 6],
    ['left it when one was newer, of a window of one', [1, 1, 1, 1, 1], 1, 100, 4],
    ['left it when newer entries took its bytes', [1, 1, 50, 40, 20, 1], 9, 100, 5],
    ['stayed in it while they filled it exactly', [1, 1, 50, 40, 10, 1], 9, 100, 6],
    ['left it with the next entry, when they were too large for it', [1, 1, 101, 1, 1], 9, 100, 4],
    ['are in it still', [1, 1, 1, 1], 3, 100, 4],
  ])('%s', (_, weights, entries, bytes, length) => {
    expect(lengthWhenArchived(range(weights.length), 3, weighing(weights), { entries, bytes })).toBe(length);
  });

  it('of nothing left it before there was any entry', () => {
    expect(lengthWhenArchived(range(5), 0, weighing([1, 1, 1, 1, 1]), { entries: 3, bytes: 100 })).toBe(0);
  });
});
