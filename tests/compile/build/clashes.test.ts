// Clashes: two posts may not have the same address or id, and the message names both.

import { describe, expect, it } from 'vitest';
import { serve } from '../../a-blog.ts';
import { compileBlog, post, settingsFor } from '../blog.ts';

describe('two posts', () => {
  // [case, front matter of a.md, front matter of b.md, messages]; both are dated 2026-11-22.
  it.each<[string, string, string, string[]]>([
    [
      'may not have the same slug',
      'slug: same',
      'title: B\nslug: same',
      ['posts/b.md:4:7: posts/a.md has the slug "same", too; change one of them'],
    ],
    [
      'may not have the same id',
      'id: urn:same',
      'id: urn:same',
      ['posts/b.md:3:5: posts/a.md has the id "urn:same", too; change one of them'],
    ],
    [
      'may not have the same old address',
      'aliases: /old',
      'redirect_from: /old',
      ['posts/b.md:3:16: posts/a.md has the address /old already; remove it from redirect_from'],
    ],
    [
      'may not have the same old address among others',
      'aliases: /old',
      'aliases: /older\nredirect_from: [/oldest, ~, /old]',
      ['posts/b.md:4:29: posts/a.md has the address /old already; remove it from redirect_from'],
    ],
    [
      'may not have the addresses of each other',
      'aliases: /posts/b',
      'aliases: [/posts/a]',
      [
        'posts/a.md:3:10: posts/b.md has the address /posts/b already; remove it from aliases',
        'posts/b.md:3:11: posts/a.md has the address /posts/a already; remove it from aliases',
      ],
    ],
    ['may have one title', 'title: Same', 'title: Same', []],
    ['may differ in a hyphen alone', 'slug: same', 'slug: sa-me', []],
    ['may clash with one that is held back', 'slug: same\ndraft: true', 'slug: same\naliases: /posts/a', []],
  ])('%s', async (_, a, b, lines) => {
    const files = { 'a.md': post(`date: 2026-11-22\n${a}`), 'b.md': post(`date: 2026-11-22\n${b}`) };
    expect((await compileBlog(files)).lines).toEqual(lines);
  });

  // [pattern, front matter of a.md, front matter of b.md, messages]; both are dated 2026-11-22.
  it.each<[string, string, string, string[]]>([
    [
      '/:year/:slug/',
      'slug: same',
      'title: B\nslug: same',
      ['posts/b.md:4:7: posts/a.md has the address /2026/same/, too; change one of them'],
    ],
    [
      '/:slug/',
      'permalink: /b/',
      'title: B',
      ['posts/b.md:1:1: posts/a.md has the address /b/, too; change one of them'],
    ],
    [
      '/:slug/',
      'title: A',
      'url: /a/',
      ['posts/b.md:3:6: posts/a.md has the address /a/, too; change one of them'],
    ],
    [
      '/:slug/',
      'title: A',
      'permalink: /a.html',
      ['posts/b.md:3:12: the Markdown of posts/a.md has the address /a.md, too; change one of them'],
    ],
    [
      '/:slug/',
      'title: A',
      'permalink: /a.md',
      ['posts/b.md:3:12: the Markdown of posts/a.md has the address /a.md already; change that of the post'],
    ],
    ['/:slug/', 'aliases: /b', 'aliases: /a', []],
    ['/:slug/', 'slug: A', 'slug: a', []],
  ])('with the pattern %s, %j and %j', async (permalink, a, b, lines) => {
    const settings = settingsFor({ permalink });
    const files = { 'a.md': post(`date: 2026-11-22\n${a}`), 'b.md': post(`date: 2026-11-22\n${b}`) };
    expect((await compileBlog(files, { settings })).lines).toEqual(lines);
  });

  it('clash if their names differ only in date or folder', async () => {
    const files = { '2026-11-21-a.md': 'A', '2026-11-22-a/index.md': 'A', 'more/2026-11-20-A.md': 'A' };
    const pattern = 'or set permalink in src/site.ts to a pattern with the date, such as /:year/:month/:slug';
    expect((await compileBlog(files)).lines).toEqual([
      `posts/2026-11-22-a/index.md:1:1: posts/2026-11-21-a.md has the slug "a", too; change one of them, ${pattern}`,
      `posts/more/2026-11-20-A.md:1:1: posts/2026-11-21-a.md has the slug "a", too; change one of them, ${pattern}`,
    ]);
    const settings = settingsFor({ permalink: '/:year/:month/:day/:slug' });
    expect((await compileBlog(files, { settings })).lines).toEqual([]);
  });

  it('clash if their names and dates are the same', async () => {
    const files = { 'a.md': post('date: 2026-11-22'), 'b/a.md': post('date: 2026-11-22') };
    expect((await compileBlog(files)).lines).toEqual([
      'posts/b/a.md:1:1: posts/a.md has the slug "a", too; change one of them',
    ]);
  });
});

describe('two files', () => {
  it.each([
    ['\u01F0azz.md', 'J\u030Cazz.md'],
    ['ä.md', 'a\u0308.md'],
    ['i\u0307.md', '\u0130.md'],
  ])('clash if their names are the same in lower case: %s, %s', async (...names) => {
    const files = Object.fromEntries(names.map((name) => [name, post('date: 2026-11-22')]));
    const { lines } = await compileBlog(files);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/has the slug ".*", too; change one of them$/);
  });

  it('clash if browsers cannot tell their names apart', async () => {
    const files = { 'a.md': post('date: 2026-11-22'), 'ä.txt': '1', 'a\u0308.txt': '2' };
    expect((await compileBlog(files)).lines).toEqual([
      'posts/ä.txt:1:1: another file has the same name, with its accents written as other characters; rename one of the two',
    ]);
  });
});

describe('a permalink', () => {
  // [permalink of a.md, what has that address]
  it.each([
    ['/', 'the home page'],
    ['/rss.xml', 'the main feed'],
    ['/feed/', 'the main feed'],
    ['/rss2.xml', 'the main feed'],
    ['/old/feed.rss', 'the main feed'],
    ['/feeds', 'the page of all feeds'],
    ['/sitemap.xml', 'the sitemap'],
    ['/tags/radio', 'the page of the tag radio'],
    ['/tags/radio/rss.xml', 'the feed of the tag radio'],
    ['/category/radio/feed/', 'the feed of the tag radio'],
    ['/topics/radio.xml', 'the feed of the tag radio'],
    ['/authors/Ada/atom.xml', 'the feed of the author Ada'],
    ['/media/tone.mp3', 'posts/tone.mp3'],
    ['/posts/b.md', 'the Markdown of posts/b.md'],
  ])('may not be %s, the address of %s', async (permalink, owner) => {
    const settings = settingsFor({
      oldFeedAddresses: { '/old/feed.rss': 'rss', '/topics/:tag.xml': 'atom' },
    });
    const files = {
      'a.md': post(`date: 2026-11-22\npermalink: ${permalink}`, '[Tone](tone.mp3)'),
      'b.md': post('date: 2026-11-22\ntags: radio'),
      'tone.mp3': 'tone',
    };
    expect((await compileBlog(files, { settings })).lines).toEqual([
      `posts/a.md:3:12: ${owner} has the address ${permalink} already; change that of the post`,
    ]);
  });

  it('is more than an old address of another post', async () => {
    const files = {
      'a.md': post('date: 2026-11-22\npermalink: /x/'),
      'b.md': post('date: 2026-11-22\naliases: /x/'),
    };
    expect((await compileBlog(files)).lines).toEqual([
      'posts/b.md:3:10: posts/a.md has the address /x/ already; remove it from aliases',
    ]);
  });

  // Every permalink without an error must work.
  it.each([
    '/feeds/',
    '/tags/telly',
    '/tags/telly/rss.xml',
    '/category/telly/feed/',
    '/media/x',
    '/posts',
    '/a.md',
    '/archive/x/rss.xml',
    '/Feed',
  ])('may be %s if nothing else is there', async (permalink) => {
    const files = {
      'a.md': post(`date: 2026-11-22\npermalink: ${permalink}`),
      'b.md': post('date: 2026-11-22'),
    };
    const { archive, lines } = await compileBlog(files);
    expect(lines).toEqual([]);
    const response = await serve(archive).app.request(`https://blog.example${permalink}`);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Some text.')]);
  });
});

describe('an old address', () => {
  // [alias of a.md, what has that address]
  it.each([
    ['/tags/radio', 'the page of the tag radio'],
    ['/tags/radio/rss.xml', 'the feed of the tag radio'],
    ['/tags/feeds+radio/atom.xml', 'the feed of the tags feeds and radio'],
    ['/archive/1/rss.xml', 'the main feed'],
    ['/authors/Ada Lovelace', 'the page of the author Ada Lovelace'],
    ['/languages/en/feed.json', 'the feed of the language en'],
    ['/category/radio/feed/', 'the feed of the tag radio'],
    ['/author/ada-lovelace/feed/', 'the feed of the author ada-lovelace'],
    ['/feed/?p=1', 'the main feed'],
    ['/media/tone.mp3', 'posts/tone.mp3'],
    ['/posts/b.md', 'the Markdown of posts/b.md'],
  ])('may not be %s, the address of %s', async (alias, owner) => {
    const { lines } = await compileBlog({
      'a.md': post(`date: 2026-11-22\naliases: ${alias}`, '[Tone](tone.mp3)'),
      'b.md': post('date: 2026-11-22\ntags: [radio, feeds]\nauthor: {name: Ada Lovelace}'),
      'tone.mp3': 'tone',
    });
    expect(lines).toEqual([
      `posts/a.md:3:10: ${owner} has the address ${alias} already; remove it from aliases`,
    ]);
  });

  it.each(['/tags/telly', '/tags/radio+telly/rss.xml', '/authors/nobody', '/media/other.mp3', '/posts/c.md'])(
    'may be %s if nothing else is there',
    async (alias) => {
      const files = {
        'a.md': post(`date: 2026-11-22\naliases: ${alias}`),
        'b.md': post('date: 2026-11-22\ntags: radio'),
      };
      const { lines } = await compileBlog(files);
      expect(lines).toEqual([]);
    },
  );

  // At addresses of the site itself, the post would never be found.
  it.each([
    ['/', 'the home page'],
    ['/rss.xml', 'the main feed'],
    ['/atom.xml', 'the main feed'],
    ['/feed.json', 'the main feed'],
    ['/feed', 'the main feed'],
    ['/feed/', 'the main feed'],
    ['/feed.xml', 'the main feed'],
    ['/index.xml', 'the main feed'],
    ['/index.json', 'the main feed'],
    ['/rss', 'the main feed'],
    ['/rss/', 'the main feed'],
    ['/feed/atom/', 'the main feed'],
    ['/feeds', 'the page of all feeds'],
    ['/feeds.opml', 'the list of all feeds'],
    ['/sitemap.xml', 'the sitemap'],
    ['/robots.txt', 'robots.txt'],
    ['/favicon.svg', 'the icon of the site'],
    ['/healthz', 'the answer to monitors'],
  ])('may not be %s, where %s is', async (alias, owner) => {
    const { lines } = await compileBlog({ '2026-11-22-a.md': post(`aliases: ${alias}`) });
    expect(lines).toEqual([
      `posts/2026-11-22-a.md:2:10: ${owner} has the address ${alias} already; remove it from aliases`,
    ]);
  });

  it('may not be an old feed address in the settings', async () => {
    const settings = settingsFor({ oldFeedAddresses: { '/blog/feed': 'rss' } });
    const { lines } = await compileBlog({ '2026-11-22-a.md': post('aliases: /blog/feed') }, { settings });
    expect(lines).toEqual([
      'posts/2026-11-22-a.md:2:10: the main feed has the address /blog/feed already; remove it from aliases',
    ]);
  });

  // Every alias without an error must work.
  it.each([
    '/2020/a/',
    '/2020/A.html',
    '/tags/y',
    '/tags/x+y/rss.xml',
    '/posts/c.md',
    '/tags/%',
    '/archive/x/rss.xml',
    '/media/x.png',
    '/feeds/',
    '/rss.xml/',
    '/index.html',
    '/sitemap/1.xml',
    '/sitemap/x.xml',
    '//a',
    '/a+b',
    '/ä ß',
    '/%zz',
  ])('%s leads to the post', async (alias) => {
    const files = {
      '2026-11-22-a.md': post(`aliases: ["${alias}"]`),
      '2026-11-22-b.md': post('tags: x'),
    };
    const { archive, lines } = await compileBlog(files);
    expect(lines).toEqual([]);
    const response = await serve(archive).app.request(`https://blog.example${alias}`);
    expect([response.status, response.headers.get('Location')]).toEqual([301, '/posts/a']);
  });

  // [alias of a post at /2026/ä/]
  it.each(['/2026/ä/', '/2026/%C3%A4/', 'https://blog.example/2026/ä/', '/2026/ä.md', '2026/ä.md'])(
    "%s, the post's own or that of its Markdown, is no mistake and changes nothing",
    async (alias) => {
      const settings = settingsFor({ permalink: '/:year/:slug/' });
      const { archive, lines } = await compileBlog(
        { '2026-11-22-ä.md': post(`aliases: ["${alias}"]`) },
        { settings },
      );
      expect(lines).toEqual([]);
      const { app } = serve(archive);
      const statuses = ['/2026/ä/', '/2026/ä.md'].map(
        async (path) => (await app.request(`https://blog.example${path}`)).status,
      );
      expect(await Promise.all(statuses)).toEqual([200, 200]);
    },
  );

  describe('that leads elsewhere, with deadLinks: warning,', () => {
    const settings = settingsFor({ deadLinks: 'warning' });

    it('is a warning, and continues to lead there', async () => {
      const { archive, lines } = await compileBlog(
        {
          'a.md': post('date: 2026-11-21\naliases: [/old, /posts/b.md, /atom.xml]'),
          'b.md': post('date: 2026-11-22\naliases: [/old, /posts/a, /older]'),
        },
        { settings },
      );
      expect(lines).toEqual([
        'posts/a.md:3:17: warning: the Markdown of posts/b.md has the address /posts/b.md already; remove it from aliases',
        'posts/a.md:3:30: warning: the main feed has the address /atom.xml already; remove it from aliases',
        'posts/b.md:3:11: warning: posts/a.md has the address /old already; remove it from aliases',
        'posts/b.md:3:17: warning: posts/a.md has the address /posts/a already; remove it from aliases',
      ]);
      const { app } = serve(archive);
      const answer = async (path: string) => {
        const { status, headers } = await app.request(`https://blog.example${path}`);
        return `${path} ${status} ${headers.get('Location') ?? headers.get('Content-Type')}`;
      };
      expect(
        await Promise.all(['/old', '/older', '/posts/a', '/posts/b.md', '/atom.xml'].map(answer)),
      ).toEqual([
        '/old 301 /posts/a',
        '/older 301 /posts/b',
        '/posts/a 200 text/html; charset=utf-8',
        '/posts/b.md 200 text/markdown; charset=utf-8',
        '/atom.xml 200 application/atom+xml; charset=utf-8',
      ]);
    });
  });

  it('may be repeated in the same post', async () => {
    const { lines } = await compileBlog({ '2026-11-22-a.md': post('aliases: [/a, /a]\nredirect_from: [a]') });
    expect(lines).toEqual([]);
  });
});
