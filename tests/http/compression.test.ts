// Compression: bytes made ready when the blog is compiled or once an edition, and never for a single request.

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

/** A blog whose main documents the compiler has prerendered. */
async function aPrerenderedBlog() {
  const options = { ...OPTIONS, lock };
  const prerendered = await prerenderDocuments(publish(ENTRIES, options).archive, NOON);
  const { archive } = publish(ENTRIES, { ...options, prerendered });
  return serve(archive);
}
const aBlog = () => serve(publish(ENTRIES, { ...OPTIONS, lock }).archive);

const CODINGS = ['br', 'gzip', 'identity'] as const;

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

/** The text of an answer in whatever coding it came. */
async function decoded(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const coding = response.headers.get('Content-Encoding');
  if (coding === 'br') return brotliDecompressSync(bytes).toString();
  if (coding === 'gzip') return gunzipSync(bytes).toString();
  expect(coding).toBeNull();
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
  it.each(EVERYTHING)(
    '%s %o is the same in every coding, and says that it depends',
    async (path, headers) => {
      const { get } = await aPrerenderedBlog();
      const texts: string[] = [];
      for (const coding of CODINGS) {
        const response = await get(path, { ...headers, 'Accept-Encoding': coding });
        expect([coding, null]).toContain(response.headers.get('Content-Encoding'));
        if (response.status === 200 && path !== '/healthz')
          expect(response.headers.get('Vary')).toMatch(/^Accept-Encoding(?:,|$)/);
        texts.push(await decoded(response));
      }
      expect(texts[1]).toBe(texts[0]);
      expect(texts[2]).toBe(texts[0]);
    },
  );

  it.each(EVERYTHING)('%s %o has one tag and one date in all codings', async (path, headers) => {
    const { get } = await aPrerenderedBlog();
    const responses = await Promise.all(
      CODINGS.map((coding) => get(path, { ...headers, 'Accept-Encoding': coding })),
    );
    const validators = responses.map((response) => [
      response.status,
      response.headers.get('ETag'),
      response.headers.get('Last-Modified'),
    ]);
    expect(validators[1]).toEqual(validators[0]);
    expect(validators[2]).toEqual(validators[0]);
  });

  it.each(EVERYTHING)(
    '%s %o answers HEAD with the headers of GET, its length among them',
    async (path, headers) => {
      const { app, get } = await aPrerenderedBlog();
      for (const coding of CODINGS) {
        const asked = { ...headers, 'Accept-Encoding': coding };
        const [got, head] = [
          await get(path, asked),
          await app.request(path, { method: 'HEAD', headers: asked }),
        ];
        expect(head.status).toBe(got.status);
        expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(got.headers));
        expect(await head.text()).toBe('');
        const length = got.headers.get('Content-Length');
        const sent = (await got.arrayBuffer()).byteLength;
        if (length !== null) expect(Number(length)).toBe(sent);
      }
    },
  );
});

describe('a client that takes gzip', () => {
  // Cloudflare compresses neither Atom nor JSON Feed by itself.
  it.each(['gzip', 'gzip, deflate', 'gzip, deflate, br, zstd', 'br, gzip', '*', 'gzip;q=0.1'])(
    'as “%s” never gets a feed or page uncompressed',
    async (accepted) => {
      for (const { get } of [aBlog(), await aPrerenderedBlog()]) {
        const folders = ['', '/tags/radio', '/archive/1'];
        const feeds = folders.flatMap((folder) => FORMATS.map(({ file }) => `${folder}/${file}`));
        for (const path of [...feeds, '/', '/posts/n1', '/feeds', '/feeds.opml', '/sitemap.xml']) {
          const response = await get(path, { 'Accept-Encoding': accepted });
          expect(response.headers.get('Content-Encoding'), path).toMatch(/^(?:br|gzip)$/);
        }
      }
    },
  );

  it('is spared most of the bytes', async () => {
    const { get } = await aPrerenderedBlog();
    for (const format of FORMATS) {
      const lengths = await Promise.all(
        CODINGS.map(async (coding) => {
          const response = await get(feedPath(format), { 'Accept-Encoding': coding });
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

  it('is sent without rendering or compressing anything, whoever asks', async () => {
    const { app, get } = await aPrerenderedBlog();
    const before = work();
    for (const format of FORMATS) {
      for (const coding of CODINGS) {
        await get(feedPath(format), { 'Accept-Encoding': coding });
        await get('/feed', { Accept: format.mediaType, 'Accept-Encoding': coding });
        await app.request(feedPath(format), { method: 'HEAD', headers: { 'Accept-Encoding': coding } });
      }
    }
    for (const path of ['/index.xml', '/atom/', '/index.json'])
      await get(path, { 'Accept-Encoding': 'gzip' });
    expect(work()).toBe(before);
  });

  it('is what would have been rendered, byte for byte, in this edition and in those to come', async () => {
    const [prerendered, rendered] = [await aPrerenderedBlog(), aBlog()];
    for (const moment of [NOON, DUE - 1, DUE, LATER - 1, LATER, LATER + 1000 * MINUTE]) {
      prerendered.clock.now = moment;
      rendered.clock.now = moment;
      for (const format of FORMATS) {
        for (const coding of CODINGS) {
          const headers = { 'Accept-Encoding': coding };
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

  it('is there for each coming edition at the moment when that begins', async () => {
    const { get, clock } = await aPrerenderedBlog();
    const before = work();
    // [moment, the newest entry, one that is not there yet]
    for (const [moment, newest, coming] of [
      [NOON, 'n12', 'coming'],
      [DUE - 1, 'n12', 'coming'],
      [DUE, 'coming', 'later'],
      [LATER - 1, 'coming', 'later'],
      [LATER, 'later', undefined],
    ] as const) {
      clock.now = moment;
      for (const format of FORMATS) {
        for (const coding of CODINGS) {
          const text = await decoded(await get(feedPath(format), { 'Accept-Encoding': coding }));
          expect(text).toContain(`Title of ${newest}`);
          if (coming !== undefined) expect(text).not.toContain(`Title of ${coming}`);
        }
      }
    }
    expect(work()).toBe(before);
  });

  it('is not sent in place of one that differs in any setting', async () => {
    const { archive } = publish(ENTRIES, { ...OPTIONS, lock });
    const prerendered = await prerenderDocuments(archive, NOON);
    const renamed = { ...OPTIONS, lock, prerendered, site: { title: 'Renamed' } };
    const { get } = serve(publish(ENTRIES, renamed).archive);
    for (const format of FORMATS)
      expect(await decoded(await get(feedPath(format), { 'Accept-Encoding': 'br' }))).toContain('Renamed');
  });

  it('of which others ask for a part is rendered for them', async () => {
    const { get } = await aPrerenderedBlog();
    expect(await decoded(await get('/tags/radio/rss.xml'))).not.toContain('Title of later');
    expect(await decoded(await get('/rss.xml?not=radio', { 'Accept-Encoding': 'br' }))).not.toContain(
      'Title of n1<',
    );
  });

  it('is handed out so that nobody who reads it can change it for the next', async () => {
    const { get } = await aPrerenderedBlog();
    for (const coding of CODINGS) {
      const first = await get('/rss.xml', { 'Accept-Encoding': coding });
      const text = await decoded(first.clone());
      new Uint8Array(await first.arrayBuffer()).fill(0);
      expect(await decoded(await get('/rss.xml', { 'Accept-Encoding': coding }))).toBe(text);
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
  ])('%s is compressed once an edition, however many ask for it', async (path) => {
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

  it('is not compressed at all for whoever wants it plain, or has it', async () => {
    const { get } = aBlog();
    const compressions = countCompressions();
    const { headers } = await get('/');
    await get('/', { 'Accept-Encoding': 'gzip', 'If-None-Match': headers.get('ETag') ?? '' });
    expect(compressions).not.toHaveBeenCalled();
  });
});
