// Dates: what an author writes, as a moment. Nothing is guessed: 30 February is an error, not 2 March.

import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../archive/entry.ts';

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * The moment of a date such as `2026-11-22`, `2026-11-22 09:30` or `2026-11-22T09:30:00+01:00`. Without an offset it is
 * local to `timeZone`; a bare day begins at midnight. Throws a RangeError whose message says what to write instead.
 */
export function parseDate(text: string, timeZone: string): Instant {
  const [, day, time = '00:00', offset] = DATE.exec(text.trim()) ?? [];
  if (day === undefined)
    throw new RangeError(`"${text}" is not a date; write 2026-11-22 or 2026-11-22 09:30`);
  const local = readLocal(text, day, time);
  const moment =
    offset === undefined ? local.toZonedDateTime(timeZone).epochMilliseconds : atOffset(text, local, offset);
  if (![timeZone, 'UTC'].every((zone) => FOUR_DIGITS.test(dayOf(moment, zone)))) {
    throw new RangeError(`"${text}" is not in the years 1 to 9999; check the year and the offset`);
  }
  return moment;
}

/**
 * The time that counts instead of a local time that the clocks skip when summer time begins, as in `03:30`; with the day
 * if it is another one. Undefined for every date that is used as it is written. A day without a time begins when it
 * begins, even if the clocks skip its midnight.
 */
export function insteadOf(text: string, timeZone: string): string | undefined {
  const [, day, time, offset] = DATE.exec(text.trim()) ?? [];
  if (day === undefined || offset !== undefined) return undefined;
  const local = readLocal(text, day, time ?? '00:00');
  const used = local.toZonedDateTime(timeZone).toPlainDateTime();
  const isSameDay = used.toPlainDate().equals(local.toPlainDate());
  if (used.equals(local) || (isSameDay && time === undefined)) return undefined;
  const clock = used.toPlainTime().toString({ smallestUnit: used.second === 0 ? 'minute' : 'second' });
  return isSameDay ? clock : `${used.toPlainDate()} ${clock}`;
}

/** Feeds and ids have room for four digits, in the time zone of the blog as in UTC. */
const FOUR_DIGITS = /^(?!0000)\d{4}-/;

function atOffset(text: string, local: Temporal.PlainDateTime, offset: string): Instant {
  const zone = offset.toUpperCase() === 'Z' ? 'UTC' : offset.replace(/^(...)(\d\d)$/, '$1:$2');
  try {
    return local.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    throw new RangeError(`"${text}" has an offset that does not exist; write one such as +02:00 or Z`);
  }
}

/** The calendar day of a moment in a time zone, `YYYY-MM-DD`. */
export function dayOf(moment: Instant, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function readLocal(text: string, day: string, time: string): Temporal.PlainDateTime {
  const date = readDay(text, day);
  try {
    // Temporal would turn a leap second (RFC 3339, section 5.7) into the second before it.
    if (time.endsWith(':60')) throw new RangeError();
    return date.toPlainDateTime(time);
  } catch {
    throw new RangeError(`"${text}" is not a real time of day; check the hour, the minutes and the seconds`);
  }
}

function readDay(text: string, day: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(day);
  } catch {
    throw new RangeError(`"${text}" is not a real date; check the day and the month`);
  }
}
