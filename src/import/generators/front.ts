// The front matter of a post, as generators look things up in it: names in any letter case, and nothing is an error yet.

import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../archive/entry.ts';
import { parseDate } from '../../compile/posts/dates.ts';
import { parseFrontMatter } from '../../compile/posts/front-matter.ts';
import type { Dialect } from '../../compile/settings/settings.ts';
import { valueAt } from './site-folder.ts';

export interface Front {
  /** Every scalar is the text that the author typed; keys are in lower case. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/**
 * Front matter that cannot be read is none; the compiler says what is wrong with it. By default as Jekyll reads it, because a
 * field that is written twice is no reason to know nothing of a post.
 */
export function readFront(text: string, dialect: Dialect = 'jekyll'): Front {
  return parsedFront(text, dialect) ?? { fields: {}, body: text };
}

/** Whether there is front matter that cannot be read. */
export function hasUnreadableFront(text: string, dialect: Dialect): boolean {
  return parsedFront(text, dialect) === undefined;
}

function parsedFront(text: string, dialect: Dialect): Front | undefined {
  try {
    const { data, body } = parseFrontMatter(text.replace(/\r\n?/g, '\n'), dialect);
    const fields = Object.fromEntries(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]));
    return { fields, body };
  } catch {
    return undefined;
  }
}

/** Whether a file begins with front matter. */
export function hasFront(text: string): boolean {
  return /^\uFEFF?(?:---|\+\+\+|\{)\s*$/m.test(text.slice(0, text.indexOf('\n') + 1).trim());
}

/** True or false as YAML and TOML write it; undefined for anything else. */
export function truthAt(fields: unknown, ...keys: readonly string[]): boolean | undefined {
  const value = valueAt(fields, ...keys);
  const text =
    typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value.toLowerCase() : '';
  if (/^(?:true|yes|on)$/.test(text)) return true;
  return /^(?:false|no|off)$/.test(text) ? false : undefined;
}

/** The texts in a list; a single text is a list of one. */
export function textsAt(data: unknown, ...keys: readonly string[]): string[] {
  const value = valueAt(data, ...keys);
  return (Array.isArray(value) ? value : [value])
    .filter((each) => typeof each === 'string' || typeof each === 'number')
    .map((each) => String(each).trim())
    .filter((each) => each !== '');
}

/** The moment of a date in front matter; undefined when there is none or it cannot be read. */
export function momentOf(value: unknown, timeZone: string): Instant | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string') return undefined;
  try {
    return parseDate(value, timeZone);
  } catch {
    const moment = Date.parse(value);
    return Number.isNaN(moment) ? undefined : moment;
  }
}

/** A time zone of a configuration; UTC when there is none, as on servers, or when it does not exist. */
export function zoneOf(name: string | undefined): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name ?? 'UTC' });
    return name ?? 'UTC';
  } catch {
    return 'UTC';
  }
}

export function zonedDate(moment: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
}

/** `2015-01-28T10:00:00-06:00`, as front matter takes it. */
export function writeDate(moment: Instant, timeZone: string): string {
  return zonedDate(moment, timeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
}

export function isWebAddress(text: string | undefined): text is string {
  return text !== undefined && /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}
