// Ruby dates: the moment that Jekyll takes a date in front matter for.

import type { Instant } from '../../archive/entry.ts';
import { momentOf } from './front.ts';

/** What Ruby's YAML takes for a time; without an offset, it is in UTC. */
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:t|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:z|[-+]\d{1,2}:?(?:\d\d)?))?$/i;
const NUMBERS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)/;
const DIGITS = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/;
const TIME =
  /(?<!\d)(\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*([ap]\.?m\b\.?)?\s*([-+]\d\d:?\d\d|z\b|[a-z]{3,4}\b)?/i;

/** Behind a time, the names of other time zones than these mean nothing to Ruby. */
const NAMED_ZONE = /(?<=:\d\d)\s+([a-z]{3,5}\b|[a-z]+\/[a-z_/]+)/i;
const KNOWN_ZONE = /^(?:utc|gmt|[ecmp][sd]t|[ap]m)$/i;

/** Every other text is local to the time zone of the site; so is a timestamp between quotation marks. */
export function rubyDate(value: unknown, isQuoted: boolean, timeZone: string): Instant | undefined {
  if (typeof value !== 'string') return undefined;
  const typed = value.trim();
  if (TIMESTAMP.test(typed)) return momentOf(typed, isQuoted ? timeZone : 'UTC');
  const text = typed.replace(NAMED_ZONE, (zone, name: string) => (KNOWN_ZONE.test(name) ? zone : ''));
  const written = numbered(text);
  return (written === undefined ? undefined : momentOf(written, timeZone)) ?? momentOf(text, timeZone);
}

/** A date of numbers alone, in the order of ISO 8601: the year is first, unless the last number is longer. */
function numbered(text: string): string | undefined {
  const [, ...digits] = DIGITS.exec(text) ?? [];
  if (digits[0] !== undefined) {
    const time = digits.slice(3).filter((each) => each !== undefined);
    return `${digits.slice(0, 3).join('-')}${time.length > 0 ? ` ${time.join(':')}` : ''}`;
  }
  const [whole, first = '', , month = '', last = ''] = NUMBERS.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [year, day] = last.length > 2 ? [last, first] : [first, last];
  const [, time, half = '', zone = ''] = TIME.exec(text.slice(whole.length)) ?? [];
  const date = [fourDigits(year), month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return time === undefined
    ? date
    : `${date} ${time}${half === '' ? '' : ` ${half}`}${zone === '' ? '' : ` ${zone}`}`;
}

/** Ruby takes 69 for 1969, and 68 for 2068. */
function fourDigits(year: string): string {
  if (year.length > 2) return year.padStart(4, '0');
  return `${Number(year) >= 69 ? '19' : '20'}${year.padStart(2, '0')}`;
}
