// The whole life of a blog: whatever an author does, readers get every entry once, and nothing that they were not told.

import { expect, it } from 'vitest';
import { live } from './lives.ts';

it('whatever an author does, readers get every entry once', { timeout: 240_000 }, async () => {
  expect(await live(12)).toBeGreaterThan(200);
});
