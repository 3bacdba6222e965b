// Dates: what an author writes, as a moment. Nothing is guessed: 30 February is an error, not 2 March.

import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../archive/entry.ts';
import type { Dialect } from '../settings/settings.ts';
import { readWrittenDate, type WrittenDate, type WrittenTime } from './written-date.ts';

/**
 * The moment of a date such as `2026-11-22`, `2026-11-22 09:30`, `2026-11-22T09:30:00+01:00` or `22 November 2026`.
 * Without an offset it is local to `timeZone`; a bare day begins at midnight. Throws a RangeError whose message says what
 * to write instead.
 */
export function parseDate(text: string, timeZone: string, dialect: Dialect = 'gfm'): Instant {
  const written = readWrittenDate(text);
  if (!written) throw new RangeError(`"${text}" is not a date; write 2026-11-22 or 2026-11-22 09:30`);
  const local = readLocal(text, written);
  const zone = zoneOf(written, dialect);
  const moment =
    zone === undefined ? local.toZonedDateTime(timeZone).epochMilliseconds : inZone(text, local, zone);
  if (![timeZone, 'UTC'].every((each) => FOUR_DIGITS.test(dayOf(moment, each)))) {
    throw new RangeError(`"${text}" is not in the years 1 to 9999; check the year and the offset`);
  }
  return moment;
}

/**
 * The time that counts instead of a local time that the clocks skip when summer time begins, as in `03:30`; with the day
 * if it is another one. Undefined for every date that is used as it is written. A day without a time begins when it
 * begins, even if the clocks skip its midnight.
 */
export function insteadOf(text: string, timeZone: string, dialect: Dialect = 'gfm'): string | undefined {
  const written = readWrittenDate(text);
  if (!written || zoneOf(written, dialect) !== undefined) return undefined;
  const local = readLocal(text, written);
  const used = local.toZonedDateTime(timeZone).toPlainDateTime();
  const isSameDay = used.toPlainDate().equals(local.toPlainDate());
  if (used.equals(local) || (isSameDay && !written.time)) return undefined;
  const clock = used.toPlainTime().toString({ smallestUnit: used.second === 0 ? 'minute' : 'second' });
  return isSameDay ? clock : `${used.toPlainDate()} ${clock}`;
}

/** Feeds and ids have room for four digits, in the time zone of the blog as in UTC. */
const FOUR_DIGITS = /^(?!0000)\d{4}-/;

/** Undefined for a local time. To Ruby's YAML, which Jekyll uses, a timestamp with seconds and without an offset is UTC. */
function zoneOf({ zone, isTimestamp }: WrittenDate, dialect: Dialect): string | undefined {
  return zone ?? (dialect === 'jekyll' && isTimestamp ? 'UTC' : undefined);
}

function inZone(text: string, local: Temporal.PlainDateTime, zone: string): Instant {
  try {
    return local.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    const remedy = zone.includes('/')
      ? 'a time zone that does not exist; write one such as Europe/Lisbon'
      : 'an offset that does not exist; write one such as +02:00 or Z';
    throw new RangeError(`"${text}" has ${remedy}`);
  }
}

/** The calendar day of a moment in a time zone, `YYYY-MM-DD`. */
export function dayOf(moment: Instant, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function readLocal(text: string, { year, month, day, time }: WrittenDate): Temporal.PlainDateTime {
  const date = readDay(text, year, month, day);
  return date.toPlainDateTime(time && readTime(text, time));
}

function readDay(text: string, year: number, month: number, day: number): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    throw new RangeError(`"${text}" is not a real date; check the day and the month`);
  }
}

/** Leap seconds (RFC 3339, section 5.7) are refused too, because no clock of a computer has them. */
function readTime(text: string, { hour, minute, second = 0 }: WrittenTime): Temporal.PlainTime {
  try {
    return Temporal.PlainTime.from({ hour, minute, second }, { overflow: 'reject' });
  } catch {
    throw new RangeError(`"${text}" is not a real time of day; check the hour, the minutes and the seconds`);
  }
}
