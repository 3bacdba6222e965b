// Validators: entity tag and date of a document change together, exactly when the document changes, and the date never
// goes back. Newsboat drops a document whose tag has changed and whose date has not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/archive/entry.ts';
import type { Site } from '../../src/archive/site.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anEntry, type BlogOptions, HOUR, MINUTE, NOON, publish, serve } from '../a-blog.ts';
import { runs } from '../runs.ts';

const RUNS = runs(8);
const SECOND = 1000;

interface Copy {
  readonly etag: string;
  /** In milliseconds. */
  readonly modified: number;
  readonly text: string;
}

/** The document at a path, or undefined when there is none. */
type Get = ReturnType<typeof serve>['get'];
async function copyOf(get: Get, path: string): Promise<Copy | undefined> {
  const response = await get(path);
  if (response.status !== 200) return undefined;
  const { headers } = response;
  return {
    etag: headers.get('ETag') ?? '',
    modified: Date.parse(headers.get('Last-Modified') ?? ''),
    text: await response.text(),
  };
}

// Ten entries, three in the window, three on a page: pages of n1–n3, n4–n6, and n7 so far.
const ENTRIES = Array.from({ length: 10 }, (_, number) =>
  anEntry(`n${number + 1}`, {
    published: NOON - (10 - number) * HOUR,
    tags: [...(number % 2 === 0 ? ['odd'] : []), ...(number % 3 === 0 ? ['third'] : [])],
  }),
);
const SMALL: BlogOptions = { site: { window: 3, page: 3 } };
const LATER = NOON + HOUR;

/** Names of documents for the table below, with their addresses. Documents with the same name change together. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  main: '/rss.xml /atom.xml /feed.json',
  page1: '/archive/1/atom.xml',
  page2: '/archive/2/feed.json',
  page3: '/archive/3/rss.xml',
  odd: '/tags/odd/atom.xml',
  third: '/tags/third/rss.xml',
  both: '/tags/odd+third/rss.xml',
  home: '/',
  listing: '/tags/odd',
  n1: '/posts/n1',
  n9: '/posts/n9',
  'n9.md': '/posts/n9.md',
  feeds: '/feeds',
  opml: '/feeds.opml',
  sitemap: '/sitemap.xml',
  robots: '/robots.txt',
  icon: '/favicon.svg',
};
const ALL = Object.keys(DOCUMENTS).join(' ');
const FEEDS = 'main page1 page2 page3 odd third both n9.md opml';
const PAGES = 'home listing n1 n9 feeds sitemap robots icon';

const edit = (slug: string, given: Partial<Entry> = { contentForReaders: '<p>Edited</p>' }) =>
  ENTRIES.map((entry) => (entry.slug === slug ? { ...entry, ...given } : entry));
const without = (slug: string) => ENTRIES.filter((entry) => entry.slug !== slug);
const plus = (slug: string, hours: number, given: Partial<Entry> = {}) => [
  ...ENTRIES,
  anEntry(slug, { published: NOON + hours * HOUR, ...given }),
];
const settings = (given: Partial<Site>): BlogOptions => ({ site: { ...SMALL.site, ...given } });

describe('an hour later', () => {
  const before = publish(ENTRIES, SMALL);
  const old = serve(before.archive, LATER);

  // What is different, and the documents with new validators.
  it.each<[string, readonly Entry[], BlogOptions, string]>([
    ['nothing', ENTRIES, {}, ''],
    // The date of a page depends also on the entries that pushed its last one out of the window.
    [
      'an entry in the window is edited',
      edit('n9'),
      {},
      'main page2 page3 odd home listing n9 n9.md sitemap',
    ],
    ['an entry on the newest page is edited', edit('n7'), {}, 'page2 page3 odd third both listing sitemap'],
    ['an entry on a full page is edited', edit('n2'), {}, 'page1 sitemap'],
    ['an entry in the window is removed', without('n10'), {}, 'main page3 third both home sitemap'],
    ['an entry on a page is removed', without('n2'), {}, 'main page1 page2 page3 home sitemap'],
    ['an entry dated back is added in the window', plus('new', -1.5), {}, 'main page3 home sitemap'],
    ['an entry dated back is added on a page', plus('new', -5.5), {}, 'main page1 page2 page3 home sitemap'],
    ['an entry is added', plus('new', 1), {}, 'main page3 home sitemap'],
    [
      'an entry with a tag is added',
      plus('new', 1, { tags: ['odd'] }),
      {},
      'main page3 odd home listing sitemap',
    ],
    [
      'an entry with a new tag is added',
      plus('new', 1, { tags: ['new'] }),
      {},
      'main page3 home feeds opml sitemap',
    ],
    [
      'an entry gets a tag',
      edit('n10', { tags: ['third', 'odd'] }),
      {},
      'main page3 odd third both home listing sitemap',
    ],
    [
      'an entry loses a tag',
      edit('n9', { tags: [] }),
      {},
      'main page2 page3 odd both home listing n9 n9.md sitemap',
    ],
    ['an entry in no feed is added', plus('aside', -2, { listed: false }), {}, ''],
    ['a post is scheduled', plus('coming', 5), {}, ''],
    ['the title of the site', ENTRIES, settings({ title: 'New' }), ALL],
    ['the length of the window', ENTRIES, settings({ window: 4 }), ALL],
    [
      'an entry has another address',
      edit('n8', { slug: 'other', path: '/posts/other' }),
      {},
      'main page2 page3 home sitemap',
    ],
    ['the code that renders feeds', ENTRIES, { templates: { feeds: 'new', pages: 'pages' } }, FEEDS],
    ['the code that renders pages', ENTRIES, { templates: { feeds: 'feeds', pages: 'new' } }, PAGES],
  ])('when this changes: %s', async (_, entries, options, moving) => {
    const after = publish(entries, { ...SMALL, ...options, lock: before.lock, now: LATER });
    const current = serve(after.archive, LATER);
    const moved: string[] = [];
    for (const [name, paths] of Object.entries(DOCUMENTS)) {
      for (const path of paths.split(' ')) {
        const [was, is] = [await copyOf(old.get, path), await copyOf(current.get, path)];
        if (!was || !is) throw new Error(`${path} is missing`);
        expect(is.etag !== was.etag, `${path}: tag and date together`).toBe(is.modified !== was.modified);
        if (is.text !== was.text) expect(is.etag, `${path} changed`).not.toBe(was.etag);
        if (is.etag === was.etag) continue;
        moved.push(name);
        expect(is.modified, path).toBe(LATER);
      }
    }
    expect([...new Set(moved)].join(' ')).toBe(moving);
    expect(moved.filter((name) => name === 'main').length % FORMATS.length).toBe(0);
  });
});

describe('the list of feeds', () => {
  const coming = (given: Partial<Entry>) => [...ENTRIES, anEntry('coming', { tags: ['new'], ...given })];
  const lists = ['/feeds', '/feeds.opml'];

  it('changes when a scheduled entry with a new tag is dated back, and readers get the feed', async () => {
    const before = publish(coming({ published: NOON + 5 * HOUR }), SMALL);
    const after = publish(coming({ published: NOON - 24 * HOUR }), {
      ...SMALL,
      lock: before.lock,
      now: LATER,
    });
    const [old, current] = [serve(before.archive, LATER), serve(after.archive, LATER)];
    for (const path of lists) {
      const copy = await copyOf(old.get, path);
      const known = { 'If-None-Match': copy?.etag ?? '' };
      const date = { 'If-Modified-Since': new Date(copy?.modified ?? 0).toUTCString() };
      for (const headers of [known, date]) expect((await current.get(path, headers)).status).toBe(200);
      expect((await copyOf(current.get, path))?.text).toContain('/tags/new');
    }
  });

  it('changes at the moment at which a scheduled entry with a new tag appears, and not with other entries', async () => {
    const appears = NOON + 5 * HOUR;
    const { archive } = publish(
      [...coming({ published: appears }), anEntry('next', { published: NOON + HOUR })],
      SMALL,
    );
    const { get, clock } = serve(archive, NOON);
    for (const path of lists) {
      clock.now = NOON;
      const copy = await copyOf(get, path);
      const known = { 'If-None-Match': copy?.etag ?? '' };
      clock.now = appears - 1;
      expect((await get(path, known)).status).toBe(304);
      clock.now = appears;
      expect((await get(path, known)).status).toBe(200);
      expect((await copyOf(get, path))?.modified).toBe(appears);
    }
  });

  it('offers authors only once there are two', async () => {
    const second = anEntry('second', { published: NOON + HOUR, authors: [{ name: 'Bo' }] });
    const { archive } = publish([...ENTRIES, second], SMALL);
    const { get, clock } = serve(archive, NOON);
    expect((await copyOf(get, '/feeds.opml'))?.text).not.toContain('/authors/');
    clock.now = NOON + HOUR;
    expect((await copyOf(get, '/feeds.opml'))?.text.match(/xmlUrl="[^"]*\/authors\//g)).toHaveLength(2);
  });
});

// A life of a blog: an author takes one step after the other, and a reader requests every document after each.

type Step = (blog: Draft) => void;
interface Draft {
  entries: Entry[];
  site: Partial<Site>;
  now: number;
  templates: { feeds: string; pages: string };
  count: number;
}

const tags = fc.subarray(['a', 'b', 'c']);
const text = fc.oneof(fc.nat(50), fc.nat(9000)).map((length) => `<p>${'x'.repeat(length)}</p>`);
const changeOne =
  (which: number, change: (entry: Entry, blog: Draft) => Entry): Step =>
  (blog) => {
    const index = which % Math.max(1, blog.entries.length);
    const entry = blog.entries[index];
    if (entry) blog.entries[index] = change(entry, blog);
  };
const add =
  (minutes: number, given: Partial<Entry>): Step =>
  (blog) => {
    blog.count += 1;
    blog.entries.push(
      anEntry(`n${blog.count}`, {
        published: Math.floor(blog.now / SECOND) * SECOND + minutes * MINUTE,
        ...given,
      }),
    );
  };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, -1, 30, 90, -500), tags, text)
    .map(([minutes, given, contentForReaders]) => add(minutes, { tags: given, contentForReaders })),
  fc
    .tuple(fc.nat(99), text)
    .map(([which, contentForReaders]) => changeOne(which, (entry) => ({ ...entry, contentForReaders }))),
  fc
    .tuple(fc.nat(99), tags)
    .map(([which, given]) => changeOne(which, (entry) => ({ ...entry, tags: given }))),
  fc.nat(99).map((which) => changeOne(which, (entry) => ({ ...entry, listed: !entry.listed }))),
  fc.nat(99).map((which) => changeOne(which, (entry, { now }) => ({ ...entry, updated: now }))),
  fc.nat(99).map(
    (which): Step =>
      (blog) => {
        blog.entries.splice(which % Math.max(1, blog.entries.length), 1);
      },
  ),
  fc.constantFrom<Step>(
    (blog) => {
      blog.site = { ...blog.site, title: `${blog.site.title ?? ''}!` };
    },
    (blog) => {
      blog.site = { ...blog.site, window: ((blog.site.window ?? 1) % 4) + 1 };
    },
    (blog) => {
      blog.site = { ...blog.site, page: ((blog.site.page ?? 1) % 4) + 1 };
    },
    (blog) => {
      blog.templates = { ...blog.templates, pages: `${blog.templates.pages}!` };
    },
    () => {},
  ),
);
/** The time between two steps: seconds, or long enough for scheduled entries to appear. */
const pause = fc.constantFrom(0, 700, SECOND, 20 * MINUTE, 40 * MINUTE, 2 * HOUR);

const PATHS = [
  '/',
  '/feeds',
  '/feeds.opml',
  '/sitemap.xml',
  '/robots.txt',
  '/posts/n1.md',
  '/tags/a',
  ...['', '/tags/a', '/tags/a+b', '/authors/Longwave'].flatMap((folder) =>
    ['', '/archive/1', '/archive/2', '/archive/3'].map((page) => `${folder}${page}/atom.xml`),
  ),
  ...[
    '/atom.xml?not=c',
    '/archive/1/atom.xml?not=c',
    '/archive/2/atom.xml?not=c',
    '/tags/a/archive/1/atom.xml?not=b',
  ],
  ...[
    '/archive/1/atom.xml?entries=1',
    '/archive/2/atom.xml?entries=2',
    '/tags/a/archive/1/atom.xml?entries=1',
  ],
  ...FORMATS.map(({ file }) => `/tags/b/${file}`),
  ...Array.from({ length: 4 }, (_, number) => `/posts/n${number + 1}`),
];

describe('whatever an author does, and whenever', { timeout: 240_000 }, () => {
  it.each([
    ['with documents of any length', {}],
    ['with documents that are capped by bytes', { documentBytes: 16_384 }],
    ['with windows of an hour', { windowDays: 1 / 24 }],
  ])('%s: a changed document has a new tag and a later date, and no date goes back', async (_, given) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, pause), { minLength: 1, maxLength: 10 }), async (steps) => {
        const blog: Draft = {
          entries: Array.from({ length: 5 }, (_each, number) =>
            anEntry(`n${number + 1}`, {
              published: NOON - (9 - number) * HOUR,
              tags: ['a', 'b', 'c'].slice(number % 3),
            }),
          ),
          site: { window: 2, page: 2, ...given },
          now: NOON,
          templates: { feeds: 'feeds', pages: 'pages' },
          count: 5,
        };
        const seen = new Map<string, Copy>();
        const look = async ({ get, clock }: ReturnType<typeof serve>, what: string) => {
          clock.now = blog.now;
          for (const path of PATHS) {
            const is = await copyOf(get, path);
            if (!is) continue;
            const was = seen.get(path);
            seen.set(path, is);
            if (!was) continue;
            const where = `${path} ${what}`;
            if (is.text !== was.text) expect(is.etag, where).not.toBe(was.etag);
            expect(is.etag !== was.etag, `${where}: tag and date together`).toBe(
              is.modified !== was.modified,
            );
            expect(is.modified, where).toBeGreaterThanOrEqual(was.modified);
          }
        };
        let published = publish(blog.entries, blog);
        await look(serve(published.archive), 'at the beginning');
        for (const [number, [change, pausing]] of steps.entries()) {
          change(blog);
          published = publish(blog.entries, { ...blog, lock: published.lock });
          const served = serve(published.archive);
          await look(served, `after step ${number}`);
          if (pausing === 0) continue;
          blog.now += pausing;
          await look(served, `a while after step ${number}`);
        }
      }),
      RUNS,
    );
  });

  it('a compile without changes changes no tag and no date', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, pause), { minLength: 1, maxLength: 8 }), async (steps) => {
        const blog: Draft = {
          entries: [],
          site: { window: 2, page: 2 },
          now: NOON,
          templates: { feeds: '', pages: '' },
          count: 0,
        };
        let published = publish(blog.entries, blog);
        for (const [change, pausing] of steps) {
          change(blog);
          published = publish(blog.entries, { ...blog, lock: published.lock });
          blog.now += pausing;
        }
        const again = publish(blog.entries, { ...blog, lock: published.lock });
        const [one, other] = [serve(published.archive, blog.now), serve(again.archive, blog.now)];
        for (const path of PATHS.filter((each) => !/[+?]/.test(each))) {
          expect(await copyOf(other.get, path), path).toEqual(await copyOf(one.get, path));
        }
      }),
      RUNS,
    );
  });
});
