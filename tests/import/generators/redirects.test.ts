// Redirects of a site: which old addresses lead to posts.

import { describe, expect, it } from 'vitest';
import { folderReader } from '../../../src/import/generators/folder-reader.ts';
import { treeOf } from '../a-tree.ts';

const SITE = {
  '_config.yml': 'title: A\nurl: https://a.example\npermalink: /blog/:title/',
  '_posts/2020-01-02-a.md': '---\ntitle: A\n---\nText.\n',
  '_posts/2020-01-03-b.md': '---\ntitle: B\naliases: [/b-first]\n---\nText.\n',
};

async function aliasesOf(files: Readonly<Record<string, string>>): Promise<[string, string][]> {
  const { posts } = await folderReader.read(treeOf({ ...SITE, ...files }), { fetch, progress: () => {} });
  return posts.flatMap(({ source, content }): [string, string][] => {
    const written =
      'file' in content ? /^(?:aliases|redirect_from): (.*)$/m.exec(content.file)?.[1] : undefined;
    return written === undefined ? [] : [[source.slice('_posts/2020-01-02-'.length), written]];
  });
}

const B: [string, string] = ['b.md', '[/b-first]'];

describe('an old address leads to a post', () => {
  it.each<[string, string, string, [string, string][]]>([
    ['a line', '_redirects', '/old/a  /blog/a/  301\n# /x /blog/a\n', [['a.md', '[/old/a]'], B]],
    ['a line without a status', 'public/_redirects', '/old.html /blog/a', [['a.md', '[/old.html]'], B]],
    ['a target with its host', '_redirects', '/old https://a.example/blog/a 302!', [['a.md', '[/old]'], B]],
    [
      'a pattern',
      '_redirects',
      '/p/* /blog/:splat 301',
      [
        ['a.md', '[/p/a]'],
        ['b.md', '[/b-first, /p/b]'],
      ],
    ],
    [
      'names in a pattern',
      'vercel.json',
      '{"redirects":[{"source":"/:slug","destination":"/blog/:slug","permanent":true}]}',
      [
        ['a.md', '[/a]'],
        ['b.md', '[/b-first, /b]'],
      ],
    ],
    [
      'Vercel',
      'vercel.json',
      '{"redirects":[{"source":"/x","destination":"/blog/a"}]}',
      [['a.md', '[/x]'], B],
    ],
    ['Netlify', 'netlify.toml', '[[redirects]]\nfrom = "/x"\nto = "/blog/a/"\n', [['a.md', '[/x]'], B]],
    ['Apache', 'static/.htaccess', 'Redirect 301 /x /blog/a/\n', [['a.md', '[/x]'], B]],
  ])('by %s', async (_, file, text, aliases) => {
    expect(await aliasesOf({ [file]: text })).toEqual(aliases);
  });

  it.each<[string, string]>([
    ['a rewrite', '/x /blog/a/ 200'],
    ['an address of a post', '/blog/b /blog/a/'],
    ['an alias that a post has', '/b-first/ /blog/a/'],
    ['another site', '/x https://b.example/blog/a/'],
    ['a page that is no post', '/x /about'],
    ['a pattern without its part in the target', '/x/* /blog/a/'],
    ['a condition', '/x id=:id /blog/a/ 301'],
  ])('but not by %s', async (_, line) => {
    expect(await aliasesOf({ _redirects: line })).toEqual([B]);
  });
});

describe('a link between posts to a former address leads to the post', () => {
  const linking = (...links: readonly string[]) => ({
    '_posts/2020-01-04-first-name.md': `---\ntitle: A\n---\n${links.map((each) => `[x](${each})`).join(' ')}\n`,
    '_posts/2020-01-05-second-name.md': '---\ntitle: B\n---\nText.\n',
    '_posts/2020-01-06-third-name.md': '---\ntitle: C\n---\nText.\n',
  });

  it('where several posts have such links', async () => {
    const files = linking(
      '/2020/01/first-name',
      'https://a.example/2020/01/second-name/',
      '/2020/01/third-name',
    );
    expect(await aliasesOf(files)).toEqual([
      B,
      ['first-name.md', '[/2020/01/first-name]'],
      ['second-name.md', '[/2020/01/second-name/]'],
      ['third-name.md', '[/2020/01/third-name]'],
    ]);
  });

  it('but not where they may be to something else', async () => {
    expect(await aliasesOf(linking('/docs/first-name', '/docs/second-name'))).toEqual([B]);
  });
});

it.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'Astro',
    {
      'astro.config.mjs':
        'export default { redirects: { "/o/[slug]": "/b/[slug]", "/x": { status: 301, destination: "/b/a" } } }',
      'src/content/b/a.md': '---\ntitle: A\ndate: 2020-01-02\n---\nText.\n',
      'src/pages/b/[slug].astro': 'getCollection("b")',
    },
    '[/o/a, /x]',
  ],
  [
    'Docusaurus',
    {
      'docusaurus.config.js':
        'module.exports = { plugins: [["@docusaurus/plugin-client-redirects", { redirects: [{ from: ["/x", "/y"], to: "/blog/a" }] }]] }',
      'blog/2020-01-02-a.md': '---\ntitle: A\nslug: a\n---\nText.\n',
    },
    '[/x, /y]',
  ],
])('%s has redirects in its configuration', async (_, files, aliases) => {
  const { posts } = await folderReader.read(treeOf(files), { fetch, progress: () => {} });
  expect(posts.map(({ content }) => 'file' in content && content.file)).toEqual([
    expect.stringContaining(`aliases: ${aliases}`),
  ]);
});
