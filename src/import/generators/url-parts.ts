// Parts of addresses: what generators put into the pattern of a permalink, and how they spell names in addresses.

import type { Instant } from '../../archive/entry.ts';
import { lowerCase } from '../../archive/lower-case.ts';
import { zonedDate } from './front.ts';

/** The parts of a date, with the names that Jekyll and Hexo give them. */
export function dateParts(moment: Instant, timeZone: string): Readonly<Record<string, string>> {
  const date = zonedDate(moment, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en', { ...options, timeZone }).format(moment);
  return {
    year: String(date.year).padStart(4, '0'),
    short_year: two(date.year % 100),
    month: two(date.month),
    i_month: String(date.month),
    short_month: name({ month: 'short' }),
    long_month: name({ month: 'long' }),
    day: two(date.day),
    i_day: String(date.day),
    y_day: String(date.dayOfYear).padStart(3, '0'),
    w_year: String(date.yearOfWeek),
    week: two(date.weekOfYear ?? 0),
    w_day: String(date.dayOfWeek),
    short_day: name({ weekday: 'short' }),
    long_day: name({ weekday: 'long' }),
    hour: two(date.hour),
    minute: two(date.minute),
    second: two(date.second),
    timestamp: String(Math.floor(moment / 1000)),
  };
}

/** A pattern with its parts filled in; undefined when it has a part that is not known. The longest name counts. */
export function fillIn(
  pattern: string,
  parts: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let isComplete = true;
  const filled = pattern.replace(/:([a-z_]+(?:\[[^\]]*\])?)/gi, (written, name: string) => {
    const value = parts[name] ?? longestStart(name, parts);
    if (value === undefined) isComplete = false;
    return value ?? written;
  });
  return isComplete ? filled : undefined;
}

/** `:year_x` is the part `year` before `_x`. */
function longestStart(name: string, parts: Readonly<Record<string, string | undefined>>): string | undefined {
  for (let end = name.length - 1; end > 0; end -= 1) {
    const value = parts[name.slice(0, end)];
    if (value !== undefined) return value + name.slice(end);
  }
  return undefined;
}

/** A path from the root without empty segments. */
export function tidyPath(path: string): string {
  return `/${path}`.replace(/\/{2,}/g, '/');
}

/** The path below the folder at which a site is served, such as `/blog`. */
export function within(base: string, path: string): string {
  return tidyPath(`${base}/${path}`);
}

/** `example.org/blog` in the two parts that matter; undefined when it is no web address. */
export function splitAddress(address: string | undefined): { origin: string; base: string } | undefined {
  if (address === undefined) return undefined;
  const written = /^https?:\/\//i.test(address) ? address : `https://${address.replace(/^\/\//, '')}`;
  if (!URL.canParse(written)) return undefined;
  const { origin, pathname, hostname } = new URL(written);
  if (!hostname.includes('.') && hostname !== 'localhost') return undefined;
  return { origin, base: pathname.replace(/\/+$/, '') };
}

/** Jekyll's slugify: in the mode `pretty`, the characters that a path may have stay. */
export function jekyllSlug(name: string, mode: 'default' | 'pretty', casing: 'lower' | 'keep'): string {
  const other = mode === 'pretty' ? /[^\p{L}\p{M}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu;
  const slug = name.replace(other, '-').replace(/^-+/, '');
  const trimmed = slug.replace(/-$/, '');
  return casing === 'lower' ? trimmed.toLowerCase() : trimmed;
}

/** How Hugo spells a name in an address: spaces become hyphens, and what a path may not have is left out. */
export function hugoName(name: string, casing: 'lower' | 'keep'): string {
  let made = '';
  let hyphenIsDue = false;
  for (const character of name) {
    if (/[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u.test(character)) {
      if (hyphenIsDue && character !== '-') made += '-';
      made += character;
      hyphenIsDue = false;
    } else if (/\s/u.test(character) && made !== '' && !made.endsWith('-')) hyphenIsDue = true;
  }
  // Go has one letter for İ in lower case, and JavaScript two.
  return casing === 'lower' ? lowerCase(made.replaceAll('İ', 'i')) : made;
}

/** The slugs of Eleventy, Zola and many others: ASCII letters, digits and hyphens. */
export function asciiSlug(name: string): string {
  return name
    .replace(/ß/g, 'ss')
    .replace(/æ/gi, 'ae')
    .replace(/ø/gi, 'o')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .replace(/-$/, '');
}
