// Thousands of steps of random authors; `npm test` has some hundred. See tests/lives.

import { describe, expect, it } from 'vitest';
import { live } from '../lives/lives.ts';

describe('whatever authors do over the whole lives of their blogs', () => {
  it('readers get every entry once, and nothing that they were not told', async () => {
    const { steps, merges } = await live('careful', 60, 'with merges');
    expect(steps).toBeGreaterThan(8);
    expect(merges).toBeGreaterThan(1);
  });

  it('with posts that are alike, readers lose no entry and no address', async () => {
    const { steps, merges } = await live('careless', 60, 'with merges');
    expect(steps).toBeGreaterThan(8);
    expect(merges).toBeGreaterThan(1);
  });
});
