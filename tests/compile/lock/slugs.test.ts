// Slugs: which addresses may belong to one post, and which to two of a series.

import { describe, expect, it } from 'vitest';
import { areOfOneSeries, haveSimilarWords, lastStep } from '../../../src/compile/lock/slugs.ts';

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
  ])('of %s and %s', (slug, other, areSimilar, isSeries) => {
    const pathsOf = (name: string) => [`/posts/${name}`, `/2015/01/${name}/`, `/blog/1/${name}.html`];
    for (const [one, two] of [
      [slug, other],
      [other, slug],
    ] as const) {
      for (const path of pathsOf(one)) {
        for (const another of pathsOf(two)) {
          expect(haveSimilarWords(path, another)).toBe(areSimilar);
          expect(areOfOneSeries(path, another)).toBe(isSeries);
        }
      }
    }
  });
});

describe('the last step of a permalink', () => {
  it.each([
    ['/posts/a', 'a'],
    ['/2015/01/a/', 'a'],
    ['/a.html', 'a'],
    ['/a/index.html', 'a'],
    ['/a.b', 'a.b'],
    ['/cn/about', 'about'],
    ['/', ''],
  ])('%s is %j', (path, step) => expect(lastStep(path)).toBe(step));
});
