// The cache: what it keeps for an address and for how long, what it removes first, and its limit.

import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { boundedCache, type Cache } from '../../src/http/cache.ts';
import { encodedBodiesOf } from '../../src/http/encoded-bodies.ts';
import type { Representation } from '../../src/http/representation.ts';
import { answerOf } from '../../src/http/respond.ts';
import { anArchive, anEntry, entriesUntilNoon, NOON } from '../a-blog.ts';

const SOMETHING: Representation = {
  contentType: 'text/plain',
  cacheControl: () => 'no-cache',
  body: () => ({ encodings: ['identity'], bytes: () => new Uint8Array() }),
};

describe('the answer of an address', () => {
  // [case, when it was found, when its edition ends, the moment of the request, whether it is kept]
  it.each<[string, number, number | undefined, number, boolean]>([
    ['is always kept when nothing is scheduled', 5, undefined, 1e15, true],
    ['is kept from the moment for which it was found', 5, undefined, 5, true],
    ['is not kept for an earlier moment', 5, undefined, 4, false],
    ['is kept until its edition ends', 5, 10, 9, true],
    ['is not kept at the moment when its edition ends', 5, 10, 10, false],
    ['is not kept after its edition has ended', 5, 10, 11, false],
  ])('%s', (_, from, until, now, expected) => {
    const cache = boundedCache(100_000);
    const answer = answerOf({ ...SOMETHING, ...(until !== undefined && { until }) });
    cache.keepAnswer('/a', from, answer);
    expect(cache.answer('/a', now)).toBe(expected ? answer : undefined);
    expect(cache.answer('/b', now)).toBeUndefined();
  });

  it('is replaced by that of the next edition', () => {
    const cache = boundedCache(100_000);
    const [first, second] = [answerOf({ ...SOMETHING, until: 10 }), answerOf(SOMETHING)];
    cache.keepAnswer('/a', 5, first);
    cache.keepAnswer('/a', 10, second);
    expect(cache.answer('/a', 11)).toBe(second);
  });

  it('is not kept when the address is very long', () => {
    const cache = boundedCache(100_000);
    const [short, long] = ['/'.padEnd(1000, 'a'), '/'.padEnd(1001, 'a')];
    for (const address of [short, long]) cache.keepAnswer(address, 5, answerOf(SOMETHING));
    expect([...cache.entries()].map(([address]) => address)).toEqual([short]);
  });
});

/** Bodies of documents of ten letters each, and a log of what had to be rendered. */
function aMemory(cache: Cache) {
  const bodies = encodedBodiesOf(anArchive([]), cache);
  const rendered: string[] = [];
  const ask = async (document: string, etag: string, length = 10) => {
    const render = () => {
      rendered.push(document + etag);
      return 'x'.repeat(length);
    };
    return bodies.rendered(document, { etag, modified: 0 }, render).bytes('identity');
  };
  return { ask, bodies, rendered };
}

describe('the bytes of a document', () => {
  // [case, requests as document and tag to a cache with room for three documents, what has to be rendered]
  it.each([
    ['are rendered once', 'a1 a1 a1', 'a1'],
    ['are rendered again when the tag changes', 'a1 a2 a2', 'a1 a2'],
    ['are removed for those of the next edition', 'a1 a2 a1', 'a1 a2 a1'],
    ['are kept for all documents that fit', 'a1 b1 c1 a1 b1 c1', 'a1 b1 c1'],
    ['are removed, the oldest first, when there is one more', 'a1 b1 c1 d1 b1 a1', 'a1 b1 c1 d1 a1'],
    ['are removed when they are the least recently used', 'a1 b1 c1 a1 d1 a1 b1', 'a1 b1 c1 d1 b1'],
    ['are counted once, however often they change', 'a1 b1 a2 a3 a4 c1 b1', 'a1 b1 a2 a3 a4 c1'],
  ])('%s', async (_, asked, expected) => {
    const { ask, rendered } = aMemory(boundedCache(36));
    for (const [document = '', etag = ''] of asked.split(' ')) await ask(document, etag);
    expect(rendered.join(' ')).toBe(expected);
  });

  it('are sent but not kept when they are larger than the whole cache', async () => {
    const { ask, rendered } = aMemory(boundedCache(36));
    expect(await ask('a', '1', 37)).toHaveLength(37);
    await ask('a', '1', 37);
    expect(rendered).toEqual(['a1', 'a1']);
  });

  it('are not kept when rendering has failed', async () => {
    const { ask, bodies, rendered } = aMemory(boundedCache(36));
    const failing = bodies.rendered('a', { etag: '1', modified: 0 }, () => Promise.reject(new Error('no')));
    await expect(failing.bytes('gzip')).rejects.toThrow('no');
    expect(await ask('a', '1')).toHaveLength(10);
    expect(rendered).toEqual(['a1']);
  });

  it('are counted once when two clients ask at the same time', async () => {
    const { ask, rendered } = aMemory(boundedCache(36));
    await Promise.all([ask('a', '1'), ask('a', '1'), ask('b', '1'), ask('c', '1')]);
    rendered.length = 0;
    for (const document of ['a', 'b', 'c']) await ask(document, '1');
    expect(rendered).toEqual([]);
  });

  it('are kept once for all addresses that answer with the document', async () => {
    const cache = boundedCache(10_000_000);
    const app = createApp(anArchive(entriesUntilNoon(3)), { now: () => NOON, cache });
    for (const address of ['/index.xml', '/rss.xml?utm_source=x', '/rss', '/feed', '/rss.xml'])
      await app.request(address, { headers: { 'Accept-Encoding': 'gzip' } });
    const documents = [...cache.entries()].filter(([, { document }]) => document);
    expect(documents.map(([address]) => address)).toEqual(['/rss.xml']);
    expect(Object.keys(documents[0]?.[1].document?.bytes ?? {}).sort()).toEqual(['gzip', 'identity']);
  });
});

describe('the limit', () => {
  const LIMIT = 400_000;

  /** The size of what is kept: all bodies, and the letters of all addresses. */
  const measured = (cache: Cache) => {
    let [bodies, addresses, answers] = [0, 0, 0];
    for (const [address, { answer, document }] of cache.entries()) {
      addresses += address.length;
      if (answer) answers += 1;
      for (const bytes of Object.values(document?.bytes ?? {})) bodies += bytes.length;
    }
    return { bodies, addresses, answers };
  };

  it('is kept for any requests: many documents in all encodings, and junk addresses of one document', async () => {
    const cache = boundedCache(LIMIT);
    const entries = Array.from({ length: 120 }, (_, number) =>
      anEntry(`n${number}`, { contentForPage: `<p>${'x'.repeat(2000)}</p>` }),
    );
    const app = createApp(anArchive(entries), { now: () => NOON, cache });
    let most = 0;
    let answers = 0;
    for (const { slug } of entries) {
      for (const address of [`/posts/${slug}`, `/posts/${slug}.md`, `/rss.xml?${slug.padEnd(900, 'x')}`]) {
        for (const encoding of ['gzip', 'identity'])
          await app.request(address, { headers: { 'Accept-Encoding': encoding } });
        const kept = measured(cache);
        // An answer has headers and closures too, which take at least a kilobyte.
        most = Math.max(most, kept.bodies + kept.addresses + 1024 * kept.answers);
        answers = Math.max(answers, kept.answers);
      }
    }
    expect(most).toBeLessThanOrEqual(LIMIT);
    expect(answers).toBeGreaterThan(10);
    const [newest] = [...cache.entries()].slice(-1);
    expect(newest?.[0]).toMatch(/^\/(?:rss\.xml|posts\/n119)/);
  });
});
