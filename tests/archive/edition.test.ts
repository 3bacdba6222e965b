import { describe, expect, it } from 'vitest';
import { editionAt } from '../../src/archive/edition.ts';

const validator = { etag: 'e', modified: 0 };
const edition = (from: number) => ({ from, visible: from, feeds: validator, pages: validator });

describe('the edition in force', () => {
  const editions = [0, 100, 200].map(edition);

  // [moment, first moment of the edition, moment of the next one]
  it.each([
    [-50, 0, 100],
    [0, 0, 100],
    [99, 0, 100],
    [100, 100, 200],
    [199, 100, 200],
    [200, 200, undefined],
    [1e15, 200, undefined],
  ])('at %s is the one from %s until %s', (now, from, until) => {
    const found = editionAt(editions, now);
    expect(found.from).toBe(from);
    expect(found.until).toBe(until);
  });

  it('of a blog without scheduled entries is always the same', () => {
    expect(editionAt([edition(0)], 1e15)).toEqual(edition(0));
  });

  it('cannot be told when none was sealed', () => {
    expect(() => editionAt([], 0)).toThrow(RangeError);
  });
});
