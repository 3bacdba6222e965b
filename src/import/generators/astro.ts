// Astro: its configuration, content collections with the routes that show them, Markdown pages, and the folder public.

import { posix } from 'node:path';
import { slug as githubSlug } from 'github-slugger';
import { textsAt } from './front.ts';
import type { FoundSite, Generator } from './generator.ts';
import { type ContentFolder, foldersWithPosts, MARKDOWN, readFolders } from './markdown-folders.ts';
import type { FeedFormat } from './old-feeds.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type SiteFolder, textAt } from './site-folder.ts';
import { siteMetadata } from './site-metadata.ts';
import { splitAddress, tidyPath, within } from './url-parts.ts';

const CONFIGS = ['mjs', 'ts', 'js', 'mts', 'cjs'].map((ending) => `astro.config.${ending}`);
const POSTS =
  /^(?:blog|posts?|articles?|news|journal|notes|writing|writings|entries|essays?|thoughts|microblog|til)$/i;

export const astro: Generator = {
  name: 'Astro',
  recognises: (folder) => folder.first(...CONFIGS) !== undefined,
  read: readAstro,
};

async function readAstro(folder: SiteFolder): Promise<FoundSite> {
  const file = folder.first(...CONFIGS);
  const config = await folder.data(file);
  const feedFiles = folder.files.filter((each) => /^src\/pages\/.*\.(?:xml|json)\.[cm]?[jt]s$/.test(each));
  const metadata = await siteMetadata(
    folder,
    file,
    ...feedFiles.filter((each) => !/sitemap|robots|manifest/.test(each)),
  );
  const address = splitAddress(textAt(config, 'site') ?? metadata.url);
  const base = (textAt(config, 'base') ?? '').replace(/^\/?/, '/').replace(/\/+$/, '');
  const end =
    textAt(config, 'trailingSlash') === 'never'
      ? ''
      : textAt(config, 'build', 'format') === 'file'
        ? '.html'
        : '/';
  const source = textAt(config, 'srcDir')?.replace(/^\.?\/+|\/+$/g, '') ?? 'src';
  const collections = await collectionsOf(folder, source, base, end);
  const pages: ContentFolder = { folder: `${source}/pages`, route: within(base, '/'), end, isPosts: false };
  const inPages = await postFoldersInPages(folder, source);
  const found = await readFolders(folder, [
    ...collections,
    pages,
    ...inPages.map(
      (each): ContentFolder => ({
        folder: each,
        route: within(base, each.slice(`${source}/pages`.length)),
        end,
        isPosts: true,
      }),
    ),
  ]);
  const feeds: Record<string, FeedFormat> = {};
  for (const each of feedFiles) {
    const path = within(base, each.slice(`${source}/pages`.length).replace(/\.[cm]?[jt]s$/, ''));
    if (/rss|feed|atom|index\.xml/.test(path) && !path.includes('['))
      feeds[path] = /json$/.test(path) ? 'json' : /atom/.test(path) ? 'atom' : 'rss';
  }
  const publicFolder = textAt(config, 'publicDir')?.replace(/^\.?\/+|\/+$/g, '') ?? 'public';
  const files = folder.files.filter((each) => each.startsWith(`${publicFolder}/`));
  const people = await peopleOf(folder);
  return {
    title: metadata.title,
    description: metadata.description,
    origin: address?.origin,
    language: textAt(config, 'i18n', 'defaultLocale') ?? metadata.language,
    timeZone: 'UTC',
    author: authorOf(metadata.author, people),
    people: withKeys(people),
    dialect: 'gfm',
    permalink: undefined,
    feeds,
    // The feeds of @astrojs/rss end every address in a slash, whatever the pages do.
    posts: found.posts.map((post) =>
      post.path === undefined ? post : { ...post, id: post.path.replace(/(?:\.html|\/)?$/, '/') },
    ),
    files: [
      ...found.files,
      ...files.map((each) => ({
        source: each,
        path: `public${within(base, each.slice(publicFolder.length))}`,
      })),
    ],
    skipped: found.skipped,
  };
}

/** The folders of the content collections, and the routes of the pages that show their entries. */
async function collectionsOf(
  folder: SiteFolder,
  source: string,
  base: string,
  end: ContentFolder['end'],
): Promise<ContentFolder[]> {
  const places = await collectionFolders(folder, source);
  const routes = await routesIn(folder, source);
  const dated = await foldersWithPosts(folder, (each) =>
    [...places.values()].some((place) => isIn(place, each)),
  );
  const isNamed = (name: string, place: string) => POSTS.test(name) || POSTS.test(posix.basename(place));
  const hasNamed = [...places].some(([name, place]) => isNamed(name, place));
  const inside = [...places].flatMap(([name, place]) =>
    isNamed(name, place)
      ? []
      : dated.filter((each) => each.startsWith(`${place}/`) && POSTS.test(posix.basename(each))),
  );
  // Where no name says which are posts, dates do.
  const isDated = (place: string) =>
    !hasNamed && inside.length === 0 && dated.some((each) => isIn(place, each));
  const onlyRoute = [...routes.values()].length === 1 ? [...routes.values()][0] : undefined;
  const found = [...places].map(([name, place]): ContentFolder => {
    const isPosts = isNamed(name, place) || isDated(place);
    const route = routes.get(name) ?? (isPosts ? onlyRoute : undefined);
    return {
      folder: place,
      route: route === undefined ? undefined : within(base, route),
      end,
      isPosts,
      spell: githubSlug,
    };
  });
  // A blog may be a folder of another collection, as in Starlight.
  const blogs = inside.flatMap((each): ContentFolder[] => {
    const around = found.find(({ folder: place, isPosts }) => !isPosts && each.startsWith(`${place}/`));
    if (!around) return [];
    const route =
      around.route === undefined ? undefined : `${around.route}${each.slice(around.folder.length + 1)}/`;
    return [{ ...around, folder: each, route, isPosts: true }];
  });
  return [...found, ...blogs];
}

function isIn(place: string, folder: string): boolean {
  return folder === place || folder.startsWith(`${place}/`);
}

/** Collections with a folder of their own in `src/content`, and those that a `glob` loader reads from elsewhere. */
async function collectionFolders(folder: SiteFolder, source: string): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  const config = folder.first(
    ...[
      'content.config.ts',
      'content.config.mjs',
      'content.config.js',
      'content/config.ts',
      'content/config.js',
      'content/config.mjs',
    ].map((each) => `${source}/${each}`),
  );
  const script = await folder.script(config);
  for (const {
    name,
    arguments: [options],
  } of script.calls) {
    const root = name === 'glob' ? textAt(options, 'base')?.replace(/^\.?\/+|\/+$/g, '') : undefined;
    const [pattern = ''] = name === 'glob' ? textsAt(options, 'pattern') : [];
    const place =
      root === undefined ? undefined : clean(posix.join(root, pattern.replace(/\/?[^/]*[*{[].*$/, '')));
    if (
      place !== undefined &&
      folder.files.some((each) => each.startsWith(`${place}/`) && MARKDOWN.test(each))
    )
      places.set(posix.basename(place), place);
  }
  for (const each of folder.files) {
    const name =
      each.startsWith(`${source}/content/`) && MARKDOWN.test(each)
        ? each.slice(source.length + 9).split('/')
        : [];
    const [collection] = name;
    if (
      collection !== undefined &&
      name.length > 1 &&
      ![...places.values()].some((place) => each.startsWith(`${place}/`))
    )
      places.set(collection, `${source}/content/${collection}`);
  }
  return places;
}

function clean(path: string): string {
  return posix.normalize(path).replace(/^\.?\/+|\/+$/g, '');
}

/** By collection: what is before `[...slug]` in the page that gets it. */
async function routesIn(folder: SiteFolder, source: string): Promise<Map<string, string>> {
  const routes = new Map<string, string>();
  for (const file of folder.files) {
    const route =
      /^(.*\/)\[(?:\.\.\.)?(?:slug|id|post|path|page|title)\](?:\/index)?\.(?:astro|[jt]sx?)$/.exec(
        file,
      )?.[1];
    if (
      route === undefined ||
      !file.startsWith(`${source}/pages/`) ||
      route.slice(source.length).includes('[')
    )
      continue;
    const text = (await folder.text(file)) ?? '';
    const prefix = tidyPath(route.slice(`${source}/pages`.length));
    const named = [
      ...text.matchAll(/\bget(?:Collection|Entry|Entries)\s*(?:<[^>]{0,100}>)?\(\s*(["'`])([\w-]+)\1/g),
    ].map(([, , name = '']) => name);
    for (const name of named) if (!routes.has(name) || prefix.includes(name)) routes.set(name, prefix);
    if (named.length === 0 && POSTS.test(posix.basename(prefix))) routes.set(posix.basename(prefix), prefix);
  }
  return routes;
}

/** Folders of Markdown pages that have the name of a folder of posts. */
async function postFoldersInPages(folder: SiteFolder, source: string): Promise<string[]> {
  const folders = folder.files
    .filter((each) => each.startsWith(`${source}/pages/`) && MARKDOWN.test(each))
    .map((each) => posix.dirname(each));
  return [...new Set(folders)].filter((each) => POSTS.test(posix.basename(each)));
}
