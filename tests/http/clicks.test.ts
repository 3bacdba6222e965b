// Clicks: every program gets the feed, whatever headers it sends, and a person in a browser gets a page about it.

import { Parser } from 'htmlparser2';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anApp, entriesUntilNoon, MINUTE, NOON, SITE } from '../a-blog.ts';
import { readBack } from '../feeds/read-back.ts';

const COMING = NOON + 10 * MINUTE;
const ENTRIES = [
  ...entriesUntilNoon(7, { tags: ['R&D <lab>', 'radio'] }),
  ...entriesUntilNoon(1, { id: 'urn:coming', slug: 'coming', path: '/posts/coming', published: COMING }),
];
const blog = () =>
  anApp(ENTRIES, { site: { window: 3, page: 2, oldFeedAddresses: { '/blog/feed': 'rss' } } });

/** For tests that do not change its clock. */
const { get } = blog();

const TAG = '/tags/R%26D%20%3Clab%3E';
/** Addresses of feeds in each format. At `/feed`, the client chooses the format. */
const ADDRESSES: readonly (readonly [path: string, format: Format])[] = [
  ...['', TAG, `${TAG}+radio`, '/archive/1', '/authors/Longwave', '/languages/en'].flatMap((folder) =>
    FORMATS.map((format) => [`${folder}/${format.file}`, format] as const),
  ),
  ...FORMATS.map((format) => [`/archive/2/${format.file}?entries=1`, format] as const),
  ...FORMATS.map((format) => [`${TAG}/archive/1/${format.file}`, format] as const),
  ...(['/feed.xml', '/rss/', '/blog/feed'] as const).map((path) => [path, FORMATS[0]] as const),
];

const CHROME =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';

// [program, User-Agent, Accept], as these programs send them.
const READERS: readonly (readonly [string, string, string | undefined])[] = [
  [
    'Miniflux',
    'Mozilla/5.0 (compatible; Miniflux/2.2.5; +https://miniflux.app)',
    'application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, text/html, */*;q=0.9',
  ],
  [
    'FreshRSS',
    'FreshRSS/1.25.0 (Linux; https://freshrss.org)',
    'application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.7, */*;q=0.1',
  ],
  ['NetNewsWire', 'NetNewsWire (RSS Reader; https://netnewswire.com/)', '*/*'],
  [
    'Feedly',
    'Feedly/1.0 (+http://www.feedly.com/fetcher.html; 42 subscribers; like FeedFetcher-Google)',
    undefined,
  ],
  ['Inoreader', 'Mozilla/5.0 (compatible; inoreader.com; 7 subscribers)', '*/*'],
  ['newsboat', 'Newsboat/2.36.0 (Linux x86_64)', '*/*'],
  [
    'Liferea',
    'Liferea/1.15.8 (Linux; https://lzone.de/liferea/) AppleWebKit (KHTML, like Gecko)',
    'application/atom+xml,application/xml;q=0.9,text/xml;q=0.8,*/*;q=0.7',
  ],
  [
    'feedparser',
    'feedparser/6.0.11 +https://github.com/kurtmckee/feedparser/',
    'application/atom+xml,application/rdf+xml,application/rss+xml,application/x-netcdf,application/xml;q=0.9,text/xml;q=0.2,*/*;q=0.1',
  ],
  ['curl', 'curl/8.11.0', '*/*'],
  ['Feedbin', 'Feedbin feed-id:1 - 12 subscribers', 'application/feed+json;q=0.9, */*;q=0.8'],
  [
    'NewsBlur',
    'NewsBlur Feed Fetcher - 9 subscribers - https://www.newsblur.com/site/1/ (Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0.1 Safari/605.1.15)',
    'application/atom+xml, application/rss+xml, application/xml;q=0.8, text/xml;q=0.6, */*;q=0.2',
  ],
  [
    'Thunderbird',
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0',
    'application/atom+xml,application/rss+xml;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7,text/xml;q=0.7,*/*;q=0.1',
  ],
  ['The Old Reader', 'Mozilla/5.0 (compatible; theoldreader.com; 3 subscribers; feed-id=1)', '*/*'],
  [
    'a program with the User-Agent of a browser',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0',
    CHROME,
  ],
  ['a program that accepts only HTML', 'picky/1.0', 'text/html'],
  ['a program that refuses feeds', 'contrary/1.0', 'text/html, application/*;q=0, */*;q=0'],
];

/** The text of the feed at each address. */
const feeds = new Map<string, string>();
beforeAll(async () => {
  for (const [path, format] of ADDRESSES) {
    const text = await (await get(path)).text();
    expect(readBack(format, text).entries.length, path).toBeGreaterThan(0);
    feeds.set(path, text);
  }
});

describe.each(READERS)('%s', (_, agent, accept) => {
  const headers = { 'User-Agent': agent, ...(accept !== undefined && { Accept: accept }) };

  it('gets the feed, with its media type, at every address of a feed', async () => {
    for (const [path, format] of ADDRESSES) {
      const response = await get(path, headers);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('Content-Type'), path).toBe(`${format.mediaType}; charset=utf-8`);
      expect(response.headers.get('Vary'), path).toBe('Accept-Encoding, Sec-Fetch-Dest');
      expect(await response.text(), path).toBe(feeds.get(path));
    }
  });

  it('gets a feed at the address for every format', async () => {
    const response = await get('/feed', headers);
    const format = FORMATS.find(
      ({ mediaType }) => response.headers.get('Content-Type') === `${mediaType}; charset=utf-8`,
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(await (await get(`/${format?.file}`)).text());
  });
});

const CLICK = {
  Accept: CHROME,
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Site': 'same-origin',
  'Sec-Fetch-User': '?1',
};

interface ReadPage {
  readonly text: string;
  readonly links: ReadonlyMap<string, string>;
  /** Texts of the elements of each name. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}
function readPage(html: string): ReadPage {
  const links = new Map<string, string>();
  const texts = new Map<string, string[]>();
  const open: { name: string; href?: string | undefined; text: string }[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, { href }) => open.push({ name, href, text: '' }),
    ontext: (part) => {
      text += part;
      for (const each of open) each.text += part;
    },
    onclosetag: (name) => {
      const element = open.pop();
      if (!element || element.name !== name) throw new Error(`</${name}> closes nothing`);
      texts.set(name, [...(texts.get(name) ?? []), element.text]);
      if (name === 'a' && element.href !== undefined) links.set(element.text.trim(), element.href);
    },
  });
  parser.end(html);
  return { text, links, texts };
}

describe('a person who clicks the address of a feed', () => {
  it.each(ADDRESSES)('%s gets a page that says what it is, and must not be stored', async (path, format) => {
    const feed = await get(path);
    const conditions = {
      'If-None-Match': feed.headers.get('ETag') ?? '',
      'If-Modified-Since': feed.headers.get('Last-Modified') ?? '',
    };
    for (const headers of [CLICK, { ...CLICK, ...conditions }, { ...CLICK, 'If-None-Match': '*' }]) {
      const response = await get(path, headers);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('Cache-Control')).toBe('private, no-store');
      expect(response.headers.get('Vary')).toMatch(/(?:^|, )Sec-Fetch-Dest(?:,|$)/);
      expect(response.headers.get('ETag')).toBeNull();
      expect(response.headers.get('Last-Modified')).toBeNull();
      expect(response.headers.get('Link')).toBe(feed.headers.get('Link'));
    }
    const page = readPage(await (await get(path, CLICK)).text());
    expect(page.text).toContain('This is a feed.');
    expect(page.texts.get('title')?.join()).toContain(`(${format.label})`);
  });

  it.each(ADDRESSES)('%s sees the entries of the feed there, in the same order', async (path, format) => {
    const { title, entries } = readBack(format, await (await get(path)).text());
    const page = readPage(await (await get(path, CLICK)).text());
    expect(page.texts.get('h1')).toEqual([title]);
    expect(page.texts.get('h2')).toEqual(entries.map((entry) => entry.title));
    for (const entry of entries) expect(SITE.origin + page.links.get(entry.title)).toBe(entry.url);
  });

  it.each(ADDRESSES)(
    '%s finds there the address to subscribe to, and programs that do',
    async (path, format) => {
      const page = readPage(await (await get(path, CLICK)).text());
      const [address = ''] = page.texts.get('code') ?? [];
      expect(address.startsWith(`${SITE.origin}/`)).toBe(true);
      expect(address).not.toContain('/archive/');
      const subscribed = await get(address.slice(SITE.origin.length));
      expect(subscribed.headers.get('Content-Type')).toBe(`${format.mediaType}; charset=utf-8`);
      expect([...page.links.values()]).toContain(`feed:${address}`);
      const encoded = [...page.links.values()].filter((href) => href.includes(encodeURIComponent(address)));
      expect(encoded.length).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(ADDRESSES)(
    '%s can see the bytes of the feed as text, and they are cached as a feed is',
    async (path) => {
      const page = readPage(await (await get(path, CLICK)).text());
      const source = page.links.get('See the source of the feed') ?? '';
      const [feed, seen] = [await get(path), await get(source, CLICK)];
      expect(seen.status).toBe(200);
      expect(seen.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
      expect(await seen.text()).toBe(await feed.text());
      for (const name of ['ETag', 'Last-Modified', 'Cache-Control', 'Vary'])
        expect(seen.headers.get(name), name).toBe(feed.headers.get(name));
      const again = await get(source, { ...CLICK, 'If-None-Match': seen.headers.get('ETag') ?? '' });
      expect(again.status).toBe(304);
    },
  );

  it('gets the page at /feed too, with a Vary that names Accept', async () => {
    const response = await get('/feed', CLICK);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Vary')).toBe('Accept-Encoding, Accept, Sec-Fetch-Dest');
  });

  it('sees a scheduled entry at its time, and not before', async () => {
    const { get, clock } = blog();
    clock.now = COMING - 1;
    expect(await (await get('/rss.xml', CLICK)).text()).not.toContain('/posts/coming');
    clock.now = COMING;
    expect(await (await get('/rss.xml', CLICK)).text()).toContain('/posts/coming');
  });

  it('gets other documents like any client', async () => {
    for (const path of [
      '/',
      '/posts/n1',
      '/posts/n1.md',
      '/feeds',
      '/feeds.opml',
      '/tags/radio',
      '/sitemap.xml',
    ]) {
      const [one, other] = [await get(path), await get(path, CLICK)];
      expect(Object.fromEntries(other.headers), path).toEqual(Object.fromEntries(one.headers));
      expect(await other.text()).toBe(await one.text());
    }
  });

  it('gets the same errors and redirects as any client', async () => {
    expect((await get('/tags/nothing/rss.xml', CLICK)).status).toBe(404);
    expect((await get('/archive/0/rss.xml', CLICK)).status).toBe(400);
    const wrong = await get('/RSS.xml', CLICK);
    expect([wrong.status, wrong.headers.get('Location')]).toEqual([308, '/rss.xml']);
  });
});

describe('the page about a feed', () => {
  // Scripts, frames, pictures, downloads, and programs with an invented header: each needs the feed.
  it.each([
    'empty',
    'iframe',
    'frame',
    'embed',
    'object',
    'script',
    'image',
    'xslt',
    'report',
    'Document',
    '',
  ])('is not the answer to Sec-Fetch-Dest: %s', async (destination) => {
    for (const [path, format] of ADDRESSES) {
      const response = await get(path, { ...CLICK, 'Sec-Fetch-Dest': destination });
      expect(response.headers.get('Content-Type'), path).toBe(`${format.mediaType}; charset=utf-8`);
    }
  });

  it('is not what the next feed reader gets at the same address', async () => {
    const before = await (await get('/rss.xml')).text();
    await get('/rss.xml', CLICK);
    const after = await get('/rss.xml');
    expect(after.headers.get('Content-Type')).toBe('application/rss+xml; charset=utf-8');
    expect(await after.text()).toBe(before);
  });

  it.each(ADDRESSES)(
    'is kept apart in caches at %s: the feed and its 304 vary by Sec-Fetch-Dest',
    async (path) => {
      const feed = await get(path);
      const again = await get(path, { 'If-None-Match': feed.headers.get('ETag') ?? '' });
      expect(again.status).toBe(304);
      for (const { headers } of [feed, again])
        expect(headers.get('Vary')).toBe('Accept-Encoding, Sec-Fetch-Dest');
    },
  );
});
