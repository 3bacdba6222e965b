// Files of public/: served from the store at their own addresses, as they are.

import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/http/stored-media.ts';
import { anApp, anEntry, type BlogOptions } from '../a-blog.ts';

const FILES = [
  'CNAME',
  'robots.txt',
  'favicon.ico',
  'favicon.svg',
  '.well-known/security.txt',
  '.well-known/matrix/server',
  'about.html',
  'demo/index.html',
  'demo/run.js',
  'größe/two words.png',
  'images/dial.PNG',
  'images/dial.png.md',
  'drawing.svg',
  'media/page.html',
  'odd [a]&b;c,d=1.txt',
  '100%.txt',
];
const TYPES = {
  html: 'text/html',
  ico: 'image/vnd.microsoft.icon',
  js: 'text/javascript',
  md: 'text/markdown',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};
const MODIFIED = 'Sun, 22 Nov 2026 11:00:00 GMT';

/** A store that sends the path of each file as its content, and knows what it was asked for. */
function aStore(): Store & { readonly asked: string[] } {
  const asked: string[] = [];
  const fetch = async ({ url, method }: Request) => {
    const { pathname } = new URL(url);
    asked.push(pathname);
    const headers = { 'Content-Length': String(pathname.length), 'Last-Modified': MODIFIED, ETag: '"v1"' };
    return new Response(method === 'HEAD' ? null : pathname, { headers });
  };
  return { fetch, asked };
}

function aBlog(options: BlogOptions = {}) {
  const { app } = anApp([anEntry('first', { tags: ['radio'] })], {
    publicFiles: FILES,
    mediaTypes: TYPES,
    ...options,
  });
  const ASSETS = aStore();
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    app.request(path, { headers, method }, { ASSETS });
  return { ask, asked: ASSETS.asked };
}

const { ask } = aBlog();

describe('a file of public/', () => {
  // [address, the path in the store, Content-Type]
  it.each([
    ['/CNAME', '/CNAME', 'application/octet-stream'],
    ['/robots.txt', '/robots.txt', 'text/plain; charset=utf-8'],
    ['/favicon.ico', '/favicon.ico', 'image/vnd.microsoft.icon'],
    ['/favicon.svg', '/favicon.svg', 'image/svg+xml'],
    ['/.well-known/security.txt', '/.well-known/security.txt', 'text/plain; charset=utf-8'],
    ['/.well-known/matrix/server?a=@b', '/.well-known/matrix/server', 'application/octet-stream'],
    ['/about.html', '/about.html', 'text/html; charset=utf-8'],
    ['/demo/', '/demo/index.html', 'text/html; charset=utf-8'],
    ['/demo/?%zz', '/demo/index.html', 'text/html; charset=utf-8'],
    ['/demo/index.html', '/demo/index.html', 'text/html; charset=utf-8'],
    ['/demo/run.js', '/demo/run.js', 'text/javascript; charset=utf-8'],
    ['/gr%C3%B6%C3%9Fe/two%20words.png', '/gr%C3%B6%C3%9Fe/two%20words.png', 'image/png'],
    ['/images/dial.PNG', '/images/dial.PNG', 'image/png'],
    ['/images/dial.png.md', '/images/dial.png.md', 'text/markdown; charset=utf-8'],
    ['/odd%20%5Ba%5D%26b%3Bc%2Cd%3D1.txt', '/odd%20%5Ba%5D%26b%3Bc%2Cd%3D1.txt', 'text/plain; charset=utf-8'],
    ['/100%25.txt', '/100%25.txt', 'text/plain; charset=utf-8'],
  ])('is at %s, with its type', async (address, path, type) => {
    const response = await ask(address);
    expect([response.status, await response.text()]).toEqual([200, path]);
    expect(response.headers.get('Content-Type')).toBe(type);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const head = await ask(address, {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect([...head.headers]).toEqual([...response.headers]);
  });

  // [another spelling, its address]
  it.each([
    ['/demo', '/demo/'],
    ['/DEMO', '/demo/'],
    ['/demo//', '/demo/'],
    ['/about', '/about.html'],
    ['/about/', '/about.html'],
    ['/About.html', '/about.html'],
    ['/%61bout.html', '/about.html'],
    ['/gro%CC%88%C3%9Fe/two%20words.png', '/gr%C3%B6%C3%9Fe/two%20words.png'],
    ['/odd%20[a]&b;c,d=1.txt', '/odd%20%5Ba%5D%26b%3Bc%2Cd%3D1.txt'],
    ['//CNAME', '/CNAME'],
    ['/CNAME/', '/CNAME'],
    ['/ROBOTS.TXT', '/robots.txt'],
    ['/%64emo/', '/demo/'],
  ])('is one redirect away from %s', async (address, location) => {
    const response = await ask(address);
    expect([response.status, response.headers.get('Location')]).toEqual([308, location]);
    expect((await ask(location)).status).toBe(200);
  });

  it.each([
    '/',
    '/images',
    '/images/',
    '/.well-known/',
    '/.env',
    '/cname',
    '/demo/run',
    '/none.png',
    '/posts/first',
  ])('is not at %s, and the store is not asked', async (address) => {
    const blog = aBlog();
    const { status } = await blog.ask(address);
    expect([status, blog.asked]).toEqual([['/', '/posts/first'].includes(address) ? 200 : 404, []]);
  });

  it('is its owner’s own page, which may run scripts; under /media/, it is in a sandbox like the files of posts', async () => {
    for (const path of ['/demo/', '/about.html', '/drawing.svg', '/demo/run.js'])
      expect((await ask(path)).headers.get('Content-Security-Policy')).toBeNull();
    expect((await ask('/media/page.html')).headers.get('Content-Security-Policy')).toMatch(/^sandbox;/);
  });

  // [headers, status]
  it.each<[Record<string, string>, number]>([
    [{ 'If-None-Match': '"v1"' }, 304],
    [{ 'If-None-Match': 'W/"v0", W/"v1-gzip"' }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': '"v0"' }, 200],
    [{ 'If-Modified-Since': MODIFIED }, 304],
    [{ 'If-Modified-Since': 'Sunday, 22-Nov-26 11:00:00 GMT' }, 304],
    [{ 'If-Modified-Since': 'Sun, 22 Nov 2026 10:59:59 GMT' }, 200],
    [{ 'If-Modified-Since': 'yesterday' }, 200],
    [{ 'If-None-Match': '"v0"', 'If-Modified-Since': MODIFIED }, 200],
    [{ Range: 'bytes=900-' }, 416],
    [{ Range: 'bytes=0-3', 'If-None-Match': '"v1"' }, 304],
  ])('asked for with %j is answered with %i', async (headers, status) => {
    for (const path of ['/about.html', '/demo/']) {
      const response = await ask(path, headers);
      expect(response.status).toBe(status);
      if (status !== 304) continue;
      expect([await response.text(), response.headers.get('Content-Length')]).toEqual(['', null]);
      for (const name of ['ETag', 'Last-Modified', 'Access-Control-Allow-Origin'])
        expect(response.headers.get(name), name).not.toBeNull();
    }
  });

  it('that the store has lost is a 404, and so is every file without a store', async () => {
    const { app } = anApp([], { publicFiles: FILES });
    const ASSETS = { fetch: async () => new Response('', { status: 404 }) };
    for (const path of ['/CNAME', '/demo/', '/robots.txt']) {
      expect((await app.request(path, {}, { ASSETS })).status).toBe(404);
      expect((await app.request(path)).status).toBe(404);
    }
  });

  it('cannot be written to', async () => {
    expect((await ask('/CNAME', {}, 'PUT')).status).toBe(405);
  });
});

describe('a document of the site', () => {
  it.each(['/robots.txt', '/favicon.svg'])('%s is ours without a file in public/', async (path) => {
    const blog = aBlog({ publicFiles: ['demo/index.html'] });
    expect([(await blog.ask(path)).status, blog.asked]).toEqual([200, []]);
  });

  it('/favicon.ico leads to the icon that pages name', async () => {
    const blog = aBlog({ publicFiles: ['favicon.png'], site: { favicon: '/favicon.png' } });
    expect((await blog.ask('/favicon.ico')).headers.get('Location')).toBe('/favicon.png');
    expect(await (await blog.ask('/')).text()).toContain('<link rel="icon" href="/favicon.png"/>');
  });
});

describe('ten thousand files', () => {
  const names = Array.from({ length: 10_000 }, (_, number) => `images/${number % 100}/photo-${number}.jpg`);
  const archiveOf = (publicFiles: readonly string[]) =>
    anApp([anEntry('first')], { publicFiles, mediaTypes: { jpg: 'image/jpeg' } });

  it('are found, each at its own address only', async () => {
    const { app } = archiveOf(names);
    const ASSETS = aStore();
    for (const name of [names[0], names[4711], names[9999]])
      expect(await (await app.request(`/${name}`, {}, { ASSETS })).text()).toBe(`/${name}`);
    expect((await app.request('/images/0/photo-1.jpg', {}, { ASSETS })).status).toBe(404);
  });
});
