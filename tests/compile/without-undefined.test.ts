// Optional members: only undefined counts as absent.

import { expect, it } from 'vitest';
import { withoutUndefined } from '../../src/compile/without-undefined.ts';

it('a member that is undefined is dropped, and one that is null, false or empty stays', () => {
  expect(Object.keys(withoutUndefined({ a: undefined, b: null, c: false, d: '' }))).toEqual(['b', 'c', 'd']);
});
