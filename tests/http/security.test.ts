// Security: no page runs a script, and no answer sets a cookie.

import { Parser } from 'htmlparser2';
import { beforeAll, describe, expect, it } from 'vitest';
import { STYLE_DIGEST } from '../../src/pages/style.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anEntry, HOUR, NOON, publish, serve } from '../a-blog.ts';
import { serveGolden } from '../feeds/golden-blog.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1) style="x">';
const ENTRIES = [
  anEntry('first', {
    published: NOON - 2 * HOUR,
    title: HOSTILE,
    summary: HOSTILE,
    tags: ['radio', HOSTILE],
  }),
];
const OPTIONS = { aliases: { first: ['/old'] }, mediaTypes: { svg: 'image/svg+xml' }, media: ['a.svg'] };
const { lock } = publish([...ENTRIES, anEntry('removed')], OPTIONS);
const { app } = serve(publish(ENTRIES, { ...OPTIONS, lock }).archive);
const ASSETS = { fetch: async () => new Response('<svg/>') };
const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(path, { headers, method }, { ASSETS });

const CLICK = { 'Sec-Fetch-Dest': 'document' };

// [page, path, headers, status]
const PAGES: readonly (readonly [string, string, Record<string, string>, number])[] = [
  ['the home page', '/', {}, 200],
  ['an entry', '/posts/first', {}, 200],
  ['a listing', '/tags/radio', {}, 200],
  ['a listing of a hostile name', `/tags/${encodeURIComponent(HOSTILE)}`, {}, 200],
  ['the page of all feeds', '/feeds', {}, 200],
  ...FORMATS.map(({ label, file }) => [`the page about the ${label} feed`, `/${file}`, CLICK, 200] as const),
  ['the page about the feed of a hostile name', `/tags/${encodeURIComponent(HOSTILE)}/rss.xml`, CLICK, 200],
  ['the page about a feed page', '/rss.xml?not=radio', CLICK, 200],
  ['the 400 page', '/archive/0/rss.xml', {}, 400],
  ['the 404 page', '/nothing', {}, 404],
  ['the 404 page of a hostile name', `/tags/${encodeURIComponent(`${HOSTILE}!`)}`, {}, 404],
  ['the 410 page', '/posts/removed', {}, 410],
];

/** A policy as a browser reads it. */
function readPolicy(header: string | null): Map<string, string[]> {
  return new Map(
    (header ?? '')
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name !== '')
      .map(([name = '', ...sources]) => [name, sources]),
  );
}

/** Elements and attributes of a page, by name, that could run a script or that the policy forbids. */
function activeParts(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(?:script|object|embed|base|form|template)$/.test(name)) found.push(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (/^on|^style$|^srcdoc$/.test(attribute)) found.push(`${name} ${attribute}`);
        if (/^\s*(?:javascript|vbscript|data):/i.test(value)) found.push(`${name} ${attribute}=${value}`);
        if (attribute === 'http-equiv') found.push(`${name} ${attribute}=${value}`);
      }
    },
  });
  parser.end(html);
  return found;
}

describe.each(PAGES)('%s', (_, path, headers, status) => {
  it('allows no script, no style sheet but ours, and no connection', async () => {
    const response = await ask(path, headers);
    expect(response.status).toBe(status);
    const header = response.headers.get('Content-Security-Policy');
    expect(header).not.toMatch(/unsafe-|nonce-|data:|blob:/);
    const policy = readPolicy(header);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('style-src')).toEqual([`'${STYLE_DIGEST}'`]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'none'"]);
    for (const name of [
      'script-src',
      'script-src-elem',
      'script-src-attr',
      'connect-src',
      'object-src',
      'worker-src',
    ])
      expect(policy.get(name) ?? ["'none'"], name).toEqual(["'none'"]);
  });

  it('may show pictures, sound and frames of other sites, which may not frame it', async () => {
    const response = await ask(path, headers);
    const policy = readPolicy(response.headers.get('Content-Security-Policy'));
    expect(policy.get('img-src')).toEqual(['*']);
    expect(policy.get('media-src')).toEqual(['*']);
    expect(policy.get('frame-src')).toEqual(['https:', 'http:']);
    expect(policy.get('frame-ancestors')).toEqual(["'self'"]);
    expect(response.headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
  });

  it('cannot be mistaken for another type, and sends other sites only its origin in Referer', async () => {
    const response = await ask(path, headers);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
  });

  it('has no active element or attribute, for any names of authors and addresses', async () => {
    expect(activeParts(await (await ask(path, headers)).text())).toEqual([]);
  });
});

describe('a document that is not a page', () => {
  it.each([
    '/rss.xml',
    '/feed.json',
    '/feeds.opml',
    '/posts/first.md',
    '/sitemap.xml',
    '/robots.txt',
    '/healthz',
  ])('cannot be mistaken for another type at %s', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Content-Type')).toMatch(/charset=utf-8$/);
  });

  it.each(['/media/a.svg', '/favicon.svg'])(
    'cannot be mistaken for another type at %s, as an image',
    async (path) => {
      const response = await ask(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toMatch(/^image\/svg\+xml/);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    },
  );
});

describe('cookies', () => {
  it.each([
    ...PAGES.map(([, path, headers]) => [path, headers] as const),
    ...FORMATS.map(({ file }) => [`/${file}`, {}] as const),
    ['/feed', {}],
    ['/old', {}],
    ['/RSS.xml', {}],
    ['/posts/first.md', {}],
    ['/feeds.opml', {}],
    ['/sitemap.xml', {}],
    ['/robots.txt', {}],
    ['/favicon.svg', {}],
    ['/healthz', {}],
    ['/media/a.svg', {}],
    ['/rss.xml', { 'If-None-Match': '*' }],
  ] as const)('%s %o sets none, and one that is sent changes nothing', async (path, headers) => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
      const [plain, sent] = [
        await ask(path, headers, method),
        await ask(path, { ...headers, Cookie: 'session=1; theme=dark' }, method),
      ];
      expect(plain.headers.get('Set-Cookie')).toBeNull();
      expect(Object.fromEntries(sent.headers)).toEqual(Object.fromEntries(plain.headers));
      expect(await sent.text()).toBe(await plain.text());
    }
  });
});

describe('a page of a real blog', () => {
  let golden: Awaited<ReturnType<typeof serveGolden>>;
  beforeAll(async () => {
    golden = await serveGolden();
  });

  it('has no active element or attribute at any of its addresses', async () => {
    const sitemap = await (await golden.request('/sitemap.xml')).text();
    const paths = [...sitemap.matchAll(/<loc>https:\/\/longwave\.example([^<]*)<\/loc>/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.length).toBeGreaterThan(5);
    for (const path of [...paths, '/posts/aside', '/nothing']) {
      const response = await golden.request(path);
      expect(activeParts(await response.text()), path).toEqual([]);
      expect(response.headers.get('Content-Security-Policy'), path).not.toBeNull();
    }
    for (const { file } of FORMATS)
      expect(activeParts(await (await golden.request(`/${file}`, { headers: CLICK })).text()), file).toEqual(
        [],
      );
  });
});
