// Streams: what of a feed is visible at a moment, and how it is cut into a window and pages that stay.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineFeeds } from '../../src/archive/combined-feed.ts';
import { growingPageEdition, pageEdition, windowEdition } from '../../src/archive/edition.ts';
import type { EntryMetadata, MetadataTable } from '../../src/archive/entry-metadata.ts';
import { type Feed, feedAt } from '../../src/archive/feed.ts';
import { type Limits, pageStarts, windowStart } from '../../src/archive/pagination.ts';

/** A table in which the entry at each position is published, and changed, at ten times the position. */
function table(given: Readonly<Record<number, Partial<EntryMetadata>>> = {}): MetadataTable {
  const state = (position: number): EntryMetadata => ({
    published: position * 10,
    changed: position * 10,
    weight: 1,
    digest: `digest ${position}`,
    ...given[position],
  });
  return {
    count: 0,
    digest: (position) => state(position).digest,
    published: (position) => state(position).published,
    changed: (position) => state(position).changed,
    weight: (position) => state(position).weight,
  };
}
function stream(positions: readonly number[], given: Partial<Feed> = {}): Feed {
  return {
    positions: Uint32Array.from(positions),
    pages: Uint32Array.of(),
    changed: 0,
    shifts: [],
    removed: [],
    ...given,
  };
}
const COUNT: Limits = { entries: 3, bytes: Number.POSITIVE_INFINITY };
const range = (length: number) => Uint32Array.from({ length }, (_, index) => index);
const weighing = (weights: readonly number[]) => ({ weight: (position: number) => weights[position] ?? 0 });

describe('a stream at a moment', () => {
  // The moment, the positions visible then, and when the next entry appears.
  it.each([
    [9, [], 10],
    [10, [1], 20],
    [19, [1], 20],
    [20, [1, 2, 3], 40],
    [40, [1, 2, 3, 4], undefined],
    [Number.POSITIVE_INFINITY, [1, 2, 3, 4], undefined],
  ])('%s shows %j, until %s', (now, positions, until) => {
    const sealed = stream([1, 2, 3, 4], { changed: 7 });
    const visible = feedAt(sealed, now, table({ 3: { published: 20 } }));
    expect([...visible.positions]).toEqual(positions);
    expect(visible.until).toBe(until);
    expect(visible.changed).toBe(7);
  });
});

describe('a window', () => {
  // The weights of the entries, how many and how heavy they may be, and where the window begins.
  it.each([
    ['of nothing', [], 3, 100, 0],
    ['of fewer entries than it may hold', [1, 1], 3, 100, 0],
    ['of as many', [1, 1, 1], 3, 100, 0],
    ['of the newest of more', [1, 1, 1, 1, 1], 3, 100, 2],
    ['of what its bytes allow', [40, 40, 40, 40], 3, 100, 2],
    ['of exactly its bytes', [50, 50, 50], 3, 100, 1],
    ['of one entry that is too large', [1, 1, 101], 3, 100, 2],
    ['of no small entry behind a large one', [1, 101, 1], 3, 100, 2],
    ['of one entry, where it may hold one', [1, 1], 1, 100, 1],
  ])('%s', (_, weights, entries, bytes, start) => {
    expect(windowStart(range(weights.length), weighing(weights), { entries, bytes })).toBe(start);
  });
});

describe('feed pages', () => {
  it.each([
    ['of nothing are none', [], 3, 100, []],
    ['hold the oldest entries first', [1, 1, 1, 1, 1, 1, 1], 3, 100, [0, 3, 6]],
    ['end where their bytes do', [60, 60, 10, 10, 10, 60], 3, 100, [0, 1, 4]],
    ['hold one entry that is too large', [101, 101, 1], 3, 100, [0, 1, 2]],
  ])('%s', (_, weights, entries, bytes, starts) => {
    expect([...pageStarts(range(weights.length), weighing(weights), { entries, bytes })]).toEqual(starts);
  });

  const weights = fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 60 });
  const limits = fc.record({ entries: fc.integer({ min: 1, max: 9 }), bytes: fc.constant(100) });

  it('stay where they are, whatever is published later', () => {
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

  it('and windows never take back what has left a window, when entries are added', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 150 }), limits, (before, added, limit) => {
        const after = [...before, added];
        const [was, is] = [before, after].map((each) =>
          windowStart(range(each.length), weighing(each), limit),
        );
        expect(is).toBeGreaterThanOrEqual(was ?? 0);
        expect(after.length - (is ?? 0)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the date of', () => {
  const ten = stream([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const shifted = (index: number, at: number) => ({ ...ten, shifts: [{ index, at }] });

  // A window from the seventh entry on, and when it last changed.
  it.each<[string, Feed, MetadataTable, number]>([
    ['a window is that of its newest entry', ten, table(), 90],
    ['a window that was edited is that of the edit', ten, table({ 8: { changed: 500 } }), 500],
    ['a window that knows better is what it knows', { ...ten, changed: 400 }, table(), 400],
    ['a window before which something moved is that of the move', shifted(0, 300), table(), 300],
    [
      'a window that something has left for good is that of the removal',
      { ...ten, removed: [{ id: 'x', at: 200 }] },
      table(),
      200,
    ],
    ['a window is not moved by an edit on a page', ten, table({ 2: { changed: 500 } }), 90],
  ])('%s', (_, given, metadata, modified) => {
    expect(windowEdition(given, 7, metadata).validator.modified).toBe(modified);
  });

  // The page of the fourth to sixth entry. The window is of three: the ninth entry has pushed the sixth out of it.
  it.each<[string, Feed, MetadataTable, number]>([
    ['a page is when its last entry left the window', ten, table(), 80],
    ['a page is when that was compiled, if that was later', ten, table({ 8: { changed: 95 } }), 95],
    ['a page that was edited is that of the edit', ten, table({ 4: { changed: 500 } }), 500],
    ['a page before which something moved is that of the move', shifted(0, 300), table(), 300],
    ['a page on which something moved is that of the move', shifted(5, 300), table(), 300],
    ['a page is not moved by what moves further on', shifted(9, 300), table(), 80],
    ['a page is not moved by the edit of a page before', ten, table({ 2: { changed: 500 } }), 80],
    ['a page is not moved by a newer entry', stream([...ten.positions, 10, 11]), table(), 80],
    ['a page is not moved by what changes the window', { ...ten, changed: 500 }, table(), 80],
  ])('%s', (_, given, metadata, modified) => {
    const { positions, validator } = pageEdition(given, 3, 6, metadata, COUNT);
    expect([...positions]).toEqual([3, 4, 5]);
    expect(validator.modified).toBe(modified);
  });

  it('a page whose last entry was pushed out by bytes is when that happened', () => {
    const heavy = table({ 6: { weight: 60 }, 5: { weight: 50 } });
    expect(pageEdition(ten, 3, 6, heavy, { entries: 100, bytes: 100 }).validator.modified).toBe(60);
  });

  it('a page that still grows is the window’s too', () => {
    expect(growingPageEdition({ ...ten, changed: 500 }, 6, 7, table(), COUNT).validator.modified).toBe(500);
    expect(growingPageEdition(shifted(9, 300), 6, 7, table(), COUNT).validator.modified).toBe(300);
    expect(growingPageEdition(ten, 6, 7, table(), COUNT).validator.modified).toBe(90);
  });

  it('nothing is the beginning of time', () => {
    expect(windowEdition(stream([]), 0, table()).validator.modified).toBe(0);
    expect(pageEdition(stream([]), 0, 0, table(), COUNT).validator.modified).toBe(0);
  });
});

describe('the tag of a slice', () => {
  it('changes with each digest and with their order, and leaves the date to the document', () => {
    const tagOf = (positions: number[], metadata = table(), changed = 1000) =>
      windowEdition(stream(positions, { changed }), 0, metadata).validator.etag;
    const tags = [
      tagOf([1, 2]),
      tagOf([2, 1]),
      tagOf([1, 2, 3]),
      tagOf([1, 2], table({ 2: { digest: 'x' } })),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(tagOf([1, 2], table(), 1001)).toBe(tags[0]);
  });
});

describe('streams combined', () => {
  const a = stream([1, 2, 3, 5, 8], {
    changed: 11,
    until: 100,
    removed: [
      { id: 'x', at: 1 },
      { id: 'y', at: 2 },
    ],
  });
  const b = stream([2, 3, 4, 8, 9], { changed: 12, until: 90, removed: [{ id: 'y', at: 2 }] });
  const c = stream([3, 9], { changed: 13 });
  const together = (all: Feed[], without: Feed[] = []) =>
    combineFeeds(all, without, table(), { entries: 2, bytes: 100 });

  // Streams that must hold an entry, streams that must not, and the positions that remain.
  it.each<[string, Feed[], Feed[], number[]]>([
    ['one alone is itself', [a], [], [1, 2, 3, 5, 8]],
    ['of two: what both have', [a, b], [], [2, 3, 8]],
    ['of three: what all have', [a, b, c], [], [3]],
    ['less another: what that has not', [a], [c], [1, 2, 5, 8]],
    ['less two others', [a], [b, c], [1, 5]],
    ['less itself: nothing', [a], [a], []],
  ])('%s', (_, all, without, positions) => {
    expect([...together(all, without).positions]).toEqual(positions);
  });

  it('last until the first of them changes', () => {
    expect(together([a, b]).until).toBe(90);
    expect(together([c], [a]).until).toBe(100);
    expect(together([c, c]).until).toBeUndefined();
  });

  it('have pages of their own', () => {
    expect([...together([a, b]).pages]).toEqual([0, 2]);
  });

  it('changed when any of them did', () => {
    expect(together([a, b]).changed).toBe(12);
    expect(together([a], [c]).changed).toBe(13);
  });

  it('have lost what all have lost', () => {
    expect(together([a, b]).removed).toEqual([{ id: 'y', at: 2 }]);
  });

  it('need one stream at least', () => {
    expect(() => together([])).toThrow(RangeError);
  });

  // A move in `b` or `c`, and the first index of a+b, or of a without c, that it may have reached.
  it.each<[string, Feed, number]>([
    ['at the beginning reaches everything', together([a, { ...b, shifts: [{ index: 0, at: 999 }] }]), 0],
    ['in the middle reaches what lies behind', together([a, { ...b, shifts: [{ index: 2, at: 999 }] }]), 2],
    ['at the end reaches nothing', together([a, { ...b, shifts: [{ index: 5, at: 999 }] }]), 3],
    ['among what is scheduled reaches nothing', together([a, { ...b, shifts: [{ index: 7, at: 999 }] }]), 3],
    [
      'in what is left out reaches what lies behind',
      together([a], [{ ...c, shifts: [{ index: 1, at: 999 }] }]),
      2,
    ],
  ])('move with their parts: a move %s', (_, combined, first) => {
    const reached = combined.shifts.filter(({ at }) => at === 999).map(({ index }) => index);
    expect(Math.min(...reached)).toBe(first);
  });

  it('move where an entry is left out that was edited: it may have got the tag just then', () => {
    const combined = combineFeeds([a], [c], table({ 3: { changed: 999 } }), COUNT);
    expect(combined.shifts).toContainEqual({ index: 2, at: 999 });
  });
});
