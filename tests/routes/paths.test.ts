// Paths: the parts of a sitemap, and percent-encoding.

import { describe, expect, it } from 'vitest';
import { decodePath, encodePath, parseSitemapPart, sitemapPart } from '../../src/routes/paths.ts';

describe('the path of a part of the sitemap', () => {
  it.each([
    ['/sitemap/1.xml', 1],
    ['/sitemap/42.xml', 42],
    ['/sitemap/999999.xml', 999_999],
    ['/sitemap/0.xml', undefined],
    ['/sitemap/01.xml', undefined],
    ['/sitemap/-1.xml', undefined],
    ['/sitemap/1e3.xml', undefined],
    ['/sitemap/1000000.xml', undefined],
    ['/sitemap/٣.xml', undefined],
    ['/sitemap/.xml', undefined],
    ['/sitemap/1.xml/', undefined],
    ['/sitemap/1.XML', undefined],
    ['/sitemap.xml', undefined],
    ['/x/sitemap/1.xml', undefined],
    ['/sitemap/1xxml', undefined],
  ])('%s has the number %s', (path, number) => {
    expect(parseSitemapPart(path)).toBe(number);
  });

  it('is parsed back into its number', () => {
    for (const number of [1, 2, 9, 10, 20_000]) expect(parseSitemapPart(sitemapPart(number))).toBe(number);
  });
});

describe('percent-encoding', () => {
  // [encoded, decoded]
  it.each([
    ['/posts/first', '/posts/first'],
    ['/wellenl%C3%A4nge', '/wellenlänge'],
    ['/wellenla%CC%88nge', '/wellenlänge'],
    ['/wellenla\u0308nge', '/wellenlänge'],
    ['a%2Fb', 'a/b'],
    ['%', undefined],
    ['%zz', undefined],
    ['%E0%A4%A', undefined],
    ['%ff', undefined],
  ])('of %s is decoded to %s', (encoded, decoded) => {
    expect(decodePath(encoded)).toBe(decoded);
  });

  it('of a path leaves the slashes', () => {
    expect(encodePath('/media/töne/a b,1.mp3')).toBe('/media/t%C3%B6ne/a%20b%2C1.mp3');
  });
});
