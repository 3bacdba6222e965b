// Generators: which of them a folder belongs to, and what each says of its posts.

import { describe, expect, it } from 'vitest';
import type { FoundSite } from '../../../src/import/generators/generator.ts';
import { findGenerator } from '../../../src/import/generators/generators.ts';
import { treeOf } from '../a-tree.ts';

type Files = Readonly<Record<string, string>>;

async function siteOf(files: Files): Promise<FoundSite & { readonly name: string }> {
  const found = await findGenerator(treeOf(files));
  if (!found) throw new Error('no generator');
  return { name: found.generator.name, ...(await found.generator.read(found.folder)) };
}

/** The first post of a site as a line: `post /path/ id date`, with what is not known left out. */
async function firstPost(files: Files): Promise<string> {
  const { posts } = await siteOf(files);
  const [post] = posts;
  if (!post) throw new Error('no post');
  const { kind, draft, path, id, date } = post;
  const day = date === undefined ? undefined : new Date(date).toISOString().replace(':00.000Z', 'Z');
  return [draft ? 'draft' : kind, path, id === path ? undefined : id, day]
    .filter((each) => each !== undefined)
    .join(' ');
}

const post = (fields = '') => `---\ntitle: A post\n${fields}---\nText.\n`;

describe('a folder is that of', () => {
  it.each<[string, Files]>([
    ['Jekyll', { '_config.yml': 'title: A', '_posts/2020-01-02-a.md': post() }],
    ['Jekyll', { '_posts/2020-01-02-a.md': post() }],
    ['Jekyll', { 'README.md': '# A', 'docs/_config.yml': 'title: A', 'docs/_posts/2020-01-02-a.md': post() }],
    ['Hexo', { '_config.yml': 'title: A', 'source/_posts/a.md': post() }],
    ['Hugo', { 'hugo.toml': 'title = "A"', 'content/a.md': post() }],
    ['Hugo', { 'config.yaml': 'title: A', 'content/posts/a.md': post() }],
    ['Hugo', { 'config/_default/hugo.toml': 'title = "A"', 'content/posts/a.md': post() }],
    ['Hugo', { 'README.md': '# A', 'site/hugo.toml': '', 'site/content/posts/a.md': post() }],
    ['Hugo', { 'archetypes/default.md': '', 'layouts/index.html': '', 'content/posts/a.md': post() }],
    ['Zola', { 'config.toml': 'base_url = "https://a.example"', 'content/a.md': post() }],
    ['Eleventy', { '.eleventy.js': 'module.exports = () => {}', 'posts/a.md': post() }],
    ['Eleventy', { 'eleventy.config.mjs': 'export default () => {}', 'posts/a.md': post() }],
    ['Astro', { 'astro.config.mjs': 'export default {}', 'src/content/blog/a.md': post() }],
    [
      'Gatsby',
      { 'gatsby-config.js': 'module.exports = {}', 'content/blog/a/index.md': post('date: 2020-01-02\n') },
    ],
    ['Next', { 'next.config.mjs': 'export default {}', 'posts/a.mdx': post('date: 2020-01-02\n') }],
    ['VitePress', { '.vitepress/config.ts': 'export default {}', 'posts/a.md': post('date: 2020-01-02\n') }],
    ['Docusaurus', { 'docusaurus.config.js': 'module.exports = {}', 'blog/2020-01-02-a.md': post() }],
    ['Next', { 'package.json': '{"dependencies":{"next":"1"}}', 'posts/a.mdx': post('date: 2020-01-02\n') }],
    ['Vite', { 'package.json': '{"devDependencies":{"vite-ssg":"1"}}', 'pages/posts/a.md': post() }],
    [
      'Jekyll',
      {
        'package.json': '{"devDependencies":{"vitepress":"1"}}',
        '_config.yml': 'title: A',
        '_posts/2020-01-02-a.md': post(),
      },
    ],
    ['VitePress', { 'package.json': '{}', 'docs/.vitepress/config.ts': '', 'docs/blog/a.md': post() }],
    ['Obsidian vault', { '.obsidian/app.json': '{}', 'A note.md': 'Text.' }],
    ['folder of Markdown', { 'a.md': post() }],
  ])('%s', async (name, files) => {
    expect((await siteOf(files)).name).toBe(name);
  });

  it('no generator when it has no Markdown', async () => {
    expect(await findGenerator(treeOf({ 'a.txt': 'Text.' }))).toBeUndefined();
  });
});

describe('Jekyll has', () => {
  const jekyll = (config: string, file: string, fields = '') =>
    firstPost({ '_config.yml': config, [file]: post(fields) });

  it.each<[string, string, string, string, string]>([
    [
      'the style date',
      '',
      '_posts/2020-01-02-A_b.md',
      '',
      'post /2020/01/02/A_b.html /2020/01/02/A_b 2020-01-02T00:00Z',
    ],
    [
      'the style pretty',
      'permalink: pretty',
      '_posts/2020-01-02-a.md',
      '',
      'post /2020/01/02/a/ /2020/01/02/a 2020-01-02T00:00Z',
    ],
    ['a pattern', 'permalink: /blog/:title', '_posts/2020-01-02-a.md', '', 'post /blog/a 2020-01-02T00:00Z'],
    [
      'categories of a field',
      'permalink: none',
      '_posts/2020-01-02-a.md',
      'categories: One two\n',
      'post /one/two/a.html /one/two/a 2020-01-02T00:00Z',
    ],
    [
      'categories of a folder',
      'permalink: none',
      'ja/news/_posts/2020-01-02-a.md',
      '',
      'post /ja/news/a.html /ja/news/a 2020-01-02T00:00Z',
    ],
    [
      'an address of its own',
      '',
      '_posts/2020-01-02-a.md',
      'permalink: /x/y/\n',
      'post /x/y/ /x/a 2020-01-02T00:00Z',
    ],
    [
      'a slug of its own',
      '',
      '_posts/2020-01-02-a.md',
      'slug: b\n',
      'post /2020/01/02/b.html /2020/01/02/b 2020-01-02T00:00Z',
    ],
    [
      'a time without an offset in UTC',
      'timezone: America/New_York',
      '_posts/2020-01-02-a.md',
      'date: 2020-01-02 03:00:00\n',
      'post /2020/01/01/a.html /2020/01/01/a 2020-01-02T03:00Z',
    ],
    [
      'a day in its time zone',
      'timezone: America/New_York',
      '_posts/2020-01-02-a.md',
      '',
      'post /2020/01/02/a.html /2020/01/02/a 2020-01-02T05:00Z',
    ],
    [
      'a folder for the whole site',
      'baseurl: /b',
      '_posts/2020-01-02-a.md',
      '',
      'post /b/2020/01/02/a.html /b/2020/01/02/a 2020-01-02T00:00Z',
    ],
    [
      'a permalink in its defaults',
      'defaults: [{scope: {path: _posts}, values: {permalink: "/d/:title/"}}]',
      '_posts/2020-01-02-a.md',
      '',
      'post /d/a/ /d/a 2020-01-02T00:00Z',
    ],
    ['drafts', '', '_drafts/a.md', '', 'draft'],
    [
      'posts that are not published',
      '',
      '_posts/2020-01-02-a.md',
      'published: false\n',
      'draft /2020/01/02/a.html /2020/01/02/a 2020-01-02T00:00Z',
    ],
    ['pages', '', 'about.md', '', 'page /about.html /about'],
    ['pages in the style pretty', 'permalink: pretty', 'x/about.md', '', 'page /x/about/ /x/about'],
    [
      'collections with dates in the names',
      'collections: {news: {output: true, permalink: "/:year/:title/"}}',
      '_news/2020-01-02-v1.0-released.md',
      '',
      'page /2020/v1.0-released/ /2020/v1.0-released 2020-01-02T00:00Z',
    ],
    [
      'a collection with the name pages',
      'collections: {pages: {output: true, permalink: "/:path/"}}',
      '_pages/install/linux.md',
      '',
      'page /install/linux/ /install/linux',
    ],
    [
      'collections',
      'collections: {docs: {output: true}}',
      '_docs/x/a.md',
      '',
      'page /docs/x/a.html /docs/x/a',
    ],
  ])('%s', async (_, config, file, fields, line) => {
    expect(await jekyll(config, file, fields)).toBe(line);
  });

  it('the addresses as ids when its own template says so', async () => {
    const feed =
      '---\n---\n<rss>{% for post in site.posts %}<guid>{{ post.url | absolute_url }}</guid>{% endfor %}</rss>';
    const { posts, feeds } = await siteOf({
      '_config.yml': '',
      '_posts/2020-01-02-a.md': post(),
      'rss-feed.xml': feed,
    });
    expect(posts[0]?.id).toBe('/2020/01/02/a.html');
    expect(feeds).toEqual({ '/rss-feed.xml': 'rss' });
  });

  it('what is left out, with the reason', async () => {
    const { skipped, posts } = await siteOf({
      '_config.yml': '',
      '_posts/no-date.md': post(),
      'index.md': post(),
      'archive.md': '---\ntitle: All\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n',
      'tags.html': '---\ntitle: Tags\n---\n',
    });
    expect(posts).toEqual([]);
    expect(skipped.map(({ source, reason }) => `${source}: ${reason}`)).toEqual([
      '_posts/no-date.md: its name has no date, so Jekyll leaves it out, too',
      'archive.md: it is a template that the generator fills in',
      'index.md: Longwave has its own page there',
      'tags.html: it is a template that the generator fills in',
    ]);
  });

  it('files that are served as they are, and those that are not', async () => {
    const { files } = await siteOf({
      '_config.yml': 'exclude: [src]',
      '_posts/2020-01-02-a.md': post(),
      'images/a.png': '',
      CNAME: 'a.example',
      'src/x.js': '',
      Gemfile: '',
      '_sass/x.scss': '',
      '.well-known/x': '',
    });
    expect(files.map(({ path }) => path).sort()).toEqual([
      'public/.well-known/x',
      'public/CNAME',
      'public/images/a.png',
    ]);
  });
});

describe('Hugo has', () => {
  const date = 'date: 2020-01-02\n';
  it.each<[string, string, string, string, string]>([
    ['its sections', '', 'content/posts/Big Name.md', date, 'post /posts/big-name/ 2020-01-02T00:00Z'],
    ['bundles', '', 'content/posts/a/index.md', date, 'post /posts/a/ 2020-01-02T00:00Z'],
    [
      'slugs',
      '',
      'content/posts/a.md',
      `${date}slug: Some Thing\n`,
      'post /posts/some-thing/ 2020-01-02T00:00Z',
    ],
    [
      'addresses of their own',
      '',
      'content/posts/a.md',
      `${date}url: /x/y.html\n`,
      'post /x/y.html 2020-01-02T00:00Z',
    ],
    [
      'permalinks of a section',
      '[permalinks]\nposts = "/:year/:month/:title/"',
      'content/posts/a.md',
      date,
      'post /2020/01/a-post/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks of newer versions',
      '[permalinks.page]\nposts = "/:year/:contentbasename/"',
      'content/posts/a.md',
      date,
      'post /2020/a/ 2020-01-02T00:00Z',
    ],
    ['ugly addresses', 'uglyURLs = true', 'content/posts/a.md', date, 'post /posts/a.html 2020-01-02T00:00Z'],
    [
      'a folder for the whole site',
      'baseURL = "https://a.example/b/"',
      'content/posts/a.md',
      date,
      'post /b/posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'a time zone',
      'timeZone = "America/New_York"',
      'content/posts/a.md',
      date,
      'post /posts/a/ 2020-01-02T05:00Z',
    ],
    [
      'dates in names, if it is told to',
      '[frontmatter]\ndate = [":filename", ":default"]',
      'content/posts/2020-01-02-a.md',
      '',
      'post /posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'dates in names that are names',
      '',
      'content/posts/2020-01-02-a.md',
      date,
      'post /posts/2020-01-02-a/ 2020-01-02T00:00Z',
    ],
    ['pages', '', 'content/about.md', '', 'page /about/'],
    [
      'pages outside of its main sections',
      '[params]\nmainSections = ["posts"]',
      'content/talks/a.md',
      date,
      'page /talks/a/ 2020-01-02T00:00Z',
    ],
    ['drafts', '', 'content/posts/a.md', `${date}draft: true\n`, 'draft /posts/a/ 2020-01-02T00:00Z'],
    [
      'other languages',
      '[languages.en]\n[languages.fr]',
      'content/posts/a.fr.md',
      date,
      'post /fr/posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'languages with folders',
      '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"',
      'content/fr/posts/a.md',
      date,
      'post /fr/posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'addresses of their own in other languages, with the language if they begin with a slash',
      '[languages.en]\n[languages.fr]',
      'content/posts/a.fr.md',
      `${date}url: /x/\n`,
      'post /x/ 2020-01-02T00:00Z',
    ],
  ])('%s', async (_, config, file, fields, line) => {
    expect(await firstPost({ 'hugo.toml': config, [file]: post(fields) })).toBe(line);
  });

  it('a feed for each language, if there are posts in several', async () => {
    const config = "baseURL = 'https://a.example/b/'\nlanguageCode = 'en-us'\n[languages.en]\n[languages.fr]";
    const english = { 'hugo.toml': config, 'content/posts/a.md': post('date: 2020-01-02\n') };
    expect((await siteOf(english)).feeds).toEqual({ '/b/index.xml': 'rss' });
    expect((await siteOf({ ...english, 'content/posts/a.fr.md': post('date: 2020-01-02\n') })).feeds).toEqual(
      {
        '/b/index.xml': 'rss of language en-US',
        '/b/fr/index.xml': 'rss of language fr',
      },
    );
  });

  it('files of their own for languages with folders', async () => {
    const { posts } = await siteOf({
      'hugo.toml': '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"',
      'content/en/about.md': post(),
      'content/fr/about.md': post(),
    });
    expect(posts.map(({ file }) => file)).toEqual(['about.md', 'fr/about.md']);
  });

  it('files of the folder static, and those beside posts', async () => {
    const { files } = await siteOf({
      'hugo.toml': '',
      'static/a/b.png': '',
      'content/posts/x/index.md': post(date),
      'content/posts/x/c.png': '',
    });
    expect(files.map(({ source, path }) => `${source} ${path}`)).toEqual([
      'static/a/b.png public/a/b.png',
      'content/posts/x/c.png posts/posts/x/c.png',
      'content/posts/x/c.png public/posts/x/c.png',
    ]);
  });

  it('people in its data', async () => {
    const { people } = await siteOf({
      'hugo.toml': '',
      'content/a.md': post(),
      'data/authors/ada.yml': 'name: Ada\nurl: https://ada.example/\nemail: ada@ada.example\n',
    });
    expect(people).toEqual([{ key: 'ada', name: 'Ada', url: 'https://ada.example/' }]);
  });
});

describe('Zola has', () => {
  const date = 'date: 2020-01-02\n';
  it('feeds for each language, if there are posts in several', async () => {
    const config = 'base_url = "https://a.example/b"\ngenerate_feeds = true\n[languages.ko]\n[languages.fr]';
    const english = { 'zola.toml': config, 'content/a.md': post('date: 2020-01-02\n') };
    expect((await siteOf(english)).feeds).toEqual({ '/b/atom.xml': 'atom' });
    expect((await siteOf({ ...english, 'content/a.ko.md': post('date: 2020-01-02\n') })).feeds).toEqual({
      '/b/atom.xml': 'atom of language en',
      '/b/ko/atom.xml': 'atom of language ko',
    });
  });

  it.each<[string, string, string, string, string]>([
    ['its sections', '', 'content/blog/Some Post.md', date, 'post /blog/some-post/ 2020-01-02T00:00Z'],
    ['dates in names', '', 'content/2020-01-02-a.md', '', 'post /a/ 2020-01-02T00:00Z'],
    ['paths', '', 'content/a.md', `${date}path: x/y\n`, 'post /x/y/ 2020-01-02T00:00Z'],
    [
      'paths with the language in them',
      '[languages.ko]\n',
      'content/a.ko.md',
      `${date}path: ko/x\n`,
      'post /ko/x/ 2020-01-02T00:00Z',
    ],
    ['other languages', '[languages.ko]\n', 'content/a.ko.md', date, 'post /ko/a/ 2020-01-02T00:00Z'],
    ['pages without a date', '', 'content/a.md', '', 'page /a/'],
    [
      'no address for names that it would transliterate',
      '',
      'content/日本.md',
      date,
      'post 2020-01-02T00:00Z',
    ],
  ])('%s', async (_, config, file, fields, line) => {
    expect(
      await firstPost({ 'config.toml': `base_url = "https://a.example"\n${config}`, [file]: post(fields) }),
    ).toBe(line);
  });
});

describe('Hexo has', () => {
  const date = 'date: 2020-01-02 03:00:00\n';
  it.each<[string, string, string, string, string]>([
    [
      'its usual address',
      '',
      'source/_posts/Some-Post.md',
      date,
      'post /2020/01/02/Some-Post/ 2020-01-02T03:00Z',
    ],
    [
      'a pattern',
      'permalink: p/:name.html',
      'source/_posts/x/a.md',
      date,
      'post /p/a.html 2020-01-02T03:00Z',
    ],
    [
      'names with dates',
      'new_post_name: ":year-:month-:day-:title.md"',
      'source/_posts/2020-01-02-a.md',
      date,
      'post /2020/01/02/a/ 2020-01-02T03:00Z',
    ],
    [
      'categories',
      'permalink: :category/:title/',
      'source/_posts/a.md',
      `${date}categories: Big Thing\n`,
      'post /Big-Thing/a/ 2020-01-02T03:00Z',
    ],
    [
      'posts without a category',
      'permalink: :category/:title/',
      'source/_posts/a.md',
      date,
      'post /uncategorized/a/ 2020-01-02T03:00Z',
    ],
    [
      'the last of several categories',
      'permalink: :category/:title/',
      'source/_posts/a.md',
      `${date}categories: [[A, B], C]\n`,
      'post /C/a/ 2020-01-02T03:00Z',
    ],
    [
      'categories in the case of names',
      'permalink: :category/:title/\nfilename_case: 1',
      'source/_posts/a.md',
      `${date}categories: Größe\n`,
      'post /grose/a/ 2020-01-02T03:00Z',
    ],
    [
      'titles in lower case',
      'permalink: :post_title/',
      'source/_posts/x.md',
      date,
      'post /a-post/ 2020-01-02T03:00Z',
    ],
    [
      'names without the date of the pattern as slugs',
      'permalink: :title/\nnew_post_name: ":year-:month-:day-:title.md"',
      'source/_posts/a & b.md',
      date,
      'post /a-b/ 2020-01-02T03:00Z',
    ],
    [
      'no slugs from fields',
      'permalink: :title/',
      'source/_posts/a.md',
      `${date}slug: b\n`,
      'post /a/ 2020-01-02T03:00Z',
    ],
    [
      'the time in UTC as a time of the site, of a date with an offset',
      'permalink: :title/\ntimezone: Asia/Tokyo',
      'source/_posts/a.md',
      'date: 2020-01-02 12:00:00 +0900\n',
      'post /a/ 2020-01-01T18:00Z',
    ],
    ['drafts', '', 'source/_drafts/a.md', date, 'draft /2020/01/02/a/ 2020-01-02T03:00Z'],
  ])('%s', async (_, config, file, fields, line) => {
    const files = { '_config.yml': config, 'source/_posts/zzz.md': post(date), [file]: post(fields) };
    expect(await firstPost(files)).toBe(line);
  });
});

describe('Eleventy has', () => {
  it.each<[string, Files, string]>([
    [
      'addresses of its files',
      { 'posts/2020-01-02-a.md': post() },
      'post /posts/2020-01-02-a/ 2020-01-02T00:00Z',
    ],
    [
      'an input folder',
      {
        '.eleventy.js': 'module.exports = () => ({ dir: { input: "src" } })',
        'src/posts/2020-01-02-a.md': post(),
      },
      'post /posts/2020-01-02-a/ 2020-01-02T00:00Z',
    ],
    [
      'files with the name of their folder',
      { 'posts/walks/walks.md': post('date: 2020-01-02\n') },
      'post /posts/walks/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks of folders',
      { 'posts/posts.json': '{"permalink": "/b/{{ page.fileSlug }}/"}', 'posts/2020-01-02-a.md': post() },
      'post /b/a/ 2020-01-02T00:00Z',
    ],
    [
      'dates that are the whole name',
      { 'notes/2020-01-02.md': post() },
      'post /notes/2020-01-02/ 2020-01-02T00:00Z',
    ],
    [
      'folders with a file of their name',
      { 'posts/a/a.md': post('date: 2020-01-02\n') },
      'post /posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'names of folders for an index, which may have a date',
      {
        'posts/posts.json': '{"permalink": "/b/{{ page.fileSlug }}/"}',
        'posts/a/2020-01-02-index.md': post(),
      },
      'post /b/a/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks with filters',
      {
        'posts/2020-01-02-a.md': post(
          'permalink: "/{{ title | slugify }}/{{ page.date | date: \'%Y\' }}/index.html"\n',
        ),
      },
      'post /a-post/2020/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks that it computes',
      { 'posts/2020-01-02-a.md': post('permalink: "{% if x %}y{% endif %}"\n') },
      'post 2020-01-02T00:00Z',
    ],
    [
      'tags of folders',
      { 'x/x.11tydata.js': 'export default { tags: ["posts"] }', 'x/a.md': post('date: 2020-01-02\n') },
      'post /x/a/ 2020-01-02T00:00Z',
    ],
    ['pages', { 'about.md': post() }, 'page /about/'],
    [
      'posts in a folder with an underscore',
      { '_posts/2020-01-02-a.md': post() },
      'post /_posts/2020-01-02-a/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks that a function puts together',
      {
        '_posts/_posts.11tydata.js': `export default { permalink: function ({ page }) { return \`/web/\${page.fileSlug}/\` } }`,
        '_posts/2020-01-02-a.md': post(),
      },
      'post /web/a/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks that an arrow function puts together for all but drafts',
      {
        'posts/posts.11tydata.js':
          "module.exports = { eleventyComputed: { permalink: (data) => data.draft ? false : '/b/' + data.page.fileSlug + '.html' } }",
        'posts/2020-01-02-a.md': post(),
      },
      'post /b/a.html 2020-01-02T00:00Z',
    ],
    [
      'permalinks and tags of layouts',
      {
        '_includes/post.html':
          '---\nlayout: base\npermalink: "/blog/{{ page.date | date: \'%Y/%m\' }}/{{ page.fileSlug }}/"\n---\n',
        '_includes/base.njk': '---\ntags: posts\npermalink: /no/\n---\n',
        '_x/2020-01-02-a.md': post('layout: post\n'),
      },
      'post /blog/2020/01/a/ 2020-01-02T00:00Z',
    ],
    [
      'permalinks that a function computes',
      {
        'posts/posts.11tydata.js': 'module.exports = { permalink: (data) => spell(data.page.fileSlug) }',
        'posts/2020-01-02-a.md': post(),
      },
      'post 2020-01-02T00:00Z',
    ],
  ])('%s', async (_, files, line) => {
    expect(await firstPost({ '.eleventy.js': '', ...files })).toBe(line);
  });

  it('no pages in folders for data, layouts and results, and in those that it ignores', async () => {
    const { posts } = await siteOf({
      'eleventy.config.js':
        'export default (c) => { c.setIncludesDirectory("_parts"); c.ignores.add("old/**/*.md"); }',
      '.eleventyignore': '# What is not ready\ndrafts/\n',
      ...Object.fromEntries(
        ['_parts', '_layouts', '_data', '_site', 'node_modules/x', 'old/a', 'drafts', '_posts'].map(
          (folder) => [`${folder}/2020-01-02-a.md`, post()],
        ),
      ),
    });
    expect(posts.map(({ source }) => source)).toEqual(['_posts/2020-01-02-a.md']);
  });

  it('feeds of its plugin, which are Atom unless it says otherwise', async () => {
    const { feeds } = await siteOf({
      '.eleventy.js': `module.exports = (c) => {
        c.addPlugin(feedPlugin, { outputPath: "/web/atom.xml", collection: { name: "posts" } });
        c.addPlugin(feedPlugin, { type: "rss", outputPath: "/rss.xml", collection: { name: "posts" } });
        c.addPlugin(other, { outputPath: "/x.xml" });
      }`,
      'posts/a.md': post(),
    });
    expect(feeds).toEqual({ '/web/atom.xml': 'atom', '/rss.xml': 'rss' });
  });

  it('files that it copies by patterns', async () => {
    const config = `module.exports = (c) => c
      .addPassthroughCopy("og/*.{jpeg,png}")
      .addPassthroughCopy({ "fonts/**/*.woff2": "static" })
      .addPassthroughCopy("_posts/**/_raw_*.*", { mode: "html-relative" })`;
    const { files } = await siteOf({
      '.eleventy.js': config,
      '_posts/2020-01-02-a.md': post(),
      'fonts/a/b.woff2': '',
      'fonts/a/licence.txt': '',
      'og/a.png': '',
      'og/a.svg': '',
      'og/deep/a.png': '',
    });
    expect(files.map(({ path }) => path).sort()).toEqual(['public/og/a.png', 'public/static/b.woff2']);
  });

  it('files in the folder of a post', async () => {
    const { files } = await siteOf({
      '.eleventy.js': '',
      'posts/a/index.md': post(),
      'posts/a/images/b.png': '',
      'posts/c.md': post(),
      'posts/d/e.png': '',
    });
    expect(files.map(({ path }) => path)).toEqual(['posts/posts/a/images/b.png']);
  });

  it('files that it copies', async () => {
    const config =
      'module.exports = (c) => { c.addPassthroughCopy("img"); c.addPassthroughCopy({ "public/": "/" }) }';
    const { files } = await siteOf({
      '.eleventy.js': config,
      'posts/a.md': post(),
      'img/a.png': '',
      'public/b.txt': '',
      'c.png': '',
    });
    expect(files.map(({ path }) => path)).toEqual(['public/img/a.png', 'public/b.txt']);
  });
});

describe('sites made of scripts have', () => {
  const date = 'date: 2020-01-02\n';
  const route = 'const posts = await getCollection("blog")';
  it.each<[string, Files, string]>([
    [
      'posts that export their date as data',
      {
        'next.config.js': '',
        'src/pages/some-post/index.mdx':
          "export const meta = {\n  title: 'A',\n  date: '2020-01-02T03:04:00.000Z',\n}\n\nText.\n",
      },
      'post /some-post 2020-01-02T03:04Z',
    ],
    [
      'the route of Remix',
      {
        'vite.config.ts': '',
        'content/blog/a/index.mdx': post(date),
        'app/routes/blog_/$slug.tsx': '',
        'app/routes/users.$id.tsx': '',
      },
      'post /blog/a 2020-01-02T00:00Z',
    ],
    [
      'the route with the name of one of the posts',
      {
        'vite.config.ts': '',
        'src/content/tips/a.mdx': post(date),
        'src/pages/tip/[slug].tsx': '',
        'src/pages/[slug].tsx': '',
      },
      'post /tip/a 2020-01-02T00:00Z',
    ],
    [
      'the route of React Router with dots',
      { 'vite.config.ts': '', 'content/blog/a.mdx': post(date), 'app/routes/_site.blog_.$slug.tsx': '' },
      'post /blog/a 2020-01-02T00:00Z',
    ],
    [
      'the route of an Astro collection',
      {
        'astro.config.mjs': '',
        'src/content/blog/Some Post.md': post(date),
        'src/pages/b/[...slug].astro': route,
      },
      'post /b/some-post/ 2020-01-02T00:00Z',
    ],
    [
      'the folder of a loader',
      {
        'astro.config.mjs': '',
        'src/content.config.ts':
          'const blog = defineCollection({ loader: glob({ base: "./src/data/blog", pattern: "**/*.md" }) })',
        'src/data/blog/a.md': post(date),
        'src/pages/posts/[slug].astro': route,
      },
      'post /posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'addresses without a slash',
      {
        'astro.config.mjs': 'export default { trailingSlash: "never" }',
        'src/content/blog/a.md': post(date),
        'src/pages/blog/[id].astro': route,
      },
      'post /blog/a /blog/a/ 2020-01-02T00:00Z',
    ],
    [
      'posts in a collection of another name, if they have dates',
      {
        'astro.config.mjs': '',
        'src/content/ramblings/a.md': post(date),
        'src/pages/r/[slug].astro': 'getCollection("ramblings")',
      },
      'post /r/a/ 2020-01-02T00:00Z',
    ],
    [
      'a blog in the docs of Starlight',
      {
        'astro.config.mjs': '',
        'src/content/docs/blog/a.md': post(date),
        'src/content/docs/c.md': post(),
        'src/pages/[...slug].astro': 'getCollection("docs")',
      },
      'post /blog/a/ 2020-01-02T00:00Z',
    ],
    [
      'the pages of Astro',
      { 'astro.config.mjs': '', 'src/pages/posts/a.md': post(date) },
      'post /posts/a/ 2020-01-02T00:00Z',
    ],
    [
      'the folders of Gatsby',
      { 'gatsby-config.js': '', 'content/blog/a/index.md': post(date) },
      'post /a/ 2020-01-02T00:00Z',
    ],
    [
      'the routes of Next',
      { 'next.config.js': '', '_posts/a.md': post(date), 'pages/posts/[slug].tsx': '' },
      'post /posts/a 2020-01-02T00:00Z',
    ],
    [
      'groups of routes in Next',
      { 'next.config.js': '', 'content/a.mdx': post(date), 'app/(site)/blog/[slug]/page.tsx': '' },
      'post /blog/a 2020-01-02T00:00Z',
    ],
    [
      'pages of Next that are posts',
      {
        'next.config.js': '',
        'app/page.mdx': '# Home',
        'app/n/a/page.mdx': 'export const metadata = {\n  title: "A",\n  date: "2020-01-02",\n};\n\n# A\n',
      },
      'post /n/a 2020-01-02T00:00Z',
    ],
    [
      'no address without a route',
      { 'next.config.js': '', 'content/a.mdx': post(date) },
      'post 2020-01-02T00:00Z',
    ],
    [
      'the pages of VitePress',
      { '.vitepress/config.ts': '', 'posts/a.md': post(date) },
      'post /posts/a.html 2020-01-02T00:00Z',
    ],
    [
      'the dates of Docusaurus',
      { 'docusaurus.config.js': '', 'blog/2020-01-02-a.md': post() },
      'post /blog/2020/01/02/a 2020-01-02T00:00Z',
    ],
    [
      'dates of Docusaurus in folders',
      { 'docusaurus.config.js': '', 'blog/2020/01-02-a/index.md': post(date) },
      'post /blog/2020/01/02/a 2020-01-02T00:00Z',
    ],
    [
      'the route of a blog of Docusaurus',
      {
        'docusaurus.config.ts':
          'export default { presets: [["classic", { blog: { path: "./news", routeBasePath: "/" } }]], baseUrl: "/b/" } satisfies Config',
        'news/2020-01-02-a.md': post('slug: c\n'),
      },
      'post /b/c 2020-01-02T00:00Z',
    ],
    [
      'translations of a blog of Docusaurus',
      { 'docusaurus.config.js': '', 'i18n/de/docusaurus-plugin-content-blog/2020-01-02-a.md': post() },
      'post /de/blog/2020/01/02/a 2020-01-02T00:00Z',
    ],
    [
      'groups of routes in the folders of Next',
      {
        'next.config.js': '',
        'app/(post)/2020/a/page.mdx': post(date),
        'app/(post)/ja/page.mdx': post(date),
      },
      'post /2020/a 2020-01-02T00:00Z',
    ],
    [
      'the order of files left out by Nuxt',
      { 'nuxt.config.ts': '', 'content/1.blog/12.a.md': post(date) },
      'post /blog/a 2020-01-02T00:00Z',
    ],
    [
      'posts with components of Svelte',
      { 'svelte.config.js': '', 'src/posts/a.svx': post(date), 'src/routes/blog/[slug]/+page.svelte': '' },
      'post /blog/a 2020-01-02T00:00Z',
    ],
  ])('%s', async (_, files, line) => {
    expect(await firstPost(files)).toBe(line);
  });

  it('the feeds of all blogs of Docusaurus', async () => {
    const config = `export default {
      presets: [['classic', { blog: { feedOptions: { type: 'all' } } }]],
      plugins: [['@docusaurus/plugin-content-blog', { id: 'news', path: 'news', routeBasePath: 'news' }]],
    }`;
    const { feeds, posts } = await siteOf({
      'docusaurus.config.js': config,
      'blog/2020-01-02-a.md': post(),
      'news/2020-01-02-b.md': post(),
    });
    expect(feeds).toEqual({
      '/news/rss.xml': 'rss',
      '/news/atom.xml': 'atom',
      '/blog/rss.xml': 'rss',
      '/blog/atom.xml': 'atom',
      '/blog/feed.json': 'json',
    });
    expect(posts.map(({ path }) => path)).toEqual(['/blog/2020/01/02/a', '/news/2020/01/02/b']);
  });

  it.each<[string, Files]>([
    [
      'a constant',
      {
        'astro.config.mjs': 'export default { site: "https://a.example" }',
        'src/consts.ts': 'export const SITE_TITLE = "A"; export const SITE_DESCRIPTION = "B"',
      },
    ],
    [
      'an object',
      {
        'gatsby-config.js':
          'module.exports = { siteMetadata: { title: "A", description: "B", siteUrl: "https://a.example" } }',
      },
    ],
    [
      'a script that makes the feed',
      {
        'astro.config.mjs': 'import { S } from "./src/s"; export default { site: S.url }',
        'src/s.ts': 'export const S = { url: "https://a.example" }',
        'src/pages/rss.xml.js': 'export const GET = () => rss({ title: "A", description: "B" })',
      },
    ],
  ])('their title, description and address in %s', async (_, files) => {
    const site = await siteOf({ 'src/content/blog/a.md': post(date), ...files });
    expect([site.title, site.description, site.origin]).toEqual(['A', 'B', 'https://a.example']);
  });
});
