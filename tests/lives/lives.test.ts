// The whole life of a blog: whatever an author does, readers get every entry once, and nothing that they were not told.

import { describe, expect, it } from 'vitest';
import { live } from './lives.ts';

describe('whatever an author does over the whole life of a blog', { timeout: 240_000 }, () => {
  it('readers get every entry once, and nothing that they were not told', async () => {
    expect((await live('careful', 4, 'without merges')).steps).toBeGreaterThan(8);
  });

  it('with posts that are alike, readers lose no entry and no address', async () => {
    expect((await live('careless', 4, 'without merges')).steps).toBeGreaterThan(8);
  });
});
