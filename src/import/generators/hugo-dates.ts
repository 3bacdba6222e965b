// Dates in Hugo: which field or name a page has its date from, and in which zone Hugo writes it into addresses.

import type { Instant } from '../../archive/entry.ts';
import { momentOf, textsAt } from './front.ts';
import { type Data, textAt, valueAt } from './site-folder.ts';

export interface HugoDate {
  readonly date: Instant;
  /** The offset that the date is written with, or the time zone of the site. */
  readonly zone: string;
  /** What the name of the file says behind the date, when the date comes from there. */
  readonly slug?: string;
}

const DEFAULTS = ['date', 'publishdate', 'lastmod'];
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  lastmod: ['modified'],
  publishdate: ['pubdate', 'published'],
};

/** The first of the sources in `frontmatter.date` that has a date. `name` is that of the file, or of the bundle. */
export function hugoDate(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  config: Data,
  timeZone: string,
): HugoDate | undefined {
  for (const source of sourcesOf(config)) {
    const found = source === ':filename' ? dateOfName(name, timeZone) : dateOfField(fields, source, timeZone);
    if (found) return found;
  }
  return undefined;
}

function sourcesOf(config: Data): readonly string[] {
  const given = textsAt(config, 'frontmatter', 'date').map((each) => each.toLowerCase());
  const expanded = (given.length > 0 ? given : DEFAULTS).flatMap((each) =>
    each === ':default' ? DEFAULTS : [each],
  );
  return expanded.flatMap((each) => [each, ...(ALIASES[each] ?? [])]);
}

function dateOfField(
  fields: Readonly<Record<string, unknown>>,
  source: string,
  timeZone: string,
): HugoDate | undefined {
  const value = valueAt(fields, source);
  const text = textAt(fields, source)?.replace(NAMED_ZONE, '');
  const date = momentOf(value instanceof Date ? value : text, timeZone);
  return date === undefined ? undefined : { date, zone: zoneIn(text) ?? timeZone };
}

/** Go does not know the names of time zones: such a time is local. Behind an offset, the name does not matter. */
const NAMED_ZONE = /(?<=:\d\d(?: [+-]\d{4})?) [A-Z]{3,5}$/;

/** The offset at the end of a written date. */
function zoneIn(written = ''): string | undefined {
  const [, utc, sign, hours, minutes] =
    /:\d\d(?:\.\d+)?\s*(?:(Z)|([+-])(\d\d):?(\d\d))$/i.exec(written) ?? [];
  if (utc !== undefined) return 'UTC';
  return sign === undefined ? undefined : `${sign}${hours}:${minutes}`;
}

/** A day, or a day and a time, at the beginning of a name. */
function dateOfName(name: string, timeZone: string): HugoDate | undefined {
  const [, day, time, rest = ''] = /^(\d{4}-\d\d-\d\d)(?:.(\d\d-\d\d-\d\d))?(.*)$/s.exec(name) ?? [];
  const moment = (text: string) => momentOf(text, timeZone);
  const exact = time === undefined ? undefined : moment(`${day} ${time.replaceAll('-', ':')}`);
  const date = exact ?? (day === undefined ? undefined : moment(day));
  if (date === undefined) return undefined;
  const slug = (exact === undefined && day !== undefined ? name.slice(day.length) : rest).replace(
    /^[ _-]+|[ _-]+$/g,
    '',
  );
  return { date, zone: timeZone, slug };
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What a layout of Go stands for, of the layouts in which addresses are written. */
const LAYOUTS = /January|Jan|Monday|Mon|2006|002|01|02|03|04|05|06|15|1|2|3|4|5/g;

/** A date as Go writes it after the example `2006-01-02 15:04:05`; undefined when the layout has no part of a date. */
export function goDate(layout: string, moment: GoMoment): string | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const month = MONTHS[moment.month - 1] ?? '';
  const weekday = DAYS[moment.dayOfWeek % 7] ?? '';
  const hour = moment.hour % 12 || 12;
  const values: Readonly<Record<string, string>> = {
    ...{ January: month, Jan: month.slice(0, 3), Monday: weekday, Mon: weekday.slice(0, 3) },
    ...{ 2006: String(moment.year).padStart(4, '0'), '06': two(moment.year % 100) },
    ...{ '002': String(moment.dayOfYear).padStart(3, '0'), '01': two(moment.month), 1: String(moment.month) },
    ...{
      '02': two(moment.day),
      2: String(moment.day),
      15: two(moment.hour),
      '03': two(hour),
      3: String(hour),
    },
    ...{
      '04': two(moment.minute),
      4: String(moment.minute),
      '05': two(moment.second),
      5: String(moment.second),
    },
  };
  const written = layout.replace(LAYOUTS, (part) => values[part] ?? part);
  return layout.search(LAYOUTS) === -1 ? undefined : written;
}

export interface GoMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}
