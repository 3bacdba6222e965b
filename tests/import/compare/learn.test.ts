// Learning the rule of ids from a feed, for the posts that have left it.

import { describe, expect, it } from 'vitest';
import { learnIdRule } from '../../../src/import/compare/learn.ts';

const date = Date.UTC(2015, 0, 28);
const other = { path: '/2014/05/06/older/', date: Date.UTC(2014, 4, 6) };

describe('an id is', () => {
  it.each<[string, (path: string, day: string) => string, string | undefined]>([
    ['the address', (path) => `https://a.example${path}`, 'https://a.example/2014/05/06/older/'],
    [
      'the address at another host',
      (path) => `http://old.example${path}`,
      'http://old.example/2014/05/06/older/',
    ],
    [
      'the address without the slash',
      (path) => `https://a.example${path.slice(0, -1)}`,
      'https://a.example/2014/05/06/older',
    ],
    ['the name alone', (path) => `urn:post:${path.split('/').at(-2)}`, 'urn:post:older'],
    [
      'a tag with the day',
      (path, day) => `tag:a.example,${day}:${path}`,
      'tag:a.example,2014-05-06:/2014/05/06/older/',
    ],
    [
      'nothing that follows from the address',
      (path) => `urn:${path.length}:${Math.sqrt(path.length)}`,
      undefined,
    ],
  ])('%s', (_, idOf, expected) => {
    const known = ['first', 'the-second'].map((slug) => {
      const path = `/2015/01/28/${slug}/`;
      return { id: idOf(path, '2015-01-28'), path, date };
    });
    expect(learnIdRule(known)?.(other)).toBe(expected);
  });

  it('that of most posts, when some have one of their own', () => {
    const known = ['a', 'b', 'c'].map((slug) => ({
      id: `https://a.example/${slug}/`,
      path: `/${slug}/`,
      date,
    }));
    expect(learnIdRule([...known, { id: 'urn:own', path: '/own/', date }])?.({ path: '/d/', date })).toBe(
      'https://a.example/d/',
    );
  });

  it('not learned from nothing', () => {
    expect(learnIdRule([])).toBeUndefined();
  });
});
