// Bridgetown: a descendant of Jekyll with its sources in src, and permalinks of its own.

import { folderData } from './folder-data.ts';
import { zoneOf } from './front.ts';
import type { FoundPost, FoundSite, Generator } from './generator.ts';
import type { FeedFormat } from './old-feeds.ts';
import { readPatterned } from './patterned-folders.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { siteMetadata } from './site-metadata.ts';
import { splitAddress, within } from './url-parts.ts';
import { dataIn } from './variables.ts';

const CONFIGS = ['bridgetown.config.yml', 'bridgetown.config.yaml'];

export const bridgetown: Generator = {
  name: 'Bridgetown',
  recognises: (folder) =>
    folder.first(...CONFIGS, 'config/initializers.rb') !== undefined &&
    folder.files.some((file) => file.startsWith('src/_')),
  read: readBridgetown,
};

const STYLES: Readonly<Record<string, string>> = {
  pretty: '/:categories/:year/:month/:day/:slug/',
  pretty_ext: '/:categories/:year/:month/:day/:slug.html',
  simple: '/:categories/:slug/',
  simple_ext: '/:categories/:slug.html',
};

async function readBridgetown(folder: SiteFolder): Promise<FoundSite> {
  const config = await folder.data(folder.first(...CONFIGS));
  const ruby = (await folder.text('config/initializers.rb')) ?? '';
  const told = (name: string) =>
    textAt(config, name) ?? new RegExp(`^\\s*${name}\\s+["':]([^"'\\s]+)`, 'm').exec(ruby)?.[1];
  const metadata = await folder.data(
    folder.first('src/_data/site_metadata.yml', 'src/_data/site_metadata.json'),
  );
  const elsewhere = await siteMetadata(folder);
  const address = splitAddress(told('url'));
  const base = (told('base_path') ?? told('baseurl') ?? address?.base ?? '')
    .replace(/^\/?/, '/')
    .replace(/\/+$/, '');
  const style = told('permalink') ?? 'pretty';
  const posts = STYLES[style] ?? patternOf(style);
  const found = await readPatterned(
    folder,
    [
      { folder: 'src/_posts', isPosts: true, end: '', pattern: (post) => ownOf(post) ?? posts },
      { folder: 'src/_pages', isPosts: false, end: '', pattern: (post) => ownOf(post) ?? '/:folders/:name/' },
      { folder: 'src', isPosts: false, end: '', pattern: (post) => ownOf(post) ?? '/:folders/:name/' },
    ],
    { base, timeZone: zoneOf(told('timezone')), dataOf: await folderData(folder, '_defaults') },
  );
  const people = await peopleOf(folder);
  const feeds: Record<string, FeedFormat> = { [within(base, 'feed.xml')]: 'atom' };
  return {
    title: textAt(metadata, 'title') ?? elsewhere.title,
    description: textAt(metadata, 'description') ?? textAt(metadata, 'tagline') ?? elsewhere.description,
    origin: address?.origin,
    language: textAt(metadata, 'lang') ?? told('default_locale'),
    timeZone: zoneOf(told('timezone')),
    author: authorOf(valueAt(metadata, 'author'), people),
    people: withKeys(people),
    dialect: 'jekyll',
    values: { site: { metadata, data: await dataIn(folder, 'src/_data') } },
    permalink: undefined,
    feeds,
    posts: found.posts,
    files: [
      ...found.files.filter(({ source }) => source.startsWith('src/_posts/')),
      ...folder.files
        .filter((source) => source.startsWith('src/images/') || source.startsWith('public/'))
        .map((source) => ({
          source,
          path: `public${within(base, source.replace(/^(?:src|public)\//, ''))}`,
        })),
    ],
    skipped: found.skipped,
  };
}

/** The permalink of a post itself. */
function ownOf({ fields }: FoundPost): string | undefined {
  const written = textAt(fields, 'permalink');
  return written === undefined ? undefined : (STYLES[written] ?? patternOf(written));
}

/** `.*` stands for the extension, and `[locale]` for the language where there are several. */
function patternOf(written: string): string {
  return `/${written
    .replaceAll('[locale]', '')
    .replace(/\.\*$|:output_ext$/, '.html')
    .replaceAll(':title', ':slug')
    .replaceAll(':path', ':folders/:name')}`;
}
