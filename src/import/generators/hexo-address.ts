// Addresses in Hexo: the permalink of the configuration with the parts of a post.

import { posix } from 'node:path';
import { textsAt, truthAt } from './front.ts';
import { type Data, textAt, valueAt } from './site-folder.ts';
import { dateParts, fillIn, tidyPath, within } from './url-parts.ts';

const MARKDOWN = /\.(?:md|markdown|mkd|mkdn)$/i;

/** What an address depends on besides the post. */
export interface HexoSite {
  readonly config: Data;
  readonly base: string;
  readonly timeZone: string;
}

/** The path of a post, decoded; undefined when a part of it is not known. */
export function postPath(
  file: string,
  fields: Readonly<Record<string, unknown>>,
  date: number | undefined,
  { config, base, timeZone }: HexoSite,
): string | undefined {
  const written = textAt(fields, 'permalink');
  if (written !== undefined) return within(base, pretty(tidyPath(written), config));
  const pattern = textAt(config, 'permalink') ?? ':year/:month/:day/:title/';
  const inPosts = file
    .replace(/^_(?:posts|drafts)\//, '')
    .replace(MARKDOWN, '')
    .replace(/\/index$/, '');
  const title = titleOfName(inPosts, textAt(config, 'new_post_name'));
  const category = categoryOf(fields);
  const filled = fillIn(pattern, {
    ...(date === undefined ? {} : dateParts(date, timeZone)),
    title,
    name: posix.basename(title),
    post_title: hexoSlug(textAt(fields, 'title') ?? '').toLowerCase(),
    category:
      category.length > 0
        ? category.map((each) => inCase(hexoSlug(mapped(each, config)), config)).join('/')
        : (textAt(config, 'default_category') ?? 'uncategorized'),
    lang: textAt(fields, 'lang') ?? textsAt(config, 'language')[0],
    id: textAt(fields, 'id'),
  });
  return filled === undefined ? undefined : within(base, pretty(tidyPath(filled), config));
}

function mapped(category: string, config: Data): string {
  return textAt(config, 'category_map', category) ?? category;
}

/** The last category with those above it: a list is a way down, and a list in it is another one. */
function categoryOf(fields: Readonly<Record<string, unknown>>): string[] {
  const written = valueAt(fields, 'categories') ?? valueAt(fields, 'category');
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  const isTree = list.some((each) => Array.isArray(each));
  return [isTree ? list.at(-1) : list].flat(2).filter((each) => typeof each === 'string');
}

function inCase(name: string, config: Data): string {
  const casing = textAt(config, 'filename_case');
  if (casing === '1') return name.toLowerCase();
  return casing === '2' ? name.toUpperCase() : name;
}

/**
 * Hexo reads names by the pattern of new posts: with `:year-:month-:day-:title.md`, the date is no part of the title. A
 * name without the parts of the pattern becomes a slug.
 */
function titleOfName(path: string, pattern = ':title.md'): string {
  const prefix = pattern.replace(/\.\w+$/, '').replace(/:title$/, '');
  if (!prefix.includes(':')) return path;
  const expression = prefix
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:year/g, '\\d{4}')
    .replace(/:(?:month|day)/g, '\\d{2}')
    .replace(/:i_(?:month|day)/g, '\\d{1,2}');
  const dated = new RegExp(`^${expression}`);
  return dated.test(path) ? path.replace(dated, '') : hexoSlug(path);
}

function hexoSlug(text: string): string {
  return withoutMarks(text)
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
    .replace(/^-/, '')
    .replace(/-$/, '');
}

const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 's', æ: 'ae', Æ: 'AE', ø: 'o', Ø: 'O', œ: 'oe', Œ: 'OE', đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', ı: 'i' },
};

/** Latin letters without their marks. */
function withoutMarks(text: string): string {
  return text
    .replace(/[ßæøœđłı]/gi, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{Mn}+/giu, '')
    .normalize('NFC');
}

/** `pretty_urls` leaves out `index.html` and `.html`. */
export function pretty(path: string, config: Data): string {
  const withoutIndex =
    truthAt(config, 'pretty_urls', 'trailing_index') === false ? path.replace(/\/index\.html$/, '/') : path;
  return truthAt(config, 'pretty_urls', 'trailing_html') === false
    ? withoutIndex.replace(/\.html$/, '')
    : withoutIndex;
}
