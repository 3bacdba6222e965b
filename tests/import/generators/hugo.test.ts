// Hugo: what it makes of a file, as Hugo says of the same files.

import { describe, expect, it } from 'vitest';
import type { FoundPost } from '../../../src/import/generators/generator.ts';
import { hugo } from '../../../src/import/generators/hugo.ts';
import { siteFolder } from '../../../src/import/generators/site-folder.ts';
import { treeOf } from '../a-tree.ts';

type Files = Readonly<Record<string, string>>;

const read = (files: Files) => hugo.read(siteFolder(treeOf({ 'hugo.toml': '', ...files })));
const page = (fields = '') => `---\n${fields}---\nA text of a few words.\n`;
const date = 'date: 2020-01-02\n';

/** What Hugo makes of the only file of its name. */
async function of(file: string, files: Files): Promise<FoundPost> {
  const { posts } = await read(files);
  const found = posts.find(({ source }) => source === file);
  if (!found) throw new Error(`no ${file}`);
  return found;
}

describe('a page of Hugo is at', () => {
  const file = 'content/posts/2019/v1 Été.md';
  const permalinks = (pattern: string) => `[permalinks]\nposts = "${pattern}"`;
  it.each<[string, string, string]>([
    [permalinks('/:2006/:01-:Jan/:title/'), 'title: A B\n', '/2020/01-jan/a-b/'],
    [permalinks('/:sections/:filename/'), '', '/posts/v1-été/'],
    [permalinks('/:slugorfilename'), 'slug: Own Slug\n', '/own-slug/'],
    [permalinks('/:slugorcontentbasename'), '', '/v1-été/'],
    [permalinks('/:year/:monthname/:weekday/:yearday/:slug/'), 'slug: a\n', '/2020/january/4/2/a/'],
    [permalinks('/:year/:title'), 'title: "C#"\n', '/2020/c/'],
    [permalinks('/:title'), 'title: "C++ & Go"\n', '/c-go/'],
    [permalinks('/:title'), 'title: "A/B testing"\n', '/a/b-testing/'],
    [permalinks('/:title'), 'title: İstanbul\n', '/istanbul/'],
    [permalinks('/:slug.html'), 'slug: a\n', '/a.html/'],
    [`${permalinks('/:slug.html')}\n[uglyURLs]\nposts = true`, 'slug: a\n', '/a.html.html'],
    ['[permalinks.page]\nposts = "/p/:slug/"', 'slug: a\n', '/p/a/'],
    ['[[permalinks]]\npattern = "/q/:slug/"\n[permalinks.target]\npath = "/posts/**"', 'slug: a\n', '/q/a/'],
    ['removePathAccents = true', '', '/posts/2019/v1-ete/'],
    ['disablePathToLower = true', '', '/posts/2019/v1-Été/'],
    ['', 'url: /v1.0/x\n', '/v1.0/x'],
    ['', 'url: /Some/Where\n', '/Some/Where/'],
    ['', 'url: /x/index.html\n', '/x/'],
    ['', 'url: /y/:year/:slug/\nslug: a\n', '/y/2020/a/'],
  ])('%s: %s', async (config, fields, path) => {
    const { path: found } = await of(file, { 'hugo.toml': config, [file]: page(date + fields) });
    expect(found).toBe(path);
  });

  it.each<[string, Files, string]>([
    ['the first folder', {}, '/posts/a/'],
    ['a folder with a file for the section', { 'content/posts/x/_index.md': page() }, '/posts/x/a/'],
    ['a folder within a folder that is none', { 'content/posts/x/y/_index.md': page() }, '/posts/x/y/a/'],
  ])('an address with its sections: %s', async (_, files, path) => {
    const file = `content/posts/x/${path.includes('y') ? 'y/' : ''}a.md`;
    const site = {
      'hugo.toml': '[permalinks]\nposts = "/:sections/:slug/"',
      [file]: page(`${date}slug: a\n`),
    };
    expect((await of(file, { ...site, ...files })).path).toBe(path);
  });

  it.each<[string, string]>([
    ['/:sections[0]/:slug/', '/posts/a/'],
    ['/:sections[1:]/:slug/', '/x/a/'],
    ['/:sections[:1]/:slug/', '/posts/a/'],
    ['/:sections[last]/:slug/', '/x/a/'],
  ])('an address with %s', async (pattern, path) => {
    const file = 'content/posts/x/a.md';
    const site = { 'content/posts/x/_index.md': page(), [file]: page(`${date}slug: a\n`) };
    expect((await of(file, { 'hugo.toml': `[permalinks]\nposts = "${pattern}"`, ...site })).path).toBe(path);
  });

  it('the day 1 of January of the year 1 when it has no date', async () => {
    const files = {
      'hugo.toml': '[permalinks]\nposts = "/:year/:month/:slug/"',
      'content/posts/a.md': page('slug: a\n'),
    };
    expect((await of('content/posts/a.md', files)).path).toBe('/1/01/a/');
  });

  it.each<[string, string]>([
    ['2020-01-01T23:30:00-07:00', '/2020/01/01/a/'],
    ['2020-01-01T23:30:00Z', '/2020/01/01/a/'],
    ['2020-01-01 23:30:00', '/2020/01/01/a/'],
    ['2020-01-01 20:30:00 -0700 MST', '/2020/01/01/a/'],
  ])('the day in the zone that the date is written with: %s', async (written, path) => {
    const config = 'timeZone = "Asia/Tokyo"\n[permalinks]\nposts = "/:year/:month/:day/:slug/"';
    const file = 'content/posts/a.md';
    expect((await of(file, { 'hugo.toml': config, [file]: page(`date: ${written}\nslug: a\n`) })).path).toBe(
      path,
    );
  });
});

describe('the date of a page is', () => {
  it.each<[string, string, string, string | undefined]>([
    ['', 'a', 'date: 2020-01-02\nlastmod: 2021-01-01\n', '2020-01-02'],
    ['', 'a', 'lastmod: 2021-01-01\npubdate: 2019-01-01\n', '2019-01-01'],
    ['', 'a', 'modified: 2021-01-01\n', '2021-01-01'],
    ['date = ["lastmod", ":default"]', 'a', 'date: 2020-01-02\nlastmod: 2021-01-01\n', '2021-01-01'],
    ['date = ["created"]', 'a', 'created: 2018-01-01\n', '2018-01-01'],
    ['date = [":filename", ":default"]', '2017-03-04-a', 'date: 2020-01-02\n', '2017-03-04'],
    ['date = [":default", ":filename"]', '2017-03-04-a', 'date: 2020-01-02\n', '2020-01-02'],
    ['', '2017-03-04-a', '', undefined],
  ])('%s: %s %s', async (order, name, fields, day) => {
    const file = `content/posts/${name}.md`;
    const found = await of(file, { 'hugo.toml': `[frontmatter]\n${order}`, [file]: page(fields) });
    expect(found.date).toBe(day === undefined ? undefined : Date.parse(day));
  });

  it.each<[string, string, string]>([
    ['[":filename"]', 'date: 2020-01-02\n', '/posts/a/'],
    ['[":default", ":filename"]', 'date: 2020-01-02\n', '/posts/2017-03-04-a/'],
    ['[":default", ":filename"]', '', '/posts/a/'],
  ])('no part of the address when it comes from the name: %s', async (order, fields, path) => {
    const file = 'content/posts/2017-03-04-a.md';
    const config = `[frontmatter]\ndate = ${order}`;
    expect((await of(file, { 'hugo.toml': config, [file]: page(fields) })).path).toBe(path);
  });
});

describe('a cascade gives', () => {
  const file = 'content/posts/x/a.md';
  it.each<[string, Files, Partial<FoundPost>]>([
    [
      'a section its address',
      { 'content/posts/_index.md': page('cascade: {slug: s}\n') },
      { path: '/posts/x/s/' },
    ],
    [
      'what the nearest section says',
      {
        'content/posts/_index.md': page('cascade: {slug: far}\n'),
        'content/posts/x/_index.md': page('cascade: {slug: near}\n'),
      },
      { path: '/posts/x/near/' },
    ],
    ['drafts', { 'content/_index.md': page('cascade: {draft: true}\n') }, { draft: true }],
    [
      'only what its target names',
      {
        'content/posts/_index.md': page(
          'cascade:\n- _target: {path: /posts/y/**}\n  slug: y\n- target: {kind: page, path: "/posts/x/*"}\n  slug: x\n',
        ),
      },
      { path: '/posts/x/x/' },
    ],
    [
      'fields, in the configuration',
      { 'hugo.toml': '[[cascade]]\nauthor = "Ada"\n[cascade.target]\npath = "/posts/**"' },
      { inherited: { author: 'Ada' } },
    ],
    [
      'no page at all',
      { 'hugo.toml': '[cascade]\nslug = "s"\n[cascade.target]\npath = "/posts/*"' },
      { path: '/posts/x/a/' },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await of(file, { [file]: page(date), ...files })).toMatchObject(expected);
  });

  it('nothing that a page says itself', async () => {
    const files = {
      'content/posts/_index.md': page('cascade: {slug: s}\n'),
      [file]: page(`${date}slug: own\n`),
    };
    expect((await of(file, files)).path).toBe('/posts/x/own/');
  });
});

describe('Hugo', () => {
  it.each<[string, Files]>([
    [
      'in every environment',
      { 'config/_default/params.toml': '', 'config/_default/hugo.toml': 'baseURL = "https://a.example/b/"' },
    ],
    [
      'for the published site',
      {
        'config/_default/hugo.toml': 'baseURL = "http://localhost/"',
        'config/production/hugo.toml': 'baseurl = "https://a.example/b/"',
      },
    ],
  ])('reads folders of configuration: %s', async (_, files) => {
    expect((await of('content/posts/a.md', { ...files, 'content/posts/a.md': page(date) })).path).toBe(
      '/b/posts/a/',
    );
  });

  it('reads the content that modules mount', async () => {
    const mounts =
      '[[module.mounts]]\nsource = "src/content"\ntarget = "content"\n[[module.mounts]]\nsource = "notes"\ntarget = "content/notes"\n' +
      '[[module.mounts]]\nsource = "src/files"\ntarget = "static"';
    const { posts, files } = await read({
      'hugo.toml': mounts,
      'src/content/posts/a.md': page(date),
      'notes/b.md': page(date),
      'content/c.md': page(date),
      'src/files/x.png': '',
    });
    expect(posts.map(({ path }) => path)).toEqual(['/notes/b/', '/posts/a/']);
    expect(files).toEqual([{ source: 'src/files/x.png', path: 'public/x.png' }]);
  });

  it.each<[string, string, boolean]>([
    ['headless: true', 'content/posts/a/index.md', false],
    ['build: {render: never}', 'content/posts/a.md', false],
    ['_build: {render: false}', 'content/posts/a.md', false],
    ['build: {render: link}', 'content/posts/a.md', false],
    ['build: {list: never}', 'content/posts/a.md', true],
  ])('makes a page of %s: %s', async (fields, file, isMade) => {
    const { posts } = await read({ [file]: page(`${date}${fields}\n`) });
    expect(posts.map(({ kind }) => kind)).toEqual(isMade ? ['page'] : []);
  });

  it.each<[string, FoundPost['kind']]>([
    ['layout: post\n', 'post'],
    ['layout: archives\n', 'page'],
  ])('has posts with any layout but that of a page: %s', async (fields, kind) => {
    expect((await of('content/posts/a.md', { 'content/posts/a.md': page(date + fields) })).kind).toBe(kind);
  });

  it('publishes drafts when it is told to', async () => {
    const files = { 'hugo.toml': 'buildDrafts = true', 'content/posts/a.md': page(`${date}draft: true\n`) };
    expect((await of('content/posts/a.md', files)).draft).toBe(false);
  });

  it.each<[string, string]>([
    ['content/posts/.a.md', ''],
    ['content/posts/#a.md', ''],
    ['content/posts/a.md~', ''],
    ['content/posts/a.Rmd.md', 'ignoreFiles = ["\\\\.Rmd"]'],
  ])('does not look at %s', async (file, config) => {
    expect((await read({ 'hugo.toml': config, [file]: page(date) })).posts).toEqual([]);
  });

  it('has posts in HTML', async () => {
    const found = await of('content/posts/a.html', {
      'content/posts/a.html': `---\n${date}---\n<p>Text.</p>\n`,
    });
    expect(found).toMatchObject({ file: 'posts/a.md', path: '/posts/a/', kind: 'post' });
  });

  it('has old addresses beside a page, and below the folder of the site', async () => {
    const files = {
      'hugo.toml': 'baseURL = "https://a.example/b/"',
      'content/posts/a.md': page(`${date}aliases: [old, ../up, /x/y/]\n`),
    };
    expect((await of('content/posts/a.md', files)).aliases).toEqual(['/b/posts/old', '/b/up', '/b/x/y/']);
  });

  it('has the language in the name of a file, whatever folder it is in', async () => {
    const config = '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"';
    const found = await of('content/en/posts/a.fr.md', {
      'hugo.toml': config,
      'content/en/posts/a.fr.md': page(date),
    });
    expect(found.path).toBe('/fr/posts/a/');
  });

  it.each<[string, string]>([
    ['hugo.toml', '/en/posts/a/'],
    ['config.toml', '/posts/a/'],
  ])('has a folder for its only language in newer versions: %s', async (name, path) => {
    const folder = siteFolder(
      treeOf({ [name]: 'defaultContentLanguageInSubdir = true', 'content/posts/a.md': page(date) }),
    );
    expect((await hugo.read(folder)).posts[0]?.path).toBe(path);
  });

  it('has no pages in HTML that are designs', async () => {
    const { posts } = await read({ 'content/a.html': '---\ntitle: A\n---\n<script>x()</script>\n' });
    expect(posts).toEqual([]);
  });

  it('has no pages in languages that are disabled', async () => {
    const config = 'disableLanguages = ["fr"]\n[languages.en]\n[languages.fr]\ncontentDir = "content.fr"';
    const { posts } = await read({ 'hugo.toml': config, 'content.fr/posts/a.md': page(date) });
    expect(posts).toEqual([]);
  });
});
