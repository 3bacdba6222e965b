// The app at the old address of a site that has moved: whatever was asked for is at the same address of the new site.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMovedApp } from '../../src/http/moved.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { SITE_PATHS } from '../../src/routes/paths.ts';
import { runs } from '../runs.ts';

const OLD = 'https://old.example';
const NEW = 'https://new.example';
const app = createMovedApp(NEW);
const ask = (address: string, init: RequestInit = {}) => app.request(OLD + address, init);

const { health: _, ...DOCUMENTS } = SITE_PATHS;

describe('a site that has moved', () => {
  it.each([
    ...FORMATS.map(({ file }) => `/${file}`),
    ...Object.values(DOCUMENTS),
    ...'/posts/n1 /posts/n1.md /posts/n1/ /posts/removed /no/such/page /old-alias /blog/feed'.split(' '),
    ...'/media/launch/dial.svg /media/launch/episode.mp3 /tags/C%2B%2B+Radio/atom.xml'.split(' '),
    ...'/archive/3/feed.json?entries=12 /rss.xml?not=Radio&not=time /rss.xml?source /?a=/b?c'.split(' '),
    ...'/%F0%9F%93%BB /..%2f..%2fx /%zz /%00 //evil.example/ /@evil.example /https://evil.example/'.split(
      ' ',
    ),
  ])('is at the new origin with %s', async (address) => {
    const response = await ask(address);
    expect(response.status).toBe(301);
    expect(response.headers.get('Location')).toBe(NEW + address);
    expect(await response.text()).toBe('');
  });

  it('leads to the new origin and to the address that was asked for, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), fc.webQueryParameters(), async (path, query) => {
        const { pathname, search } = new URL(`${OLD}/${path}?${query}`);
        const location = (await ask(pathname + search)).headers.get('Location') ?? '';
        expect(new URL(location).origin).toBe(NEW);
        expect(location).toBe(NEW + pathname + search);
      }),
      runs(100),
    );
  });

  it('leads on to the same address whichever host name a request gives', async () => {
    const response = await app.request('http://evil.example:81/rss.xml');
    expect(response.headers.get('Location')).toBe(`${NEW}/rss.xml`);
  });

  it('can be kept by caches for an hour, and has nothing to ask for again', async () => {
    const { headers } = await ask('/rss.xml');
    expect(headers.get('Cache-Control')).toBe('public, max-age=3600');
    expect(headers.get('ETag')).toBeNull();
    expect(headers.get('Last-Modified')).toBeNull();
    expect(headers.get('Vary')).toBeNull();
  });

  it.each([
    { 'If-None-Match': 'W/"old"' },
    { 'If-None-Match': '*' },
    { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
    { Range: 'bytes=0-9' },
    { 'Sec-Fetch-Dest': 'document' },
    { Accept: 'application/atom+xml' },
  ])('is moved for a request with %j too', async (headers) => {
    expect((await ask('/feed', { headers })).status).toBe(301);
  });

  it('answers HEAD with the headers of GET', async () => {
    const [head, get] = [await ask('/rss.xml', { method: 'HEAD' }), await ask('/rss.xml')];
    expect(head.status).toBe(301);
    expect([...head.headers]).toEqual([...get.headers]);
  });

  it('can be followed by scripts of any site, conditional requests included', async () => {
    const response = await ask('/feed.json', { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('If-None-Match');
    expect((await ask('/feed.json')).headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PROPFIND'])('does not pass %s on', async (method) => {
    const response = await ask('/rss.xml', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    expect(response.headers.get('Location')).toBeNull();
  });

  it('still tells a monitor that its old worker answers', async () => {
    const response = await ask('/healthz');
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('that is set to have moved to itself says so instead of redirecting for ever', async () => {
    const response = await app.request('http://new.example/rss.xml');
    expect([response.status, await response.text()]).toEqual([
      500,
      'This site is set to redirect to itself.\n',
    ]);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('MOVED_TO', () => {
  it.each([
    ['https://new.example/', 'https://new.example'],
    ['HTTPS://New.Example:443', 'https://new.example'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('%s is the origin %s', async (movedTo, origin) => {
    const response = await createMovedApp(movedTo).request(`${OLD}/a`);
    expect(response.headers.get('Location')).toBe(`${origin}/a`);
  });

  // A worker that cannot start cannot be deployed, so the site stays as it is.
  it.each([
    undefined,
    '',
    'new.example',
    'ftp://new.example',
    'javascript:alert(1)',
    'https://new.example/blog',
    'https://new.example/?a',
    'https://new.example/#a',
    'https://ada@new.example',
  ])('%s is refused', (movedTo) => {
    const message = `MOVED_TO "${movedTo ?? ''}" must be only a scheme and a host, such as https://new.example`;
    expect(() => createMovedApp(movedTo)).toThrow(message);
  });
});
