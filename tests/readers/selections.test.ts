// Readers that subscribe to feeds of tags, authors and languages besides the main feed: each feed has its own entries,
// and no entry becomes unread twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import site from '../../src/site.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type ParsedFeed, poll } from './feedparser.ts';
import { HOSTILE_ENTRIES, HOSTILE_POSTS, HOSTILE_TAGS, type HostileEntry } from './hostile-posts.ts';
import { type Newsboat, subscribe } from './newsboat.ts';

const AUTHORS = [...new Set(HOSTILE_ENTRIES.map(({ author }) => author))];
const LANGUAGES = [...new Set(HOSTILE_ENTRIES.map(({ lang }) => lang))];

const tagged = (tag: string) => (entry: HostileEntry) => entry.tags.includes(tag);

/** Folder and query of a feed, what its title adds to the site's title, and its entries. */
type Selection = readonly [
  folder: string,
  query: string,
  title: string,
  holds: (entry: HostileEntry) => boolean,
];

const SINGLE: readonly Selection[] = [
  ['', '', '', () => true],
  ...HOSTILE_TAGS.map((tag): Selection => [`/tags/${encodeURIComponent(tag)}`, '', `: ${tag}`, tagged(tag)]),
  ...AUTHORS.map(
    (name): Selection => [
      `/authors/${encodeURIComponent(name)}`,
      '',
      `: ${name}`,
      ({ author }) => author === name,
    ],
  ),
  ...LANGUAGES.map((name): Selection => [`/languages/${name}`, '', `: ${name}`, ({ lang }) => lang === name]),
];

const COMBINED: readonly Selection[] = [
  [
    `/tags/R%26D+${encodeURIComponent('📻')}`,
    '',
    ': R&D + 📻',
    (entry) => tagged('R&D')(entry) && tagged('📻')(entry),
  ],
  ['/tags/R%26D', '?not=a%2Bb', ': R&D − a+b', (entry) => tagged('R&D')(entry) && !tagged('a+b')(entry)],
  ['', '?not=R%26D', ' − R&D', (entry) => !tagged('R&D')(entry)],
];

describe('the feeds of a blog', () => {
  let blog: RunningBlog;

  beforeAll(async () => {
    blog = await startBlog({ posts: HOSTILE_POSTS, settings: { window: 100 } });
  });

  afterAll(async () => {
    await blog?.stop();
  });

  describe('each on its own', () => {
    const addresses = [...SINGLE, ...COMBINED].flatMap(([folder, query, title, holds]) =>
      ['rss.xml', 'atom.xml'].map((file) => [`${folder}/${file}${query}`, title, holds] as const),
    );
    let feeds: ReadonlyMap<string, ParsedFeed>;

    beforeAll(async () => {
      const polled = addresses.map(async ([path]) => [path, await poll(blog.origin + path)] as const);
      feeds = new Map(await Promise.all(polled));
    });

    it.each(addresses)('feedparser finds in %s its entries and no others', (path, title, holds) => {
      const wanted = HOSTILE_ENTRIES.filter(holds).map(({ id }) => id);
      const feed = feeds.get(path);
      expect(wanted).not.toEqual([]);
      expect(feed).toMatchObject({ bozo: false, bozo_exception: null, status: 200 });
      expect(feed?.feed.title).toBe(site.title + title);
      expect(feed?.feed.links).toContainEqual({ rel: 'self', href: blog.origin + path });
      expect(feed?.entries.map(({ id }) => id)).toEqual(wanted);
    });
  });

  describe('all of them subscribed to in Newsboat', () => {
    let newsboat: Newsboat;

    beforeAll(async () => {
      newsboat = await subscribe(
        ...COMBINED.map(([folder, query]) => `${blog.origin}${folder}/rss.xml${query}`),
      );
      await newsboat.import(await (await fetch(`${blog.origin}/feeds.opml`)).text());
      await newsboat.reload();
    });

    afterAll(async () => {
      await newsboat?.remove();
    });

    it('have their own titles, in /feeds.opml too', async () => {
      const titles = (await newsboat.feeds()).map((feed) => feed.title);
      const wanted = [...SINGLE, ...COMBINED].map(([, , title]) => site.title + title);
      expect(titles.sort()).toEqual(wanted.sort());
    });

    it('show every entry once', async () => {
      expect((await newsboat.entries()).map(({ guid }) => guid)).toEqual(HOSTILE_ENTRIES.map(({ id }) => id));
      expect(await newsboat.unread()).toMatch(new RegExp(`^${HOSTILE_ENTRIES.length} unread`));
    });

    it('have no unread entry that was read in another feed', async () => {
      await newsboat.markRead(HOSTILE_ENTRIES.map(({ id }) => id));
      await newsboat.reload();
      expect(await newsboat.unread()).toMatch(/^0 unread/);
    });

    it('show a new entry as unread once, although several of them have it', async () => {
      await blog.writePost(
        'new.md',
        '---\ntitle: New\ndate: 2024-07-01\ntags: [R&D, 📻]\nlang: ja\n---\nNew.\n',
      );
      await blog.waitFor(
        async () => (await (await fetch(`${blog.origin}/rss.xml`)).text()).includes(':new<'),
        'the new post',
      );
      await newsboat.reload();
      expect(await newsboat.unread()).toMatch(/^1 unread/);
    });
  });
});
