// Permalinks over HTTP: a post is at the address that its owner chose, and every other spelling leads there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permalinkOf } from '../../src/compile/posts/permalink.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { encodePath, encodePermalink, markdownPath, permalinksOf } from '../../src/routes/paths.ts';
import { anApp, anEntry, feedPath, publish, serve } from '../a-blog.ts';
import { compileBlog, type Files, post, settingsFor } from '../compile/blog.ts';
import { readBack } from '../feeds/read-back.ts';
import { runs } from '../runs.ts';

type App = ReturnType<typeof serve>['app'];

/** Status and Location of an answer: `308 /a/`, or only the status. */
async function answer(app: App, address: string): Promise<string> {
  const { status, headers } = await app.request(`https://blog.example${address}`, { method: 'HEAD' });
  return `${status} ${headers.get('Location') ?? ''}`.trim();
}

/** A blog with one post of 8 January 2015, posts/A-Post.md. */
async function blog(permalink: string, front = '', more: Files = {}): Promise<App> {
  const files = { '2015-01-08-A-Post.md': post(`title: A\n${front}`), ...more };
  const { archive, lines } = await compileBlog(files, { settings: settingsFor({ permalink }) });
  expect(lines).toEqual([]);
  return serve(archive).app;
}

describe('a post whose permalink is', () => {
  // [pattern, permalink, other spellings of it, the address of its Markdown]
  it.each<[string, string, string[], string]>([
    [
      '/:year/:month/:slug/',
      '/2015/01/a-post/',
      [
        '/2015/01/a-post',
        '/2015/01/a-post/index.html',
        '/2015/01/a-post.html',
        '/2015/01/A-POST/',
        '/2015//01/a-post',
      ],
      '/2015/01/a-post.md',
    ],
    [
      '/blog/:slug',
      '/blog/a-post',
      ['/blog/a-post/', '/blog/a-post/index.html', '/blog/a-post.html', '/Blog/A-Post', '/blog/%61-post'],
      '/blog/a-post.md',
    ],
    [
      '/:slug.html',
      '/a-post.html',
      ['/a-post', '/a-post/', '/a-post/index.html', '/A-Post.html', '/a-post.htm', '/a-post.html/'],
      '/a-post.md',
    ],
    ['/:title/', '/A-Post/', ['/A-Post', '/a-post/', '/a-post', '/A-POST', '/a-post.html'], '/A-Post.md'],
    ['/:title.html', '/A-Post.html', ['/a-post', '/A-Post', '/a-post.HTML'], '/A-Post.md'],
    ['/:slug/index.html', '/a-post/index.html', ['/a-post/', '/a-post', '/a-post.html'], '/a-post.md'],
    [
      '/caf%C3%A9/a+b/:slug',
      '/caf%C3%A9/a+b/a-post',
      ['/cafe%CC%81/a%2Bb/a-post', '/CAF%C3%89/a+b/a-post/'],
      '/caf%C3%A9/a+b/a-post.md',
    ],
  ])('%s has one address', async (pattern, permalink, spellings, markdown) => {
    const app = await blog(pattern);
    expect(await answer(app, permalink)).toBe('200');
    for (const each of spellings)
      expect(`${each} ${await answer(app, each)}`).toBe(`${each} 308 ${permalink}`);
    expect(await answer(app, markdown)).toBe('200');
    const links = (await app.request(permalink)).headers.get('Link');
    expect(links).toContain(`<https://blog.example${markdown}>; rel="alternate"; type="text/markdown"`);
  });

  it('written in its front matter is there, and not at the pattern', async () => {
    const app = await blog('/:year/:slug/', 'permalink: /About/Me.html');
    expect(await answer(app, '/About/Me.html')).toBe('200');
    expect(await answer(app, '/about/me')).toBe('308 /About/Me.html');
    expect(await answer(app, '/2015/a-post/')).toBe('404');
  });

  it('new leaves its old Markdown with a redirect, whatever its ending was', async () => {
    for (const old of ['/old', '/old/', '/old.html', '/old/index.html']) {
      const app = await blog('/:slug/', `aliases: ${old}`);
      expect(await answer(app, old)).toBe('301 /a-post/');
      expect(await answer(app, '/old.md')).toBe('301 /a-post.md');
    }
  });

  it('has characters that XML and HTML escape is whole in every document', async () => {
    const app = await blog('/:slug/', `permalink: /q&a's/(x)+"y"<z>;é/`);
    const permalink = "/q&a's/(x)+%22y%22%3Cz%3E;%C3%A9/";
    expect(await answer(app, permalink)).toBe('200');
    for (const [format, path] of FORMATS.map((each) => [each, feedPath(each)] as const)) {
      const { entries } = readBack(format, await (await app.request(path)).text());
      expect([path, entries[0]?.url]).toEqual([path, `https://blog.example${permalink}`]);
    }
    for (const path of ['/', '/sitemap.xml', permalink]) {
      const text = (await (await app.request(path)).text()).replaceAll(/&#39;|&apos;/g, "'");
      expect([path, text.includes(permalink.replace('&', '&amp;'))]).toEqual([path, true]);
    }
  });

  it('is in the feeds, the sitemap and the listing', async () => {
    const app = await blog('/:year/:title/');
    for (const path of ['/', '/rss.xml', '/atom.xml', '/feed.json', '/sitemap.xml'])
      expect([path, await (await app.request(path)).text()]).toEqual([
        path,
        expect.stringContaining('/2015/A-Post/'),
      ]);
  });
});

describe('the address of Markdown', () => {
  it.each([
    ['/a', '/a.md'],
    ['/a/', '/a.md'],
    ['/a.html', '/a.md'],
    ['/a.htm', '/a.md'],
    ['/a/index.html', '/a.md'],
    ['/index.html', '/index.md'],
    ['/a.php', '/a.php.md'],
    ['/a.md', '/a.md.md'],
    ['/.html', '/.html.md'],
  ])('of %s is %s', (permalink, markdown) => {
    expect(markdownPath(permalink)).toBe(markdown);
    expect(permalinksOf(markdown)).toContain(permalink);
  });

  it.each(['/a', '/a.html', '/', '/.md/'])('is not %s', (path) => expect(permalinksOf(path)).toEqual([]));
});

describe('an old address with a query', () => {
  const front = 'aliases: ["/?p=12", "/index.php?p=12", "/a.php?b=2&a=1", "/what%3F", "/plain"]';

  // [address, answer]
  it.each([
    ['/?p=12', '301 /a-post/'],
    ['/?p=12&utm_source=letter', '301 /a-post/'],
    ['/?utm_source=letter&p=12', '301 /a-post/'],
    ['/?p=%31%32', '301 /a-post/'],
    ['/index.php?p=12', '301 /a-post/'],
    ['/a.php?a=1&b=2', '301 /a-post/'],
    ['/a.php?b=2&a=1', '301 /a-post/'],
    ['/what%3F', '301 /a-post/'],
    ['/plain?p=12', '301 /a-post/'],
    ['/', '200'],
    ['/?p=13', '200'],
    ['/?p', '200'],
    ['/?p=12&p=13', '200'],
    ['/?x=12', '200'],
    ['/index.php', '404'],
    ['/index.php?p=13', '404'],
    ['/a.php?a=1', '404'],
    ['/feed?p=12', '200'],
  ])('%s is answered with %s', async (address, expected) => {
    expect(await answer(await blog('/:slug/', front), address)).toBe(expected);
  });

  it('redirects after its author has deleted it, and says when the post is gone', async () => {
    const files = (aliases: string) => ({ '2015-01-08-a.md': post(`title: A\n${aliases}`) });
    const first = await compileBlog(files('aliases: /?p=12'), { tells: true });
    const second = await compileBlog(files(''), { tells: true, lock: first.compiled?.lock });
    expect(await answer(serve(second.archive).app, '/?p=12')).toBe('301 /posts/a');
    const third = await compileBlog({ '2016-01-01-b.md': 'B' }, { tells: true, lock: second.compiled?.lock });
    expect(await answer(serve(third.archive).app, '/?p=12')).toBe('410');
  });

  it('costs nothing when there is none', () => {
    expect(publish([anEntry('a')]).archive.parameters).toBeUndefined();
  });
});

describe('a blog that has moved here', () => {
  const tags = ['Web Dev', 'Node.js', 'C++', 'Q&A', 'Ärger', 'Amplitude modulation'];
  const { app } = anApp(
    [
      anEntry('a', { tags, authors: [{ name: 'Ada Lovelace' }] }),
      anEntry('b', { tags: ['C', 'AM'], lang: 'pt-BR' }),
    ],
    {
      oldSlugs: {
        tags: {
          modulation: 'amplitude modulation',
          am: 'Amplitude modulation',
          'am-2': 'AM',
          lost: 'Nothing',
        },
        authors: { 'countess-7': 'Ada Lovelace' },
      },
      site: {
        oldFeedAddresses: {
          '/topics/:category/feed.atom': 'atom',
          '/:lang/feed/': 'rss',
          '/feed/': 'atom',
          '/?feed=rss2': 'rss',
          '/index.php?a=1&feed=atom': 'atom',
        },
      },
    },
  );

  // [address in other software, the address of the same document here]
  it.each([
    ['/tags/web-dev/index.xml', '/tags/Web%20Dev/rss.xml'],
    ['/tags/node.js/index.xml', '/tags/Node.js/rss.xml'],
    ['/tag/node-js/feed/', '/tags/Node.js/rss.xml'],
    ['/tags/c++/index.xml', '/tags/C%2B%2B/rss.xml'],
    ['/tags/c/index.xml', '/tags/C/rss.xml'],
    ['/category/qa/feed/', '/tags/Q%26A/rss.xml'],
    ['/category/q-a/feed/', '/tags/Q%26A/rss.xml'],
    ['/category/work/web-dev/feed/', '/tags/Web%20Dev/rss.xml'],
    ['/tag/arger/rss/', '/tags/%C3%84rger/rss.xml'],
    ['/tag/%C3%A4rger/rss/', '/tags/%C3%84rger/rss.xml'],
    ['/author/ada-lovelace/feed/', '/authors/Ada%20Lovelace/rss.xml'],
    ['/feed/by_tag/web-dev.xml', '/tags/Web%20Dev/atom.xml'],
    ['/feeds/posts/default/-/Web%20Dev', '/tags/Web%20Dev/atom.xml'],
    ['/tagged/web-dev/rss', '/tags/Web%20Dev/rss.xml'],
    ['/tag/am/feed/', '/tags/Amplitude%20modulation/rss.xml'],
    ['/category/radio/am/feed/', '/tags/Amplitude%20modulation/rss.xml'],
    ['/tag/modulation/feed/', '/tags/Amplitude%20modulation/rss.xml'],
    ['/tag/am-2/feed/', '/tags/AM/rss.xml'],
    ['/author/countess-7/feed/', '/authors/Ada%20Lovelace/rss.xml'],
    ['/topics/web-dev/feed.atom', '/tags/Web%20Dev/atom.xml'],
    ['/pt-br/feed/', '/languages/pt-BR/rss.xml'],
    ['/pt-BR/index.xml', '/languages/pt-BR/rss.xml'],
    ['/feed/', '/atom.xml'],
    ['/?feed=rss2', '/rss.xml'],
    ['/?utm=x&feed=rss2', '/rss.xml'],
    ['/?feed=rss2&not=C', '/rss.xml?not=C'],
    ['/index.php?feed=atom&a=1', '/atom.xml'],
    ['/rss2.xml', '/rss.xml'],
  ])('serves the feed at %s in place', async (old, here) => {
    const [there, expected] = await Promise.all([app.request(old), app.request(here)]);
    expect(there.status).toBe(200);
    expect(await there.text()).toBe(await expected.text());
    expect(there.headers.get('ETag')).toBe(expected.headers.get('ETag'));
    const { status } = await app.request(old, {
      headers: { 'If-None-Match': there.headers.get('ETag') ?? '' },
    });
    expect(status).toBe(304);
  });

  it.each([
    '/tags/nothing/index.xml',
    '/topics/a/b/feed.atom',
    '/tag/work/web-dev/feed/',
    '/category/web-dev/x/feed/',
    '/topics//feed.atom',
    '/author/grace/feed/',
    '/tag/lost/feed/',
    '/tag/countess-7/feed/',
    '/xx/feed/',
  ])('has nothing at %s', async (address) => expect(await answer(app, address)).toBe('404'));

  it('leaves out a tag at the old address of a feed, too', async () => {
    const response = await app.request('/tags/web-dev/index.xml?not=Node.js');
    expect([response.status, await response.text()]).toEqual([200, expect.not.stringContaining('<item>')]);
  });

  // [address in other software, listing here]
  it.each([
    ['/tags/web-dev/', '/tags/Web%20Dev'],
    ['/tag/web-dev/', '/tags/Web%20Dev'],
    ['/category/web-dev', '/tags/Web%20Dev'],
    ['/categories/Web-Dev/', '/tags/Web%20Dev'],
    ['/category/work/web-dev/', '/tags/Web%20Dev'],
    ['/category/web-dev/rss.xml', '/tags/Web%20Dev/rss.xml'],
    ['/blog/tags/web-dev/', '/tags/Web%20Dev'],
    ['/tags/c++/', '/tags/C%2B%2B'],
    ['/tags/c', '/tags/C'],
    ['/author/ada-lovelace/', '/authors/Ada%20Lovelace'],
    ['/author/countess-7', '/authors/Ada%20Lovelace'],
    ['/category/am/', '/tags/Amplitude%20modulation'],
    ['/tag/am-2', '/tags/AM'],
    ['/search/label/web-dev', '/tags/Web%20Dev'],
    ['/search/label/Web%20Dev', '/tags/Web%20Dev'],
    ['/tagged/web-dev', '/tags/Web%20Dev'],
    ['/tags/web-dev/rss.xml', '/tags/Web%20Dev/rss.xml'],
    ['/tags/web-dev+node-js', '/tags/Node.js+Web%20Dev'],
    ['/rss.xml?not=web-dev', '/rss.xml?not=Web+Dev'],
  ])('redirects %s to %s', async (old, here) => {
    expect(await answer(app, old)).toBe(`308 ${here}`);
    expect(await answer(app, here)).toBe('200');
  });

  it('keeps the feed of a tag that has no entries any more, although another has the same slug', async () => {
    const { lock } = publish([anEntry('a', { tags: ['C'] }), anEntry('b', { tags: ['C++'] })]);
    const app = serve(publish([anEntry('a'), anEntry('b', { tags: ['C++'] })], { lock }).archive).app;
    expect(await answer(app, '/tags/C/rss.xml')).toBe('200');
  });
});

describe('any permalink', () => {
  const text = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('a', 'A b', '1.0', 'é', '%', '?#', 'x+y', '.md', '.html'),
    )
    .map((each) => each.replace(/[\p{Cc}\p{Cs}]/gu, ''));
  const patterns = [
    '/:year/:month/:day/:slug/',
    '/blog/:title',
    '/:slug.html',
    '/:categories/:post_title/',
    '/:path/',
  ];

  it('is one address, at which the post is found in every form that clients send', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record({ slug: text, title: text, category: text, name: text }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.constantFrom(...patterns),
        fc.constantFrom('gfm', 'jekyll', 'hugo'),
        async ({ slug, title, category, name }, date, permalink, markdown) => {
          const fields = { ...(slug !== '' && { slug }), title, categories: [category] };
          const settings = settingsFor({ permalink, markdown, timeZone: 'Asia/Kolkata' });
          const facts = {
            file: `${name.replaceAll('/', '')}x.md`.normalize('NFC'),
            name: `${name}x`,
            fields,
            date,
          };
          const path = orNothing(() => permalinkOf(facts, settings));
          // The compiler reports such an address.
          if (path === undefined || /^\/?$/.test(path)) return;
          found += 1;
          const entry = anEntry('a', { path: encodePermalink(path) });
          const { app } = anApp([entry], { paths: { a: path } });
          expect([entry.path, await answer(app, entry.path)]).toEqual([entry.path, '200']);
          expect(await answer(app, markdownPath(entry.path))).toBe('200');
          const forms = ['NFC', 'NFD'].map((form) => encodePath(path.normalize(form)));
          for (const form of forms)
            expect([form, await answer(app, form)]).toEqual([
              form,
              form === entry.path ? '200' : `308 ${entry.path}`,
            ]);
        },
      ),
      runs(150),
    );
    expect(found).toBeGreaterThan(100);
  });
});

function orNothing<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
