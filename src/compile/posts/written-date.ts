// Written dates: the forms in which people and other programs write a date, taken apart into numbers.

/** The parts of a date, as typed; not yet checked against the calendar. */
export interface WrittenDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Absent for a day without a time. */
  readonly time?: WrittenTime;
  /** `UTC`, an offset such as `+01:00`, or a name such as `Europe/Berlin`; absent for a local time. */
  readonly zone?: string;
  /** Whether it has the form of a YAML timestamp: `2026-11-22 09:30:00`. */
  readonly isTimestamp: boolean;
}

export interface WrittenTime {
  readonly hour: number;
  readonly minute: number;
  /** Absent when only hours and minutes were typed. */
  readonly second?: number;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** How many characters of the text it takes. */
  readonly length: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* /i;
/** `Jan 28 10:00:00 PST 2015`, which the command `date` prints. */
const YEAR_LAST = /^([a-z]+ \d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?(?: [a-z]+)?) (\d{4})$/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const MONTH_FIRST = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]+)\.?,?[ -](\d{4})(?!\d)/i;
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/;
const TIME =
  /^(?: ?[t,] ?| )(?:at )?(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?(?: ?(?<half>[ap])\.?m\b\.?)?/i;
/** Behind an offset there may be a name in brackets (RFC 9557) or in parentheses (JavaScript). */
const OFFSET =
  /^ ?(?:utc|gmt)?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?(?: ?\[[^\]]*\]| \([^)]*\))?$/i;
const NAME = /^ ?\[?(?<name>[a-z]+(?:[/_+-][a-z]+)*)\]?$/i;

/**
 * Abbreviations that mean one offset: those of RFC 2822 (section 4.3) and others that are used in one part of the world
 * only. IST, for example, is Indian, Irish or Israeli.
 */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ...['Z', 'UTC', 'UT', 'GMT', 'WET'].map((name) => [name, 'UTC'] as const),
  ...Object.entries({ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 }).map(toOffset),
  ...Object.entries({ AKST: -9, AKDT: -8, HST: -10, BRT: -3, WEST: 1, BST: 1, CET: 1, CEST: 2 }).map(
    toOffset,
  ),
  ...Object.entries({ EET: 2, EEST: 3, SAST: 2, MSK: 3, SGT: 8, HKT: 8, AWST: 8, JST: 9 }).map(toOffset),
  ...Object.entries({ KST: 9, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 }).map(toOffset),
]);

function toOffset([name, hours]: [string, number]): readonly [string, string] {
  return [name, `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`];
}

/**
 * Takes a date apart. Undefined for a text that has none of the forms. Throws a RangeError for a date that may mean
 * several days or times; its message says what to write instead.
 */
export function readWrittenDate(typed: string): WrittenDate | undefined {
  const text = typed.trim().replace(/\s+/g, ' ').replace(WEEKDAY, '').replace(YEAR_LAST, '$1 $3 $2');
  const found = readDay(text);
  if (!found) return undefined;
  const { length, ...day } = found;
  const [wholeTime = '', groups] = matchOf(TIME, text.slice(length));
  const zone = readZone(text.slice(length + wholeTime.length));
  if (zone === undefined) return undefined;
  return {
    ...day,
    ...(groups && { time: readTime(groups) }),
    ...(zone !== '' && { zone }),
    isTimestamp:
      YEAR_FIRST.exec(text)?.[2] === '-' && groups?.second !== undefined && groups.half === undefined,
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

function matchOf(pattern: RegExp, text: string): [matched: string, groups: Groups] | [] {
  const match = pattern.exec(text);
  return match ? [match[0], match.groups ?? {}] : [];
}

function readDay(text: string): Day | undefined {
  const [yearFirst, year, , month, day] = YEAR_FIRST.exec(text) ?? [];
  if (yearFirst !== undefined) return dayOfNumbers(yearFirst, year, month, day);
  const [digits, ...numbered] = DIGITS.exec(text) ?? [];
  if (digits !== undefined) return dayOfNumbers(digits, ...numbered);
  const [monthFirst, monthName, dayThen, yearThen] = MONTH_FIRST.exec(text) ?? [];
  if (monthFirst !== undefined) return dayInMonth(monthFirst, yearThen, monthName, dayThen);
  const [dayFirst, dayNumber, monthThen, yearLast] = DAY_FIRST.exec(text) ?? [];
  if (dayFirst !== undefined) return dayInMonth(dayFirst, yearLast, monthThen, dayNumber);
  const [numbers, first, separator, second, last] = NUMBERS.exec(text) ?? [];
  if (numbers === undefined) return undefined;
  // With full stops, the day comes first wherever dates are written so.
  const isDayFirst = separator === '.' || Number(first) > 12;
  if (!isDayFirst && Number(second) <= 12 && first !== second)
    throw ambiguous(text, Number(first), Number(second), Number(last));
  return isDayFirst ? dayOfNumbers(numbers, last, second, first) : dayOfNumbers(numbers, last, first, second);
}

function dayOfNumbers(text: string, year?: string, month?: string, day?: string): Day {
  return { year: Number(year), month: Number(month), day: Number(day), length: text.length };
}

/** Undefined for a word that is no month. */
function dayInMonth(text: string, year?: string, name = '', day?: string): Day | undefined {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const isMonth = month > 0 && `${MONTH_NAMES[month - 1]}|Sept`.toLowerCase().includes(name.toLowerCase());
  return isMonth ? { ...dayOfNumbers(text, year, '', day), month } : undefined;
}

function ambiguous(text: string, first: number, second: number, year: number): RangeError {
  const iso = (month: number, day: number) => [year, month, day].map((part) => twoDigits(part)).join('-');
  const words = (month: number, day: number) => `${day} ${MONTH_NAMES[month - 1]}`;
  return new RangeError(
    `"${text}" may be ${words(first, second)} or ${words(second, first)}; write ${iso(first, second)} or ${iso(second, first)}`,
  );
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function readTime({ hour, minute, second, half }: Groups): WrittenTime {
  return {
    hour: half === undefined ? Number(hour) : inDay(Number(hour), half.toLowerCase() === 'p'),
    minute: Number(minute),
    ...(second !== undefined && { second: Number(second) }),
  };
}

/** Hour of the day, of an hour with am or pm; beyond 24 for an hour that such a clock does not have. */
function inDay(hour: number, isAfternoon: boolean): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/** The zone in the rest of the text; '' when there is none, undefined when the rest is something else. */
function readZone(rest: string): string | undefined {
  if (rest === '') return '';
  const [, offset] = matchOf(OFFSET, rest);
  if (offset) return `${offset.sign}${offset.hours?.padStart(2, '0')}:${offset.minutes ?? '00'}`;
  const [, named] = matchOf(NAME, rest);
  return named && zoneNamed(named.name ?? '');
}

function zoneNamed(name: string): string | undefined {
  const known = ABBREVIATIONS.get(name.toUpperCase());
  if (known !== undefined || name.includes('/')) return known ?? name;
  if (!/^[A-Z]{2,5}$/.test(name)) return undefined;
  throw new RangeError(
    `"${name}" is not the abbreviation of one time zone alone; write an offset such as +05:30, or a name such as Europe/Lisbon`,
  );
}
