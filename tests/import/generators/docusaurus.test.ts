// Docusaurus: where its blogs are, and which of its files are MDX.

import { describe, expect, it } from 'vitest';
import { findGenerator } from '../../../src/import/generators/generators.ts';
import { isMdxText } from '../../../src/import/generators/mdx-text.ts';
import { aFolder, aProject } from '../a-project.ts';
import { treeOf } from '../a-tree.ts';

type Files = Readonly<Record<string, string>>;

async function read(files: Files) {
  const found = await findGenerator(treeOf(files));
  if (found?.generator.name !== 'Docusaurus') throw new Error('no Docusaurus');
  return found.generator.read(found.folder);
}

const post = '---\ntitle: A\n---\nText.\n';

describe('a blog of Docusaurus is at', () => {
  it.each<[string, string, string, string]>([
    ['', 'blog/2020-01-02-a.md', '/blog/2020/01/02/a', '/blog/rss.xml'],
    ["baseUrl: '/b/'", 'blog/2020-01-02-a.md', '/b/blog/2020/01/02/a', '/b/blog/rss.xml'],
    [
      "presets: [['classic', {blog: {routeBasePath: '/'}}]]",
      'blog/2020-01-02-a.md',
      '/2020/01/02/a',
      '/rss.xml',
    ],
    [
      "presets: [['classic', {blog: {path: './news', routeBasePath: 'n'}}]]",
      'news/2020-01-02-a/index.md',
      '/n/2020/01/02/a',
      '/n/rss.xml',
    ],
    [
      "plugins: [['@docusaurus/plugin-content-blog', {id: 'x', path: 'journal', routeBasePath: 'j'}]]",
      'journal/2020-01-02-a.md',
      '/j/2020/01/02/a',
      '/j/rss.xml',
    ],
    ["presets: [['classic', {blog: false}]]", 'blog/2020-01-02-a.md', '/blog/2020/01/02/a', '/blog/rss.xml'],
  ])('%s: %s', async (config, file, path, feed) => {
    const { posts, feeds } = await read({
      'docusaurus.config.js': `module.exports = {${config}}`,
      [file]: post,
    });
    expect(posts.map((each) => each.path)).toEqual([path]);
    expect(feeds).toMatchObject({ [feed]: 'rss' });
  });
});

describe('a text in a file .md is MDX', () => {
  it.each<[string, boolean, boolean]>([
    ['import X from "@theme/X"\n\nText.', false, true],
    ["import 'x.css'\n\nText.", false, true],
    ['export const a = 1\n\nText.', false, true],
    ['import taxes from abroad are high.', false, false],
    ['Text.\n\n<Tabs>\n</Tabs>', true, true],
    ['Text.\n\n<Tabs>\n</Tabs>', false, false],
    ['<pre style={{display: "block"}}>x</pre>', true, true],
    ['<p className="x">x</p>', true, true],
    ['{/* truncate */}', true, true],
    ['<p class="x">x</p>\n\n<!-- truncate -->', true, false],
    ['`<Tabs>`\n\n```\n<Tabs />\n```', true, false],
  ])('%j where JSX is read in every file: %s', (body, readsJsx, isMdx) => {
    expect(isMdxText(body, readsJsx)).toBe(isMdx);
  });
});

describe('JSX in a file .md of Docusaurus', () => {
  it('is not shown to readers', async () => {
    const project = await aProject();
    await project.run(
      await aFolder({
        'docusaurus.config.js': "module.exports = {title: 'A', url: 'https://a.example', tagline: 'B'}",
        'blog/2020-01-02-a.md': '---\ntitle: A\n---\n\n<pre style={{color: "red"}}>Text.</pre>\n',
        'blog/2020-01-03-b.md': '---\ntitle: B\n---\n\nText.\n',
      }),
    );
    expect(Object.keys(await project.files())).toEqual(['posts/2020-01-02-a.mdx', 'posts/2020-01-03-b.md']);
  });
});
