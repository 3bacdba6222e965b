// Programs whose posts have addresses by a pattern: Pelican, Nikola, MkDocs, Middleman, Bridgetown, Lume and Gridsome.

import { describe, expect, it } from 'vitest';
import type { FoundSite } from '../../../src/import/generators/generator.ts';
import { findGenerator } from '../../../src/import/generators/generators.ts';
import { withDotsAsFront, withHeaderAsFront } from '../../../src/import/generators/header-lines.ts';
import { pythonSettings } from '../../../src/import/generators/python-literals.ts';
import { treeOf } from '../a-tree.ts';

type Files = Readonly<Record<string, string>>;

async function siteOf(files: Files): Promise<FoundSite & { readonly name: string }> {
  const found = await findGenerator(treeOf(files));
  if (!found) throw new Error('no generator');
  return { name: found.generator.name, ...(await found.generator.read(found.folder)) };
}

/** The program, and its posts as lines: `post /path/ 2020-01-02`. */
async function linesOf(files: Files): Promise<string[]> {
  const { name, posts } = await siteOf(files);
  return [
    name,
    ...posts.map(({ kind, draft, path, date }) =>
      [draft ? 'draft' : kind, path, date === undefined ? '' : new Date(date).toISOString().slice(0, 10)]
        .join(' ')
        .trim(),
    ),
  ];
}

const post = (fields = '') => `---\ntitle: A Post\ndate: 2020-01-02\n${fields}---\nText.\n`;

describe('the posts of', () => {
  it.each<[string, Files, string[]]>([
    [
      'Pelican have the name of their title',
      {
        'pelicanconf.py': 'PATH = "content"',
        'content/a.md': 'Title: A Post, at last\nDate: 2020-01-02\n\nText.\n',
      },
      ['Pelican', 'post /a-post-at-last.html 2020-01-02'],
    ],
    [
      'Pelican follow its patterns',
      {
        'pelicanconf.py':
          "ARTICLE_URL = 'b/{date:%Y}/{date:%m}/{category}/{slug}/'\nPAGE_URL = '{slug}/'\nSITEURL = ''\nTIMEZONE = 'Europe/Paris'\nARTICLE_PATHS = ['posts']",
        'publishconf.py': "SITEURL = 'https://a.example'",
        'content/posts/Big Things/a.md': 'Title: A\nDate: 2020-01-02 10:00\nSlug: own\n\nText.\n',
        'content/pages/about.md': 'Title: About\n\nText.\n',
      },
      ['Pelican', 'page /about/', 'post /b/2020/01/big-things/own/ 2020-01-02'],
    ],
    [
      'Pelican may be drafts',
      { 'pelicanconf.py': 'X = 1', 'content/a.md': 'Title: A\nDate: 2020-01-02\nStatus: draft\n\nText.\n' },
      ['Pelican', 'draft /a.html 2020-01-02'],
    ],
    [
      'Nikola',
      {
        'conf.py':
          'POSTS = (\n    ("posts/*.rst", "blog", "post.tmpl"),\n    ("posts/*.md", "blog", "post.tmpl"),\n)\n',
        'posts/2020/a.md':
          '<!--\n.. title: A\n.. slug: own\n.. date: 2020-01-02 10:00:00 UTC\n-->\n\nText.\n',
      },
      ['Nikola', 'post /blog/2020/own/ 2020-01-02'],
    ],
    [
      'Nikola with the ending of files',
      {
        'conf.py': 'PRETTY_URLS = False\nPOSTS = [("posts/*.md", "", "post.tmpl")]\n',
        'posts/a.md': '.. title: A\n.. date: 2020-01-02\n\nText.\n',
      },
      ['Nikola', 'post /a.html 2020-01-02'],
    ],
    [
      'MkDocs have the day and the name of their title',
      {
        'mkdocs.yml': 'site_url: https://a.example/b/\nplugins:\n  - search\n  - blog\nx: !ENV [A, b]\n',
        'docs/blog/posts/a.md':
          '---\ndate:\n  created: 2020-01-02\n  updated: 2021-01-01\n---\n\n# A `Post`: 2.0\n\nText.\n',
      },
      ['MkDocs', 'post /b/blog/2020/01/02/a-post-20/ 2020-01-02'],
    ],
    [
      'MkDocs follow the options of its plugin',
      {
        'mkdocs.yml':
          'plugins:\n  - blog:\n      blog_dir: .\n      post_url_format: "{date}/{file}"\n      post_url_date_format: yyyy\n',
        'docs/posts/a.md': post(),
      },
      ['MkDocs', 'post /2020/a/ 2020-01-02'],
    ],
    [
      'Middleman',
      {
        'config.rb':
          "activate :directory_indexes\nactivate :blog do |blog|\n  blog.prefix = 'news'\n  # blog.permalink = 'x'\n  blog.permalink = '{year}/{title}.html'\nend\nset :url_root, 'https://a.example'\n",
        'source/news/2020-01-02-a-name.html.markdown': post(),
        'source/about.html.md': '---\ntitle: About\n---\nText.\n',
      },
      ['Middleman', 'page /about/', 'post /news/2020/a-name/ 2020-01-02'],
    ],
    [
      'Middleman without settings',
      {
        'config.rb': 'activate :blog do |blog|\nend\n',
        'source/2020-01-02-a.html.md': post(),
      },
      ['Middleman', 'post /2020/01/02/a.html 2020-01-02'],
    ],
    [
      'Bridgetown have the category of their folder',
      {
        'bridgetown.config.yml': 'permalink: simple\nurl: https://a.example\n',
        'src/_posts/_defaults.yml': 'category: Big News\n',
        'src/_posts/2020-01-02-a.md': post(),
        'src/_posts/2020-01-02-b.md': post('category: other\n'),
      },
      ['Bridgetown', 'post /big-news/a/ 2020-01-02', 'post /other/b/ 2020-01-02'],
    ],
    [
      'Bridgetown in its usual place',
      { 'bridgetown.config.yml': '', 'src/_posts/2020-01-02-a.md': post() },
      ['Bridgetown', 'post /2020/01/02/a/ 2020-01-02'],
    ],
    [
      'Lume',
      {
        '_config.ts':
          'import lume from "lume/mod.ts";\nconst site = lume({ src: "./src", location: new URL("https://a.example/b/") });\nsite.use(feed({ output: ["/blog.rss"] }));\nexport default site;',
        'src/_data.yml': 'lang: de\n',
        'src/posts/2020-01-02_a.md': post(),
        'src/posts/b.md': post('url: /own/\n'),
        'src/posts/c.md': post('basename: ../c\n'),
        'src/drafts/_data.yml': 'draft: true\n',
        'src/drafts/d.md': post(),
      },
      [
        'Lume',
        'draft /b/drafts/d/ 2020-01-02',
        'post /b/posts/a/ 2020-01-02',
        'post /b/own/ 2020-01-02',
        'post /b/c/ 2020-01-02',
      ],
    ],
    [
      'Lume without pretty addresses',
      {
        '_config.ts': 'import lume from "lume/mod.ts";\nexport default lume({ prettyUrls: false });',
        'posts/a.md': post(),
      },
      ['Lume', 'post /posts/a.html 2020-01-02'],
    ],
    [
      'Gridsome follow its templates',
      {
        'gridsome.config.js':
          "module.exports = { templates: { Post: '/blog/:year/:month/:slug' }, plugins: [{ use: '@gridsome/source-filesystem', options: { path: './posts/**/*.md', typeName: 'Post' } }] }",
        'posts/a.md': post(),
      },
      ['Gridsome', 'post /blog/2020/01/a-post/ 2020-01-02'],
    ],
    [
      'VuePress follow the options of its plugin for blogs',
      {
        '.vuepress/config.js':
          "module.exports = { plugins: [['@vuepress/blog', { directories: [{ id: 'post', dirname: '_posts', itemPermalink: '/p/:year/:slug' }] }]] }",
        '_posts/2020-01-02-a.md': post(),
      },
      ['VitePress', 'post /p/2020/a/ 2020-01-02'],
    ],
    [
      'VuePress follow the theme for blogs',
      { '.vuepress/config.js': "module.exports = { theme: '@vuepress/theme-blog' }", '_posts/a.md': post() },
      ['VitePress', 'post /2020/01/02/a/ 2020-01-02'],
    ],
  ])('%s', async (_, files, lines) => {
    expect(await linesOf(files)).toEqual(lines);
  });
});

it('Pelican has its title, feeds, static files and links', async () => {
  const site = await siteOf({
    'pelicanconf.py':
      "SITENAME = u'A' 'B'  # two parts\nAUTHOR = \"Ada\"\nSTATIC_PATHS = ['images', 'extra/CNAME']\nEXTRA_PATH_METADATA = {'extra/CNAME': {'path': 'CNAME'},}\nFEED_ALL_ATOM = None\n",
    'publishconf.py': "FEED_ALL_ATOM = 'feeds/all.atom.xml'\nFEED_RSS = 'rss.xml'\n",
    'content/images/a.png': '',
    'content/extra/CNAME': 'a.example',
    'content/a.md':
      'Title: A\nDate: 2020-01-02\nTags: one two, three\n\n[b]({filename}/sub/b.md#x) ![]({static}/images/a.png) [c](|filename|sub/b.md) [t]({tag}Big One)\n',
    'content/sub/b.md': 'Title: B\nDate: 2020-01-02\n\n![]({attach}b.png)\n',
    'content/sub/b.png': '',
  });
  expect([site.title, site.author?.name, site.feeds]).toEqual([
    'AB',
    'Ada',
    { '/feeds/all.atom.xml': 'atom', '/rss.xml': 'rss' },
  ]);
  expect(site.files.map(({ path }) => path)).toEqual([
    'posts/sub/b.png',
    'public/CNAME',
    'public/images/a.png',
  ]);
  expect(site.posts.map(({ text }) => text)).toEqual([
    '---\ntitle: A\ndate: 2020-01-02\ntags:\n  - one two\n  - three\n---\n\n[b](./sub/b.md#x) ![](/images/a.png) [c](./sub/b.md) [t](/tag/big.html One)\n',
    '---\ntitle: B\ndate: 2020-01-02\n---\n\n![](./b.png)\n',
  ]);
});

it('Pelican makes ids of the address and the day of the site', async () => {
  const { posts } = await siteOf({
    'pelicanconf.py': "SITEURL = 'https://a.example'\nTIMEZONE = 'Asia/Tokyo'\n",
    'content/a.md': 'Title: A b\nDate: 2020-01-02 03:00\n\nText.\n',
  });
  expect(posts.map(({ id }) => id)).toEqual(['tag:a.example,2020-01-02:/a-b.html']);
});

it('Lume has what its feed says of the site, and files that it copies', async () => {
  const site = await siteOf({
    '_config.ts': `import lume from "lume/mod.ts";
const site = lume({ src: "src" });
site.copy("static", ".");
site.use(feed({ output: "/f.json", info: { title: "A", description: "=description" } }));
export default site;`,
    'src/static/x/y.txt': '',
    'src/a.md': post(),
  });
  expect([site.title, site.description, site.feeds]).toEqual(['A', undefined, { '/f.json': 'json' }]);
  expect(site.files).toContainEqual({ source: 'src/static/x/y.txt', path: 'public/x/y.txt' });
});

describe('a setting in Python is', () => {
  it.each<[string, unknown]>([
    ["'a'", 'a'],
    ['u"a\\"b"', 'a"b'],
    ["r'a\\b'", 'a\\b'],
    ['"""a\nb"""', 'a\nb'],
    ["('a'\n 'b')", 'ab'],
    ["('a',)", ['a']],
    ["['a', # one\n 'b',\n]", ['a', 'b']],
    ["{'a': {'b': 1}, 'c': None}", { a: { b: 1 }, c: null }],
    ['-2.5', -2.5],
    ['True', true],
    ['os.environ["A"]', undefined],
    ["'a\n", undefined],
  ])('%s', (written, value) => {
    expect(pythonSettings(`A = ${written}\n`).A).toEqual(value);
  });
});

describe('a post without front matter', () => {
  it.each<[string, string]>([
    ['Title: A: b\nTags: x, y\n\nText: c', '---\ntitle: "A: b"\ntags:\n  - x\n  - y\n---\n\nText: c'],
    ['Title: A\nSummary: One\n    two\n\nText', '---\ntitle: A\nsummary: One two\n---\n\nText'],
    ['Note: this is text\nand goes on.', 'Note: this is text\nand goes on.'],
    ['---\ntitle: A\n---\nB: c\n\nText', '---\ntitle: A\n---\nB: c\n\nText'],
    ['Text', 'Text'],
  ])('has its header as front matter: %j', (text, made) => {
    expect(withHeaderAsFront(text)).toBe(made);
  });

  it.each<[string, string]>([
    [
      '<!--\n.. title: A\n.. tags: x\n.. category:\n-->\n\nText',
      '---\ntitle: A\ntags:\n  - x\n---\n\n\nText',
    ],
    ['.. title: A\n\nText', '---\ntitle: A\n---\n\nText'],
    ['<!-- a comment -->\nText', '<!-- a comment -->\nText'],
  ])('has its lines with dots as front matter: %j', (text, made) => {
    expect(withDotsAsFront(text)).toBe(made);
  });
});
