// Dates: the forms an author may write, time zones with summer time, and the dates that are refused.

import { describe, expect, it } from 'vitest';
import { dayOf, insteadOf, parseDate } from '../../../src/compile/posts/dates.ts';

const inBerlin = (typed: string) => new Date(parseDate(typed, 'Europe/Berlin')).toISOString();

describe('a date', () => {
  // What the author of a blog in Europe/Berlin typed, and the moment it means.
  it.each([
    ['2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['2026-06-22', '2026-06-21T22:00:00.000Z'],
    ['2026-11-22 09:30', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22T09:30', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22 09:30:15', '2026-11-22T08:30:15.000Z'],
    ['2026-11-22T09:30:15.999', '2026-11-22T08:30:15.000Z'],
    ['2026-11-22T09:30:00Z', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22t09:30:00z', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22 09:30 Z', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22T09:30:00+02:00', '2026-11-22T07:30:00.000Z'],
    ['2026-11-22 09:30:00 +0200', '2026-11-22T07:30:00.000Z'],
    ['2026-11-22 09:30 -03:30', '2026-11-22T13:00:00.000Z'],
    ['2026-11-22+02:00', '2026-11-21T22:00:00.000Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z'],
    ['1969-07-20T20:17:40Z', '1969-07-20T20:17:40.000Z'],
    ['  2026-11-22  ', '2026-11-21T23:00:00.000Z'],
  ])('%s means %s', (typed, moment) => expect(inBerlin(typed)).toBe(moment));

  it('in the hour that summer time skips is an hour later', () => {
    expect(inBerlin('2026-03-29 02:30')).toBe(inBerlin('2026-03-29 03:30'));
  });

  it('in the hour that the end of summer time repeats is the first of the two', () => {
    expect(inBerlin('2026-10-25 02:30')).toBe(inBerlin('2026-10-25 02:30 +02:00'));
  });

  // [typed, time zone, the time that counts instead, if any]
  it.each([
    ['2026-03-29 02:30', 'Europe/Berlin', '03:30'],
    ['2026-03-29 02:00', 'Europe/Berlin', '03:00'],
    ['2026-03-29T02:59:59', 'Europe/Berlin', '03:59:59'],
    ['2026-03-29 01:59', 'Europe/Berlin', undefined],
    ['2026-03-29 03:00', 'Europe/Berlin', undefined],
    ['2026-03-29 02:30', 'UTC', undefined],
    ['2026-03-29 02:30 +0100', 'Europe/Berlin', undefined],
    ['2026-03-29 02:30Z', 'Europe/Berlin', undefined],
    ['2026-10-25 02:30', 'Europe/Berlin', undefined],
    ['2026-03-29', 'Europe/Berlin', undefined],
    // Where the clocks skip midnight, a day begins an hour later.
    ['2018-11-04', 'America/Sao_Paulo', undefined],
    ['2018-11-04 00:30', 'America/Sao_Paulo', '01:30'],
    // Samoa skipped a day.
    ['2011-12-30', 'Pacific/Apia', '2011-12-31 00:00'],
    ['2011-12-30 12:00', 'Pacific/Apia', '2011-12-31 12:00'],
    ['not a date', 'Europe/Berlin', undefined],
  ])('%s in %s is replaced by %s when the clocks skip it', (typed, zone, used) => {
    expect(insteadOf(typed, zone)).toBe(used);
  });

  it('with an offset means the same in every time zone', () => {
    const typed = '2026-03-29 02:30 +0100';
    expect(parseDate(typed, 'Pacific/Auckland')).toBe(parseDate(typed, 'America/Lima'));
  });

  // What the author typed: all are refused with the same message.
  it.each([
    'tomorow',
    '22.11.2026',
    '2026-11-2',
    '2026/11/22',
    '20261122',
    '2026-11-22 9:30',
    '2026-11-22T09:30:00+02',
    '2026-11-22 09:30 CET',
    '2026-11-22, 09:30',
    '1795219200',
    '2026',
    '',
  ])('cannot be %j', (typed) => {
    expect(() => inBerlin(typed)).toThrow(
      new RangeError(`"${typed}" is not a date; write 2026-11-22 or 2026-11-22 09:30`),
    );
  });

  it.each(['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-11-31', '2026-11-31 25:00'])(
    'cannot be %s, which is not in the calendar',
    (typed) => {
      expect(() => inBerlin(typed)).toThrow(`"${typed}" is not a real date; check the day and the month`);
    },
  );

  it.each([
    '2026-11-22 24:00',
    '2026-11-22 09:60',
    '2026-11-22T25:00:00Z',
    '2026-11-22 01:30:60',
    '2016-12-31T23:59:60Z',
  ])('cannot be %s, which is not on a clock', (typed) => {
    expect(() => inBerlin(typed)).toThrow(
      `"${typed}" is not a real time of day; check the hour, the minutes and the seconds`,
    );
  });

  // Feeds write years with four digits. In UTC and in Berlin, the year must be one that can be written so.
  it.each([
    '0000-06-01',
    '0000-01-01T00:00+05:00',
    '0001-01-01T00:00+05:00',
    '0001-01-01',
    '9999-12-31T23:30Z',
    '9999-12-31T23:30-01:00',
  ])('cannot be before the year 1 or after 9999, as %s is', (typed) => {
    expect(() => inBerlin(typed)).toThrow(
      `"${typed}" is not in the years 1 to 9999; check the year and the offset`,
    );
  });

  // The first and the last date that are allowed.
  it.each(['0001-01-02', '9999-12-31'])('may be %s', (typed) => {
    expect(dayOf(parseDate(typed, 'Europe/Berlin'), 'Europe/Berlin')).toBe(typed);
  });

  it('cannot have an offset of more than a day', () => {
    expect(() => inBerlin('2026-11-22 09:30 +25:00')).toThrow(
      '"2026-11-22 09:30 +25:00" has an offset that does not exist; write one such as +02:00 or Z',
    );
  });
});

describe('the day of a moment', () => {
  // A moment, a time zone, and the date there at that moment.
  it.each([
    ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22'],
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-22T03:30:00Z', 'America/New_York', '2026-11-21'],
    ['1969-12-31T23:59:59Z', 'UTC', '1969-12-31'],
  ])('%s in %s is %s', (moment, timeZone, day) => expect(dayOf(Date.parse(moment), timeZone)).toBe(day));
});
