// Docusaurus: the folders of its blogs, in all languages, and the routes that the options of its blog plugins give
// them.

import { posix } from 'node:path';
import { textsAt, truthAt } from './front.ts';
import type { ContentFolder } from './markdown-folders.ts';
import type { FeedFormat } from './old-feeds.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { within } from './url-parts.ts';

/** A blog of the site, and the files in which it is. */
interface Blog {
  readonly id: string;
  readonly path: string;
  /** Without the base of the site. */
  readonly route: string;
  readonly feeds: readonly string[];
}

const PLUGIN = /content-blog$/;

/** The blogs that a configuration has; the one that every site may have comes last, as options may be computed. */
export function blogsIn(config: Data): Blog[] {
  const plugins = listAt(config, 'plugins').filter(([name]) => PLUGIN.test(String(name)));
  const presets = listAt(config, 'presets').map(([, options]) => valueAt(options, 'blog'));
  const blogs = [...plugins.map(([, options]) => options), ...presets.filter(isData), {}].map(blogOf);
  return [...new Map(blogs.reverse().map((blog) => [blog.path, blog])).values()].reverse();
}

/** `['name', options]`, or the bare name. */
function listAt(config: Data, key: string): [name: unknown, options: unknown][] {
  const list = valueAt(config, key);
  return (Array.isArray(list) ? list : []).map((each) =>
    Array.isArray(each) ? [each[0], each[1]] : [each, {}],
  );
}

function blogOf(options: unknown): Blog {
  const types = textsAt(options, 'feedOptions', 'type');
  return {
    id: textAt(options, 'id') ?? 'default',
    path: posix.join('.', textAt(options, 'path') ?? 'blog').replace(/\/+$/, ''),
    route: textAt(options, 'routeBasePath') ?? 'blog',
    feeds: types.length === 0 ? ['rss', 'atom'] : types.includes('all') ? ['rss', 'atom', 'json'] : types,
  };
}

/** Where the posts of the blogs are, and their translations. */
export function blogFolders(folder: SiteFolder, config: Data, base: string): ContentFolder[] {
  const end = truthAt(config, 'trailingSlash') ? '/' : '';
  const readsJsx = textAt(config, 'markdown', 'format') !== 'detect';
  const usual = { end, isPosts: true, dateInName: 'folders', certainty: 'usual', readsJsx } as const;
  const main = isData(config.i18n) ? textAt(config.i18n, 'defaultLocale') : undefined;
  const locales = new Set(
    folder.files.flatMap((file) => /^i18n\/([^/]+)\/docusaurus-plugin-content-blog/.exec(file)?.[1] ?? []),
  );
  return blogsIn(config).flatMap(({ id, path, route }): ContentFolder[] => [
    { ...usual, folder: path, route: within(base, `${route}/`) },
    ...[...locales]
      .filter((locale) => locale !== main)
      .map((locale) => ({
        ...usual,
        folder: `i18n/${locale}/docusaurus-plugin-content-blog${id === 'default' ? '' : `-${id}`}`,
        route: within(base, `${locale}/${route}/`),
        language: locale,
      })),
  ]);
}

/** The feeds of the blogs that have files. */
export function blogFeeds(folder: SiteFolder, config: Data, base: string): Record<string, FeedFormat> {
  const blogs = blogsIn(config).filter(({ path }) =>
    folder.files.some((file) => file.startsWith(`${path}/`)),
  );
  return Object.fromEntries(
    blogs.flatMap(({ route, feeds }) =>
      feeds.map((type): [string, FeedFormat] => [
        within(base, `${route}/${type === 'json' ? 'feed.json' : `${type}.xml`}`),
        type as FeedFormat,
      ]),
    ),
  );
}
