// The arithmetic of the benchmark, in which a mistake would go unnoticed.

import { describe, expect, it } from 'vitest';
import { formatTable, median, medianRatio } from './table.ts';

describe('the median', () => {
  it.each([
    [[7], 7],
    [[9, 1, 2], 2],
    [[10, 9, 1, 2], 5.5],
    // As numbers: as text, 10 comes before 9.
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('needs at least one value', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('does not change the order of its argument', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('the median ratio', () => {
  it('is that of the pairs, so a machine that slows down for both changes nothing', () => {
    const steady: [number, number][] = [
      [11, 10],
      [12, 10],
      [13, 10],
    ];
    const slowing = steady.map(([ours, theirs], round): [number, number] => [
      ours * 10 ** round,
      theirs * 10 ** round,
    ]);
    expect(medianRatio(steady)).toBe(1.2);
    expect(medianRatio(slowing)).toBe(1.2);
  });
});

describe('a table', () => {
  it('has its text on the left, its figures on the right, and no blanks at the ends of lines', () => {
    const table = formatTable([
      ['', 'app', ''],
      ['/rss.xml', '7', 'met'],
      ['/', '12345', ''],
    ]);
    expect(table.split('\n')).toEqual(['            app', '/rss.xml      7  met', '/         12345']);
  });
});
