// What is made again: one is enough for as long as it is there.

import { expect, it } from 'vitest';
import { madeAgain } from '../../../src/compile/report/made-again.ts';

it('gives the first one without making another', () => {
  const first = {};
  const again = madeAgain(() => ({}), first);
  expect(again()).toBe(first);
});

it('makes the first one only when it is wanted, and then gives the same', () => {
  let made = 0;
  const again = madeAgain(() => {
    made += 1;
    return {};
  });
  expect(made).toBe(0);
  expect(again()).toBe(again());
  expect(made).toBe(1);
});
