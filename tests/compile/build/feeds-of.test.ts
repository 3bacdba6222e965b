// Feeds of entries: which feeds contain an entry, and in which order feeds are listed.

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/archive/entry.ts';
import { feedsOf, inOrder } from '../../../src/compile/build/feeds-of.ts';
import { anEntry } from '../../a-blog.ts';

describe('an entry', () => {
  // [what it is, its properties, its feeds]
  it.each<[string, Partial<Entry>, string[]]>([
    ['of one author', {}, ['main', 'author:Longwave', 'language:en']],
    ['with tags', { tags: ['b', 'a'] }, ['main', 'tag:b', 'tag:a', 'author:Longwave', 'language:en']],
    [
      'of two authors',
      { authors: [{ name: 'Ada' }, { name: 'Bo' }] },
      ['main', 'author:Ada', 'author:Bo', 'language:en'],
    ],
    [
      'with the same author twice',
      { authors: [{ name: 'Ada' }, { name: 'Ada', url: 'https://ada.example/' }] },
      ['main', 'author:Ada', 'language:en'],
    ],
    [
      'whose author has a combining mark',
      { authors: [{ name: 'A\u0308da' }] },
      ['main', 'author:Äda', 'language:en'],
    ],
    ['in another language', { lang: 'pt-BR' }, ['main', 'author:Longwave', 'language:pt-BR']],
    ['that is not listed', { listed: false, tags: ['a'] }, []],
  ])('%s is in its feeds', (_, given, feeds) => {
    expect(feedsOf(anEntry('x', given))).toEqual(feeds);
  });
});

describe('the order of feeds', () => {
  it.each<[string, string[], string[]]>([
    ['of one feed', ['main'], ['main']],
    ['begins with the main one', ['tag:a', 'main'], ['main', 'tag:a']],
    [
      'sorts tags without regard to case',
      ['main', 'tag:b', 'tag:B', 'tag:a', 'tag:C'],
      ['main', 'tag:a', 'tag:B', 'tag:b', 'tag:C'],
    ],
    [
      'lists several authors, then several languages',
      ['language:en', 'author:B', 'main', 'language:de', 'author:A', 'tag:z'],
      ['main', 'tag:z', 'author:A', 'author:B', 'language:de', 'language:en'],
    ],
  ])('%s', (_, keys, expected) => {
    expect(inOrder(keys)).toEqual(expected);
    expect(inOrder([...keys].reverse())).toEqual(expected);
  });
});
