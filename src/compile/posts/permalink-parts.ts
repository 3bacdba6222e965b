// Parts of permalinks: what `:year`, `:slug` and the others are for a post, as the program that its blog comes from makes
// them.

import { posix } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../archive/entry.ts';
import { hugoSlug, jekyllSlug, prettySlug } from '../../archive/name-slugs.ts';
import type { PatternPart } from '../settings/permalink-pattern.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import type { Fields } from './fields.ts';
import { POST_FILE } from './posts-folder.ts';
import { toSlug } from './slug.ts';

/** What a permalink is made from. */
export interface PermalinkFacts {
  /** Path within posts/, with forward slashes, NFC. */
  readonly file: string;
  /** What its file name says besides a date. */
  readonly name: string;
  readonly fields: Pick<Fields, 'slug' | 'title' | 'categories' | 'lang' | 'permalink'>;
  /** The date that the author wrote. */
  readonly date: Instant;
  /** The same as it is written, if it is. */
  readonly writtenDate?: string;
}

export type PermalinkSettings = Pick<CheckedSettings, 'permalink' | 'dialect' | 'timeZone' | 'site'>;

/** The time zone of the site; for Hugo, the offset that the date is written with. */
function zoneOf({ writtenDate = '' }: PermalinkFacts, { dialect, timeZone }: PermalinkSettings): string {
  const [, utc, sign, minutes] = /:\d\d(?:\.\d+)?\s*(?:(Z)|([+-]\d\d):?(\d\d))$/i.exec(writtenDate) ?? [];
  if (dialect !== 'hugo') return timeZone;
  if (utc !== undefined) return 'UTC';
  return sign === undefined ? timeZone : `${sign}:${minutes}`;
}

/** What each part of a pattern is for a post. */
export function partsOf(facts: PermalinkFacts, settings: PermalinkSettings): (part: PatternPart) => string {
  const zone = zoneOf(facts, settings);
  const moment = Temporal.Instant.fromEpochMilliseconds(facts.date).toZonedDateTimeISO(zone);
  return ({ part, slice }) => {
    const ofDate = DATE_VALUES[part]?.(moment);
    // Hugo writes the whole path in lower case.
    if (ofDate !== undefined) return settings.dialect === 'hugo' ? ofDate.toLowerCase() : ofDate;
    if (part === 'sections') return sliced(foldersOf(facts).map(hugoSlug), slice).join('/');
    return NAME_VALUES[part]?.(facts, settings) ?? '';
  };
}

/** The folders that a slice such as `1:`, `:2`, `0` or `last` takes, as in Hugo. */
function sliced(folders: readonly string[], slice: string | undefined): readonly string[] {
  if (slice === undefined) return folders;
  if (slice === 'last') return folders.slice(-1);
  const [start = '', end] = slice.split(':');
  const from = Number(start);
  return folders.slice(from, end === undefined ? from + 1 : end === '' ? undefined : Number(end));
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
/** From Monday on, as ISO 8601 counts them. */
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const digits = (count: number, number: number | undefined) => String(number).padStart(count, '0');
const monthOf = ({ month }: Temporal.ZonedDateTime) => MONTHS[month - 1] ?? '';
const weekdayOf = ({ dayOfWeek }: Temporal.ZonedDateTime) => DAYS[dayOfWeek - 1] ?? '';

const DATE_VALUES: Readonly<Record<string, (moment: Temporal.ZonedDateTime) => string>> = {
  year: ({ year }) => digits(4, year),
  month: ({ month }) => digits(2, month),
  day: ({ day }) => digits(2, day),
  hour: ({ hour }) => digits(2, hour),
  minute: ({ minute }) => digits(2, minute),
  second: ({ second }) => digits(2, second),
  i_month: ({ month }) => String(month),
  i_day: ({ day }) => String(day),
  short_year: ({ year }) => digits(2, year % 100),
  short_month: (moment) => monthOf(moment).slice(0, 3),
  long_month: monthOf,
  monthname: monthOf,
  y_day: ({ dayOfYear }) => digits(3, dayOfYear),
  yearday: ({ dayOfYear }) => String(dayOfYear),
  w_year: ({ yearOfWeek }) => digits(4, yearOfWeek),
  week: ({ weekOfYear }) => digits(2, weekOfYear),
  w_day: ({ dayOfWeek }) => String(dayOfWeek),
  // Hugo counts from Sunday, which is 0.
  weekday: ({ dayOfWeek }) => String(dayOfWeek % 7),
  short_day: (moment) => weekdayOf(moment).slice(0, 3),
  long_day: weekdayOf,
  weekdayname: weekdayOf,
};

type NameValue = (facts: PermalinkFacts, settings: PermalinkSettings) => string;

const titleSlug = ({ fields, name }: PermalinkFacts) => hugoSlug(fields.title ?? '') || hugoSlug(name);
const fileSlug = ({ file }: PermalinkFacts) => hugoSlug(baseOf(file));
const slugOrFile: NameValue = (facts, { dialect }) =>
  dialect === 'hugo' ? hugoSlug(facts.fields.slug ?? '') || fileSlug(facts) : plainSlug(facts);

const NAME_VALUES: Readonly<Record<string, NameValue>> = {
  slug: (facts, { dialect }) => {
    if (dialect === 'hugo') return hugoSlug(facts.fields.slug ?? '') || titleSlug(facts);
    return dialect === 'jekyll' ? jekyllSlug(facts.fields.slug ?? facts.name) : plainSlug(facts);
  },
  title: (facts, { dialect }) =>
    dialect === 'hugo' ? titleSlug(facts) : prettySlug(facts.fields.slug ?? facts.name),
  name: ({ file, name }, { dialect }) => jekyllSlug(dialect === 'jekyll' ? baseOf(file) : name),
  post_title: titleSlug,
  filename: fileSlug,
  basename: fileSlug,
  contentbasename: fileSlug,
  slugorfilename: slugOrFile,
  slugorcontentbasename: slugOrFile,
  path: (facts, { dialect }) => {
    const steps = [...foldersOf(facts), baseOf(facts.file)];
    return (dialect === 'hugo' ? steps.map(hugoSlug) : steps).join('/');
  },
  section: (facts) => hugoSlug(foldersOf(facts)[0] ?? ''),
  collection: () => 'posts',
  category: (facts) => jekyllSlug(categoriesOf(facts)[0] ?? '') || 'uncategorized',
  categories: (facts) => distinct(categoriesOf(facts).map((each) => each.toLowerCase())).join('/'),
  slugified_categories: (facts) => distinct(categoriesOf(facts).map(jekyllSlug)).join('/'),
  lang: ({ fields }, { site }) => fields.lang ?? site.language,
  output_ext: () => '.html',
};

/** The slug in the front matter as it is typed, or one from the name of the file. */
export function plainSlug({ fields, name }: PermalinkFacts): string {
  return fields.slug?.split('/').map(prettySlug).join('/') ?? toSlug(name);
}

/** The name of the file without its extension, or of its folder when it is an index. */
function baseOf(file: string): string {
  const base = posix.basename(file).replace(POST_FILE, '');
  const folder = posix.basename(posix.dirname(file));
  return isIndex(base) && folder !== '.' ? folder : base;
}

/** `index`, or `index.de` in the folder of a post with translations. */
function isIndex(base: string): boolean {
  return /^index(?:\.[a-z]{2,3}(?:-[a-z]{2,4})?)?$/i.test(base);
}

/** Where Jekyll has its posts; no part of an address. */
const JEKYLL_FOLDER = /^_(?:posts|drafts)$/;

/** The folders of a post within posts/, without that of the post itself. */
function foldersOf({ file }: Pick<PermalinkFacts, 'file'>): string[] {
  const steps = file.split('/').slice(0, -1);
  const base = posix.basename(file).replace(POST_FILE, '');
  return (isIndex(base) ? steps.slice(0, -1) : steps).filter((step) => !JEKYLL_FOLDER.test(step));
}

/** The categories in the front matter, and before them the folders in which Jekyll has a folder of posts. */
function categoriesOf({ file, fields }: PermalinkFacts): string[] {
  const steps = file.split('/').slice(0, -1);
  const posts = steps.findIndex((step) => JEKYLL_FOLDER.test(step));
  return [...(posts === -1 ? [] : steps.slice(0, posts)), ...fields.categories];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '');
}
