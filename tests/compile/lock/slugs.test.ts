// Slugs: which addresses may belong to one post, and which to two of a series.

import { describe, expect, it } from 'vitest';
import { areOfOneSeries, haveSimilarWords } from '../../../src/compile/lock/slugs.ts';

describe('two addresses', () => {
  // [one slug, another, whether their words are similar, whether they are of one series]
  it.each<[string, string, boolean, boolean]>([
    ['late-trains', 'trains-late', true, false],
    ['late-trains', 'trains', true, false],
    ['late-trains', 'early-boats', false, false],
    ['late-trains-again', 'trains', false, false],
    ['week-1', 'week-2', true, true],
    ['week-1', 'week', true, false],
    ['week', 'week-1', true, false],
    ['week-1', 'week-1', true, false],
    ['week-1', 'letter-2', false, false],
    ['tool-1-2-rc3-released', 'tool-1-2-preview3-released', true, false],
    ['tool-1-2-rc3-released', 'tool-1-3-released', true, true],
    ['2026-11-21', '20261122', true, true],
    ['第12期', '第13期', true, true],
  ])('/posts/%s and /posts/%s', (slug, other, areSimilar, isSeries) => {
    for (const [one, two] of [
      [slug, other],
      [other, slug],
    ]) {
      expect(haveSimilarWords(`/posts/${one}`, `/posts/${two}`)).toBe(areSimilar);
      expect(areOfOneSeries(`/posts/${one}`, `/posts/${two}`)).toBe(isSeries);
    }
  });
});
