// Addresses in Hugo: the path of a page from its file, its front matter and the permalinks of the configuration.

import type { Instant } from '../../archive/entry.ts';
import { zonedDate } from './front.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';
import { dateParts, fillIn, hugoName, tidyPath } from './url-parts.ts';

export interface HugoPage {
  /** Its path in the folder of content, without the ending, and without `index` for a bundle. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly date: Instant | undefined;
  /** The date and the name in the file's name, if Hugo is told to read them. */
  readonly slugOfName: string | undefined;
}

/** The pattern for a section: `permalinks.posts`, or `permalinks.page.posts` in newer versions. */
export function hugoPattern(config: Data, section: string): string | undefined {
  const all = valueAt(config, 'permalinks');
  const newer = valueAt(all, 'page');
  return textAt(isData(newer) ? newer : all, section);
}

/** The path of the page below the folder of its language, decoded; undefined when a part of it is not known. */
export function hugoPath(page: HugoPage, config: Data, timeZone: string): string | undefined {
  const casing = valueAt(config, 'disablePathToLower') === true ? 'keep' : 'lower';
  const isUgly = valueAt(config, 'uglyURLs') === true;
  const url = textAt(page.fields, 'url');
  if (url !== undefined && !url.includes(':'))
    return /\.\w+$|\/$/.test(url) ? tidyPath(url) : tidyPath(`${url}/`);
  const segments = page.path.split('/');
  const file = segments.at(-1) ?? '';
  const sections = segments.slice(0, -1);
  const pattern =
    url ??
    hugoPattern(config, textAt(page.fields, 'type') ?? sections[0] ?? '') ??
    hugoPattern(config, sections[0] ?? '');
  const slug = textAt(page.fields, 'slug') ?? page.slugOfName;
  const made =
    pattern === undefined
      ? [...sections, slug ?? file].join('/')
      : fillIn(pattern, partsOf(page, sections, file, slug, casing, timeZone));
  if (made === undefined) return undefined;
  const path = tidyPath(hugoName(made, casing)).replace(/\/+$/, '');
  if (/\.html?$/.test(path)) return path;
  return isUgly ? `${path}.html` : `${path}/`;
}

function partsOf(
  { title, date }: HugoPage,
  sections: readonly string[],
  file: string,
  slug: string | undefined,
  casing: 'lower' | 'keep',
  timeZone: string,
): Record<string, string | undefined> {
  const named = (name: string) => hugoName(name.replaceAll('/', '-'), casing);
  return {
    ...(date === undefined ? {} : hugoDate(date, timeZone)),
    section: sections[0] ?? '',
    sections: sections.join('/'),
    'sections[1:]': sections.slice(1).join('/'),
    'sections[last]': sections.at(-1) ?? '',
    title: named(title),
    slug: named(slug ?? title),
    filename: file,
    contentbasename: file,
    slugorfilename: named(slug ?? file),
    slugorcontentbasename: named(slug ?? file),
  };
}

/** Hugo's names for the parts of a date. */
function hugoDate(date: Instant, timeZone: string): Record<string, string | undefined> {
  const { year, month, day, long_month, long_day } = dateParts(date, timeZone);
  const { dayOfWeek, dayOfYear } = zonedDate(date, timeZone);
  return {
    year,
    month,
    day,
    monthname: long_month,
    weekday: String(dayOfWeek % 7),
    weekdayname: long_day,
    yearday: String(dayOfYear),
  };
}
