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
    // As other programs and people write them.
    ['2015-1-8', '2015-01-07T23:00:00.000Z'],
    ['2024-4-09', '2024-04-08T22:00:00.000Z'],
    ['2022/03/08', '2022-03-07T23:00:00.000Z'],
    ['20220308', '2022-03-07T23:00:00.000Z'],
    ['2022.3.8', '2022-03-07T23:00:00.000Z'],
    ['2013-11-22 5:00:00 +0000', '2013-11-22T05:00:00.000Z'],
    ['2015-01-28T10:00:00.000Z', '2015-01-28T10:00:00.000Z'],
    ['2015-01-28T10:00:00.123456+01:00', '2015-01-28T09:00:00.000Z'],
    ['2015-01-28 10:00:00 -0600', '2015-01-28T16:00:00.000Z'],
    ['2015-01-28T10:00:00-06', '2015-01-28T16:00:00.000Z'],
    ['2015-01-28 10:00 -6', '2015-01-28T16:00:00.000Z'],
    ['2015-01-28, 10:00', '2015-01-28T09:00:00.000Z'],
    ['2015-01-28 10:00 UTC', '2015-01-28T10:00:00.000Z'],
    ['2015-01-28 10:00 GMT', '2015-01-28T10:00:00.000Z'],
    ['2015-01-28 10:00:00 UTC-3', '2015-01-28T13:00:00.000Z'],
    ['2015-01-28 10:00:00 PST', '2015-01-28T18:00:00.000Z'],
    ['2015-07-28 10:00:00 pdt', '2015-07-28T17:00:00.000Z'],
    ['2015-07-28 10:00 CEST', '2015-07-28T08:00:00.000Z'],
    ['2015-01-28 10:00 America/New_York', '2015-01-28T15:00:00.000Z'],
    ['2015-01-28 10:00 America/Argentina/Buenos_Aires', '2015-01-28T13:00:00.000Z'],
    ['2015-01-28T10:00+01:00[Europe/Paris]', '2015-01-28T09:00:00.000Z'],
    ['2015-01-28T10:00[Asia/Tokyo]', '2015-01-28T01:00:00.000Z'],
    ['2015-01-28 10:00 PM', '2015-01-28T21:00:00.000Z'],
    ['2015-01-28 12:30am', '2015-01-27T23:30:00.000Z'],
    ['Jan 28 2015', '2015-01-27T23:00:00.000Z'],
    ['Jan 8, 2015', '2015-01-07T23:00:00.000Z'],
    ['Sept. 8th, 2015', '2015-09-07T22:00:00.000Z'],
    ['28 January 2015', '2015-01-27T23:00:00.000Z'],
    ['28-Jan-2015', '2015-01-27T23:00:00.000Z'],
    ['1st of May 2015', '2015-04-30T22:00:00.000Z'],
    ['Wed, 28 Jan 2015 10:00:00 +0000', '2015-01-28T10:00:00.000Z'],
    ['Wednesday, January 28, 2015 at 10:00 PM', '2015-01-28T21:00:00.000Z'],
    ['Wed Jan 28 10:00:00 PST 2015', '2015-01-28T18:00:00.000Z'],
    ['Wed Jan 28 10:00:00 2015', '2015-01-28T09:00:00.000Z'],
    ['Wed Jan 28 2015 10:00:00 GMT+0100 (Central European Standard Time)', '2015-01-28T09:00:00.000Z'],
    // Where one of the two numbers cannot be a month.
    ['01/28/2015', '2015-01-27T23:00:00.000Z'],
    ['28/1/2015', '2015-01-27T23:00:00.000Z'],
    ['05/05/2015', '2015-05-04T22:00:00.000Z'],
    ['3.4.2015', '2015-04-02T22:00:00.000Z'],
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
    '202611221',
    '2026-11',
    '2026-11-222',
    '2026-11/22',
    'Mai 28 2015',
    'Ma 28 2015',
    'January 2015',
    '28 January',
    '2026-11-22 9',
    '2026-11-22 09:30 noon',
    '2026-11-22 09:30 Z Z',
    '2026-11-22 and more',
    '1795219200',
    '2026',
    '',
  ])('cannot be %j', (typed) => {
    expect(() => inBerlin(typed)).toThrow(
      new RangeError(`"${typed}" is not a date; write 2026-11-22 or 2026-11-22 09:30`),
    );
  });

  it('cannot be one that means two days', () => {
    expect(() => inBerlin('3/4/2015')).toThrow(
      '"3/4/2015" may be 4 March or 3 April; write 2015-03-04 or 2015-04-03',
    );
  });

  it.each([
    [
      '2015-01-28 10:00 IST',
      '"IST" is not the abbreviation of one time zone alone; write an offset such as +05:30',
    ],
    [
      '2015-01-28 10:00 Europe/Atlantis',
      '"2015-01-28 10:00 Europe/Atlantis" has a time zone that does not exist; write one such as Europe/Lisbon',
    ],
  ])('cannot be %s, whose time zone is not known', (typed, message) => {
    expect(() => inBerlin(typed)).toThrow(message);
  });

  // A date of a Jekyll blog in Berlin, and what Jekyll makes of it: Ruby's YAML takes a timestamp without an offset as UTC.
  it.each([
    ['2015-01-28 10:00:00', '2015-01-28T10:00:00.000Z'],
    ['2015-01-28T10:00:00.5', '2015-01-28T10:00:00.000Z'],
    ['2015-01-28 10:00', '2015-01-28T09:00:00.000Z'],
    ['2015-01-28', '2015-01-27T23:00:00.000Z'],
    ['2015-01-28 10:00:00 +0100', '2015-01-28T09:00:00.000Z'],
    ['28 January 2015 10:00:00', '2015-01-28T09:00:00.000Z'],
  ])('of Jekyll, %s means %s', (typed, moment) => {
    expect(new Date(parseDate(typed, 'Europe/Berlin', 'jekyll')).toISOString()).toBe(moment);
  });

  it('of Jekyll in an hour that the clocks skip is used as it is', () => {
    expect(insteadOf('2026-03-29 02:30:00', 'Europe/Berlin', 'jekyll')).toBeUndefined();
    expect(insteadOf('2026-03-29 02:30', 'Europe/Berlin', 'jekyll')).toBe('03:30');
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '2026-11-31 25:00',
    'Feb 30 2015',
    '2015/02/30',
  ])('cannot be %s, which is not in the calendar', (typed) => {
    expect(() => inBerlin(typed)).toThrow(`"${typed}" is not a real date; check the day and the month`);
  });

  it.each([
    '2026-11-22 24:00',
    '2026-11-22 09:60',
    '2026-11-22T25:00:00Z',
    '2026-11-22 01:30:60',
    '2026-11-22 13:00 pm',
    '2026-11-22 0:10 am',
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
