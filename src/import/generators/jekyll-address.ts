// Addresses in Jekyll: permalink patterns, and the ids that jekyll-feed makes of them.

import { posix } from 'node:path';
import type { Instant } from '../../archive/entry.ts';
import { textsAt } from './front.ts';
import type { JekyllPlace } from './jekyll-places.ts';
import { type Data, textAt, valueAt } from './site-folder.ts';
import { dateParts, jekyllSlug, within } from './url-parts.ts';

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
  const style = textAt(config, 'permalink') ?? 'date';
  return textAt(config, 'collections', 'posts', 'permalink') ?? STYLES[style] ?? style;
}

/** What the address of a file is made from. */
export interface JekyllFile {
  readonly place: JekyllPlace;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly date: Instant | undefined;
  /** Without the date in its name. */
  readonly slug: string;
}

interface Site {
  readonly config: Data;
  readonly base: string;
  readonly timeZone: string;
}

/** The path of the page of a file, decoded, and the id that jekyll-feed gives it; undefined when it cannot be said. */
export function jekyllPath(file: JekyllFile, site: Site): { url: string; id: string } | undefined {
  const { place, fields } = file;
  const pattern = textAt(fields, 'permalink') ?? patternOf(place, site.config);
  const values = place.kind === 'page' ? pageParts(place.path) : documentParts(file, place, site);
  const filled = place.kind === 'page' ? filledPage(pattern, values) : filledDocument(pattern, values);
  if (filled === undefined) return undefined;
  const path = sanitized(filled);
  const slug = textAt(fields, 'slug') ?? file.slug;
  return {
    url: within(site.base, path.replace(/\/index\.html$/, '/')),
    id: within(site.base, posix.join(posix.dirname(path), slug)),
  };
}

function patternOf(place: JekyllPlace, config: Data): string {
  if (place.kind === 'page') return pagePattern(place.path, config);
  if (place.kind !== 'collection') return jekyllPattern(config);
  const written = textAt(config, 'collections', place.collection, 'permalink');
  return written ?? `/:collection/:path${suffixOf(config)}`;
}

/** Markdown and HTML. A page named index is its folder, whatever the style. */
function pagePattern(path: string, config: Data): string {
  return nameOf(path) === 'index' ? '/:path/' : `/:path/:basename${suffixOf(config)}`;
}

/** Pages and collections follow the style of posts only in how it ends. */
function suffixOf(config: Data): string {
  const style = textAt(config, 'permalink') ?? 'date';
  if (style === 'pretty' || style.endsWith('/')) return '/';
  return /^(?:date|ordinal|none)$|:output_ext$/.test(style) ? ':output_ext' : '';
}

type Parts = Readonly<Record<string, string | undefined>>;

function pageParts(path: string): Parts {
  return { path: directoryOf(path), basename: nameOf(path), output_ext: '.html' };
}

function documentParts(
  { place, fields, date, slug }: JekyllFile,
  { path, kind }: JekyllPlace,
  { timeZone }: Site,
): Parts {
  const own = textAt(fields, 'slug') ?? slug;
  const label = place.kind === 'collection' ? place.collection : 'posts';
  const categories = categoriesOf(path, fields, kind !== 'collection');
  return {
    ...(date === undefined ? {} : dateParts(date, timeZone)),
    collection: label,
    path: path
      .replace(/\.[^./]*$/, '')
      .replace(`_${label}`, '')
      .replace(/\.+$/, ''),
    name: jekyllSlug(nameOf(path), 'default', 'lower'),
    title: jekyllSlug(own, 'pretty', 'keep'),
    slug: jekyllSlug(own, 'default', 'lower'),
    categories: distinct(categories.map((each) => each.toLowerCase())).join('/'),
    slugified_categories: distinct(categories.map((each) => jekyllSlug(each, 'default', 'lower'))).join('/'),
    output_ext: '.html',
  };
}

/** In pages, what is no part stays as it is written. */
function filledPage(pattern: string, parts: Parts): string {
  return Object.entries(parts).reduce(
    (made, [name, value = '']) => made.replaceAll(`:${name}`, value),
    pattern,
  );
}

/** Jekyll stops at something like a part that is none; the last `_` of a name may be text. */
function filledDocument(pattern: string, parts: Parts): string | undefined {
  let isComplete = true;
  const filled = pattern.replace(/:([a-z_]+)/g, (written, name: string) => {
    const known = [name, name.replace(/_$/, '')].find((each) => parts[each] !== undefined);
    if (known === undefined) isComplete = false;
    return known === undefined ? written : parts[known] + name.slice(known.length);
  });
  return isComplete ? filled : undefined;
}

/** Jekyll removes steps up and steps to the same folder, as it takes them. */
function sanitized(path: string): string {
  return `/${path}`
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/g, '/');
}

function nameOf(path: string): string {
  return posix
    .basename(path)
    .replace(/(?<=.)\.[^.]*$/, '')
    .replace(/\.+$/, '');
}

function directoryOf(path: string): string {
  const directory = posix.dirname(path);
  return directory === '.' ? '' : directory;
}

/** The folders above `_posts`, then the fields, each once. */
export function categoriesOf(
  path: string,
  fields: Readonly<Record<string, unknown>>,
  isPost: boolean,
): string[] {
  const above = isPost ? path.replace(/(?:^|\/)_(?:posts|drafts)\/.*$/, '').split('/') : [];
  return distinct([...above, ...namesIn(fields, 'categories'), ...textsAt(fields, 'category')]);
}

/** The names in a list, or the words of a text. */
export function namesIn(fields: Readonly<Record<string, unknown>>, key: string): string[] {
  const names = textsAt(fields, key);
  return Array.isArray(valueAt(fields, key)) ? names : names.flatMap((each) => each.split(/\s+/));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((each) => each !== '');
}
