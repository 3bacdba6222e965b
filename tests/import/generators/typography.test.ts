// Typography of an imported site: smart where its generator has set quotes and dashes.

import { expect, it } from 'vitest';
import { siteFolder } from '../../../src/import/generators/site-folder.ts';
import { typographyOf } from '../../../src/import/generators/typography.ts';
import { treeOf } from '../a-tree.ts';

it.each<[string, string, string, string | undefined]>([
  ['Jekyll', '_config.yml', 'title: A', 'smart'],
  [
    'Jekyll',
    '_config.yml',
    'markdown: kramdown\nkramdown: {smart_quotes: "lsquo,rsquo,ldquo,rdquo"}',
    'smart',
  ],
  ['Jekyll', '_config.yml', 'kramdown:\n  smart_quotes: apos,apos,quot,quot', undefined],
  ['Jekyll', '_config.yml', 'kramdown: {typographic_symbols: {hellip: ...}}', undefined],
  ['Jekyll', '_config.yml', 'markdown: CommonMark', undefined],
  ['Hugo', 'hugo.toml', 'title = "A"', 'smart'],
  ['Hugo', 'hugo.toml', '[markup.goldmark.extensions]\ntypographer = false', undefined],
  ['Hugo', 'hugo.yaml', 'markup: {goldmark: {extensions: {typographer: {disable: true}}}}', undefined],
  ['Hugo', 'config/_default/markup.toml', '[goldmark.extensions.typographer]\ndisable = true', undefined],
  ['Astro', 'astro.config.mjs', 'export default {}', 'smart'],
  [
    'Astro',
    'astro.config.ts',
    'export default defineConfig({ markdown: { smartypants: false } })',
    undefined,
  ],
  ['Hexo', '_config.yml', 'title: A', 'smart'],
  ['Hexo', '_config.yml', 'marked: {smartypants: false}', undefined],
  ['Zola', 'config.toml', 'base_url = "https://a.example"', undefined],
  ['Zola', 'config.toml', '[markdown]\nsmart_punctuation = true', 'smart'],
  ['Eleventy', '.eleventy.js', 'module.exports = () => {}', undefined],
  ['Eleventy', 'eleventy.config.mjs', 'markdownIt({ html: true, typographer: true })', 'smart'],
  ['Gatsby', 'package.json', '{"dependencies": {"gatsby-remark-smartypants": "^5.0.0"}}', 'smart'],
  ['Next', 'package.json', '{"dependencies": {"next": "^15.0.0"}}', undefined],
  ['folder of Markdown', 'a.md', 'Text.', undefined],
])('of %s with %s: %j is %j', async (generator, file, text, typography) => {
  expect(await typographyOf(generator, siteFolder(treeOf({ [file]: text })))).toBe(typography);
});
