// Addresses of many tags: at most eight are combined and at most eight left out, and no request looks up more.

import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/routes/formats.ts';
import { anArchive, anEntry, entriesUntilNoon, SITE, serve } from '../a-blog.ts';

const TAGS = Array.from({ length: 9 }, (_, number) => `t${number + 1}`);
const EIGHT = TAGS.slice(0, 8);
const ENTRIES = [...entriesUntilNoon(6, { tags: TAGS }), anEntry('none'), anEntry('c', { tags: ['a+b'] })];
const archive = anArchive(ENTRIES, {
  site: { window: 2, page: 2, oldFeedAddresses: { '/blog/feed': 'json' } },
});
const { app, get } = serve(archive);

const combined = (names: readonly string[]) => `/tags/${names.join('+')}`;
const without = (names: readonly string[]) => `?${names.map((name) => `not=${name}`).join('&')}`;
const lower = TAGS.join('+');

describe('an address of nine tags', () => {
  // [address with the list of tags that it is given, verb of the message, status with eight tags]
  it.each<[string, (names: readonly string[]) => string, string, number]>([
    ...FORMATS.flatMap(
      ({ label, file }): [string, (names: readonly string[]) => string, string, number][] => [
        [`a feed in ${label}`, (names) => `${combined(names)}/${file}`, 'combine', 200],
        [`a feed page in ${label}`, (names) => `${combined(names)}/archive/1/${file}`, 'combine', 200],
        [`a feed without tags in ${label}`, (names) => `/${file}${without(names)}`, 'leave out', 200],
        [
          `a page of a feed without tags in ${label}`,
          (names) => `/tags/a%2Bb/archive/1/${file}${without(names)}`,
          'leave out',
          404,
        ],
      ],
    ),
    ['a listing', combined, 'combine', 200],
    ['a listing with a slash', (names) => `${combined(names)}/`, 'combine', 308],
    ['a feed in capitals', (names) => `${combined(names)}/RSS.xml`, 'combine', 308],
    ['a feed with capital tags', (names) => `${combined(names).toUpperCase()}/rss.xml`, 'combine', 308],
    ['/feed', (names) => `/feed${without(names)}`, 'leave out', 200],
    ['/feed/', (names) => `/feed/${without(names)}`, 'leave out', 200],
    ['an older address', (names) => `/rss${without(names)}`, 'leave out', 200],
    ["an older address of the owner's", (names) => `/blog/feed${without(names)}`, 'leave out', 200],
    ['an older address in capitals', (names) => `/RSS${without(names)}`, 'leave out', 308],
    ['tags that no entry has', (names) => `/tags/${names.map((n) => `${n}x`).join('+')}`, 'combine', 404],
    ['a feed and exclusions', (names) => `${combined(EIGHT)}/rss.xml${without(names)}`, 'leave out', 200],
  ])('%s is answered with 400 and a page that says so', async (_, addressOf, verb, statusOfEight) => {
    expect((await get(addressOf(EIGHT))).status).toBe(statusOfEight);
    for (const headers of [{}, { 'If-None-Match': '*' }, { 'Sec-Fetch-Dest': 'document' }]) {
      const response = await get(addressOf(TAGS), headers);
      expect(response.status).toBe(400);
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
      expect(response.headers.get('ETag')).toBeNull();
      expect(await response.text()).toContain(`The address of a feed can ${verb} at most 8 tags.`);
    }
  });

  // [case, address, status]
  it.each([
    ['which are one, nine times', `${combined(TAGS.map(() => 't1'))}/rss.xml`, 200],
    ['which are one, once in each encoding', '/tags/t1+%741+t%31+%74%31+t1+%741+t%31+%74%31+t1/rss.xml', 200],
    ['of which one is twice', `${combined([...EIGHT, 't1'])}/rss.xml`, 200],
    ['with empty names between them', `${combined([...EIGHT, '', ''])}/rss.xml`, 200],
    ['which are one, left out nine times', `/rss.xml${without(TAGS.map(() => 't1'))}`, 200],
    ['which are names in another case', `${combined([...EIGHT, 'T1'])}/rss.xml`, 400],
    ['in one name with plus signs', `/tags/${encodeURIComponent(lower)}/rss.xml`, 404],
    ['which are left out of a page that lists all', `/${without(TAGS)}`, 200],
    ['which are left out of a listing, which ignores that', `/tags/t1${without(TAGS)}`, 200],
    ['which are left out of a post', `/posts/n1${without(TAGS)}`, 200],
    ['at which nothing is', `/nothing${without(TAGS)}`, 404],
  ])('%s', async (_, address, status) => {
    expect((await get(address)).status).toBe(status);
  });
});

describe('an address of thousands of tags', () => {
  const many = Array.from({ length: 3000 }, (_, number) => `t${number}`);
  const asking = () => {
    let lookups = 0;
    const counted = {
      ...archive,
      feedAt: (...given: Parameters<typeof archive.feedAt>) => {
        lookups += 1;
        return archive.feedAt(...given);
      },
      spelled: (...given: Parameters<typeof archive.spelled>) => {
        lookups += 1;
        return archive.spelled(...given);
      },
    };
    const ask = async (path: string) => (await serve(counted).app.request(SITE.origin + path)).status;
    return { ask, lookups: () => lookups };
  };

  it.each([
    [`${combined(many)}/rss.xml`, 400],
    [`${combined(many)}/archive/1/atom.xml`, 400],
    [combined(many), 400],
    [`${combined(many)}/RSS.xml/`, 400],
    [`${combined(many).toUpperCase()}/`, 400],
    [`/tags/x/${many.join('+')}`, 404],
    [`/rss.xml${without(many)}`, 400],
    [`/RSS.XML${without(many)}`, 400],
    [`/feed${without(many)}`, 400],
    [`/nothing${without(many)}`, 404],
    [`/posts/N1${without(many)}`, 308],
  ])('is answered without looking any up', async (path, status) => {
    const { ask, lookups } = asking();
    expect(await ask(path)).toBe(status);
    expect(lookups()).toBeLessThan(10);
  });

  it('that are one is answered as that one', async () => {
    const { ask, lookups } = asking();
    expect(await ask(`/tags/${many.map(() => 't1').join('+')}/rss.xml`)).toBe(200);
    expect(await ask(`/rss.xml${without(many.map(() => 't1'))}`)).toBe(200);
    expect(await ask(`/tags/${many.map(() => 'T1').join('+')}/rss.xml`)).toBe(308);
    expect(lookups()).toBeLessThan(30);
  });
});

it('HEAD has the same answer', async () => {
  const response = await app.request(`${SITE.origin}${combined(TAGS)}`, { method: 'HEAD' });
  expect(response.status).toBe(400);
});
