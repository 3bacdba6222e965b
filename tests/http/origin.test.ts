// The origin: an archive can be served at any origin, and nothing else in its documents differs.

import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { serve } from '../a-blog.ts';
import { compileBlog, NOON, post } from '../compile/blog.ts';

const HERE = 'https://blog.example';
const THERE = 'http://localhost:8787';

/** Every kind of link from a post to its own site, and text that only looks like one. */
const FILES = {
  '2026-11-20-a.md': post(
    'title: At http://localhost:8787 and https://blog.example\nimage: i.png\naudio: pips.wav\ntags: radio',
    [
      '[b](2026-11-21-b.md) ![i](i.png) [home](/) [part](#part) [^1]',
      '<a href="/posts/b">b</a> <img srcset="i.png 2x" src="i.png" alt="i"> <iframe src="/posts/b"></iframe>',
      'Typed: https://longwave.invalid/ and &#1;/posts/b',
      '## Part',
      '[^1]: Note.',
    ].join('\n\n'),
  ),
  '2026-11-21-b.md': 'B',
  'i.png': 'PNG',
  'pips.wav': 'WAV',
};
const ADDRESSES =
  '/ /rss.xml /atom.xml /feed.json /tags/radio/rss.xml /posts/a /posts/a.md /tags/radio /feeds /feeds.opml /sitemap.xml /robots.txt /nope'.split(
    ' ',
  );

type Served = ReturnType<typeof serve>;

let compiling: Promise<readonly [here: Served, there: Served]> | undefined;

/** One archive, served at its own origin and at another. */
function bothOrigins() {
  compiling ??= compileBlog(FILES, { prerender: 'main documents' }).then(({ compiled }) => {
    const packed = compiled?.packed ?? new Uint8Array();
    return [serve(openArchive(packed)), serve(openArchive(packed, { origin: THERE }))] as const;
  });
  return compiling;
}

/** What an app answers, with its own origin removed. An origin that an author typed stays. */
async function answer({ get }: Served, path: string, origin: string) {
  const response = await get(path);
  const { status, headers } = response;
  const body = (await response.text())
    // The id of the feed is the same everywhere.
    .replace('<id>https://blog.example/</id>', '')
    .replaceAll(`${origin}/`, 'ORIGIN/')
    .replaceAll(`"${origin}"`, '"ORIGIN"');
  return {
    status,
    body,
    etag: headers.get('ETag'),
    modified: headers.get('Last-Modified'),
    link: headers.get('Link')?.replaceAll(origin, 'ORIGIN'),
  };
}

describe('an archive that is served at another origin', () => {
  it.each(ADDRESSES)('has the same document at %s, with other addresses', async (path) => {
    const [here, there] = await bothOrigins();
    const [one, other] = [await answer(here, path, HERE), await answer(there, path, THERE)];
    expect(other.body.replaceAll(' https://blog.example', ' X')).toBe(
      one.body.replaceAll(' https://blog.example', ' X'),
    );
    expect({ ...other, body: '', etag: '' }).toEqual({ ...one, body: '', etag: '' });
    // Both have an entity tag or neither has, and the tags differ.
    expect(other.etag === null).toBe(one.etag === null);
    if (one.etag !== null) expect(other.etag).not.toBe(one.etag);
  });

  it('is the same as an archive compiled for that origin', async () => {
    const [, there] = await bothOrigins();
    const { archive } = await compileBlog(FILES, { origin: THERE });
    const compiledThere = serve(archive);
    for (const path of ADDRESSES)
      expect(await answer(compiledThere, path, THERE)).toEqual(await answer(there, path, THERE));
  });

  it('has the mark of the origin in no document', async () => {
    const [, there] = await bothOrigins();
    for (const path of ADDRESSES) expect(await (await there.get(path)).text()).not.toContain('\u0001');
  });
});

describe('a local address that an author typed', () => {
  it('is ordinary text: when it changes, both validators change', async () => {
    const typed = (port: number) => ({
      'a.md': post(`date: 2026-11-20\ntitle: At http://localhost:${port}`),
    });
    const first = await compileBlog(typed(8787));
    const later = NOON + 3_600_000;
    const second = await compileBlog(typed(3000), { lock: first.compiled?.lock, now: later });
    const before = (await serve(first.archive).get('/rss.xml')).headers;
    const fresh = { 'If-None-Match': before.get('ETag') ?? '' };
    const dated = { 'If-Modified-Since': before.get('Last-Modified') ?? '' };
    for (const headers of [fresh, dated])
      expect((await serve(second.archive, later).get('/rss.xml', headers)).status).toBe(200);
  });
});
