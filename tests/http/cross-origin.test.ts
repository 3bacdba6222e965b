// CORS: a feed reader in a browser may read everything, with the headers that it needs.

import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { RENDERERS } from '../../src/feeds/render-feed.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anEntry, HOUR, NOON, publish, serve } from '../a-blog.ts';

const ENTRIES = [anEntry('first', { published: NOON - 2 * HOUR, tags: ['radio'] })];
const OPTIONS = {
  aliases: { first: ['/old'] },
  media: ['dial.svg'],
  mediaTypes: { svg: 'image/svg+xml' },
};
const { lock } = publish([...ENTRIES, anEntry('removed')], OPTIONS);
const { app } = serve(publish(ENTRIES, { ...OPTIONS, lock }).archive);
const ASSETS = { fetch: async () => new Response('<svg/>') };

const ORIGIN = { Origin: 'https://reader.example', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' };
const ask = async (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  app.request(path, { method, headers: { ...ORIGIN, ...headers } }, { ASSETS });

const EXPOSED = 'ETag, Last-Modified, Link';
const expectOpen = (response: Response) => {
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  // With credentials, a browser would reject the star.
  expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
};

describe('a script of another site may read', () => {
  // [what, path, method, headers, status]
  it.each<[string, string, string, Record<string, string>, number]>([
    ...FORMATS.map(({ label, file }): [string, string, string, Record<string, string>, number] => [
      `the ${label} feed`,
      `/${file}`,
      'GET',
      {},
      200,
    ]),
    ['the feed of a tag', '/tags/radio/rss.xml', 'GET', {}, 200],
    ['a feed in the format that it prefers', '/feed', 'GET', { Accept: 'application/feed+json' }, 200],
    ['a feed at an older address', '/index.xml', 'GET', {}, 200],
    ['the page about a feed', '/rss.xml', 'GET', { 'Sec-Fetch-Dest': 'document' }, 200],
    ['the headers of a feed', '/rss.xml', 'HEAD', {}, 200],
    ['that nothing has changed', '/rss.xml', 'GET', { 'If-None-Match': '*' }, 304],
    ['that a page has not changed', '/', 'HEAD', { 'If-None-Match': '*' }, 304],
    ['a page', '/', 'GET', {}, 200],
    ['an entry', '/posts/first', 'GET', {}, 200],
    ['the source of an entry', '/posts/first.md', 'GET', {}, 200],
    ['the list of feeds', '/feeds.opml', 'GET', {}, 200],
    ['the sitemap', '/sitemap.xml', 'GET', {}, 200],
    ['the rules for robots', '/robots.txt', 'GET', {}, 200],
    ['the icon', '/favicon.svg', 'GET', {}, 200],
    ['whether all is well', '/healthz', 'GET', {}, 200],
    ['where an older address leads', '/old', 'GET', {}, 301],
    ['where a misspelt address leads', '/RSS.xml', 'GET', {}, 308],
    ['that an address is malformed', '/archive/0/rss.xml', 'GET', {}, 400],
    ['that an address does not exist', '/nothing', 'GET', {}, 404],
    ['that there is no such feed', '/tags/nothing/feed.json', 'GET', {}, 404],
    ['that a method is not allowed', '/rss.xml', 'DELETE', {}, 405],
    ['that an entry is gone', '/posts/removed', 'GET', {}, 410],
  ])('%s', async (_, path, method, headers, status) => {
    const response = await ask(path, method, headers);
    expect(response.status).toBe(status);
    expectOpen(response);
    expect(response.headers.get('Access-Control-Expose-Headers')).toBe(EXPOSED);
  });

  it('a picture', async () => {
    const response = await ask('/media/dial.svg');
    expect(response.status).toBe(200);
    expectOpen(response);
  });

  describe('that something', () => {
    let log: MockInstance;
    let render: MockInstance;
    beforeEach(() => {
      log = vi.spyOn(console, 'error').mockImplementation(() => {});
      render = vi.spyOn(RENDERERS, 'rss').mockImplementation(() => {
        throw new Error('the renderer broke');
      });
    });
    afterEach(() => {
      log.mockRestore();
      render.mockRestore();
    });

    it('went wrong', async () => {
      const fresh = serve(publish(ENTRIES).archive);
      const response = await fresh.get('/rss.xml', ORIGIN);
      expect(response.status).toBe(500);
      expectOpen(response);
    });
  });
});

describe('OPTIONS', () => {
  const PREFLIGHT = {
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Headers': 'if-modified-since,if-none-match',
  };

  it.each([
    '/rss.xml',
    '/tags/radio/feed.json',
    '/',
    '/posts/first',
    '/media/dial.svg',
    '/old',
    '/nothing',
    '*',
  ])('%s: a preflight allows conditional requests, and is valid for a day', async (path) => {
    const response = await ask(path, 'OPTIONS', PREFLIGHT);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    const { headers } = response;
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Allow-Methods')?.split(/, ?/)).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(headers.get('Access-Control-Allow-Headers')?.split(/, ?/)).toEqual([
      'If-None-Match',
      'If-Modified-Since',
    ]);
    expect(headers.get('Access-Control-Max-Age')).toBe('86400');
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  it('without a preflight names the allowed methods', async () => {
    const response = await app.request('/rss.xml', { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    expect(response.headers.get('Content-Type')).toBeNull();
    expect(response.headers.get('ETag')).toBeNull();
  });
});
