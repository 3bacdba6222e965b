// Clashes of files in public/ with addresses of the site: the message names both.

import { describe, expect, it } from 'vitest';
import { formatLock } from '../../../src/compile/lock/format-lock.ts';
import { parseLock } from '../../../src/compile/lock/parse-lock.ts';
import { serve } from '../../a-blog.ts';
import { compileBlog, type Files, post, settingsFor, writeFiles } from '../blog.ts';

const POSTS = {
  'a.md': post('date: 2026-11-22\ntags: [radio, a b]', '[Tone](tone.mp3)'),
  'coming.md': post('date: 2027-11-22\ntags: soon'),
  'tone.mp3': 'tone',
  'unused.mp3': 'tone',
};

async function compileWith(publicFiles: Files, posts: Files = POSTS, options = {}) {
  return compileBlog(posts, { publicFolder: await writeFiles(publicFiles), ...options });
}

const taken = (path: string, owner: string) =>
  `this file would be at ${path}, the address of ${owner}; give it another name, or remove it`;

describe('a file of public/', () => {
  // [file, the address, whose address it is]
  it.each([
    ['index.html', '/', 'the home page'],
    ['rss.xml', '/rss.xml', 'the main feed'],
    ['feed.xml', '/feed.xml', 'the main feed'],
    ['index.xml', '/index.xml', 'the main feed'],
    ['feed', '/feed', 'the main feed'],
    ['feed/index.html', '/feed/', 'the main feed'],
    ['feeds.opml', '/feeds.opml', 'the list of all feeds'],
    ['feeds/index.html', '/feeds', 'the page of all feeds'],
    ['sitemap.xml', '/sitemap.xml', 'the sitemap'],
    ['healthz', '/healthz', 'the answer to monitors'],
    ['posts/a', '/posts/a', 'posts/a.md'],
    ['posts/a/index.html', '/posts/a', 'posts/a.md'],
    ['posts/coming', '/posts/coming', 'posts/coming.md'],
    ['posts/a.md', '/posts/a.md', 'the Markdown of posts/a.md'],
    ['media/tone.mp3', '/media/tone.mp3', 'posts/tone.mp3'],
    ['tags/radio', '/tags/radio', 'the page of the tag radio'],
    ['tags/radio/index.html', '/tags/radio', 'the page of the tag radio'],
    ['tag/radio/feed/index.html', '/tag/radio/feed/', 'the feed of the tag radio'],
    ['tags/a b+radio', '/tags/a b+radio', 'the page of the tags a b and radio'],
    ['tags/soon/rss.xml', '/tags/soon/rss.xml', 'the feed of the tag soon'],
    ['archive/1/rss.xml', '/archive/1/rss.xml', 'the main feed'],
    ['blog/feed', '/blog/feed', 'the main feed'],
  ])('%s may not be at %s, the address of %s', async (file, path, owner) => {
    const settings = settingsFor({ oldFeedAddresses: { '/blog/feed': 'rss' } });
    const { lines, compiled } = await compileWith({ [file]: '' }, POSTS, { settings });
    expect(lines).toEqual([`public/${file}:1:1: ${taken(path, owner)}`]);
    expect(compiled).toBeUndefined();
  });

  it.each([
    ['/:year/:slug/', '2026/a/index.html', '/2026/a/'],
    ['/:slug.html', 'a.html', '/a.html'],
  ])('may not be where a post with the pattern %s is', async (permalink, file, path) => {
    const settings = settingsFor({ permalink });
    const { lines } = await compileWith({ [file]: '' }, POSTS, { settings });
    expect(lines).toEqual([`public/${file}:1:1: ${taken(path, 'posts/a.md')}`]);
  });

  it('may not be at an old address of a post', async () => {
    const posts = { 'a.md': post('date: 2026-11-22\naliases: [/old, /demo]') };
    const { lines } = await compileWith({ old: '', 'demo/index.html': '' }, posts);
    expect(lines).toEqual([
      'posts/a.md:3:11: public/old has the address /old already; remove it from aliases',
      'posts/a.md:3:17: public/demo/index.html has the address /demo already; remove it from aliases',
    ]);
  });

  it('may be at any other address that is like one of ours', async () => {
    const files = {
      'robots.txt': 'R',
      'favicon.ico': 'I',
      'favicon.svg': 'S',
      'tags/other/index.html': 'T',
      'posts/b.html': 'P',
      'posts/index.html': 'L',
      'media/unused.mp3': 'M',
      'media/index.html': 'M',
      'sitemap/1.xml': 'X',
      'blog/rss.xml': 'F',
      'archive/index.html': 'A',
    };
    const { lines, archive } = await compileWith(files);
    expect(lines).toEqual([]);
    for (const file of Object.keys(files)) expect(archive.find(`/${file}`, 0)?.kind).toBe('public');
  });

  it('may not take the address of a feed that readers know, although it has no entries any more', async () => {
    const told = await compileBlog(POSTS, { tells: true });
    const { lock } = parseLock(formatLock(told.compiled?.lock ?? expect.fail()));
    const posts = { ...POSTS, 'a.md': post('date: 2026-11-22', '[Tone](tone.mp3)') };
    const { lines } = await compileWith({ 'tags/radio/rss.xml': '' }, posts, { lock });
    expect(lines).toEqual([
      `public/tags/radio/rss.xml:1:1: ${taken('/tags/radio/rss.xml', 'the feed of the tag radio')}`,
    ]);
  });

  it('takes a former address of a post from its redirect, with a warning', async () => {
    const told = await compileBlog(POSTS, { tells: true });
    const { lock } = parseLock(formatLock(told.compiled?.lock ?? expect.fail()));
    const posts = { ...POSTS, 'a.md': POSTS['a.md'].replace('---\n', '---\nslug: b\n') };
    const { lines, archive } = await compileWith({ 'posts/a': 'A' }, posts, { lock });
    expect(lines).toEqual([
      'public/posts/a:1:1: warning: this file is at /posts/a, a former address of posts/a.md, which no longer redirects; rename the file if it should',
    ]);
    expect(archive.find('/posts/a', Number.POSITIVE_INFINITY)?.kind).toBe('public');
  });

  it('is found at its address among many, and the store is asked for nothing else', async () => {
    const names = Array.from({ length: 100 }, (_, number) => `i/${number}.png`);
    const { archive, compiled } = await compileWith(Object.fromEntries(names.map((name) => [name, ''])));
    expect(compiled?.publicFiles.size).toBe(100);
    const { app } = serve(archive);
    const asked: string[] = [];
    const fetch = async ({ url }: Request) => {
      asked.push(new URL(url).pathname);
      return new Response(asked.at(-1));
    };
    const ASSETS = { fetch };
    for (const name of names)
      expect(await (await app.request(`/${name}`, {}, { ASSETS })).text()).toBe(`/${name}`);
    for (const path of ['/i/100.png', '/i/', '/i', '/', '/rss.xml'])
      expect((await app.request(path, {}, { ASSETS })).status).toBe(path.startsWith('/i') ? 404 : 200);
    expect(asked).toEqual(names.map((name) => `/${name}`));
  });
});
