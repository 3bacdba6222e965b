// Addresses in Jekyll: permalink patterns, and the ids that jekyll-feed makes of them.

import { posix } from 'node:path';
import type { Instant } from '../../archive/entry.ts';
import { textsAt } from './front.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';
import { dateParts, fillIn, jekyllSlug, tidyPath, within } from './url-parts.ts';

/** Named patterns, https://jekyllrb.com/docs/permalinks/#built-in-formats. */
const STYLES: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

/** The pattern for posts. */
export function jekyllPattern(config: Data): string {
  const written =
    textAt(config, 'collections', 'posts', 'permalink') ?? textAt(config, 'permalink') ?? 'date';
  return STYLES[written] ?? written;
}

/** What a file is. A collection may have the name `pages`, too. */
export type JekyllType = 'posts' | 'drafts' | 'pages' | { readonly collection: string };

/** The path of the page of a file, decoded, and the id that jekyll-feed gives it; undefined when it cannot be said. */
export function jekyllPath(
  source: string,
  type: JekyllType,
  fields: Readonly<Record<string, unknown>>,
  date: Instant | undefined,
  { config, base, timeZone }: { config: Data; base: string; timeZone: string },
): { url: string; id: string } | undefined {
  const written = textAt(fields, 'permalink');
  const pattern = (written !== undefined && (STYLES[written] ?? written)) || patternOf(type, config);
  const isPost = type === 'posts' || type === 'drafts';
  const name = posix.basename(source).replace(/\.[^.]+$/, '');
  const bare = type === 'pages' ? name : name.replace(/^\d{2,4}-\d{1,2}-\d{1,2}-/, '');
  const slug = textAt(fields, 'slug') ?? bare;
  const filled = fillIn(pattern, {
    ...(date === undefined ? {} : dateParts(date, timeZone)),
    ...(type === 'pages' && { basename: name, path: directoryOf(source) }),
    ...(typeof type === 'object' && {
      collection: type.collection,
      path: source.replace(/^(?:.*\/)?_[^/]+\//, '').replace(/\.[^.]+$/, ''),
    }),
    name: jekyllSlug(isPost ? bare : name, 'default', 'keep'),
    title: type === 'pages' ? undefined : jekyllSlug(slug, 'pretty', 'keep'),
    slug: type === 'pages' ? undefined : jekyllSlug(slug, 'default', 'lower'),
    categories: categoriesOf(source, fields, isPost).join('/'),
    slugified_categories: categoriesOf(source, fields, isPost)
      .map((each) => jekyllSlug(each, 'default', 'lower'))
      .join('/'),
    output_ext: '.html',
  });
  if (filled === undefined) return undefined;
  const url = tidyPath(filled).replace(/\/index\.html$/, '/');
  const parent = posix.dirname(url);
  return { url: within(base, url), id: within(base, posix.join(parent, slug)) };
}

function patternOf(type: JekyllType, config: Data): string {
  if (type === 'posts' || type === 'drafts') return jekyllPattern(config);
  if (typeof type === 'object') {
    const written = textAt(config, 'collections', type.collection, 'permalink');
    return (written && (STYLES[written] ?? written)) ?? '/:collection/:path:output_ext';
  }
  const style = textAt(config, 'permalink') ?? 'date';
  const pattern = STYLES[style] ?? style;
  // Pages follow the style only in how they end.
  if (pattern.endsWith('/')) return '/:path/:basename/';
  return /:output_ext$|\.html$/.test(pattern) ? '/:path/:basename:output_ext' : '/:path/:basename';
}

function directoryOf(source: string): string {
  const directory = posix.dirname(source);
  return directory === '.' ? '' : directory;
}

/** The folders above `_posts`, then the field, in lower case and each once. */
function categoriesOf(source: string, fields: Readonly<Record<string, unknown>>, isPost: boolean): string[] {
  const above = isPost ? source.replace(/(?:^|\/)_(?:posts|drafts)\/.*$/, '').split('/') : [];
  const single = textsAt(fields, 'category');
  const several = valueAt(fields, 'categories');
  const given = isData(several)
    ? []
    : Array.isArray(several)
      ? textsAt(fields, 'categories')
      : textsAt(fields, 'categories').flatMap((each) => each.split(/\s+/));
  const all = [...above, ...single, ...given].filter((each) => each !== '').map((each) => each.toLowerCase());
  return [...new Set(all)];
}
