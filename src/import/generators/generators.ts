// The generators, in the order in which they look at a folder: the most particular first.

import type { TreeSource } from '../source/source.ts';
import { astro } from './astro.ts';
import { bridgetown } from './bridgetown.ts';
import { eleventy } from './eleventy.ts';
import type { Generator } from './generator.ts';
import { hexo } from './hexo.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { lume } from './lume.ts';
import { middleman } from './middleman.ts';
import { mkdocs } from './mkdocs.ts';
import { nikola } from './nikola.ts';
import { pelican } from './pelican.ts';
import { obsidian, plain } from './plain.ts';
import { SCRIPT_SITES, SITES_BY_PACKAGE } from './script-sites.ts';
import { type SiteFolder, siteFolder } from './site-folder.ts';
import { zola } from './zola.ts';

const GENERATORS: readonly Generator[] = [
  hexo,
  zola,
  hugo,
  astro,
  eleventy,
  ...SCRIPT_SITES,
  lume,
  pelican,
  nikola,
  mkdocs,
  middleman,
  bridgetown,
  jekyll,
];

/** How deep in a repository the folder of its blog may be. */
const DEPTH = 3;

export interface FoundGenerator {
  readonly generator: Generator;
  /** The folder of the site, from its root. */
  readonly folder: SiteFolder;
  /** Where the root is in the tree; empty for the tree itself. */
  readonly root: string;
}

/** The generator of a tree: that of its root, or of the one folder in it that is a site; else a vault or plain Markdown. */
export async function findGenerator(tree: TreeSource): Promise<FoundGenerator | undefined> {
  for (const root of rootsIn(tree)) {
    const folder = siteFolder(tree, root);
    for (const generator of GENERATORS)
      if ((await generator.recognises(folder)) && (root === '' || hasPosts(folder)))
        return { generator, folder, root };
  }
  const folder = siteFolder(tree);
  for (const generator of [obsidian, ...SITES_BY_PACKAGE, plain])
    if (await generator.recognises(folder)) return { generator, folder, root: '' };
  return undefined;
}

/** The folders that hold the configuration of something, the highest first. */
function rootsIn({ files }: TreeSource): string[] {
  const configs = files.filter((file) =>
    /(?:^|\/)(?:_config\.(?:ya?ml|[jt]s)|pelicanconf\.py|mkdocs\.ya?ml|bridgetown\.config\.yml|config\.rb|(?:hugo|config|zola)\.(?:toml|ya?ml|json)|\.eleventy\.js|\.vitepress\/config(?:\/index)?\.\w+|\.vuepress\/config\.\w+|[\w-]+\.config\.[cm]?[jt]s|gatsby-config\.\w+)$|(?:^|\/)_posts\//.test(
      file,
    ),
  );
  const roots = configs.map((file) =>
    file.replace(/(?:^|\/)(?:_posts\/.*|\.(?:vitepress|vuepress)\/.*|config\/_default\/.*|[^/]+)$/, ''),
  );
  const inside = [...new Set(roots)].filter(
    (root) =>
      root.split('/').length <= DEPTH &&
      !/(?:^|\/)(?:\.|node_modules|themes?|tests?|exampleSite|examples?)/.test(root),
  );
  return [
    '',
    ...inside
      .filter((root) => root !== '')
      .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1)),
  ];
}

function hasPosts({ files }: SiteFolder): boolean {
  return files.some(
    (file) => /\.(?:md|mdx|markdown)$/i.test(file) && !/(?:^|\/)(?:README|LICENSE|CHANGELOG)/i.test(file),
  );
}
