// Jekyll: what it makes of a file, as Jekyll 4.3 says of the same files.

import { describe, expect, it } from 'vitest';
import { hostRedirects } from '../../../src/import/generators/host-redirects.ts';
import { jekyll } from '../../../src/import/generators/jekyll.ts';
import { withOldRedirects } from '../../../src/import/generators/old-redirects.ts';
import { rubyDate } from '../../../src/import/generators/ruby-dates.ts';
import { siteFolder } from '../../../src/import/generators/site-folder.ts';
import { treeOf } from '../a-tree.ts';

type Files = Readonly<Record<string, string>>;

const read = (files: Files) => jekyll.read(siteFolder(treeOf(files)));
const post = (fields = '') => `---\n${fields}---\nA text of a few words.\n`;

async function only(config: string, file: string, fields = '') {
  const { posts } = await read({ '_config.yml': config, [file]: post(fields) });
  return posts[0];
}

describe('a page of Jekyll is at', () => {
  it.each<[string, string, string, string]>([
    ['', 'docs/index.md', '', '/docs/'],
    ['permalink: pretty', 'docs/index.md', '', '/docs/'],
    ['permalink: /news/:title.html', 'docs/guide.md', '', '/docs/guide'],
    ['permalink: /news/:title/', 'docs/guide.md', '', '/docs/guide/'],
    ['permalink: weekdate', 'docs/guide.md', '', '/docs/guide'],
    ['', 'docs/Some Page.md', '', '/docs/Some Page.html'],
    ['', 'docs/guide.md', 'permalink: /:path/:basename/\n', '/docs/guide/'],
    ['include: [_pages]', '_pages/about.md', '', '/_pages/about.html'],
    ['include: [_extra/one.md]', '_extra/one.md', '', '/_extra/one.html'],
    ['', 'LICENSE.md', '', '/LICENSE.html'],
  ])('%s: %s %s', async (config, file, fields, path) => {
    expect((await only(config, file, fields))?.path).toBe(path);
  });
});

describe('a document of a collection is at', () => {
  const collection = (more = '') => `collections: {recipes: {output: true${more}}}`;
  it.each<[string, string, string]>([
    [`permalink: /:title/\n${collection()}`, '_recipes/soup.md', '/recipes/soup/'],
    [`permalink: /:title.html\n${collection()}`, '_recipes/soup.md', '/recipes/soup'],
    [collection(), '_recipes/deep/Big Stew.md', '/recipes/deep/Big Stew.html'],
    [collection(', permalink: "/c/:name"'), '_recipes/Big_Stew.md', '/c/big-stew'],
    [`collections_dir: all\n${collection()}`, 'all/_recipes/soup.md', '/recipes/soup.html'],
  ])('%s: %s', async (config, file, path) => {
    expect((await only(config, file))?.path).toBe(path);
  });
});

describe('a post of Jekyll is at', () => {
  const name = '_posts/2020-01-02-A_b.md';
  it.each<[string, string, string, string]>([
    ['permalink: /:name/', name, '', '/2020-01-02-a-b/'],
    ['permalink: /:year_:title', name, '', '/2020_A_b'],
    ['permalink: /:path/', '_posts/x/2020-01-02-a.md', '', '/x/2020-01-02-a/'],
    ['permalink: none', name, 'category: x\ncategories: [y, Z]\n', '/y/z/x/A_b.html'],
    ['permalink: none\ndefaults: [{values: {categories: [x]}}]', name, 'categories: y\n', '/x/y/A_b.html'],
    ['', name, 'permalink: /o/:categories/:slug\ncategories: x\n', '/o/x/a-b'],
    ['permalink: none', '_posts/2020-01-02-v1..2.md', '', '/v1/2.html'],
    ['collections_dir: all\npermalink: none', 'all/x/_posts/2020-01-02-a.md', '', '/x/a.html'],
    ['', '_posts/98-1-2-a.md', '', '/1998/01/02/a.html'],
    ['', name, 'title: One\ntitle: Two\ndate: 2019-05-06\n', '/2019/05/06/A_b.html'],
    ['defaults: [{scope: {path: _posts}, values: {permalink: "/d/:title"}}]', name, 'permalink:\n', '/d/A_b'],
    [
      'defaults: [{scope: {path: ""}, values: {permalink: /one}}, {scope: {path: _po}, values: {permalink: /two}}, {values: {permalink: /three}}]',
      name,
      '',
      '/two',
    ],
    [
      'defaults: [{scope: {path: "", type: post}, values: {permalink: /one}}, {scope: {path: ""}, values: {permalink: /two}}]',
      name,
      '',
      '/one',
    ],
  ])('%s: %s %s', async (config, file, fields, path) => {
    expect((await only(config, file, fields))?.path).toBe(path);
  });

  it('an address of the pattern in the defaults, which becomes that of the site', async () => {
    const { permalink } = await read({
      '_config.yml':
        'permalink: /:title\ndefaults: [{scope: {path: ""}, values: {permalink: "/:year/:title/"}}]',
      '_posts/2020-01-02-a.md': post(),
    });
    expect(permalink).toBe('/:year/:title/');
  });
});

describe('Jekyll leaves out', () => {
  it.each<[string, string]>([
    ['exclude: [docs/]', 'docs/a.md'],
    ['exclude: ["*.tmp.md"]', 'docs/a.tmp.md'],
    ['exclude: [out]', 'outside/a.md'],
    ['exclude: [x/_posts/2020]', 'x/_posts/2020-01-02-a.md'],
    ['', 'vendor/bundle/a.md'],
    ['', '_pages/a.md'],
    ['', 'a/_x/_posts/2020-01-02-a.md'],
    ['collections_dir: all', '_posts/2020-01-02-a.md'],
    ['collections: {c: {output: true}}', '_c/_a.md'],
    ['collections: {c: {output: false}}', '_c/a.md'],
  ])('%s: %s', async (config, file) => {
    expect(await only(config, file)).toBeUndefined();
  });

  it('no document of a collection without front matter, which it copies', async () => {
    const { posts, files } = await read({
      '_config.yml': 'permalink: /:title/\ncollections: {c: {output: true, permalink: "/d/:path/"}}',
      '_c/x/README.md': 'Text.',
      '_c/x/a.png': '',
    });
    expect(posts).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual(['public/d/x/README.md', 'public/d/x/a.png']);
  });
});

describe('a date is to Ruby, in Tokyo,', () => {
  it.each<[string, boolean, string]>([
    ['2015-01-28 10:00:00', false, '2015-01-28T10:00:00Z'],
    ['2015-01-28 10:00:00', true, '2015-01-28T01:00:00Z'],
    ['2015-01-28 10:00', false, '2015-01-28T01:00:00Z'],
    ['2015-1-8 3:04:05', false, '2015-01-08T03:04:05Z'],
    ['2015-01-28', false, '2015-01-27T15:00:00Z'],
    ['2015-01-28 10:00:00 -0600', false, '2015-01-28T16:00:00Z'],
    ['2015-01-28 18:30:22 2015 -0800', false, '2015-01-28T09:30:22Z'],
    ['11-9-2017', false, '2017-09-10T15:00:00Z'],
    ['11/9/2017', false, '2017-09-10T15:00:00Z'],
    ['16-01-05', false, '2016-01-04T15:00:00Z'],
    ['98-01-05', false, '1998-01-04T15:00:00Z'],
    ['20150128', false, '2015-01-27T15:00:00Z'],
    ['2015/01/28 10:00 pm', false, '2015-01-28T13:00:00Z'],
    ['Wed Jan 28 10:00:00 CET 2015', false, '2015-01-28T01:00:00Z'],
    ['2015-01-28 10:00:00 EST', false, '2015-01-28T15:00:00Z'],
    ['2015-01-28 10:00:00 Europe/Berlin', false, '2015-01-28T01:00:00Z'],
    ['28 Jan 2015', false, '2015-01-27T15:00:00Z'],
    ['Wed, 28 Jan 2015 10:00:00 GMT', false, '2015-01-28T10:00:00Z'],
  ])('%s (in quotes: %s) %s', (text, isQuoted, moment) => {
    expect(rubyDate(text, isQuoted, 'Asia/Tokyo')).toBe(Date.parse(moment));
  });
});

describe('a post of Jekyll', () => {
  it('has the title of its file when it has none', async () => {
    expect((await only('', '_posts/2020-01-02-the-first-DAY.md', 'title:\n'))?.inherited?.title).toBe(
      'The First Day',
    );
  });

  it('has the categories of the defaults besides its own', async () => {
    const config = 'defaults: [{scope: {path: ""}, values: {categories: [x], tags: [t]}}]';
    const { inherited } =
      (await only(config, '_posts/2020-01-02-a.md', 'categories: [y]\ntags: [u]\n')) ?? {};
    expect(inherited).toMatchObject({ categories: ['x', 'y'] });
    expect(inherited).not.toHaveProperty('tags');
  });

  it('with `draft: true` is served, but in no feed', async () => {
    expect(await only('', '_posts/2020-01-02-a.md', 'draft: true\n')).toMatchObject({
      kind: 'page',
      draft: false,
      path: '/2020/01/02/a.html',
    });
  });
});

describe('the old addresses of a post of Jekyll', () => {
  it('are below the folder of the site', async () => {
    const found = await only('baseurl: /b', '_posts/2020-01-02-a.md', 'redirect_from: [/x/, y]\n');
    expect(found?.aliases).toEqual(['/b/x/', '/b/y']);
  });
});

describe('pages in HTML', () => {
  const words = 'One of many words. '.repeat(8);
  it.each<[string, string, boolean]>([
    ['a text', `<p>${words}</p>`, true],
    ['a template', `<p>${words}{{ page.title }}</p>`, false],
    ['a design', `<style>a{}</style><p>${words}</p>`, false],
    ['hardly a word', '<p>Soon.</p>', false],
  ])('%s', async (_, body, isTaken) => {
    const { posts } = await read({ '_config.yml': '', 'a.html': `---\ntitle: A\n---\n${body}` });
    expect(posts.length).toBe(isTaken ? 1 : 0);
  });
});

it('a page of Jekyll begins with nothing but three hyphens', async () => {
  const { posts } = await read({
    '_config.yml': '',
    'a.md': ' ---\ntitle: A\n---\nText.',
    'b.md': '+++\n+++\nText.',
  });
  expect(posts).toEqual([]);
});

describe('feeds of Jekyll', () => {
  const feed = '<feed>{% for post in site.posts %}<id>{{ post.url }}</id>{% endfor %}</feed>';
  it.each<[string, Files, Record<string, string>]>([
    [
      'of its plugin',
      { '_config.yml': 'plugins: [jekyll-feed]\nfeed: {categories: [a], tags: {path: t/}}' },
      { '/feed.xml': 'atom', '/feed/:category.xml': 'atom', '/t/:tag.xml': 'atom' },
    ],
    [
      'for each language, by a layout',
      {
        '_config.yml': '',
        '_layouts/news.rss': feed,
        'en/feeds/news.rss': '---\nlayout: news\nlang: en\n---\n',
        'ja/feeds/news.rss': '---\nlayout: news\nlang: ja\n---\n',
      },
      { '/:lang/feeds/news.rss': 'atom' },
    ],
    [
      'in a folder that is included',
      {
        '_config.yml': 'include: [_pages]',
        '_pages/feed.xml': `---\npermalink: /news.xml\n---\n${feed}`,
      },
      { '/news.xml': 'atom' },
    ],
  ])('%s', async (_, files, feeds) => {
    expect((await read({ ...files, '_posts/2020-01-02-a.md': post() })).feeds).toEqual(feeds);
  });
});

describe('addresses that led to a post become its aliases', () => {
  const target = '/2020/01/02/a.html';
  it.each<[string, Files, readonly string[] | undefined]>([
    ['a page with redirect_to', { 'old.html': `---\nredirect_to: ${target}\n---\n` }, ['/old.html']],
    [
      'a page that reloads',
      { 'old.html': `---\n---\n<meta http-equiv="refresh" content="0; url=${target}">` },
      ['/old.html'],
    ],
    [
      '_redirects',
      { _redirects: '# moved\n/old /2020/01/02/a 301\n/x /y\n/z/* /2020/01/02/a 302' },
      ['/old'],
    ],
    ['_redirects that answers 200', { _redirects: '/old /2020/01/02/a 200' }, undefined],
    ['netlify.toml', { 'netlify.toml': `[[redirects]]\nfrom = "/old"\nto = "${target}"` }, ['/old']],
    [
      'vercel.json',
      { 'vercel.json': `{"redirects": [{"source": "/old", "destination": "https://a.example${target}"}]}` },
      ['/old'],
    ],
    [
      'the address of another post',
      { _redirects: `/2020/01/02/b ${target}`, '_posts/2020-01-02-b.md': post() },
      undefined,
    ],
  ])('%s', async (_, files, aliases) => {
    const folder = siteFolder(treeOf({ '_config.yml': '', '_posts/2020-01-02-a.md': post(), ...files }));
    const redirects = await hostRedirects(folder);
    const { posts } = withOldRedirects(await jekyll.read(folder), redirects, 'https://a.example').site;
    expect(posts[0]?.aliases).toEqual(aliases);
  });

  it('besides its own, and a page that leads elsewhere is reported', async () => {
    const folder = siteFolder(
      treeOf({
        '_config.yml': '',
        '_posts/2020-01-02-a.md': post('aliases: [/own]\n'),
        _redirects: `/old ${target}`,
        'away.html': '---\nredirect_to: https://b.example/\n---\n',
      }),
    );
    const redirects = await hostRedirects(folder);
    const { posts, skipped } = withOldRedirects(await jekyll.read(folder), redirects, undefined).site;
    expect(posts[0]?.aliases).toEqual(['/own', '/old']);
    expect(skipped).toEqual([{ source: 'away.html', reason: 'it only leads to an address that is no post' }]);
  });
});
