// Which entries a feed page has, and whether later changes of the window can change it.

import { describe, expect, it } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import { pageFeed } from '../../src/feeds/paging.ts';
import { MAIN, type PageNumber } from '../../src/routes/feed-address.ts';
import { RSS } from '../../src/routes/formats.ts';
import { SITE } from '../a-blog.ts';
import { aFeed, aTable } from '../archive/a-feed.ts';

// Three entries in the window and four on a page. An entry left the window at 999.
const archive = { site: { ...SITE, window: 3, page: 4 }, metadata: aTable() } as Archive;
const feedOf = (count: number) =>
  aFeed([...Array(count).keys()], { pages: Uint32Array.of(0, 4, 8), shifts: [{ index: 12, at: 999 }] });
const paged = (count: number, page?: PageNumber) =>
  pageFeed(archive, feedOf(count), { selection: MAIN, format: RSS, ...(page && { page }) });

describe('a feed page', () => {
  // The page, of a feed of twelve entries: its entries, and whether it has the date at which the entry left the window.
  it.each<[PageNumber, number[], boolean]>([
    [{ number: 1 }, [0, 1, 2, 3], false],
    [{ number: 1, entries: 2 }, [0, 1], false],
    [{ number: 2, entries: 9 }, [4, 5, 6, 7], false],
    [{ number: 3 }, [8], true],
    [{ number: 3, entries: 1 }, [8], false],
    [{ number: 3, entries: 2 }, [8], true],
  ])('at %j has the entries %j, and may get entries from the window: %s', (page, positions, grows) => {
    const { edition } = paged(12, page);
    expect([...edition.positions]).toEqual(positions);
    expect(edition.validator.modified === 999).toBe(grows);
  });

  // The number of entries, and the link of the first document.
  it.each([
    [10, '/archive/2/rss.xml?entries=3'],
    [11, '/archive/2/rss.xml'],
    [12, '/archive/3/rss.xml?entries=1'],
  ])('of a feed of %i entries is linked to as %s', (count, previous) => {
    expect(paged(count).paging).toEqual({ previous });
  });
});
