// Media that the worker sends itself: whole, in parts, and with the headers that make it harmless.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/http/stored-media.ts';
import { anApp } from '../a-blog.ts';
import { runs } from '../runs.ts';

const BYTES = '0123456789';
const MODIFIED = 'Sun, 22 Nov 2026 11:00:00 GMT';
const TYPES = {
  bin: 'application/octet-stream',
  htm: 'text/html',
  html: 'text/html',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  rss: 'application/rss+xml',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xhtml: 'application/xhtml+xml',
  xml: 'text/xml',
  xsl: 'application/xml',
};
const FILES = Object.keys(TYPES).map((extension) => `a.${extension}`);

/** Like the disk of workerd: it fails on a query that is not valid, and ends the connection on a range in no bytes. */
function aDisk(bytes = BYTES): Store {
  return {
    fetch: async ({ url, method, headers }) => {
      decodeURIComponent(new URL(url).search);
      const whole = { 'Content-Length': String(bytes.length), 'Last-Modified': MODIFIED, ETag: '"v1"' };
      if (method === 'HEAD') return new Response(null, { headers: whole });
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.get('Range') ?? '') ?? [];
      if (first === undefined || (Number(first) === 0 && Number(last) === bytes.length - 1))
        return new Response(bytes, { headers: whole });
      if (bytes === '') throw new Error('the store broke');
      const part = bytes.slice(Number(first), Number(last) + 1);
      const range = { 'Content-Range': `bytes ${first}-${last}/${bytes.length}` };
      return new Response(part, { status: 206, headers: { ...whole, ...range } });
    },
  };
}

const { app } = anApp([], { media: FILES, mediaTypes: TYPES });
const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET', store = aDisk()) =>
  app.request(path, { headers, method }, { ASSETS: store });

describe('a part of a file', () => {
  // [Range, status, Content-Range, bytes]
  it.each([
    ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
    ['bytes=9-9', 206, 'bytes 9-9/10', '9'],
    ['bytes=7-', 206, 'bytes 7-9/10', '789'],
    ['bytes=-2', 206, 'bytes 8-9/10', '89'],
    ['bytes=5-99999999999999999999', 206, 'bytes 5-9/10', '56789'],
    ['BYTES= 0-3 ', 206, 'bytes 0-3/10', '0123'],
    // Some players accept only 206.
    ['bytes=0-', 206, 'bytes 0-9/10', BYTES],
    ['bytes=0-9', 206, 'bytes 0-9/10', BYTES],
    ['bytes=-99', 206, 'bytes 0-9/10', BYTES],
    // The file has no such part.
    ['bytes=10-', 416, 'bytes */10', 'The file has no such part.\n'],
    ['bytes=10-20', 416, 'bytes */10', 'The file has no such part.\n'],
    ['bytes=-0', 416, 'bytes */10', 'The file has no such part.\n'],
    ['bytes=99999999999999999999-', 416, 'bytes */10', 'The file has no such part.\n'],
    // Several parts, other units and nonsense may be ignored.
    ['bytes=0-1,4-5', 200, null, BYTES],
    ['bytes=0-1,20-30', 200, null, BYTES],
    ['bytes=20-,30-', 200, null, BYTES],
    ['items=0-1', 200, null, BYTES],
    ['bytes=5-2', 200, null, BYTES],
    ['bytes=a-b', 200, null, BYTES],
    ['bytes=-', 200, null, BYTES],
    ['bytes=--1', 200, null, BYTES],
    ['bytes=1.5-2', 200, null, BYTES],
    ['bytes=', 200, null, BYTES],
    ['0-3', 200, null, BYTES],
  ])('asked for as %j is answered with %i', async (Range, status, range, bytes) => {
    const response = await ask('/media/a.mp3', { Range });
    expect([response.status, response.headers.get('Content-Range')]).toEqual([status, range]);
    expect(await response.text()).toBe(bytes);
    expect(response.headers.get('Content-Type')).toMatch(status === 416 ? /^text\/plain/ : /^audio\/mpeg$/);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  // [If-Range, whether it names the file as it is now]
  it.each([
    ['"v1"', true],
    [MODIFIED, true],
    ['Sunday, 22-Nov-26 11:00:00 GMT', true],
    ['"v0"', false],
    ['W/"v1"', false],
    ['Sun, 22 Nov 2026 11:00:01 GMT', false],
    ['nonsense', false],
  ])('is sent for If-Range: %s only if that is still the file (%s)', async (ifRange, isSame) => {
    const response = await ask('/media/a.mp3', { Range: 'bytes=2-3', 'If-Range': ifRange });
    expect([response.status, await response.text()]).toEqual(isSame ? [206, '23'] : [200, BYTES]);
    const beyond = await ask('/media/a.mp3', { Range: 'bytes=20-', 'If-Range': ifRange });
    expect(beyond.status).toBe(isSame ? 416 : 200);
  });

  it('is not sent to HEAD, which has the headers of the whole file', async () => {
    for (const Range of ['bytes=0-3', 'bytes=20-']) {
      const response = await ask('/media/a.mp3', { Range }, 'HEAD');
      expect([response.status, response.headers.get('Content-Length')]).toEqual([200, '10']);
    }
  });

  it('does not exist in an empty file', async () => {
    const response = await ask('/media/a.mp3', { Range: 'bytes=0-3' }, 'GET', aDisk(''));
    expect([response.status, response.headers.get('Content-Range')]).toEqual([416, 'bytes */0']);
  });

  it('is not sent by a store that knows no parts, or no lengths; then the whole file is', async () => {
    const store = { fetch: async () => new Response(BYTES) };
    for (const Range of ['bytes=0-3', 'bytes=20-']) {
      const response = await ask('/media/a.mp3', { Range }, 'GET', store);
      expect([response.status, await response.text()]).toEqual([200, BYTES]);
    }
  });

  it('is never anything but what it says, whatever the range', async () => {
    const number = fc.oneof(fc.nat(12).map(String), fc.constantFrom('', '00', '1e1', '-1', '９'));
    await fc.assert(
      fc.asyncProperty(number, number, fc.constantFrom('bytes=', 'bytes', ''), async (from, to, unit) => {
        const response = await ask('/media/a.mp3', { Range: encodeURI(`${unit}${from}-${to}`) });
        const body = await response.text();
        const [, first, last] =
          /^bytes (\d+)-(\d+)\/10$/.exec(response.headers.get('Content-Range') ?? '') ?? [];
        if (response.status === 206) expect(body).toBe(BYTES.slice(Number(first), Number(last) + 1));
        else if (response.status === 200) expect(body).toBe(BYTES);
        else expect([response.status, response.headers.get('Content-Range')]).toEqual([416, 'bytes */10']);
      }),
      runs(200),
    );
  });
});

describe('a file', () => {
  it.each(['?', '?%zz', '?a=%E0%A4%A&%', '?a=1', '?[]|^"<>'])(
    'is the same with anything behind its address, such as %s',
    async (rest) => {
      const response = await ask(`/media/a.mp3${rest}`);
      expect([response.status, await response.text()]).toEqual([200, BYTES]);
    },
  );

  it('that the store has lost is a 404', async () => {
    const store = { fetch: async () => new Response('', { status: 404 }) };
    for (const headers of [{}, { Range: 'bytes=0-3' }])
      expect((await ask('/media/a.mp3', headers, 'GET', store)).status).toBe(404);
  });

  it('that has not changed is a 304, if the store says so', async () => {
    const store = { fetch: async () => new Response(null, { status: 304 }) };
    for (const headers of [{}, { Range: 'bytes=0-3' }])
      expect((await ask('/media/a.svg', headers, 'GET', store)).status).toBe(304);
  });
});

describe('a file that could contain scripts', () => {
  it.each(['htm', 'html', 'rss', 'svg', 'xhtml', 'xml', 'xsl'])('is in a sandbox: .%s', async (extension) => {
    for (const headers of [{}, { Range: 'bytes=0-3' }]) {
      const response = await ask(`/media/a.${extension}`, headers);
      const policy = (response.headers.get('Content-Security-Policy') ?? '').split('; ');
      // No `allow-…`: neither scripts, nor the origin of the blog, nor forms, windows and downloads.
      expect(policy).toContain('sandbox');
      expect(policy).toContain("default-src 'none'");
      expect(policy.filter((each) => /script|connect|frame|object|worker|\*/.test(each))).toEqual([]);
    }
  });

  // In a sandbox, Chrome shows no PDF, and players and pictures gain nothing.
  it.each(['bin', 'mp3', 'mp4', 'pdf', 'png', 'txt'])('is none of these: .%s', async (extension) => {
    expect((await ask(`/media/a.${extension}`)).headers.get('Content-Security-Policy')).toBeNull();
  });
});
