// The date and tag of a window and of feed pages: they change exactly when the content changes.

import { describe, expect, it } from 'vitest';
import { growingPageEdition, pageEdition, windowEdition } from '../../src/archive/edition.ts';
import type { MetadataTable } from '../../src/archive/entry-metadata.ts';
import type { Feed } from '../../src/archive/feed.ts';
import { aFeed, aTable } from './a-feed.ts';

const WINDOW = { entries: 3, bytes: Number.POSITIVE_INFINITY };
const TEN = aFeed([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
const shifted = (index: number, at: number) => ({ ...TEN, shifts: [{ index, at }] });

describe('the date of a window', () => {
  // [case, feed, its metadata, date of the window of its last three entries]
  it.each<[string, Feed, MetadataTable, number]>([
    ['is that of its newest entry', TEN, aTable(), 90],
    ['is when that appeared, even when it was compiled before', TEN, aTable({ 9: { changed: 5 } }), 90],
    ['is that of an edit in it', TEN, aTable({ 8: { changed: 500 } }), 500],
    ['is that of an entry that left it', shifted(9, 400), aTable(), 400],
    ['is that of a shift of older entries, which changes its link', shifted(0, 300), aTable(), 300],
    ['is that of a removal it mentions', { ...TEN, removed: [{ id: 'x', at: 200 }] }, aTable(), 200],
    ['does not move with an edit on a page', TEN, aTable({ 6: { changed: 500 } }), 90],
    ['is 0 in an empty feed', aFeed([]), aTable(), 0],
  ])('%s', (_, feed, metadata, modified) => {
    const start = Math.max(0, feed.positions.length - 3);
    expect(windowEdition(feed, start, metadata).validator.modified).toBe(modified);
  });
});

describe('the date of a full page', () => {
  // The page of the fourth to sixth entry. The window has three entries: the ninth pushed the sixth out of it.
  it.each<[string, Feed, MetadataTable, number]>([
    ['is when its last entry left the window', TEN, aTable(), 80],
    ['is when that was compiled, if that was later', TEN, aTable({ 8: { changed: 95 } }), 95],
    ['is that of an edit on it', TEN, aTable({ 4: { changed: 500 } }), 500],
    ['is that of a shift before it', shifted(0, 300), aTable(), 300],
    ['is that of a shift on it', shifted(5, 300), aTable(), 300],
    ['is that of a shift among the entries that pushed it out', shifted(8, 300), aTable(), 300],
    ['does not move with a shift of later entries', shifted(9, 300), aTable(), 80],
    ['does not move with an edit on the page before', TEN, aTable({ 2: { changed: 500 } }), 80],
    ['does not move with an edit of a newer entry', TEN, aTable({ 9: { changed: 500 } }), 80],
    ['does not move with a newer entry', aFeed([...TEN.positions, 10, 11]), aTable(), 80],
  ])('%s', (_, feed, metadata, modified) => {
    const { positions, validator } = pageEdition(feed, 3, 6, metadata, WINDOW);
    expect([...positions]).toEqual([3, 4, 5]);
    expect(validator.modified).toBe(modified);
  });

  it('is 0 when it is empty', () => {
    expect(pageEdition(aFeed([]), 0, 0, aTable(), WINDOW).validator.modified).toBe(0);
  });
});

describe('the date of the newest page', () => {
  it.each<[string, Feed, number]>([
    ['is when its last entry left the window', TEN, 90],
    ['is that of an entry that left the window', shifted(9, 500), 500],
    ['is that of a shift anywhere', shifted(10, 300), 300],
  ])('%s', (_, feed, modified) => {
    const { positions, validator } = growingPageEdition(feed, 6, 7, aTable(), WINDOW);
    expect([...positions]).toEqual([6]);
    expect(validator.modified).toBe(modified);
  });
});

describe('an edition', () => {
  it('has a tag that changes with each digest and with their order, and not with the date', () => {
    const tagOf = (positions: number[], metadata = aTable(), changed = 1000) =>
      windowEdition(aFeed(positions, { shifts: [{ index: 0, at: changed }] }), 0, metadata).validator.etag;
    const tags = [
      tagOf([1, 2]),
      tagOf([2, 1]),
      tagOf([1, 2, 3]),
      tagOf([1, 2], aTable({ 2: { digest: 'x' } })),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(tagOf([1, 2], aTable(), 1001)).toBe(tags[0]);
  });

  it.each([
    ['window', windowEdition(TEN, 7, aTable())],
    ['full page', pageEdition(TEN, 3, 6, aTable(), WINDOW)],
    ['newest page', growingPageEdition(TEN, 4, 7, aTable(), WINDOW)],
  ])('of a %s keeps its own positions in memory, and not those of the whole feed', (_, { positions }) => {
    expect(positions.buffer.byteLength).toBe(3 * Uint32Array.BYTES_PER_ELEMENT);
  });
});
