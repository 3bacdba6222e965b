// Compression: done by the compiler, or once for each edition, never for every request.

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { prerenderDocuments } from '../../src/compile/build/prerender.ts';
import { RENDERERS } from '../../src/feeds/render-feed.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import {
  anEntry,
  type BlogOptions,
  entriesUntilNoon,
  feedPath,
  MINUTE,
  NOON,
  publish,
  serve,
} from '../a-blog.ts';

const [DUE, LATER] = [NOON + 10 * MINUTE, NOON + 20 * MINUTE];
const ENTRIES = [
  ...entriesUntilNoon(12, { tags: ['radio'] }),
  anEntry('coming', { published: DUE, tags: ['radio'] }),
  anEntry('later', { published: LATER }),
];

const OPTIONS: BlogOptions = { aliases: { n1: ['/old'] } };
const { lock } = publish([...ENTRIES, anEntry('removed', { published: NOON - MINUTE })], OPTIONS);

const { archive: bare } = publish(ENTRIES, { ...OPTIONS, lock });
const prerendered = await prerenderDocuments(bare, NOON);
const { archive: complete } = publish(ENTRIES, { ...OPTIONS, lock, prerendered });

/** A blog whose main documents the compiler has prerendered, and one without. */
const aPrerenderedBlog = () => serve(complete);
const aBlog = () => serve(bare);

const ENCODINGS = ['br', 'gzip', 'identity'] as const;

/** Counts what is compressed from now on. */
function countCompressions() {
  const count = vi.fn();
  const Native = CompressionStream;
  vi.stubGlobal(
    'CompressionStream',
    class extends Native {
      constructor(format: CompressionFormat) {
        super(format);
        count(format);
      }
    },
  );
  return count;
}
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The text of an answer in any encoding. */
async function decoded(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const encoding = response.headers.get('Content-Encoding');
  if (encoding === 'br') return brotliDecompressSync(bytes).toString();
  if (encoding === 'gzip') return gunzipSync(bytes).toString();
  expect(encoding).toBeNull();
  return new TextDecoder().decode(bytes);
}

const EVERYTHING: readonly (readonly [path: string, headers: Record<string, string>])[] = [
  ...FORMATS.map((format) => [feedPath(format), {}] as const),
  ...FORMATS.map(({ file }) => [`/tags/radio/${file}`, {}] as const),
  ['/archive/1/atom.xml', {}],
  ['/feed.json?not=radio', {}],
  ['/feed', {}],
  ['/index.json', {}],
  ['/rss.xml', { 'Sec-Fetch-Dest': 'document' }],
  ['/rss.xml?source', { 'Sec-Fetch-Dest': 'document' }],
  ['/', {}],
  ['/tags/radio', {}],
  ['/posts/n1', {}],
  ['/posts/n1.md', {}],
  ['/feeds', {}],
  ['/feeds.opml', {}],
  ['/sitemap.xml', {}],
  ['/robots.txt', {}],
  ['/favicon.svg', {}],
  ['/healthz', {}],
  ['/old', {}],
  ['/RSS.xml', {}],
  ['/archive/0/rss.xml', {}],
  ['/nothing', {}],
  ['/posts/removed', {}],
  ['/rss.xml', { 'If-None-Match': '*' }],
];

describe('every document', () => {
  const { app, get } = aPrerenderedBlog();

  it.each(EVERYTHING)(
    '%s %o is the same in every encoding, with one tag and date, and answers HEAD with the headers of GET',
    async (path, headers) => {
      const answers = new Set<string>();
      for (const encoding of ENCODINGS) {
        const asked = { ...headers, 'Accept-Encoding': encoding };
        const response = await get(path, asked);
        expect([encoding, null]).toContain(response.headers.get('Content-Encoding'));
        if (response.status === 200 && path !== '/healthz')
          expect(response.headers.get('Vary')).toMatch(/^Accept-Encoding(?:,|$)/);

        const head = await app.request(path, { method: 'HEAD', headers: asked });
        expect(head.status).toBe(response.status);
        expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(response.headers));
        expect(await head.text()).toBe('');
        const length = response.headers.get('Content-Length');
        if (length !== null) expect((await response.clone().arrayBuffer()).byteLength).toBe(Number(length));

        const { status } = response;
        const validators = [response.headers.get('ETag'), response.headers.get('Last-Modified')];
        answers.add(JSON.stringify([status, validators, await decoded(response)]));
      }
      expect(answers.size).toBe(1);
    },
  );
});

describe('a client that takes gzip', () => {
  // Cloudflare compresses neither Atom nor JSON Feed by itself.
  it.each(['gzip, deflate', 'gzip, deflate, br, zstd', '*', 'gzip;q=0.1'])(
    'as “%s” never gets a feed or page uncompressed',
    async (accepted) => {
      for (const { get } of [aBlog(), aPrerenderedBlog()]) {
        const folders = ['', '/tags/radio', '/archive/1'];
        const feeds = folders.flatMap((folder) => FORMATS.map(({ file }) => `${folder}/${file}`));
        for (const path of [...feeds, '/', '/posts/n1', '/feeds', '/feeds.opml', '/sitemap.xml']) {
          const response = await get(path, { 'Accept-Encoding': accepted });
          expect(response.headers.get('Content-Encoding'), path).toMatch(/^(?:br|gzip)$/);
        }
      }
    },
  );

  it('gets less than a third of the bytes', async () => {
    const { get } = aPrerenderedBlog();
    for (const format of FORMATS) {
      const lengths = await Promise.all(
        ENCODINGS.map(async (encoding) => {
          const response = await get(feedPath(format), { 'Accept-Encoding': encoding });
          return (await response.arrayBuffer()).byteLength;
        }),
      );
      const [br = 0, gzip = 0, identity = 0] = lengths;
      expect(gzip).toBeLessThan(identity / 3);
      expect(br).toBeLessThan(identity / 3);
    }
  });
});

describe('a document that the compiler has prerendered', () => {
  let renders: MockInstance[];
  let compressions: ReturnType<typeof countCompressions>;
  beforeEach(() => {
    renders = FORMATS.map((format) => vi.spyOn(RENDERERS, format.name));
    compressions = countCompressions();
  });
  afterEach(() => {
    for (const render of renders) render.mockRestore();
  });
  const work = () =>
    renders.reduce((sum, { mock }) => sum + mock.calls.length, compressions.mock.calls.length);

  it('is sent to every client without rendering or compressing anything', async () => {
    const { app, get } = aPrerenderedBlog();
    const before = work();
    for (const format of FORMATS) {
      for (const encoding of ENCODINGS) {
        await get(feedPath(format), { 'Accept-Encoding': encoding });
        await get('/feed', { Accept: format.mediaType, 'Accept-Encoding': encoding });
        await app.request(feedPath(format), { method: 'HEAD', headers: { 'Accept-Encoding': encoding } });
      }
    }
    for (const path of ['/index.xml', '/atom/', '/index.json'])
      await get(path, { 'Accept-Encoding': 'gzip' });
    expect(work()).toBe(before);
  });

  it('is the same, byte for byte, as if rendered now, in this edition and in future ones', async () => {
    const [prerendered, rendered] = [aPrerenderedBlog(), aBlog()];
    for (const moment of [NOON, DUE - 1, DUE, LATER - 1, LATER, LATER + 1000 * MINUTE]) {
      prerendered.clock.now = moment;
      rendered.clock.now = moment;
      for (const format of FORMATS) {
        for (const encoding of ENCODINGS) {
          const headers = { 'Accept-Encoding': encoding };
          const [one, other] = [
            await prerendered.get(feedPath(format), headers),
            await rendered.get(feedPath(format), headers),
          ];
          expect(await decoded(one)).toBe(await decoded(other));
          expect(one.headers.get('ETag')).toBe(other.headers.get('ETag'));
        }
      }
    }
  });

  it('exists for each future edition from the moment when that begins', async () => {
    const { get, clock } = aPrerenderedBlog();
    const before = work();
    // [moment, the newest entry, an entry that has not appeared yet]
    for (const [moment, newest, coming] of [
      [NOON, 'n12', 'coming'],
      [DUE - 1, 'n12', 'coming'],
      [DUE, 'coming', 'later'],
      [LATER - 1, 'coming', 'later'],
      [LATER, 'later', undefined],
    ] as const) {
      clock.now = moment;
      for (const format of FORMATS) {
        for (const encoding of ENCODINGS) {
          const text = await decoded(await get(feedPath(format), { 'Accept-Encoding': encoding }));
          expect(text).toContain(`Title of ${newest}`);
          if (coming !== undefined) expect(text).not.toContain(`Title of ${coming}`);
        }
      }
    }
    expect(work()).toBe(before);
  });

  it('is not sent when any setting differs', async () => {
    const renamed = { ...OPTIONS, lock, prerendered, site: { title: 'Renamed' } };
    const { get } = serve(publish(ENTRIES, renamed).archive);
    for (const format of FORMATS)
      expect(await decoded(await get(feedPath(format), { 'Accept-Encoding': 'br' }))).toContain('Renamed');
  });

  it('does not replace other feeds, which are rendered', async () => {
    const { get } = aPrerenderedBlog();
    expect(await decoded(await get('/tags/radio/rss.xml'))).not.toContain('Title of later');
    expect(await decoded(await get('/rss.xml?not=radio', { 'Accept-Encoding': 'br' }))).not.toContain(
      'Title of n1<',
    );
  });

  it('is sent so that a client cannot change it for the next one', async () => {
    const { get } = aPrerenderedBlog();
    for (const encoding of ENCODINGS) {
      const first = await get('/rss.xml', { 'Accept-Encoding': encoding });
      const text = await decoded(first.clone());
      new Uint8Array(await first.arrayBuffer()).fill(0);
      expect(await decoded(await get('/rss.xml', { 'Accept-Encoding': encoding }))).toBe(text);
    }
  });
});

describe('a document that is rendered here', () => {
  it.each([
    ['/tags/radio/rss.xml'],
    ['/archive/1/atom.xml'],
    ['/tags/radio'],
    ['/'],
    ['/posts/n1'],
    ['/posts/n1.md'],
    ['/feeds'],
    ['/feeds.opml'],
    ['/sitemap.xml'],
  ])('%s is compressed once for each edition, for any number of requests', async (path) => {
    const { get, clock } = aBlog();
    const compressions = countCompressions();
    for (let time = 0; time < 5; time += 1) {
      await get(path, { 'Accept-Encoding': 'gzip' });
      await get(path, { 'Accept-Encoding': 'gzip, br' });
      await get(path);
    }
    expect(compressions).toHaveBeenCalledTimes(1);
    const before = (await get(path)).headers.get('ETag');
    clock.now = DUE;
    await get(path, { 'Accept-Encoding': 'gzip' });
    const after = (await get(path)).headers.get('ETag');
    await get(path, { 'Accept-Encoding': 'gzip' });
    expect(compressions).toHaveBeenCalledTimes(after === before ? 1 : 2);
  });

  it('is not compressed for clients that do not accept it or have a current copy', async () => {
    const { get } = aBlog();
    const compressions = countCompressions();
    const { headers } = await get('/');
    await get('/', { 'Accept-Encoding': 'gzip', 'If-None-Match': headers.get('ETag') ?? '' });
    expect(compressions).not.toHaveBeenCalled();
  });
});
