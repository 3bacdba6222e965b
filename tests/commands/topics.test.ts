// Topics: every feed that has a hub, and the addresses of one that an owner may type.

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/archive/entry.ts';
import { formatFeedKey, MAIN_FEED } from '../../src/archive/feed-key.ts';
import { feedsAt, parseTopics, topicsOf } from '../../src/commands/topics.ts';
import { feedsOf } from '../../src/compile/build/feeds-of.ts';
import { anArchive, anEntry, HOUR, NOON, SITE } from '../a-blog.ts';

describe('the feeds that name a hub', () => {
  const ada = { authors: [{ name: 'Ada' }] };
  it.each<[string, Entry[]]>([
    ['one author and one language', [anEntry('a', { tags: ['x', 'y'] }), anEntry('b')]],
    ['two authors', [anEntry('a', ada), anEntry('b')]],
    ['one author of two', [anEntry('a', { authors: [{ name: 'Ada' }, { name: 'Bo' }] })]],
    ['two languages', [anEntry('a', { lang: 'de' }), anEntry('b')]],
    ['an author yet to come', [anEntry('a'), anEntry('b', { ...ada, published: NOON + HOUR })]],
    ['an entry that is not listed', [anEntry('a', { tags: ['x'], listed: false }), anEntry('b')]],
    ['nothing', []],
  ])('are all that have visible entries, with %s', async (_what, entries) => {
    const visible = entries.filter(({ published }) => published <= NOON);
    const existing = new Set([formatFeedKey(MAIN_FEED), ...visible.flatMap(feedsOf)]);
    const keys = await feedsAt(anArchive(entries), NOON);
    expect(keys.map(formatFeedKey).sort()).toEqual([...existing].sort());
  });
});

describe('an address given to npm run ping', () => {
  const TOPICS = topicsOf(SITE, { kind: 'tag', name: 'R&D <lab>' });

  // [what the owner types, the path of the topic]
  it.each([
    ['/tags/R%26D%20%3Clab%3E/rss.xml', '/tags/R%26D%20%3Clab%3E/rss.xml'],
    [`${SITE.origin}/tags/R%26D%20%3Clab%3E`, '/tags/R%26D%20%3Clab%3E'],
    ['tags/R%26D%20%3Clab%3E/atom.xml', '/tags/R%26D%20%3Clab%3E/atom.xml'],
    ['/tags/R%26D <lab>/feed.json', '/tags/R%26D%20%3Clab%3E/feed.json'],
  ])('%s means the topic %s', (typed, path) => {
    expect(parseTopics([typed], SITE, TOPICS)).toEqual([SITE.origin + path]);
  });

  it.each(['/rss.xm', 'https://elsewhere.example/rss.xml', '/archive/1/rss.xml', 'https://'])(
    '"%s" is refused with an example',
    (typed) => {
      expect(() => parseTopics([typed], SITE, TOPICS)).toThrow(
        `"${typed}" is not the address of a feed; write one such as /rss.xml`,
      );
    },
  );
});
