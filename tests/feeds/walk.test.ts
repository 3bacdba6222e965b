// A walk from the first document of a feed finds every entry exactly once (RFC 5005 section 4), whatever is published
// meanwhile, and the content of a full page never changes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/archive/entry.ts';
import type { Site } from '../../src/archive/site.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anApp, anEntry, entriesUntilNoon, HOUR, MINUTE, NOON, publish, serve } from '../a-blog.ts';
import { runs } from '../runs.ts';
import { idsOf, open, walk } from './walk.ts';

const RUNS = runs(40);
const SMALLEST_DOCUMENT = 16_384;
const DAY = 24 * HOUR;

/** Feeds to walk: the folder of their addresses, their query, and their entries. */
const FEEDS: readonly [folder: string, query: string, holds: (entry: Entry) => boolean][] = [
  ['', '', () => true],
  ['/tags/a', '', ({ tags }) => tags.includes('a')],
  ['/tags/a+b', '', ({ tags }) => tags.includes('a') && tags.includes('b')],
  ['', '?not=b', ({ tags }) => !tags.includes('b')],
  ['/tags/a', '?not=b&not=c', ({ tags }) => tags.includes('a') && !tags.includes('b') && !tags.includes('c')],
  ['/authors/Ada', '', ({ authors }) => authors.some(({ name }) => name === 'Ada')],
  ['/languages/de', '', ({ lang }) => lang === 'de'],
];
const feed = fc.constantFrom(...FEEDS);
const format = fc.constantFrom(...FORMATS);

/** Entries that make every feed exist. */
const EVERY_FEED: Partial<Entry> = { tags: ['a', 'b', 'c'], authors: [{ name: 'Ada' }], lang: 'de' };

const someEntry: fc.Arbitrary<Partial<Entry>> = fc.record({
  tags: fc.subarray(['a', 'b', 'c']),
  authors: fc.constantFrom([{ name: 'Ada' }], [{ name: 'Bo' }], [{ name: 'Ada' }, { name: 'Bo' }]),
  lang: fc.constantFrom('en', 'de'),
  contentForReaders: fc
    .oneof(
      { weight: 5, arbitrary: fc.constant(10) },
      { weight: 2, arbitrary: fc.nat(9000) },
      { weight: 1, arbitrary: fc.nat(40_000) },
    )
    .map((length) => `<p>${'x'.repeat(length)}</p>`),
});
/** Some appear one after the other, and some in a burst. */
const minutesBetween = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constantFrom(0, 30, 100) },
);
const entries = fc.array(fc.tuple(someEntry, minutesBetween), { maxLength: 70 }).map((given) => {
  let minutes = 0;
  return given.map(([each, gap], number) => {
    minutes += gap;
    return anEntry(`n${number}`, { published: NOON - minutes * MINUTE, ...each });
  });
});
const site: fc.Arbitrary<Partial<Site>> = fc.record({
  window: fc.integer({ min: 1, max: 12 }),
  windowDays: fc.constantFrom(0, 5, 60).map((minutes) => (minutes * MINUTE) / DAY),
  page: fc.integer({ min: 1, max: 9 }),
  documentBytes: fc.constantFrom(SMALLEST_DOCUMENT, 524_288),
});
/** Scheduled entries, in minutes from noon. */
const scheduled = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), someEntry), { maxLength: 20 })
  .map((given) =>
    given.map(([minutes, each], number) =>
      anEntry(`s${number}`, { published: NOON + minutes * MINUTE, ...each }),
    ),
  );

const newestFirst = (visible: readonly Entry[]) =>
  [...visible].sort((a, b) => b.published - a.published || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

describe('a walk from the first document', { timeout: 120_000 }, () => {
  it('finds every entry of any feed exactly once, the newest first', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        site,
        feed,
        format,
        async (given, settings, [folder, query, holds], { file, ...rest }) => {
          const all = [...given, anEntry('every', { ...EVERY_FEED, published: NOON })];
          const { get } = anApp(all, { site: settings });
          const documents = await walk(get, { file, ...rest }, `${folder}/${file}${query}`);
          expect(idsOf(documents)).toEqual(newestFirst(all.filter(holds)));
        },
      ),
      RUNS,
    );
  });

  it('finds every entry that was visible at its start exactly once, even when others appear meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        scheduled,
        site,
        feed,
        format,
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }),
        async (given, coming, settings, [folder, query, holds], { file, ...rest }, steps) => {
          const past = [...given, anEntry('every', { ...EVERY_FEED, published: NOON })];
          const { get, clock } = anApp([...past, ...coming], { site: settings });
          clock.now = NOON + (steps[0] ?? 0) * MINUTE;
          const visible = [...past, ...coming].filter(({ published }) => published <= clock.now);
          let requests = 0;
          const strolling = async (path: string) => {
            const response = await get(path);
            requests += 1;
            clock.now += (steps[requests % steps.length] ?? 0) * MINUTE;
            return response;
          };
          const documents = await walk(strolling, { file, ...rest }, `${folder}/${file}${query}`);
          expect(idsOf(documents)).toEqual(newestFirst(visible.filter(holds)));
        },
      ),
      RUNS,
    );
  });

  it('finds every entry exactly once, even when new ones are compiled meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        entries,
        site,
        feed,
        format,
        async (given, more, settings, [folder, query, holds], { file, ...rest }) => {
          const past = [...given, anEntry('every', { ...EVERY_FEED, published: NOON })];
          const before = publish(past, { site: settings });
          const later = NOON + 100 * MINUTE;
          const added = more.map((entry, number) => ({
            ...anEntry(`m${number}`, {
              ...entry,
              slug: `m${number}`,
              id: `urn:m:${number}`,
              path: `/posts/m${number}`,
              published: NOON + (number + 1) * MINUTE,
            }),
          }));
          const after = publish([...past, ...added], { site: settings, lock: before.lock, now: later });
          const [old, current] = [serve(before.archive), serve(after.archive, later)];
          let requests = 0;
          const deployed = (path: string) => {
            requests += 1;
            return requests === 1 ? old.get(path) : current.get(path);
          };
          const documents = await walk(deployed, { file, ...rest }, `${folder}/${file}${query}`);
          expect(idsOf(documents)).toEqual(newestFirst(past.filter(holds)));
        },
      ),
      RUNS,
    );
  });
});

describe('a feed page that is full, or whose address gives its number of entries', {
  timeout: 120_000,
}, () => {
  const SIMPLE = FEEDS.filter(([folder, query]) => !folder.includes('+') && query === '');
  const said = ({ headers, text }: { headers: Headers; text: string }) => ({
    etag: headers.get('ETag'),
    modified: headers.get('Last-Modified'),
    text,
  });

  it.each([
    ['of one feed keeps its bytes and both validators', SIMPLE, true],
    ['of several tags keeps its bytes', FEEDS.filter((each) => !SIMPLE.includes(each)), false],
  ])('%s, whatever is published or compiled later', async (_, feeds, withValidators) => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        scheduled,
        site,
        fc.constantFrom(...feeds),
        format,
        async (given, coming, settings, [folder, query], { file, ...rest }) => {
          const past = [...given, anEntry('every', { ...EVERY_FEED, published: NOON })];
          const before = publish([...past, ...coming], { site: settings });
          const { get, clock } = serve(before.archive);
          const [, ...pages] = await walk(get, { file, ...rest }, `${folder}/${file}${query}`);

          const later = NOON + 61 * MINUTE;
          const added = Array.from({ length: 9 }, (_each, number) =>
            anEntry(`added${number}`, { ...EVERY_FEED, published: later - number * 1000 }),
          );
          const after = publish([...past, ...coming, ...added], {
            site: settings,
            lock: before.lock,
            now: later,
          });
          const recompiled = serve(after.archive, later);
          for (const page of pages) {
            for (clock.now of [NOON + 20 * MINUTE, later]) {
              const again = await open(get, { file, ...rest }, page.path);
              expect(withValidators ? said(again) : again.text).toEqual(
                withValidators ? said(page) : page.text,
              );
            }
            const again = await open(recompiled.get, { file, ...rest }, page.path);
            expect(withValidators ? said(again) : again.text).toEqual(
              withValidators ? said(page) : page.text,
            );
          }
        },
      ),
      RUNS,
    );
  });
});

describe.each(FORMATS.filter(({ name }) => name !== 'json'))('in $label', (xml) => {
  // Twelve entries, three in the window, four on a page: pages of n1–n4, n5–n8, and n9 so far.
  const SITE = { window: 3, page: 4 };
  const { get } = anApp(entriesUntilNoon(12), { site: SITE });
  const first = `/${xml.file}`;
  const page = (number: number, query = '') => `/archive/${number}/${xml.file}${query}`;

  // [document, whether it is an archive document with its current, previous and next, its entries]
  it.each([
    [first, { isArchive: false, previous: page(3, '?entries=1') }, 'n12 n11 n10'],
    [page(3, '?entries=1'), { isArchive: true, current: first, previous: page(2) }, 'n9'],
    [page(3), { isArchive: true, current: first, previous: page(2) }, 'n9'],
    [page(2), { isArchive: true, current: first, previous: page(1), next: page(3) }, 'n8 n7 n6 n5'],
    [page(1), { isArchive: true, current: first, next: page(2) }, 'n4 n3 n2 n1'],
    [page(1, '?entries=2'), { isArchive: true, current: first }, 'n2 n1'],
  ])('%s has the links of its place in the feed', async (path, paging, slugs) => {
    const document = await open(get, xml, path);
    expect(document.paging).toEqual({ self: path, ...paging });
    expect(document.ids.map((id) => id?.split(':').at(-1)).join(' ')).toBe(slugs);
  });

  it('the page after a full page exists before it has an entry', async () => {
    const eleven = anApp(entriesUntilNoon(11), { site: SITE });
    expect((await open(eleven.get, xml, page(2))).paging.next).toBe(page(3));
    const coming = await open(eleven.get, xml, page(3));
    expect(coming.ids).toEqual([]);
    expect(coming.paging).toEqual({ self: page(3), isArchive: true, current: first, previous: page(2) });
    expect((await eleven.get(page(4))).status).toBe(404);
  });
});

describe('a feed that fits into its first document', () => {
  const SMALL = { window: 3, page: 2 };
  const all = entriesUntilNoon(4, { tags: ['a', 'b'] });
  const other = anEntry('other', { published: NOON - 9 * HOUR, tags: ['c'] });
  const FOLDERS: readonly [folder: string, query: string][] = [
    ['', '?not=c'],
    ['/tags/a', ''],
    ['/tags/a+b', ''],
    ['/authors/Longwave', '?not=c'],
  ];
  const cases = FORMATS.flatMap((each) =>
    FOLDERS.map(([folder, query]) => ({ format: each, folder, query })),
  );

  it.each(cases)(
    'has no page and no mark of one, at $folder in $format.label with “$query”',
    async (each) => {
      const { format: xml, folder, query } = each;
      const full = publish([other, ...all], { site: SMALL });
      const first = `${folder}/${xml.file}${query}`;
      const page = `${folder}/archive/1/${xml.file}${query}`;
      expect((await open(serve(full.archive).get, xml, first)).paging.previous).toMatch(/archive/);
      for (const { archive } of [
        publish([other, ...all.slice(1)], { site: SMALL }),
        // The newest was removed, and so the only entry of a page has come back.
        publish([other, ...all.slice(0, 3)], { site: SMALL, lock: full.lock, now: NOON + HOUR }),
      ]) {
        const { get } = serve(archive, NOON + HOUR);
        const { text, paging, ids } = await open(get, xml, first);
        expect(ids).toHaveLength(3);
        expect(paging).toEqual({ self: first, isArchive: false });
        expect(text).not.toMatch(/archive|history|complete|next_url/);
        expect((await get(page)).status).toBe(404);
      }
    },
  );
});

describe('a document is limited', { timeout: 120_000 }, () => {
  const LIMIT = 524_288;
  /** Texts that take more bytes in a feed than they have characters; the name of each says why. */
  const TEXTS: Record<string, string> = {
    'plain words': 'Longwave travels far at night. ',
    'markup that XML escapes': '<b>&</b> ',
    'quotes and line ends that JSON escapes': '"\\"\n',
    'letters of three bytes': '時刻',
  };
  const large = (text: string, kilobytes: number) => {
    const body = text.repeat(Math.ceil((kilobytes * 1024) / Buffer.byteLength(text)));
    return { contentForReaders: body, markdown: body, isPlainMarkdown: true as const, summary: text };
  };
  /** Bytes and entries of the first document and of the first page, of a feed with more entries than both. */
  const sizesOf = async (given: readonly Entry[], settings: Partial<Site>, { file, name }: Format) => {
    const { get } = anApp(given, { site: settings });
    const start = { rss: /<item>/g, atom: /<entry[ >]/g, json: /"date_published"/g }[name];
    return Promise.all(
      [`/${file}`, `/archive/1/${file}`].map(async (path) => {
        const text = await (await get(path)).text();
        return { bytes: Buffer.byteLength(text), entries: text.match(start)?.length ?? 0 };
      }),
    );
  };
  const cases = FORMATS.flatMap((each) =>
    Object.entries(TEXTS).map(([name, text]) => ({ format: each, name, text })),
  );

  it.each(cases)('by bytes, in $format.label, with entries of $name', async ({ format: each, text }) => {
    const given = entriesUntilNoon(30, large(text, 50));
    for (const { bytes, entries: count } of await sizesOf(given, { window: 100, page: 500 }, each)) {
      expect(bytes).toBeLessThan(LIMIT);
      expect(count).toBeGreaterThan(1);
    }
  });

  it.each(FORMATS)('by bytes, in $label, with entries of many tags, authors and enclosures', async (each) => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, number) => `Some name, number ${number}`);
    const given = entriesUntilNoon(100, {
      title: 'T'.repeat(500),
      tags: many(60),
      authors: many(20).map((name) => ({ name, url: `https://people.example/${encodeURIComponent(name)}` })),
      enclosures: many(10).map((title) => ({
        url: `https://media.example/${encodeURIComponent(title)}.mp3`,
        type: 'audio/mpeg',
        length: 1,
        title,
      })),
    });
    for (const { bytes, entries: count } of await sizesOf(given, { window: 100, page: 100 }, each)) {
      expect(bytes).toBeLessThan(LIMIT);
      expect(count).toBeGreaterThan(1);
    }
  });

  it.each(FORMATS)('by count, in $label', async (each) => {
    const sizes = await sizesOf(entriesUntilNoon(30), { window: 7, page: 9 }, each);
    expect(sizes.map(({ entries: count }) => count)).toEqual([7, 9]);
  });

  it.each(FORMATS)('in $label, but holds at least one entry, however large it is', async (each) => {
    const sizes = await sizesOf(entriesUntilNoon(3, large('x', 600)), {}, each);
    expect(sizes.map(({ entries: count }) => count)).toEqual([1, 1]);
  });
});
