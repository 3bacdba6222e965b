// Documents for programs that are not feed readers: the sitemap, robots.txt, the icon and the health check.

import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/routes/formats.ts';
import { anApp, anEntry, HOUR, MINUTE, NOON, publish, SITE, serve } from '../a-blog.ts';
import { checkWellFormed } from '../feeds/read-back.ts';

const DUE = NOON + 10 * MINUTE;
const ADA = [{ name: 'Ada & <Co>' }];
const ENTRIES = [
  anEntry('one', { published: NOON - 5 * HOUR, tags: ['C++', 'radio'] }),
  anEntry('zwölf', { published: NOON - 4 * HOUR, tags: ['radio'], authors: ADA, lang: 'de' }),
  anEntry('revised', { published: NOON - 3 * HOUR, updated: NOON - HOUR }),
  anEntry('colophon', { published: NOON - 2 * HOUR, listed: false, tags: ['hidden'] }),
  anEntry('coming', { published: DUE, tags: ['soon', 'radio'] }),
];

interface Url {
  readonly path: string;
  readonly modified: string | undefined;
}
function readSitemap(xml: string): Url[] {
  checkWellFormed(xml);
  expect(xml).toContain('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">');
  const urls = [...xml.matchAll(/<url><loc>([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?<\/url>/g)];
  expect(urls.filter(([, url = '']) => !url.startsWith(`${SITE.origin}/`))).toEqual([]);
  return urls.map(([, url = '', modified]) => ({
    path: url.slice(SITE.origin.length).replaceAll('&amp;', '&'),
    modified,
  }));
}

describe('the sitemap', () => {
  const sitemapOf = async (get: ReturnType<typeof serve>['get']) =>
    readSitemap(await (await get('/sitemap.xml')).text());

  it('names every entry with the date of its last change, then the listings and the list of feeds', async () => {
    const { get } = anApp(ENTRIES);
    const iso = (moment: number) => new Date(moment).toISOString();
    const urls = await sitemapOf(get);
    expect(urls.slice(0, 3)).toEqual([
      { path: '/posts/one', modified: iso(NOON - 5 * HOUR) },
      { path: '/posts/zw%C3%B6lf', modified: iso(NOON - 4 * HOUR) },
      { path: '/posts/revised', modified: iso(NOON - HOUR) },
    ]);
    expect(
      urls
        .slice(3)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(
      [
        '/',
        '/tags/C%2B%2B',
        '/tags/radio',
        '/authors/Ada%20%26%20%3CCo%3E',
        '/authors/Longwave',
        '/languages/de',
        '/languages/en',
        '/feeds',
      ].sort(),
    );
    expect(new Set(urls.map(({ path }) => path)).size).toBe(urls.length);
  });

  it('names only pages that exist, by their canonical address', async () => {
    const { get } = anApp(ENTRIES);
    for (const { path } of await sitemapOf(get)) {
      const response = await get(path);
      expect([path, response.status, response.headers.get('Content-Type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(await response.text()).toContain(`<link rel="canonical" href="${SITE.origin}${path}"/>`);
    }
  });

  it('names a scheduled entry at its time and not before, and no copy is cached for longer', async () => {
    const { get, clock } = anApp(ENTRIES);
    clock.now = DUE - 1500;
    const before = await get('/sitemap.xml');
    expect(before.headers.get('Cache-Control')).toMatch(/max-age=1, stale-while-revalidate=0,/);
    expect(await before.text()).not.toMatch(/coming|soon/);
    const conditions = [
      { 'If-None-Match': before.headers.get('ETag') ?? '' },
      { 'If-Modified-Since': before.headers.get('Last-Modified') ?? '' },
    ] as Record<string, string>[];
    clock.now = DUE - 1;
    for (const condition of conditions) expect((await get('/sitemap.xml', condition)).status).toBe(304);
    clock.now = DUE;
    for (const condition of conditions) expect((await get('/sitemap.xml', condition)).status).toBe(200);
    const paths = (await sitemapOf(get)).map(({ path }) => path);
    expect(paths).toContain('/posts/coming');
    expect(paths).toContain('/tags/soon');
    const after = await get('/sitemap.xml');
    expect(after.headers.get('Last-Modified')).toBe(new Date(DUE).toUTCString());
    expect(after.headers.get('Cache-Control')).toMatch(/max-age=1800,/);
  });

  it('changes both validators when an entry is edited, and neither in a deploy without changes', async () => {
    const first = publish(ENTRIES);
    const again = publish(ENTRIES, { lock: first.lock, now: NOON + HOUR });
    const edited = publish(
      ENTRIES.map((entry) => ({ ...entry, ...(entry.slug === 'one' && { title: 'Better' }) })),
      { lock: again.lock, now: NOON + HOUR },
    );
    const validators = await Promise.all(
      [first, again, edited].map(async ({ archive }) => {
        const { headers } = await serve(archive, NOON + HOUR).get('/sitemap.xml');
        return [headers.get('ETag'), headers.get('Last-Modified')];
      }),
    );
    expect(validators[1]).toEqual(validators[0]);
    expect(validators[2]?.[0]).not.toBe(validators[0]?.[0]);
    expect(validators[2]?.[1]).toBe(new Date(NOON + HOUR).toUTCString());
  });

  it('of an empty blog names the home page and the page of feeds', async () => {
    const { get } = anApp([]);
    expect((await sitemapOf(get)).map(({ path }) => path)).toEqual(['/', '/feeds']);
  });

  it('is XML that caches may keep, and has no parts while one file is enough', async () => {
    const { get } = anApp(ENTRIES);
    const { headers } = await get('/sitemap.xml');
    expect(headers.get('Content-Type')).toBe('application/xml; charset=utf-8');
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=/);
    expect((await get('/sitemap/1.xml')).status).toBe(404);
  });
});

/** The limits of the protocol: addresses and bytes of one file. */
const [MOST_URLS, MOST_BYTES] = [50_000, 52_428_800];

describe('a sitemap of more than fifty thousand addresses', () => {
  const COUNT = MOST_URLS + 1;
  const { archive } = publish([anEntry('one', { tags: ['odd'] })]);
  // One entry many times over: compiling that many would take longer than all other tests together.
  const { get } = serve({
    ...archive,
    feedAt: (key, now) => {
      const feed = archive.feedAt(key, now);
      return feed && { ...feed, positions: Uint32Array.from({ length: COUNT }, (_, at) => at) };
    },
    path: (position) => `/posts/n${position}`,
    metadata: {
      ...archive.metadata,
      published: () => NOON - HOUR,
      changed: () => NOON - HOUR,
      digest: () => archive.metadata.digest(0),
    },
  });

  const partsOf = async () => {
    const xml = await (await get('/sitemap.xml')).text();
    checkWellFormed(xml);
    expect(xml).toContain('<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">');
    return [...xml.matchAll(/<sitemap><loc>([^<]*)<\/loc><\/sitemap>/g)].map(([, url = '']) =>
      url.replace(SITE.origin, ''),
    );
  };

  it('is an index of parts that together name each address once', async () => {
    const parts = await partsOf();
    expect(parts).toEqual(['/sitemap/1.xml', '/sitemap/2.xml']);
    const urls: Url[] = [];
    for (const part of parts) {
      const response = await get(part);
      expect(response.headers.get('Content-Type')).toBe('application/xml; charset=utf-8');
      const xml = await response.text();
      expect(xml.length).toBeLessThanOrEqual(MOST_BYTES);
      const found = readSitemap(xml);
      expect(found.length).toBeLessThanOrEqual(MOST_URLS);
      urls.push(...found);
    }
    const paths = new Set(urls.map(({ path }) => path));
    expect(paths.size).toBe(urls.length);
    const entries = Array.from({ length: COUNT }, (_, number) => `/posts/n${number}`);
    const listings = ['/', '/tags/odd', '/feeds'];
    expect(paths).toEqual(new Set([...entries, ...listings]));
  });

  it('has validators on the index and on every part, and no further part', async () => {
    for (const path of ['/sitemap.xml', ...(await partsOf())]) {
      const { headers } = await get(path);
      for (const condition of [
        { 'If-None-Match': headers.get('ETag') ?? '' },
        { 'If-Modified-Since': headers.get('Last-Modified') ?? '' },
      ] as Record<string, string>[])
        expect((await get(path, condition)).status, path).toBe(304);
    }
    for (const path of ['/sitemap/3.xml', '/sitemap/0.xml', '/sitemap/999999.xml', '/sitemap/'])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe('robots.txt', () => {
  it('allows every crawler everything, and names the sitemap', async () => {
    const response = await anApp(ENTRIES).get('/robots.txt');
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect((await response.text()).split('\n').filter((line) => line !== '')).toEqual([
      'User-agent: *',
      'Allow: /',
      `Sitemap: ${SITE.origin}/sitemap.xml`,
    ]);
  });
});

describe('the icon', () => {
  it('is an SVG without a script, to which pages link when the site has no icon of its own', async () => {
    const { get } = anApp(ENTRIES);
    const response = await get('/favicon.svg');
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8');
    const svg = await response.text();
    checkWellFormed(svg);
    expect(svg).not.toMatch(/<script|\son\w+=|javascript:|href=/i);
    expect(await (await get('/')).text()).toContain('<link rel="icon" href="/favicon.svg"/>');
    const icon = 'https://pictures.example/mast.png';
    expect(await (await anApp(ENTRIES, { site: { icon } }).get('/')).text()).toContain(
      `<link rel="icon" href="${icon}"/>`,
    );
  });
});

describe.each(['/robots.txt', '/favicon.svg', '/sitemap.xml'])('%s', (path) => {
  it('answers 304 to either validator, and HEAD as GET', async () => {
    const { app, get } = anApp(ENTRIES);
    const { headers } = await get(path);
    expect((await get(path, { 'If-None-Match': headers.get('ETag') ?? '' })).status).toBe(304);
    expect((await get(path, { 'If-Modified-Since': headers.get('Last-Modified') ?? '' })).status).toBe(304);
    const head = await app.request(path, { method: 'HEAD' });
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(headers));
  });
});

describe('/healthz', () => {
  it('answers ok for any blog, and is not cached', async () => {
    for (const entries of [[], ENTRIES]) {
      const { app, get } = anApp(entries);
      const response = await get('/healthz');
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('ok\n');
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('ETag')).toBeNull();
      const head = await app.request('/healthz', { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
    }
  });

  it('is named in no feed or list of pages', async () => {
    const { get } = anApp(ENTRIES);
    for (const path of ['/sitemap.xml', '/feeds', '/feeds.opml', ...FORMATS.map(({ file }) => `/${file}`)])
      expect(await (await get(path)).text()).not.toContain('healthz');
  });
});
