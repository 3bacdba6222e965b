// A client with a current copy gets an answer from tables: no entry is read, and no document is rendered or unpacked.

import { describe, expect, it, vi } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import { prerenderDocuments } from '../../src/compile/build/prerender.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anEntry, entriesUntilNoon, HOUR, NOON, publish, serve } from '../a-blog.ts';

const ENTRIES = [
  ...entriesUntilNoon(12, { tags: ['radio', 'C++'] }),
  anEntry('coming', { published: NOON + HOUR, tags: ['radio'] }),
];
const OPTIONS = { site: { window: 3, page: 2 } };

/** An archive that counts what is read of its entries and prerendered documents. */
function watched(archive: Archive) {
  const entries = vi.fn(archive.entries);
  const prerendered = vi.fn(archive.prerendered);
  return {
    archive: { ...archive, entries, prerendered },
    read: () => entries.mock.calls.length + prerendered.mock.calls.length,
  };
}

const PATHS = [
  ...FORMATS.map(({ file }) => `/${file}`),
  ...FORMATS.map(({ file }) => `/tags/C%2B%2B+radio/${file}`),
  ...['/archive/1/rss.xml', '/archive/2/atom.xml?entries=1', '/feed', '/index.xml'],
  ...[
    '/',
    '/tags/radio',
    '/posts/n1',
    '/posts/n1.md',
    '/feeds',
    '/feeds.opml',
    '/sitemap.xml',
    '/robots.txt',
  ],
];

describe('a conditional request', () => {
  it.each(PATHS)('for %s reads nothing, even as the first request', async (path) => {
    const { headers } = await serve(publish(ENTRIES, OPTIONS).archive).get(path);
    for (const condition of [
      { 'If-None-Match': headers.get('ETag') ?? '' },
      { 'If-Modified-Since': headers.get('Last-Modified') ?? '' },
    ] as Record<string, string>[]) {
      const { archive, read } = watched(publish(ENTRIES, OPTIONS).archive);
      const { app, get } = serve(archive);
      expect((await get(path, { ...condition, 'Accept-Encoding': 'gzip, br' })).status).toBe(304);
      expect((await app.request(path, { method: 'HEAD', headers: condition })).status).toBe(304);
      expect(read()).toBe(0);
    }
  });

  it('for an address that is not found or redirected reads nothing either', async () => {
    const { archive, read } = watched(publish(ENTRIES, { ...OPTIONS, aliases: { n1: ['/old'] } }).archive);
    const { app, get } = serve(archive);
    for (const path of [
      '/nothing',
      '/tags/nothing/rss.xml',
      '/archive/99/rss.xml',
      '/old',
      '/RSS.xml',
      '/posts/coming',
    ])
      expect([301, 308, 404]).toContain((await get(path)).status);
    expect((await app.request('/rss.xml', { method: 'POST' })).status).toBe(405);
    expect((await app.request('/rss.xml', { method: 'OPTIONS' })).status).toBe(204);
    expect(read()).toBe(0);
  });
});

describe('a document that is prerendered', () => {
  it('is sent without reading any entry', async () => {
    const prerendered = await prerenderDocuments(publish(ENTRIES, OPTIONS).archive, NOON);
    const { archive } = publish(ENTRIES, { ...OPTIONS, prerendered });
    const entries = vi.fn(archive.entries);
    const { get } = serve({ ...archive, entries });
    for (const { file } of FORMATS) expect((await get(`/${file}`)).status).toBe(200);
    expect(entries).not.toHaveBeenCalled();
  });
});

describe('a document', () => {
  it('of the newest entries reads no other entries', async () => {
    const many = entriesUntilNoon(400);
    const { archive: whole } = publish(many, OPTIONS);
    const entries = vi.fn(whole.entries);
    const { get } = serve({ ...whole, entries });
    await get('/rss.xml');
    expect(entries).toHaveBeenCalledTimes(1);
    expect([...(entries.mock.calls[0]?.[0] ?? [])]).toEqual([397, 398, 399]);
  });
});

describe('how long a copy may be used', () => {
  // [minutes in the settings]
  it.each([15, 30, 60])('is the same in the header and in RSS: %i minutes', async (refreshMinutes) => {
    const { get } = serve(publish(ENTRIES.slice(0, 3), { site: { refreshMinutes } }).archive);
    const response = await get('/rss.xml');
    expect(response.headers.get('Cache-Control')).toContain(`max-age=${refreshMinutes * 60},`);
    expect(await response.text()).toContain(`<ttl>${refreshMinutes}</ttl>`);
  });
});
