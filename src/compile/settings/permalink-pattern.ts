// Permalink patterns: addresses with parts that each post fills in, in the words of Jekyll, Hugo, Hexo and WordPress.

import { decodePath } from '../../routes/paths.ts';
import { didYouMean } from '../text/did-you-mean.ts';

/** Parts that depend on the date of a post. */
export const DATE_PARTS = [
  ...['year', 'month', 'day', 'hour', 'minute', 'second'],
  ...['i_month', 'i_day', 'short_year', 'short_month', 'long_month', 'monthname'],
  ...['y_day', 'yearday', 'w_year', 'week', 'w_day', 'weekday', 'short_day', 'long_day', 'weekdayname'],
] as const;

/** Parts that depend on its name, its fields and its folder. */
export const NAME_PARTS = [
  ...['slug', 'title', 'name', 'post_title', 'filename', 'basename', 'contentbasename'],
  ...['slugorfilename', 'slugorcontentbasename', 'path', 'section', 'sections', 'collection'],
  ...['category', 'categories', 'slugified_categories', 'lang', 'output_ext'],
] as const;

const PARTS: ReadonlySet<string> = new Set([...DATE_PARTS, ...NAME_PARTS]);

/** Jekyll's own styles, by the name that its setting has. */
const STYLES: ReadonlyMap<string, string> = new Map([
  ['date', '/:categories/:year/:month/:day/:title:output_ext'],
  ['pretty', '/:categories/:year/:month/:day/:title/'],
  ['ordinal', '/:categories/:year/:y_day/:title:output_ext'],
  ['weekdate', '/:categories/:year/W:week/:short_day/:title:output_ext'],
  ['none', '/:categories/:title:output_ext'],
]);

/** What WordPress writes between percent signs. */
const WORDPRESS: ReadonlyMap<string, string> = new Map([
  ...['year', 'day', 'hour', 'minute', 'second', 'category'].map((part): [string, string] => [part, part]),
  ['monthnum', 'month'],
  ['postname', 'slug'],
]);

/** A part of a pattern, such as `:year`, or `:sections[1:]` with the folders to take. */
export interface PatternPart {
  readonly part: string;
  /** What is between the brackets. */
  readonly slice?: string;
}

/** The pieces of a pattern in order: decoded text, and parts. */
export type PermalinkPattern = readonly (string | PatternPart)[];

const PIECE = /\\:|:([a-z][a-z_]*)(?:\[(\d*(?::\d*)?|last)\])?|%([a-z]{3,}(?:_[a-z]+)?)%/g;

/** The pieces of a pattern. Something like a part that is none is text. */
export function parsePattern(pattern: string): PermalinkPattern {
  const pieces: (string | PatternPart)[] = [];
  let end = 0;
  const addText = (text: string) => text !== '' && pieces.push(decodePath(text) ?? text.normalize('NFC'));
  for (const match of pattern.matchAll(PIECE)) {
    const found = partOf(match);
    if (found === undefined) continue;
    addText(pattern.slice(end, match.index));
    pieces.push(found.piece);
    end = match.index + found.length;
  }
  addText(pattern.slice(end));
  return pieces;
}

interface FoundPiece {
  readonly piece: string | PatternPart;
  readonly length: number;
}

function partOf([whole, name = '', slice, wordPress = '']: RegExpExecArray): FoundPiece | undefined {
  if (whole === '\\:') return { piece: ':', length: whole.length };
  if (wordPress !== '') {
    const part = WORDPRESS.get(wordPress);
    return part === undefined ? undefined : { piece: { part }, length: whole.length };
  }
  // In `:month_:day`, the last `_` is text.
  const part = [name, name.replace(/_$/, '')].find((each) => PARTS.has(each));
  if (part === undefined) return undefined;
  if (part !== name || slice === undefined) return { piece: { part }, length: part.length + 1 };
  return { piece: { part, slice }, length: whole.length };
}

/** The setting `permalink`, a pattern or the name of one of Jekyll's styles, as a pattern. */
export function patternOfSetting(permalink: string): PermalinkPattern {
  return parsePattern(STYLES.get(permalink) ?? permalink);
}

/** What is wrong with the setting `permalink`; undefined for nothing. */
export function mistakeIn(permalink: string): string | undefined {
  if (STYLES.has(permalink)) return undefined;
  if (!permalink.startsWith('/') || /[?#]/.test(permalink))
    return `must be a path such as /:year/:month/:slug/, or ${[...STYLES.keys()].join(', ')}`;
  const pieces = parsePattern(permalink);
  const text = pieces.filter((piece) => typeof piece === 'string').join('\n');
  const [unknown] = /:[a-z]\w*|%[a-z]{3,}(?:_[a-z]+)?%/.exec(text) ?? [];
  if (unknown !== undefined) return describeUnknown(unknown);
  if (pieces.every((piece) => typeof piece === 'string'))
    return 'gives all posts one address; add a part that differs between posts, such as :slug';
  return undefined;
}

function describeUnknown(written: string): string {
  const meant = didYouMean(PARTS, written.replace(/[:%]/g, ''));
  const advice = meant === undefined ? `write one of :${[...PARTS].join(', :')}` : `did you mean :${meant}?`;
  return `has ${written}, which is no part of an address; ${advice}`;
}

/** The text with which every address of a pattern begins, such as `/blog/`; `/` when it begins with a part. */
export function prefixOf(pattern: PermalinkPattern): string {
  const [first] = pattern;
  return typeof first === 'string' ? first.slice(0, first.lastIndexOf('/') + 1) : '/';
}
