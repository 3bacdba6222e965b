// Links within the site: whether they lead to something that readers can open.

import { describe, expect, it } from 'vitest';
import { splitSitePath } from '../../../src/compile/links/check-links.ts';
import { compileBlog, type Files, post, settingsFor } from '../blog.ts';

describe('a path of the site', () => {
  // [path with query and fragment, path, part of the page]
  it.each([
    ['/posts/a', '/posts/a', ''],
    ['/', '/', ''],
    ['/posts/a#a.part', '/posts/a', 'a.part'],
    ['/posts/a?b#a.gr%C3%B6%C3%9Fe', '/posts/a', 'a.größe'],
    ['/posts/a#', '/posts/a', ''],
    ['/posts/a#top', '/posts/a', ''],
    ['/posts/a#:~:text=b', '/posts/a', ''],
    ['/posts/a#a.part:~:text=b', '/posts/a', 'a.part'],
  ])('%s leads to %s and %j', (sitePath, path, part) => {
    expect(splitSitePath(sitePath)).toEqual({ path, part });
  });
});

describe('a link to the address of a post', () => {
  const FILES = {
    'a.md': post('date: 2026-11-01\ntags: radio\naliases: [/posts/former, /old]', 'A'),
    'draft.md': post('date: 2026-11-01\ndraft: true', 'D'),
    'film.webm': 'film',
  };
  const linesFor = async (body: string, more: Files = {}) =>
    (await compileBlog({ ...FILES, 'b.md': post('date: 2026-11-02', body), ...more })).lines;

  it.each([
    '/posts/a',
    '/posts/a.md',
    '/posts/a?x=y',
    '/posts/former',
    '/old',
    '/posts/%61',
    '/',
    '/rss.xml',
    '/feed',
    '/index.xml',
    '/authors/Ada/atom.xml?not=x',
    '/tags/radio',
    '/tags/radio/',
    '/Tags/Radio',
    '/tag/radio/',
    '/category/radio.html',
    '/tags/radio/index.xml',
    '/tag/radio/feed/',
    '/sitemap.xml',
    'https://blog.example/about',
    'https://blog.example/posts/a',
    'https://else.example/posts/nope',
    '/media/film.webm',
  ])('%s that exists is fine', async (address) => {
    expect(await linesFor(`[x](${address}) <a href="${address}">y</a>`)).toEqual([]);
  });

  it.each([
    ['/posts/nope', 'there is no post at "/posts/nope"; check the address'],
    ['/posts/formr', 'there is no post at "/posts/formr"; did you mean /posts/former?'],
    ['/posts/former-lives', 'there is no post at "/posts/former-lives"; '],
    ['/posts/b/extra/long/path', 'there is no post at "/posts/b/extra/long/path"; check the address'],
    [
      'https://blog.example/posts/nope-nope-nope',
      'there is no post at "https://blog.example/posts/nope-nope',
    ],
    ['/posts/draft', '"/posts/draft" is a draft, which readers cannot see; publish it or remove the link'],
    [
      '/media/nope.webm',
      'there is no file posts/nope.webm for "/media/nope.webm"; check the name, or add the file',
    ],
  ])('%s that does not exist is an error', async (address, message) => {
    const [line = '', ...others] = await linesFor(`[x](${address})`);
    expect(line).toMatch(/^posts\/b\.md:4:5: /);
    expect(line).toContain(message);
    expect(others).toEqual([]);
  });

  it.each([
    ['/about', 'Longwave has nothing at "/about"; check the address, or write it with https://'],
    ['/tags/nope', '"/tags/nope" leads to a feed without any entries; check the name'],
    ['/tags/radio+nope/rss.xml', '"/tags/radio+nope/rss.xml" leads to a feed without any entries'],
  ])('%s, at which there is nothing, is an error', async (address, message) => {
    const [line = '', ...others] = await linesFor(`[x](${address})`);
    expect(line).toMatch(/^posts\/b\.md:4:5: /);
    expect(line).toContain(message);
    expect(others).toEqual([]);
  });

  it('that was removed is an error', async () => {
    const posts = { ...FILES, 'gone.md': post('date: 2026-11-01', 'G') };
    const { compiled } = await compileBlog(posts, { tells: true });
    const files = { ...FILES, 'b.md': post('date: 2026-11-02', '[x](/posts/gone)') };
    expect((await compileBlog(files, { lock: compiled?.lock })).lines).toEqual([
      'posts/b.md:4:5: "/posts/gone" leads to a post that was removed; remove the link',
    ]);
  });

  it('suggests posts for the first of many links only, because that takes time', async () => {
    const links = Array.from({ length: 1000 }, (_, number) => `[x](/posts/a-${number}-b)`);
    const lines = await linesFor(links.join('\n\n'), { 'a-x-b.md': post('date: 2026-11-01') });
    expect(lines).toHaveLength(1000);
    expect(lines[0]).toContain('did you mean /posts/a-x-b?');
    expect(lines[999]).toContain('check the address');
  });

  it('is not reported while a post cannot be read, because the link may lead to it', async () => {
    const lines = await linesFor('[x](/posts/nope)', { 'c.md': post('date: nonsense') });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('posts/c.md');
  });

  it('of a file publishes the file', async () => {
    const { compiled } = await compileBlog({
      ...FILES,
      'b.md': post('date: 2026-11-02', '![x](/media/film.webm)'),
    });
    expect([...(compiled?.media.keys() ?? [])]).toEqual(['film.webm']);
  });
});

describe('a link to a part of a post', () => {
  const OTHER = '# Größe\n\n## Größe\n\nA note.[^1] <i id="Here">x</i>\n\n[^1]: Note.';

  const linesFor = async (body: string) => {
    const files = {
      'a.md': post('date: 2026-11-22', body),
      'b.md': post('title: B\ndate: 2026-11-21', OTHER),
    };
    return (await compileBlog(files)).lines;
  };

  it.each([
    '[x](b.md#größe) [y](b.md#gr%C3%B6%C3%9Fe-1) [z](b.md#Here) [t](b.md#top)',
    '[x](/posts/b#b.Here) [y](https://blog.example/posts/b#fn:b.1)',
    '[x](#mine) [y](#too) <a href="#too">z</a>\n\n# Mine\n\n<b id="too">x</b>',
    'Noted.[^1] <b>x</b>\n\n[^1]: Note.',
    '[x](https://else.example/#nowhere) [y](/rss.xml#nowhere)',
  ])('that exists is fine: %j', async (body) => expect(await linesFor(body)).toEqual([]));

  // [Markdown from line 4 on, error]
  it.each([
    ['See [x](b.md#grösse).', '4:9: posts/b.md has no heading or id #grösse; did you mean #größe?'],
    ['See [x](b.md#here).', '4:9: posts/b.md has no heading or id #here; did you mean #Here?'],
    ['See [x](b.md#elsewhere).', '4:9: posts/b.md has no heading or id #elsewhere'],
    ['See [x](#part).\n\n# Parts', '4:9: posts/a.md has no heading or id #part; did you mean #parts?'],
    ['See <a href="#part">x</a>.', '4:14: posts/a.md has no heading or id #part'],
    ['[x](#y) again [x](#y)\n\n<b>x</b>', '4:5: posts/a.md has no heading or id #y'],
  ])('that does not exist is an error: %j', async (body, line) => {
    expect(await linesFor(body)).toEqual([`posts/a.md:${line}`]);
  });

  it('may lead to a post that is not published yet, with a warning', async () => {
    const files = {
      '2026-11-20-a.md': '[b](2030-01-01-b.md) [again](2030-01-01-b.md)',
      '2030-01-01-b.md': '[c](2029-12-31-c.md)',
      '2029-12-31-c.md': '[b](2030-01-01-b.md)',
    };
    const late =
      '"2030-01-01-b.md" is not published until 2029-12-31T15:00Z; before that, readers find nothing there';
    expect((await compileBlog(files, { settings: settingsFor({ timeZone: 'Asia/Tokyo' }) })).lines).toEqual([
      `posts/2026-11-20-a.md:1:5: warning: ${late} (and in 1 more)`,
    ]);
    const now = Date.UTC(2030, 1, 1);
    expect((await compileBlog(files, { now })).lines).toEqual([]);
  });
});
