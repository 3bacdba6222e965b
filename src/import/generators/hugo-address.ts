// Addresses in Hugo: the path of a page from its file, its front matter and the permalinks of the configuration.

import { posix } from 'node:path';
import { truthAt, zonedDate } from './front.ts';
import { globOf } from './globs.ts';
import { type GoMoment, goDate, type HugoDate } from './hugo-dates.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';
import { hugoName, tidyPath, within } from './url-parts.ts';

export interface HugoPage {
  /** Its path in the folder of content, without the ending, and without `index` for a bundle. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly date: HugoDate | undefined;
  /** The folders around it that are sections: the first one, and those with a file `_index`. */
  readonly sections: readonly string[];
  readonly isSection?: boolean;
}

/** The path of the page at the site, decoded, below `base` and the folder of its language; undefined when it is not known. */
export function hugoPath(page: HugoPage, config: Data, base: string, language: string): string | undefined {
  const written = textAt(page.fields, 'url');
  if (written !== undefined) return writtenPath(written, page, config, base, language);
  const folders = page.path.split('/');
  const name = folders.pop() ?? '';
  const slug = slugOf(page);
  const pattern = patternFor(page, config);
  const filled = pattern === undefined ? undefined : filledIn(pattern, page, config);
  if (pattern !== undefined && filled === undefined) return undefined;
  const made = filled ?? [...folders, page.isSection ? name : (slug ?? name)].join('/');
  const path = tidyPath(nameIn(posix.normalize(`/${made}`), config)).replace(/\/+$/, '');
  const isUgly = isUglyIn(config, page.path) && !page.isSection;
  return within(base, `${language}${path}${isUgly ? '.html' : '/'}`);
}

/** A written address keeps its letters; a slash at its beginning means that the language is in it. */
function writtenPath(
  written: string,
  page: HugoPage,
  config: Data,
  base: string,
  language: string,
): string | undefined {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(written)) return undefined;
  const url = written.includes(':') ? filledIn(written, page, config) : written;
  if (url === undefined) return undefined;
  const isFile = url.includes('.') && !url.endsWith('/');
  const path = tidyPath(isFile ? url : `${url}/`).replace(/\/index\.html$/, '/');
  const hasLanguage = url.startsWith('/') || path.startsWith(`${language}/`);
  return within(base, hasLanguage ? path : language + path);
}

function slugOf({ fields, date }: HugoPage): string | undefined {
  return textAt(fields, 'slug') ?? (date?.slug || undefined);
}

/** Hugo writes names in lower case, unless it is told to keep them. */
function nameIn(name: string, config: Data): string {
  const made = hugoName(name, truthAt(config, 'disablePathToLower') === true ? 'keep' : 'lower');
  return truthAt(config, 'removePathAccents') === true
    ? made
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .normalize('NFC')
    : made;
}

function isUglyIn(config: Data, path: string): boolean {
  const [section = ''] = path.split('/');
  return truthAt(config, 'uglyURLs') ?? truthAt(config, 'uglyURLs', section) ?? false;
}

/** `permalinks.posts`, `permalinks.page.posts`, or a list of patterns with what they are for. */
export function patternFor({ path, isSection = false }: HugoPage, config: Data): string | undefined {
  const all = valueAt(config, 'permalinks');
  const kind = isSection ? 'section' : 'page';
  if (Array.isArray(all)) {
    const rule = all.find(
      (each) =>
        (globOf(textAt(each, 'target', 'path')?.toLowerCase() ?? '**')?.test(`/${path.toLowerCase()}`) ??
          false) &&
        (globOf(textAt(each, 'target', 'kind') ?? '*')?.test(kind) ?? false),
    );
    return textAt(rule, 'pattern');
  }
  const [section = ''] = path.includes('/') || isSection ? path.split('/') : [''];
  const names = section === '' ? ['/', ''] : [section];
  const tables = isSection ? [valueAt(all, kind)] : [valueAt(all, kind), all];
  for (const table of tables.filter(isData))
    for (const name of names) {
      const pattern = textAt(table, name) ?? textAt(table, `/${name}/`);
      if (pattern !== undefined) return pattern;
    }
  return undefined;
}

/** The pattern with its parts; undefined for a part that Hugo does not know. */
function filledIn(pattern: string, page: HugoPage, config: Data): string | undefined {
  let isComplete = true;
  const parts = partsOf(page, config);
  const filled = pattern.replace(/\\:|:(\w+(?:\[.+?\])?)/g, (written, name: string | undefined) => {
    if (name === undefined) return ':';
    const value = parts(name);
    if (value === undefined) isComplete = false;
    return value ?? written;
  });
  // Hugo reads the whole as a query, in which a plus sign is a space.
  return isComplete ? filled.replaceAll('+', ' ') : undefined;
}

/** What Go has instead of a date: the first day of the year 1. */
const NO_DATE: GoMoment = {
  ...{ year: 1, month: 1, day: 1, dayOfWeek: 1, dayOfYear: 1 },
  ...{ hour: 0, minute: 0, second: 0 },
};

function partsOf(page: HugoPage, config: Data): (name: string) => string | undefined {
  const { title, date, sections, path } = page;
  const file = posix.basename(path);
  const section = path.includes('/') || page.isSection ? path.split('/')[0] : '';
  const slug = slugOf(page);
  const moment = date === undefined ? NO_DATE : zonedDate(date.date, date.zone);
  // `C#` is `c`: what follows the sign would be a fragment, and an empty one is left out.
  const named = (name: string) => nameIn(name, config).replace(/#$/, '');
  const parts: Readonly<Record<string, string | undefined>> = {
    ...hugoDateParts(moment),
    section: section ?? '',
    sections: sections.join('/'),
    title: named(title),
    slug: named(slug ?? title),
    filename: page.isSection ? '' : named(file),
    contentbasename: named(file),
    slugorfilename: named(slug ?? file),
    slugorcontentbasename: named(slug ?? file),
  };
  return (name) => {
    const slice = /^sections\[(.+)\]$/.exec(name)?.[1];
    if (slice !== undefined) return sliced(sections, slice).join('/');
    return parts[name] ?? goDate(name, moment);
  };
}

/** Hugo's names for the parts of a date. */
function hugoDateParts(moment: GoMoment): Record<string, string | undefined> {
  return {
    year: String(moment.year),
    month: goDate('01', moment),
    day: goDate('02', moment),
    monthname: goDate('January', moment),
    weekday: String(moment.dayOfWeek % 7),
    weekdayname: goDate('Monday', moment),
    yearday: String(moment.dayOfYear),
  };
}

/** `1:`, `:2`, `0` or `last`. */
function sliced(names: readonly string[], slice: string): readonly string[] {
  const at = (text: string) => (text === 'last' ? names.length - 1 : Number(text));
  const [from = '', to] = slice.split(':');
  if (to === undefined) return names.slice(at(from), at(from) + 1);
  return names.slice(from === '' ? 0 : at(from), to === '' ? undefined : at(to));
}
