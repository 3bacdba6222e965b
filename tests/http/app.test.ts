// The app: feeds, pages and listings as clients get them, without a runtime around it.

import { describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../src/archive/entry.ts';
import { RENDERERS } from '../../src/feeds/render-feed.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anApp, anEntry, feedPath, HOUR, MINUTE, NOON, publish } from '../a-blog.ts';

const TWO = [anEntry('first', { published: NOON - 2 * HOUR }), anEntry('second')];

describe.each(FORMATS)('the $label feed', (format) => {
  it('is served with its own media type and both validators', async () => {
    const response = await anApp(TWO).get(feedPath(format));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(`${format.mediaType}; charset=utf-8`);
    expect(response.headers.get('ETag')).toMatch(new RegExp(`^W/"[\\w-]{16}-${format.name}"$`));
    expect(response.headers.get('Last-Modified')).toBe(new Date(NOON - HOUR).toUTCString());
    expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=1800,/);
  });

  it('answers 304 to a reader that sends back either validator', async () => {
    const { get } = anApp(TWO);
    const first = await get(feedPath(format));
    const etag = first.headers.get('ETag') ?? '';
    const date = first.headers.get('Last-Modified') ?? '';
    expect((await get(feedPath(format), { 'If-None-Match': etag })).status).toBe(304);
    expect((await get(feedPath(format), { 'If-Modified-Since': date })).status).toBe(304);
    expect(
      (await get(feedPath(format), { 'If-None-Match': '"old"', 'If-Modified-Since': date })).status,
    ).toBe(200);
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const { app, get } = anApp(TWO);
    const head = await app.request(feedPath(format), { method: 'HEAD' });
    expect(Object.fromEntries(head.headers)).toEqual(
      Object.fromEntries((await get(feedPath(format))).headers),
    );
    expect(await head.text()).toBe('');
  });

  it('lists the newest entries first, ten of them', async () => {
    const many = Array.from({ length: 12 }, (_, age) =>
      anEntry(`entry-${age}`, { published: NOON - age * HOUR }),
    );
    const text = await (await anApp(many).get(feedPath(format))).text();
    const found = [...text.matchAll(/Title of (entry-\d+)/g)].map(([, slug]) => slug);
    expect(found).toEqual(Array.from({ length: 10 }, (_, age) => `entry-${age}`));
  });

  it('is rendered once for each edition', async () => {
    const { get } = anApp(TWO);
    const render = vi.spyOn(RENDERERS, format.name);
    await get(feedPath(format));
    await get(feedPath(format));
    expect(render).toHaveBeenCalledTimes(1);
    render.mockRestore();
  });

  it('of an empty blog is a valid, empty feed', async () => {
    const response = await anApp([]).get(feedPath(format));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Longwave');
  });
});

describe('a scheduled entry', () => {
  const publication = NOON + 10 * MINUTE;
  const blog = () => anApp([...TWO, anEntry('coming', { published: publication })]);
  const PLACES = ['/', ...FORMATS.map(feedPath)];

  it('is nowhere a millisecond before its time, and everywhere at its time', async () => {
    const { get, clock } = blog();
    clock.now = publication - 1;
    for (const place of PLACES)
      expect(await (await get(place)).text(), place).not.toContain('Title of coming');
    expect((await get('/posts/coming')).status).toBe(404);
    clock.now = publication;
    for (const place of PLACES) expect(await (await get(place)).text(), place).toContain('Title of coming');
    expect((await get('/posts/coming')).status).toBe(200);
  });

  it('is on the page about a feed at its time, even after a visit just before', async () => {
    const { get, clock } = blog();
    for (const path of FORMATS.map(feedPath)) {
      const seen = async () => (await get(path, { 'Sec-Fetch-Dest': 'document' })).text();
      clock.now = publication - 1;
      expect(await seen()).not.toContain('Title of coming');
      clock.now = publication;
      expect(await seen()).toContain('Title of coming');
    }
  });

  it.each(PLACES)('%s may not be cached beyond the publication', async (place) => {
    const { get, clock } = blog();
    expect((await get(place)).headers.get('Cache-Control')).toMatch(/max-age=600, stale-while-revalidate=0,/);
    clock.now = publication - 1500;
    expect((await get(place)).headers.get('Cache-Control')).toMatch(/max-age=1, stale-while-revalidate=0,/);
    clock.now = publication;
    expect((await get(place)).headers.get('Cache-Control')).toMatch(/max-age=1800,/);
  });

  it.each(PLACES)(
    '%s changes both validators at that moment, and answers a conditional request rightly',
    async (place) => {
      const { get, clock } = blog();
      const before = await get(place);
      const etag = before.headers.get('ETag') ?? '';
      const date = before.headers.get('Last-Modified') ?? '';
      clock.now = publication - 1;
      expect((await get(place, { 'If-None-Match': etag })).status).toBe(304);
      clock.now = publication;
      expect((await get(place, { 'If-None-Match': etag })).status).toBe(200);
      const after = await get(place, { 'If-Modified-Since': date });
      expect(after.status).toBe(200);
      expect(after.headers.get('Last-Modified')).toBe(new Date(publication).toUTCString());
    },
  );
});

describe('a permalink', () => {
  it('is a page with validators of its own', async () => {
    const { get } = anApp(TWO);
    const response = await get('/posts/first');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Last-Modified')).toBe(new Date(NOON - 2 * HOUR).toUTCString());
    expect(await response.text()).toContain('<p>Page of first</p>');
    expect((await get('/posts/first', { 'If-None-Match': response.headers.get('ETag') ?? '' })).status).toBe(
      304,
    );
  });

  it('is found in any script', async () => {
    const { get } = anApp([anEntry('wellenlängen')]);
    expect((await get('/posts/wellenl%C3%A4ngen')).status).toBe(200);
  });

  it('exists for an entry that is in no feed', async () => {
    const { get } = anApp([...TWO, anEntry('colophon', { listed: false })]);
    expect((await get('/posts/colophon')).status).toBe(200);
    for (const place of ['/', ...FORMATS.map(feedPath)]) {
      expect(await (await get(place)).text()).not.toContain('colophon');
    }
  });

  it('followed by .md is the Markdown of the author', async () => {
    const response = await anApp(TWO).get('/posts/first.md');
    expect(response.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8');
    expect(await response.text()).toBe('Content of first\n');
  });

  it('is the target of older addresses', async () => {
    const { get } = anApp(TWO, { aliases: { first: ['/2020/alt straße', '/old', '/tags/old'] } });
    for (const path of ['/2020/alt%20stra%C3%9Fe', '/old', '/tags/old']) {
      const response = await get(path);
      expect(response.status).toBe(301);
      expect(response.headers.get('Location')).toBe('/posts/first');
    }
    expect((await get('/old.md')).headers.get('Location')).toBe('/posts/first.md');
  });
});

describe('an entry that was removed', () => {
  const [first, second] = TWO as [Entry, Entry];
  const locked = publish(TWO).lock;

  it('answers 410 with a page that cannot be mistaken for a feed', async () => {
    const { get } = anApp([first], { lock: locked });
    const response = await get('/posts/second');
    expect(response.status).toBe(410);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('ETag')).toBeNull();
    expect(await response.text()).toContain('<h1>Gone</h1>');
    expect((await get('/posts/first')).status).toBe(200);
  });

  it('goes on answering 410, at its older addresses too', async () => {
    const moved = publish([first, { ...second, slug: 'moved', path: '/posts/moved' }], { lock: locked });
    const { get } = anApp([first], { lock: publish([first], { lock: moved.lock }).lock });
    expect((await get('/posts/moved')).status).toBe(410);
    expect((await get('/posts/second')).status).toBe(410);
  });

  it('is there again when it is restored, and its address is free for another entry', async () => {
    const { lock } = publish([first], { lock: locked });
    expect((await anApp(TWO, { lock }).get('/posts/second')).status).toBe(200);
    const other = { ...second, id: 'urn:example:other', markdown: 'Something else.' };
    expect((await anApp([first, other], { lock }).get('/posts/second')).status).toBe(200);
  });
});

describe('an address that does not exist', () => {
  it.each([
    '/nothing',
    '/posts/nothing',
    '/posts/',
    '/posts/%',
    '/posts/%E0%A4%A',
    '/media/none.png',
    '/posts/%00',
  ])('%s answers 404 with a page that cannot be mistaken for a feed', async (path) => {
    const response = await anApp(TWO).get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('ETag')).toBeNull();
    expect(await response.text()).toContain('<h1>Not found</h1>');
  });
});

describe('methods', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])(
    '%s is refused with the methods that are allowed',
    async (method) => {
      const response = await anApp(TWO).app.request('/rss.xml', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    },
  );
});

describe('media', () => {
  it('comes from the assets of the runtime, with the type that the compiler knows', async () => {
    const { app } = anApp([], { media: ['pips.WAV'], mediaTypes: { wav: 'audio/wav' } });
    const ASSETS = {
      fetch: async () => new Response('RIFF', { headers: { 'Content-Type': 'application/octet-stream' } }),
    };
    const response = await app.request('/media/pips.WAV', {}, { ASSETS });
    expect(response.headers.get('Content-Type')).toBe('audio/wav');
    expect(await response.text()).toBe('RIFF');
  });
});

describe('a failure while rendering', () => {
  it('is a plain 500 that is not cached, and the next request works', async () => {
    const { get } = anApp(TWO);
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const render = vi.spyOn(RENDERERS, 'rss').mockImplementation(() => {
      throw new Error('the renderer broke');
    });
    const response = await get('/rss.xml');
    expect(response.status).toBe(500);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.text()).not.toContain('broke');
    expect(log.mock.calls).toEqual([['GET /rss.xml: the renderer broke']]);
    render.mockRestore();
    log.mockRestore();
    expect((await get('/rss.xml')).status).toBe(200);
  });
});
