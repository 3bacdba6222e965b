// Cache-Control: no copy may be used beyond the beginning of the next edition.

import { describe, expect, it } from 'vitest';
import { cacheControl } from '../../src/http/cache-control.ts';
import { NOON } from '../a-blog.ts';

const IN = (seconds: number) => NOON + seconds * 1000;

describe('Cache-Control', () => {
  // [minutes until a copy should be refreshed, moment of the next edition, max-age, stale-while-revalidate]
  it.each([
    [30, undefined, 1800, 86_400],
    [60, undefined, 3600, 86_400],
    [30, IN(90_000), 1800, 86_400],
    [30, IN(86_400), 1800, 84_600],
    [30, IN(2000), 1800, 200],
    [30, IN(1800), 1800, 0],
    [30, IN(10), 10, 0],
    [30, IN(1) - 1, 0, 0],
    [30, IN(0), 0, 0],
    [30, IN(-5), 0, 0],
  ])('every %s minutes, next edition at %s: max-age=%s, stale for %s', (minutes, until, maxAge, stale) => {
    expect(cacheControl(minutes, NOON, until)).toBe(
      `public, max-age=${maxAge}, stale-while-revalidate=${stale}, stale-if-error=86400`,
    );
  });
});
