// A feed at a moment: the entries that are visible then.

import { describe, expect, it } from 'vitest';
import { feedAt } from '../../src/archive/feed.ts';
import { aFeed, aTable } from './a-feed.ts';

describe('a feed', () => {
  // [moment, positions visible then, when the next entry appears]
  it.each([
    [9, [], 10],
    [10, [1], 20],
    [19, [1], 20],
    [20, [1, 2, 3], 40],
    [40, [1, 2, 3, 4], undefined],
    [Number.POSITIVE_INFINITY, [1, 2, 3, 4], undefined],
  ])('at %s shows the entries %j, and the next one appears at %s', (now, positions, until) => {
    const compiled = aFeed([1, 2, 3, 4], { shifts: [{ index: 0, at: 7 }] });
    const visible = feedAt(compiled, now, aTable({ 3: { published: 20 } }));
    expect([...visible.positions]).toEqual(positions);
    expect(visible.until).toBe(until);
    expect(visible.shifts).toEqual(compiled.shifts);
  });
});
