// The title and id of the feed that a selection makes.

import { expect, it } from 'vitest';
import { MAIN_FEED } from '../../src/archive/feed-key.ts';
import { selectionId, selectionTitle } from '../../src/feeds/selection.ts';
import type { Selection } from '../../src/routes/feed-address.ts';
import { SITE } from '../a-blog.ts';

const tag = (name: string) => ({ kind: 'tag' as const, name });

// [selection, its title after that of the site, its id after that of the main feed]
it.each<[Selection, string, string]>([
  [{ all: [MAIN_FEED], not: [] }, '', ''],
  [{ all: [tag('a')], not: [] }, ': a', '#/tags/a'],
  [{ all: [tag('a'), tag('b')], not: ['c'] }, ': a + b − c', '#/tags/a+b&not=c'],
  [{ all: [tag('größe')], not: ['時'] }, ': größe − 時', '#/tags/gr%C3%B6%C3%9Fe&not=%E6%99%82'],
  [{ all: [MAIN_FEED], not: ['a&b', 'c'] }, ' − a&b − c', '#/&not=a%26b&not=c'],
])('the feed of %j is titled …%s and identified by …%s', (selection, title, id) => {
  expect(selectionTitle(SITE, selection)).toBe(SITE.title + title);
  expect(selectionId(SITE, selection)).toBe(SITE.feedId + id);
});

it('a feed whose main feed is identified by an IRI with a fragment has an id with one fragment', () => {
  const site = { ...SITE, feedId: 'https://longwave.example/#blog' };
  expect(selectionId(site, { all: [tag('a')], not: [] })).toBe('https://longwave.example/#blog/tags/a');
});
