// Typography: whether a generator has set curly quotes and dashes in the posts, as most do unless they are told not to.

import { hugoConfig } from './hugo-config.ts';
import { isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

type IsSmart = (folder: SiteFolder) => Promise<boolean>;

const BY_GENERATOR: Readonly<Record<string, IsSmart>> = {
  // https://kramdown.gettalong.org/options.html: smart_quotes and typographic_symbols
  async Jekyll(folder) {
    const config = await folder.data(folder.first('_config.yml', '_config.yaml', '_config.toml'));
    const quotes = textAt(config, 'kramdown', 'smart_quotes');
    return (
      /kramdown/i.test(textAt(config, 'markdown') ?? 'kramdown') &&
      (quotes === undefined || quotes.startsWith('lsquo')) &&
      valueAt(config, 'kramdown', 'typographic_symbols') === undefined
    );
  },
  // https://gohugo.io/configuration/markup/#typographer
  async Hugo(folder) {
    const typographer = valueAt(await hugoConfig(folder), 'markup', 'goldmark', 'extensions', 'typographer');
    return isData(typographer) ? valueAt(typographer, 'disable') !== true : typographer !== false;
  },
  async Astro(folder) {
    const config = await folder.data(folder.files.find((file) => /^astro\.config\.[cm]?[jt]s$/.test(file)));
    return valueAt(config, 'markdown', 'smartypants') !== false;
  },
  async Hexo(folder) {
    const config = await folder.data(folder.first('_config.yml', '_config.yaml'));
    return valueAt(config, 'marked', 'smartypants') !== false;
  },
  async Zola(folder) {
    const config = await folder.data(folder.first('config.toml', 'zola.toml'));
    return valueAt(config, 'markdown', 'smart_punctuation') === true;
  },
  async Eleventy(folder) {
    const config = folder.files.find((file) => /^(?:\.eleventy|eleventy\.config)\.[cm]?js$/.test(file));
    return /\btypographer["']?\s*:\s*true\b/.test((await folder.text(config ?? '')) ?? '');
  },
};

/** `smart` when the generator has set the punctuation of the posts; else undefined. */
export async function typographyOf(generator: string, folder: SiteFolder): Promise<'smart' | undefined> {
  const isSmart = await (BY_GENERATOR[generator] ?? usesSmartypants)(folder);
  return isSmart ? 'smart' : undefined;
}

/** Sites made of scripts name the plugin of remark among their dependencies. */
async function usesSmartypants(folder: SiteFolder): Promise<boolean> {
  return /"(?:gatsby-)?remark-smartypants"/.test((await folder.text('package.json')) ?? '');
}
