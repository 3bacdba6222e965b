// The origin: an archive can be served at any origin, and nothing else in its documents differs.

import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { formatLock } from '../../src/compile/lock/format-lock.ts';
import { parseLock } from '../../src/compile/lock/parse-lock.ts';
import type { SiteSettings } from '../../src/compile/settings/settings.ts';
import { serve } from '../a-blog.ts';
import { compileBlog, type Files, NOON, post, settingsFor } from '../compile/blog.ts';

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

describe('a site that moves to another origin', () => {
  const MOVED_AT = NOON + 3_600_000;
  const PODCAST = {
    artwork: `${HERE}/artwork.png`,
    categories: ['History'],
    explicit: false,
    owner: { name: 'Ada', email: 'ada@blog.example' },
  };
  const OLD_SETTINGS: Partial<SiteSettings> = { window: 1, windowDays: 0, page: 1, podcast: PODCAST };
  const NEW_SETTINGS = { ...OLD_SETTINGS, origin: 'https://new.example', authority: 'blog.example' };
  const DOCUMENTS = [
    ...ADDRESSES.filter((address) => address !== '/nope'),
    ...'/feed /tags/radio/atom.xml /tags/radio/feed.json /rss.xml?not=radio /atom.xml?not=radio'.split(' '),
    ...'/authors/Ada/rss.xml /languages/en/atom.xml /archive/1/rss.xml /archive/1/atom.xml'.split(' '),
    ...'/archive/1/feed.json /posts/b /posts/b.md /favicon.svg'.split(' '),
  ];

  /** The site at its old origin, and an hour later at the new one, with these posts. */
  async function move(after: Files = FILES) {
    const old = await compileBlog(FILES, { settings: settingsFor(OLD_SETTINGS), tells: true });
    const lock = old.compiled && parseLock(formatLock(old.compiled.lock)).lock;
    const moved = await compileBlog(after, {
      settings: settingsFor(NEW_SETTINGS),
      lock,
      now: MOVED_AT,
      tells: true,
    });
    return { before: serve(old.archive, MOVED_AT), after: serve(moved.archive, MOVED_AT), moved };
  }

  it.each(['ETag', 'Last-Modified'])(
    'answers no request with 304 that has only the %s of the old origin',
    async (name) => {
      const { before, after } = await move();
      const sentAs = name === 'ETag' ? 'If-None-Match' : 'If-Modified-Since';
      for (const path of DOCUMENTS) {
        const known = (await before.get(path)).headers.get(name) ?? '';
        expect(known, path).not.toBe('');
        expect((await before.get(path, { [sentAs]: known })).status, path).toBe(304);
        expect((await after.get(path, { [sentAs]: known })).status, path).toBe(200);
      }
    },
  );

  it('answers 304 to the validators of the new origin, each alone', async () => {
    const { after } = await move();
    for (const path of DOCUMENTS) {
      const { headers } = await after.get(path);
      const tag = { 'If-None-Match': headers.get('ETag') ?? '' };
      const date = { 'If-Modified-Since': headers.get('Last-Modified') ?? '' };
      for (const known of [tag, date]) expect((await after.get(path, known)).status, path).toBe(304);
    }
  });

  it('changes once: its next compile keeps every validator', async () => {
    const { after, moved } = await move();
    const lock = moved.compiled && parseLock(formatLock(moved.compiled.lock)).lock;
    const later = MOVED_AT + 3_600_000;
    const next = await compileBlog(FILES, {
      settings: settingsFor(NEW_SETTINGS),
      lock,
      now: later,
      tells: true,
    });
    for (const path of DOCUMENTS) {
      const [one, other] = [await after.get(path), await serve(next.archive, later).get(path)];
      for (const name of ['ETag', 'Last-Modified'])
        expect(other.headers.get(name), path).toBe(one.headers.get(name));
    }
  });

  it('that moves back answers no request with 304 that has what either origin sent before', async () => {
    const { before, after, moved } = await move();
    const lock = moved.compiled && parseLock(formatLock(moved.compiled.lock)).lock;
    const settings = settingsFor({ ...OLD_SETTINGS, authority: 'blog.example' });
    const again = await compileBlog(FILES, { settings, lock, now: MOVED_AT, tells: true });
    const back = serve(again.archive, MOVED_AT + 1000);
    for (const path of DOCUMENTS) {
      for (const { get } of [before, after]) {
        const { headers } = await get(path);
        const tag = { 'If-None-Match': headers.get('ETag') ?? '' };
        const date = { 'If-Modified-Since': headers.get('Last-Modified') ?? '' };
        for (const known of [tag, date]) expect((await back.get(path, known)).status, path).toBe(200);
      }
    }
  });

  it('keeps every id: of entries, of feeds and combined feeds, and of the podcast', async () => {
    const ids = async ({ get }: Served, path: string) => {
      const text = await (await get(path)).text();
      const found = text.matchAll(/<(?:id|guid|podcast:guid)\b[^>]*>[^<]*<|"id": ?"[^"]*"/g);
      return [...found].map(([id]) => id);
    };
    const { before, after } = await move();
    for (const path of DOCUMENTS.filter((each) => /(?:rss|atom)\.xml|feed\.json/.test(each))) {
      const kept = await ids(before, path);
      expect(kept.join(), path).toContain('blog.example');
      expect(await ids(after, path), path).toEqual(kept);
    }
  });

  it('keeps ids, and makes new ones in the same way, when it moves with an edit, a rename and a new post', async () => {
    const { '2026-11-20-a.md': linking, '2026-11-21-b.md': renamed, ...others } = FILES;
    const { after, moved } = await move({
      ...others,
      '2026-11-20-a.md': linking.replace('2026-11-21-b.md', '2026-11-21-c.md'),
      '2026-11-21-c.md': renamed,
      '2026-11-22-d.md': 'D',
    });
    const idOf = async (slug: string) => (await moved.entry(slug)).id;
    expect(await Promise.all(['a', 'c', 'd'].map(idOf))).toEqual([
      'tag:blog.example,2026-11-20:a',
      'tag:blog.example,2026-11-21:b',
      'tag:blog.example,2026-11-22:d',
    ]);
    expect((await after.get('/posts/b')).headers.get('Location')).toBe('/posts/c');
  });

  it('has no address of the old origin in its documents, except in ids and where its author typed one', async () => {
    const { after } = await move();
    for (const path of DOCUMENTS) {
      const text = await (await after.get(path)).text();
      const ids = /(?:<id>|ref=")https:\/\/blog\.example\/|https:\/\/blog\.example\/artwork\.png/g;
      expect(text.replace(ids, ''), path).not.toMatch(/https:\/\/blog\.example\//);
    }
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
