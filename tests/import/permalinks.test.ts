// Permalinks: the pattern behind the addresses of an old blog.

import { describe, expect, it } from 'vitest';
import { inferPattern, type OldAddress, slugIn } from '../../src/import/write/permalinks.ts';

const at = (path: string, date = '2015-01-08T10:00:00Z'): OldAddress => ({ path, date: Date.parse(date) });

describe('the pattern of', () => {
  it.each<[string, readonly OldAddress[], string | undefined]>([
    [
      'WordPress',
      [at('/2015/01/08/first/'), at('/2015/12/24/second/', '2015-12-24T10:00:00Z')],
      '/:year/:month/:day/:slug/',
    ],
    ['a folder', [at('/blog/first'), at('/blog/second')], '/blog/:slug'],
    [
      'Blogger',
      [at('/2015/01/first.html'), at('/2015/02/second.html', '2015-02-01T10:00:00Z')],
      '/:year/:month/:slug.html',
    ],
    [
      'months of one digit',
      [at('/2015/1/first'), at('/2015/12/second', '2015-12-24T10:00:00Z')],
      '/:year/:i_month/:slug',
    ],
    [
      'months of two digits that may be either',
      [at('/2015/12/first', '2015-12-24T10:00:00Z')],
      '/:year/:month/:slug',
    ],
    ['the root', [at('/first/'), at('/second/'), at('/about')], '/:slug/'],
    ['a year that is not that of the posts', [at('/2014/first'), at('/2014/second')], '/2014/:slug'],
    ['other letters', [at('/wellenlängen'), at('/時刻')], '/:slug'],
    ['addresses without a pattern', [at('/a/first'), at('/b/second'), at('/c/third')], undefined],
    ['names that no slug can have', [at('/First Post'), at('/Second Post')], undefined],
    ['no posts', [], undefined],
  ])('%s', (_, addresses, pattern) => {
    expect(inferPattern(addresses, 'UTC')).toBe(pattern);
  });

  it('dates in the time zone of the site', () => {
    const addresses = [at('/2015/01/09/first', '2015-01-08T23:30:00Z')];
    expect(inferPattern(addresses, 'Europe/Berlin')).toBe('/:year/:month/:day/:slug');
    expect(inferPattern(addresses, 'UTC')).toBe('/:year/:month/09/:slug');
  });
});

it.each([
  ['/2015/first/', 'first'],
  ['/first.html', 'first'],
  ['/first/index.html', 'first'],
  ['/first/index/', 'first'],
  ['/index/', undefined],
  ['/v1.0', 'v1.0'],
  ['/', undefined],
])('the slug in %s is %s', (path, slug) => {
  expect(slugIn(path)).toBe(slug);
});
