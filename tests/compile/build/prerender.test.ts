// Prerendering: the main documents of the current edition and of all scheduled ones.

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/archive/archive.ts';
import { prerenderDocuments } from '../../../src/compile/build/prerender.ts';
import { feedDocumentAt } from '../../../src/feeds/lazy-document.ts';
import { renderFeed } from '../../../src/feeds/render-feed.ts';
import { MAIN } from '../../../src/routes/feed-address.ts';
import { FORMATS, type Format } from '../../../src/routes/formats.ts';
import { anArchive, anEntry, feedPath, HOUR } from '../../a-blog.ts';
import { compileBlog, NOON, post } from '../blog.ts';

const FILES = {
  'old.md': post('title: Old\ndate: 2026-11-20'),
  'tomorrow.md': post('title: Tomorrow\ndate: 2026-11-23'),
  'twin.md': post('title: Twin\ndate: 2026-11-23'),
  'next-year.md': post('title: Next year\ndate: 2027-01-01'),
  'aside.md': post('title: Aside\ndate: 2026-12-01\nfeed: false'),
};
const PRERENDERED = { prerender: 'main documents' } as const;
const EDITIONS: readonly (readonly [name: string, moment: number, titles: string])[] = [
  ['now', NOON, 'Old'],
  ['tomorrow', Date.UTC(2026, 10, 23), 'Tomorrow Twin Old'],
  ['next year', Date.UTC(2027, 0, 1), 'Next year Tomorrow Twin Old'],
];

/** The prerendered document of a format at a time, found as the edge finds it. */
const prerenderedAt = (archive: Archive, format: Format, moment: number) =>
  archive.prerendered(
    feedPath(format),
    feedDocumentAt(archive, { selection: MAIN, format }, moment).validator.etag,
  );

const renderedAt = async (archive: Archive, format: Format, moment: number) =>
  renderFeed(format, await feedDocumentAt(archive, { selection: MAIN, format }, moment).document());

describe.each(FORMATS)('a compiled blog has its $label feed prerendered', (format) => {
  it.each(EDITIONS)('as it is %s', async (_, moment, titles) => {
    const { archive } = await compileBlog(FILES, PRERENDERED);
    const prerendered = prerenderedAt(archive, format, moment);
    if (!prerendered) throw new Error('it was not prerendered');
    const text = await renderedAt(archive, format, moment);
    expect(gunzipSync(prerendered.gzip).toString()).toBe(text);
    expect(brotliDecompressSync(prerendered.brotli).toString()).toBe(text);
    for (const title of ['Old', 'Tomorrow', 'Twin', 'Next year'])
      expect(text.includes(title), title).toBe(titles.includes(title));
    expect(text).not.toContain('Aside');
  });

  it('in each edition until the next begins', async () => {
    const { archive } = await compileBlog(FILES, PRERENDERED);
    const moments = EDITIONS.map(([, moment]) => moment);
    moments.forEach((moment, number) => {
      const last = (moments[number + 1] ?? Number.MAX_SAFE_INTEGER) - 1;
      expect(prerenderedAt(archive, format, last)).toEqual(prerenderedAt(archive, format, moment));
      if (number > 0)
        expect(prerenderedAt(archive, format, moment)).not.toEqual(
          prerenderedAt(archive, format, moment - 1),
        );
    });
  });

  it('with the origin at which the blog will be served', async () => {
    const { archive } = await compileBlog(FILES, {
      ...PRERENDERED,
      origin: 'http://localhost:8080',
    });
    const prerendered = prerenderedAt(archive, format, NOON);
    const text = gunzipSync(prerendered?.gzip ?? new Uint8Array()).toString();
    expect(text).toContain('http://localhost:8080/posts/old');
    expect(text).not.toContain('https://blog.example/posts');
  });

  it('though it is empty', async () => {
    const { archive } = await compileBlog({}, PRERENDERED);
    const prerendered = prerenderedAt(archive, format, NOON);
    expect(gunzipSync(prerendered?.gzip ?? new Uint8Array()).toString()).toBe(
      await renderedAt(archive, format, NOON),
    );
  });
});

describe('prerendering', () => {
  const archive = anArchive([
    anEntry('old', { published: NOON - HOUR }),
    anEntry('coming', { published: NOON + HOUR }),
    anEntry('twin', { published: NOON + HOUR }),
    anEntry('later', { published: NOON + 2 * HOUR }),
    anEntry('aside', { published: NOON + 3 * HOUR, listed: false }),
  ]);

  // [when, number of current and future editions]
  it.each([
    ['before anything is published', NOON - 2 * HOUR, 4],
    ['now', NOON, 3],
    ['at the moment of an edition', NOON + HOUR, 2],
    ['when all is published', NOON + 5 * HOUR, 1],
  ])('%s makes one document per format and edition', async (_, moment, editions) => {
    const prerendered = await prerenderDocuments(archive, moment);
    expect(prerendered.size).toBe(editions * FORMATS.length);
  });

  it('makes the same bytes every time, so that deployments do not change by themselves', async () => {
    const [one, other] = [await prerenderDocuments(archive, NOON), await prerenderDocuments(archive, NOON)];
    expect(other).toEqual(one);
  });

  it('makes fewer bytes with gzip, and fewer still with Brotli', async () => {
    for (const { gzip, brotli } of (await prerenderDocuments(archive, NOON)).values()) {
      expect(gzip.length).toBeLessThan(gunzipSync(gzip).length);
      expect(brotli.length).toBeLessThan(gzip.length);
    }
  });
});
