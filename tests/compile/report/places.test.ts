// Places: line and column of an offset, as editors count them.

import { describe, expect, it } from 'vitest';
import { placeAt } from '../../../src/compile/report/places.ts';

describe('the place of an offset', () => {
  // Offset in the text, line and column.
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 3, 1],
    [6, 3, 3],
  ])('%i is %i:%i', (offset, line, column) => expect(placeAt('ab\n\ncd', offset)).toEqual({ line, column }));
});
