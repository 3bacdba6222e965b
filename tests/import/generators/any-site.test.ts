// Any site: whatever the files of a folder hold, reading them ends without an error.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderReader } from '../../../src/import/generators/folder-reader.ts';
import { runs } from '../../runs.ts';
import { treeOf } from '../a-tree.ts';

/** What sets a generator apart, its configuration, and where its posts are. */
const SITES: readonly (readonly [name: string, config: string, posts: string])[] = [
  ['Jekyll', '_config.yml', '_posts/'],
  ['Hexo', '_config.yml', 'source/_posts/'],
  ['Hugo', 'hugo.yaml', 'content/posts/'],
  ['Zola', 'config.toml', 'content/'],
  ['Eleventy', '.eleventy.js', 'posts/'],
  ['Astro', 'astro.config.mjs', 'src/content/blog/'],
  ['Next', 'next.config.js', 'posts/'],
  ['Docusaurus', 'docusaurus.config.js', 'blog/'],
  ['Gridsome', 'gridsome.config.js', 'blog/'],
  ['Lume', '_config.ts', 'posts/'],
  ['Pelican', 'pelicanconf.py', 'content/'],
  ['Nikola', 'conf.py', 'posts/'],
  ['MkDocs', 'mkdocs.yml', 'docs/blog/posts/'],
  ['Middleman', 'config.rb', 'source/'],
  ['Bridgetown', 'bridgetown.config.yml', 'src/_posts/'],
  ['an unknown program', 'package.json', 'content/blog/'],
];

const KEYS = [
  'title',
  'url',
  'baseURL',
  'timezone',
  'timeZone',
  'permalink',
  'permalinks',
  'collections',
  'defaults',
  'author',
  'languages',
  'params',
  'root',
  'staticDir',
  'feed',
  'exclude',
];
const VALUES = [
  'x',
  '/:year/:month/:title/',
  ':slug',
  'https://a.example/b',
  'Nowhere/Else',
  '-1',
  '[]',
  '{}',
  'null',
  'true',
  '[a, {b: c}]',
  '{posts: {permalink: 7}}',
  '[{scope: {path: "***"}, values: {}}]',
];
const FRONT = [
  'title: A',
  'date: 2020-01-02',
  'date: 9999-99-99',
  'slug: ../../x',
  'permalink: "{{ title | x }}"',
  'permalink: /%zz/',
  'url: ""',
  'draft: maybe',
  'tags: {a: b}',
  'categories: [[a], null]',
  'path: ?#',
];
const NAMES = [
  '2020-01-02-a.md',
  'a/index.md',
  '_index.md',
  'index.md',
  '2020-13-45-b.md',
  'ä ö%.md',
  '...md',
  'c.html',
];

const lines = (choices: readonly string[]) => fc.uniqueArray(fc.constantFrom(...choices), { maxLength: 5 });

describe.each(SITES)('a folder of %s', (name, config, posts) => {
  it('is read, whatever is in it', async () => {
    const settings = fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), {
      maxLength: 6,
      selector: ([key]) => key,
    });
    const text = fc.oneof(
      lines(FRONT).map((front) => `---\n${front.join('\n')}\n---\nText.\n`),
      fc.string(),
    );
    const files = fc.dictionary(fc.constantFrom(...NAMES), text, { minKeys: 1, maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(settings, files, async (pairs, written) => {
        const tree = treeOf({
          [config]: configOf(name, pairs),
          [`${posts}2020-01-01-first.md`]: '---\ntitle: First\ndate: 2020-01-01\n---\nText.\n',
          ...Object.fromEntries(Object.entries(written).map(([file, content]) => [posts + file, content])),
        });
        const imported = await folderReader.read(tree, { fetch, progress: () => {} });
        expect(imported.posts.length).toBeGreaterThan(0);
      }),
      runs(6),
    );
  });
});

function configOf(name: string, pairs: readonly (readonly [string, string])[]): string {
  if (name === 'Zola') return 'base_url = "https://a.example"\n';
  if (name === 'an unknown program') return '{}';
  if (name === 'Middleman') return 'activate :blog do |blog|\nend\n';
  const python = pairs.map(([key, value]) => `${key.toUpperCase()} = ${JSON.stringify(value)}\n`).join('');
  if (name === 'Pelican') return python;
  if (name === 'Nikola') return `${python}POSTS = (("posts/*.md", "posts", "post.tmpl"),)\n`;
  if (name === 'MkDocs')
    return `plugins: [blog]\n${pairs.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}`;
  if (name === 'Lume')
    return `import lume from "lume/mod.ts";\nexport default lume({ ${pairs.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} });`;
  if (/Eleventy|Astro|Next|Docusaurus|Gridsome/.test(name))
    return `export default { ${pairs.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }`;
  return pairs.map(([key, value]) => `${key}: ${value}\n`).join('');
}
