// What a reader gets that looks only at first documents, as most do: nothing is missed between two polls.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/archive/entry.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anApp, anEntry, HOUR, MINUTE, NOON, publish, SITE, serve } from '../a-blog.ts';
import { runs } from '../runs.ts';
import { readBack } from './read-back.ts';
import { idsOf, open, walk } from './walk.ts';

const [RSS] = FORMATS;
const DAY = 24 * HOUR;
const DEFAULTS = { window: 10, windowDays: 14 };

const slugsOf = (ids: readonly (string | undefined)[]) => ids.map((id) => id?.split(':').at(-1));
const burst = (count: number, at = NOON, given: Partial<Entry> = {}) =>
  Array.from({ length: count }, (_, number) =>
    anEntry(`n${number + 1}`, { published: at - (count - 1 - number) * MINUTE, ...given }),
  );
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, number) => `n${to - number}`);

describe('a reader that polls the first document', { timeout: 120_000 }, () => {
  const entry = fc.record({
    tags: fc.subarray(['a', 'b', 'c']),
    at: fc.oneof(fc.integer({ min: 1, max: 90 * 24 }), fc.constantFrom(600, 601, 602, 603)),
  });
  const entries = fc
    .array(entry, { minLength: 1, maxLength: 60 })
    .map((given) =>
      given.map(({ tags, at }, number) => anEntry(`s${number}`, { published: NOON + at * HOUR, tags })),
    );
  const feeds = fc.constantFrom<[path: string, holds: (entry: Entry) => boolean]>(
    ['', () => true],
    ['/tags/a', ({ tags }) => tags.includes('a')],
    ['/tags/a+b', ({ tags }) => tags.includes('a') && tags.includes('b')],
  );
  const FIRST = anEntry('first', { published: NOON - DAY, tags: ['a', 'b', 'c'] });

  it('at least once in the days of a window gets every entry, with conditional requests', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.constantFrom(...FORMATS),
        feeds,
        fc.array(fc.integer({ min: 1, max: 14 * 24 }), { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        async (coming, format, [folder, holds], pauses, excluding) => {
          const without = excluding ? '?not=c' : '';
          const { get, clock } = anApp([FIRST, ...coming], { site: { window: 2, windowDays: 14 } });
          const seen = new Set<string | undefined>();
          let etag: string | null = null;
          for (const hours of [0, ...pauses]) {
            clock.now += hours * HOUR;
            const response: Response = await get(
              `${folder}/${format.file}${without}`,
              etag === null ? {} : { 'If-None-Match': etag },
            );
            etag = response.headers.get('ETag');
            if (response.status === 304) continue;
            for (const { id } of readBack(format, await response.text()).entries) seen.add(id);
          }
          const all = [FIRST, ...coming].filter(
            (each) => each.published <= clock.now && holds(each) && !(excluding && each.tags.includes('c')),
          );
          expect([...seen].sort()).toEqual(all.map(({ id }) => id).sort());
        },
      ),
      runs(40),
    );
  });

  it('gets the same document and validators until there is something new, however long that takes', async () => {
    const { get, clock } = anApp([...burst(15), anEntry('next', { published: NOON + 400 * DAY })], {
      site: DEFAULTS,
    });
    const copyAt = async (days: number) => {
      clock.now = NOON + days * DAY;
      const { headers, text } = await open(get, RSS, '/rss.xml');
      return [text, headers.get('ETag'), headers.get('Last-Modified')];
    };
    const first = await copyAt(0);
    for (const days of [13, 14, 15, 30, 399]) expect(await copyAt(days)).toEqual(first);
    expect(await copyAt(400)).not.toEqual(first);
  });
});

describe('fifteen entries that are published at once', () => {
  it.each(FORMATS)('are all in the first document, in $label', async (format) => {
    const { get } = anApp(burst(15), { site: DEFAULTS });
    expect(slugsOf((await open(get, format, `/${format.file}`)).ids)).toEqual(numbers(1, 15));
    expect((await get(`/archive/1/${format.file}`)).status).toBe(404);
  });

  it('are all on the home page', async () => {
    const text = await (await anApp(burst(15), { site: DEFAULTS }).get('/')).text();
    for (const slug of numbers(1, 15)) expect(text).toContain(`/posts/${slug}"`);
  });

  // [days between them and one newer entry, the entries of the first document]
  it.each([
    [1, ['newer', ...numbers(1, 15)]],
    // The oldest was published fourteen minutes before the last of them, and so exactly fourteen days before this one.
    [14 - 14 / (24 * 60), ['newer', ...numbers(1, 15)]],
    [14, ['newer', ...numbers(7, 15)]],
    [100, ['newer', ...numbers(7, 15)]],
  ])('%f days before another: the first document then has the right ones', async (days, slugs) => {
    const { get } = anApp([...burst(15), anEntry('newer', { published: NOON + days * DAY })], {
      site: DEFAULTS,
      now: NOON + 100 * DAY,
    });
    expect(slugsOf((await open(get, RSS, '/rss.xml')).ids)).toEqual(slugs);
  });

  it('leave when a much newer one is published, are on pages then, and come back when that is removed', async () => {
    const site = { ...DEFAULTS, page: 3 };
    const newer = anEntry('newer', { published: NOON + 20 * DAY });
    const first = publish(burst(15), { site });
    const second = publish([...burst(15), newer], { site, lock: first.lock, now: newer.published });
    const third = publish(burst(15), { site, lock: second.lock, now: newer.published + DAY });
    const documents = await Promise.all(
      [first, second, third].map(({ archive }) => walk(serve(archive, NOON + 30 * DAY).get, RSS, '/rss.xml')),
    );
    expect(documents.map((each) => each.map(({ ids }) => ids.length))).toEqual([[15], [10, 3, 3], [15]]);
    expect(documents.map(idsOf).map(slugsOf)).toEqual([
      numbers(1, 15),
      ['newer', ...numbers(1, 15)],
      numbers(1, 15),
    ]);
    const dates = documents.map(([document]) => document?.headers.get('Last-Modified') ?? '');
    expect(dates.map(Date.parse)).toEqual([NOON, newer.published, newer.published + DAY]);
  });
});

describe('an import of 300 posts of one date', () => {
  const text = 'The wavelength of the day, and how to receive it. '.repeat(60);
  const posts = Array.from({ length: 300 }, (_, number) =>
    anEntry(`i${number}`, { published: NOON - DAY, contentForReaders: `<p>${text}</p>`, markdown: text }),
  );

  it.each(FORMATS)(
    'has a first document of limited size, and a walk finds all of them, in $label',
    async (format) => {
      const { get } = anApp(posts, { site: { ...DEFAULTS, page: 25 } });
      const documents = await walk(get, format, `/${format.file}`);
      const [first] = documents;
      expect(first?.ids.length).toBeGreaterThan(10);
      expect(Buffer.byteLength(first?.text ?? '')).toBeLessThan(SITE.documentBytes);
      expect([...idsOf(documents)].sort()).toEqual(posts.map(({ id }) => id).sort());
    },
  );

  it('has ten of them when the owner wants no more', async () => {
    const { get } = anApp(posts, { site: { window: 10, windowDays: 0 } });
    expect((await open(get, RSS, '/rss.xml')).ids).toHaveLength(10);
  });
});
