// Sites made of scripts: Gatsby, Next, VitePress, Docusaurus and their like. Their Markdown is in folders of their choice, and
// the address is a route of the site's own code, so the routes are read from the names of the files that show posts.

import { posix } from 'node:path';
import { blogFeeds, blogFolders } from './docusaurus.ts';
import { textsAt, truthAt } from './front.ts';
import type { FoundSite, Generator } from './generator.ts';
import {
  type ContentFolder,
  foldersWithPosts,
  isContent,
  MARKDOWN,
  readFolders,
} from './markdown-folders.ts';
import type { FeedFormat } from './old-feeds.ts';
import { withPatterns } from './patterns-of-types.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { siteMetadata } from './site-metadata.ts';
import { splitAddress, tidyPath, within } from './url-parts.ts';

const scripts = (...names: string[]) =>
  names.flatMap((name) => ['js', 'mjs', 'ts', 'cjs', 'mts'].map((ending) => `${name}.${ending}`));

/** What sets one of these programs apart. */
interface Kind {
  readonly name: string;
  readonly configs: readonly string[];
  /** Dependencies that only sites of the program have. */
  readonly packages: readonly string[];
  /** Folders that are served as they are. */
  readonly statics: readonly string[];
  readonly end: (config: Data) => ContentFolder['end'];
  readonly feeds: Readonly<Record<string, FeedFormat>>;
  readonly pathField?: string;
}

const KINDS: readonly Kind[] = [
  {
    name: 'Docusaurus',
    configs: scripts('docusaurus.config'),
    statics: ['static'],
    packages: ['@docusaurus/core'],
    end: (config) => (truthAt(config, 'trailingSlash') ? '/' : ''),
    feeds: {},
  },
  {
    name: 'Gatsby',
    configs: scripts('gatsby-config'),
    packages: ['gatsby'],
    statics: ['static'],
    end: (config) => (textAt(config, 'trailingSlash') === 'never' ? '' : '/'),
    feeds: { '/rss.xml': 'rss' },
    pathField: 'path',
  },
  {
    name: 'Gridsome',
    configs: scripts('gridsome.config'),
    packages: ['gridsome'],
    statics: ['static'],
    end: () => '/',
    feeds: { '/rss.xml': 'rss' },
    pathField: 'path',
  },
  {
    name: 'VitePress',
    configs: scripts('.vitepress/config', '.vitepress/config/index', '.vuepress/config'),
    packages: ['vitepress', 'vuepress'],
    statics: ['public', '.vuepress/public'],
    end: (config) => (truthAt(config, 'cleanUrls') ? '' : '.html'),
    feeds: {},
  },
  {
    name: 'Next',
    configs: scripts('next.config'),
    packages: ['next'],
    statics: ['public'],
    end: (config) => (truthAt(config, 'trailingSlash') ? '/' : ''),
    feeds: {},
  },
  {
    name: 'Nuxt',
    configs: scripts('nuxt.config'),
    packages: ['nuxt', '@nuxt/content'],
    statics: ['public', 'static'],
    end: () => '',
    feeds: {},
  },
  {
    name: 'SvelteKit',
    configs: scripts('svelte.config'),
    packages: ['@sveltejs/kit'],
    statics: ['static'],
    end: () => '',
    feeds: {},
  },
  {
    name: 'Vite',
    configs: scripts('vite.config'),
    packages: [
      'vite-ssg',
      'vite-plugin-pages',
      'unplugin-vue-router',
      '@remix-run/dev',
      '@react-router/dev',
      'waku',
    ],
    statics: ['public'],
    end: () => '',
    feeds: {},
  },
];

export const SCRIPT_SITES: readonly Generator[] = KINDS.map((kind) => ({
  name: kind.name,
  recognises: (folder) => folder.first(...kind.configs) !== undefined,
  read: (folder) => readSite(folder, kind),
}));

/** The same, for sites without a configuration: many programs need none. */
export const SITES_BY_PACKAGE: readonly Generator[] = KINDS.map((kind) => ({
  name: kind.name,
  recognises: async (folder) => {
    const manifest = await folder.data(folder.first('package.json'));
    const names = ['dependencies', 'devDependencies'].flatMap((key) => {
      const packages = valueAt(manifest, key);
      return isData(packages) ? Object.keys(packages) : [];
    });
    return kind.packages.some((each) => names.includes(each));
  },
  read: (folder) => readSite(folder, kind),
}));

async function readSite(folder: SiteFolder, kind: Kind): Promise<FoundSite> {
  const file = folder.first(...kind.configs);
  const config = await folder.data(file);
  const metadata = await siteMetadata(folder, file);
  const address = splitAddress(metadata.url);
  const base = (
    textAt(config, 'basePath') ??
    textAt(config, 'pathPrefix') ??
    textAt(config, 'base') ??
    (kind.name === 'Docusaurus' ? textAt(config, 'baseUrl') : undefined) ??
    ''
  )
    .replace(/^\/?/, '/')
    .replace(/\/+$/, '');
  const statics = kind.statics.filter((each) => folder.files.some((path) => path.startsWith(`${each}/`)));
  const isDocusaurus = kind.name === 'Docusaurus';
  const content = isDocusaurus
    ? blogFolders(folder, config, base)
    : (await foldersWithPosts(folder, isContent)).map(
        (each): ContentFolder => ({
          folder: each,
          route: routeOf(each, folder, kind, base),
          end: kind.end(config),
          isPosts: true,
          // In the router of Next, the place of a file is its address.
          ...(!(kind.name === 'Next' && IN_ROUTER.test(each)) && { certainty: 'usual' as const }),
          spell: (name) => spellPart(name, kind),
          ...(kind.pathField && { pathField: kind.pathField }),
        }),
      );
  const found = await readFolders(folder, content);
  const people = await peopleOf(folder);
  return {
    title: metadata.title,
    description: metadata.description,
    origin: address?.origin,
    language: metadata.language ?? textsAt(config, 'lang')[0],
    timeZone: 'UTC',
    author: authorOf(metadata.author, people),
    people: withKeys(people),
    dialect: 'gfm',
    permalink: undefined,
    feeds: { ...kind.feeds, ...(isDocusaurus && blogFeeds(folder, config, base)), ...feedRoutes(folder) },
    posts: withPatterns(found.posts, config),
    files: [
      ...found.files,
      ...folder.files.flatMap((source) => {
        const root = statics.find((each) => source.startsWith(`${each}/`));
        return root === undefined || MARKDOWN.test(source)
          ? []
          : [{ source, path: `public${within(base, source.slice(root.length))}` }];
      }),
    ],
    skipped: found.skipped,
  };
}

/** A group of routes is no part of an address, and Nuxt has numbers before names to put them in order. */
function spellPart(name: string, { name: program }: Kind): string {
  if (/^\(.*\)$/.test(name)) return '';
  return program === 'Nuxt' ? name.replace(/^\d+\.(?=.)/, '') : name;
}

/** The route of the posts in a folder; undefined when no file tells it. */
function routeOf(content: string, folder: SiteFolder, { name }: Kind, base: string): string | undefined {
  if (name === 'Vite') {
    const route = remixRoute(content, folder) ?? namedRoute(content, folder);
    const isPages = PAGES.test(content);
    return route === undefined && !isPages
      ? undefined
      : within(base, route ?? `${content.replace(PAGES, '')}/`);
  }
  if (name === 'VitePress') return within(base, `${content.replace(PAGES, '')}/`);
  if (name === 'Nuxt' && /^content(?:\/|$)/.test(content))
    return within(
      base,
      `${content
        .split('/')
        .slice(1)
        .map((part) => part.replace(/^\d+\.(?=.)/, ''))
        .join('/')}/`,
    );
  const inRouter = IN_ROUTER.exec(content);
  if (inRouter) return within(base, `${withoutGroups(inRouter[1] ?? '/')}/`);
  const distinct = postRoutes(folder);
  const named =
    distinct.find((route) => isNamedLike(posix.basename(route), content)) ??
    distinct.find((route) => /^\/?(?:blog|posts?|articles?|writing)$/.test(route));
  const only = named ?? (distinct.length === 1 ? distinct[0] : distinct.includes('/') ? '/' : undefined);
  if (only !== undefined) return within(base, `${only}/`);
  // Gatsby makes the path from the folder of posts, unless its code says otherwise.
  return name === 'Gatsby' ? within(base, '/') : undefined;
}

const IN_ROUTER = /^(?:src\/)?(?:app|pages)(\/.*)?$/;

/** Folders of pages, which are no part of an address. */
const PAGES = /^(?:src\/)?(?:pages|content)(?=\/|$)|^docs(?=\/|$)/;

/** The routes of the files that show one post each, such as `app/blog/[slug]/page.tsx`. */
function postRoutes(folder: SiteFolder): string[] {
  const routes = folder.files.flatMap((file) => {
    const route =
      /^(?:src\/)?(?:app|pages|routes|src\/routes)(\/.*?)\/?\[{1,2}(?:\.\.\.)?(?:slug|id|post|postId|path|name|title|mdx\.\w+)\]{1,2}(?:\/(?:page|index|\+page))?(?:\.server|\.vue|\.svelte)*\.?\w*$/.exec(
        file,
      )?.[1];
    return route === undefined ||
      /\[/.test(route) ||
      /\/(?:api|tags?|category|categories|authors?|page)(?:\/|$)/.test(route)
      ? []
      : [withoutGroups(route)];
  });
  return [...new Set(routes)];
}

/** The one of these routes that has the name of a folder. */
function namedRoute(content: string, folder: SiteFolder): string | undefined {
  const route = postRoutes(folder).find((each) => isNamedLike(posix.basename(each), content));
  return route === undefined ? undefined : `${route}/`;
}

/** `tip` shows the files of the folder `tips`. */
function isNamedLike(route: string, content: string): boolean {
  return route.replace(/s$/, '') === posix.basename(content).replace(/s$/, '');
}

/** The route of Remix and React Router for a folder of posts: `app/routes/blog_.$slug.tsx` is `/blog/:slug`. */
function remixRoute(content: string, folder: SiteFolder): string | undefined {
  const routes = folder.files.flatMap((file) => {
    const route =
      /^(?:src\/)?app\/routes\/((?:[^$]*[./])?)\$(?:slug|id|post\w*|name|title)(?:[./][^$]*)?\.[jt]sx?$/.exec(
        file,
      )?.[1];
    if (route === undefined) return [];
    // An underscore at the end leaves a layout; one at the beginning is a group of routes.
    const parts = route.split(/[./]/).filter((part) => part !== '' && !part.startsWith('_'));
    return [tidyPath(`${parts.map((part) => part.replace(/_$/, '')).join('/')}/`)];
  });
  return routes.find((route) => route === `/${posix.basename(content)}/`);
}

/** `(blog)` is a group of routes, and no part of the address. */
function withoutGroups(route: string): string {
  return tidyPath(route.replace(/\/\([^/)]*\)/g, ''));
}

/** `app/rss.xml/route.ts` is the feed at /rss.xml. */
function feedRoutes(folder: SiteFolder): Record<string, FeedFormat> {
  const feeds: Record<string, FeedFormat> = {};
  for (const written of folder.files) {
    // Remix puts a dot into brackets, and an underscore after a folder whose layout it leaves.
    const file = written
      .replaceAll('[.]', '.')
      .replace(/^app\/routes\//, 'routes/')
      .replaceAll('_/', '/');
    const path =
      /^(?:src\/)?(?:app|pages|routes|src\/routes|public)\/((?:[^[\]]*\/)?(?:rss|feed|atom|index|feed\/\w+)(?:\.\w+)?\.(?:xml|json))(?:\/(?:route|\+server))?(?:\.[jt]sx?)?$/.exec(
        file,
      )?.[1];
    if (path === undefined) continue;
    feeds[withoutGroups(`/${path}`)] = path.endsWith('json') ? 'json' : /atom/.test(path) ? 'atom' : 'rss';
  }
  return feeds;
}
