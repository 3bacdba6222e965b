// The origin: one archive is served at any, and its documents differ in nothing else.

import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { serve } from '../a-blog.ts';
import { compileBlog, NOON, post } from '../compile/blog.ts';

const HERE = 'https://blog.example';
const THERE = 'http://localhost:8787';

/** Every way in which a post may lead to its own site, and text that only looks like it. */
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

/** What an app answers, without its own origin: documents differ in more than that when an author typed one. */
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
  it.each(ADDRESSES)('says at %s what it says at its own, with other addresses', async (path) => {
    const [here, there] = await bothOrigins();
    const [one, other] = [await answer(here, path, HERE), await answer(there, path, THERE)];
    expect(other.body.replaceAll(' https://blog.example', ' X')).toBe(
      one.body.replaceAll(' https://blog.example', ' X'),
    );
    expect({ ...other, body: '', etag: '' }).toEqual({ ...one, body: '', etag: '' });
    // Both have one, or neither; and where there is one, it is another.
    expect(other.etag === null).toBe(one.etag === null);
    if (one.etag !== null) expect(other.etag).not.toBe(one.etag);
  });

  it('is what a compile for that origin is', async () => {
    const [, there] = await bothOrigins();
    const { archive } = await compileBlog(FILES, { origin: THERE });
    const compiledThere = serve(archive);
    for (const path of ADDRESSES)
      expect(await answer(compiledThere, path, THERE)).toEqual(await answer(there, path, THERE));
  });

  it('holds nothing of the mark that stands for the origin', async () => {
    const [, there] = await bothOrigins();
    for (const path of ADDRESSES) expect(await (await there.get(path)).text()).not.toContain('\u0001');
  });
});

describe('a local address that an author typed', () => {
  it('is a text like any other: when it changes, so do both validators', async () => {
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
