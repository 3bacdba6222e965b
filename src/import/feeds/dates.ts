// Dates of feeds in a form that JavaScript reads: the forms of RFC 822, RFC 3339 and ISO 8601, and what programs write instead.

/** Offsets of names of time zones that JavaScript does not know. It knows GMT, UTC and those of North America. */
const OFFSETS: Readonly<Record<string, string>> = {
  AEDT: '+1100',
  AEST: '+1000',
  BST: '+0100',
  CEST: '+0200',
  CET: '+0100',
  EEST: '+0300',
  EET: '+0200',
  HKT: '+0800',
  JST: '+0900',
  KST: '+0900',
  MESZ: '+0200',
  MEZ: '+0100',
  MSD: '+0400',
  MSK: '+0300',
  NZDT: '+1300',
  NZST: '+1200',
  SGT: '+0800',
  UT: '+0000',
  WEST: '+0100',
  WET: '+0000',
};

/** The beginnings of the names of months in languages of Western Europe, without accents. */
const MONTHS: readonly (readonly [RegExp, string])[] = [
  [/^(?:jan|ene|gen)/, 'Jan'],
  [/^(?:feb|fev)/, 'Feb'],
  [/^(?:mar|mrz|mrt|maa)/, 'Mar'],
  [/^(?:apr|avr|abr)/, 'Apr'],
  [/^(?:may|mai|maj|mei|mag)/, 'May'],
  [/^(?:jun|juin|giu)/, 'Jun'],
  [/^(?:jul|juil|lug)/, 'Jul'],
  [/^(?:aug|aou|ago)/, 'Aug'],
  [/^(?:sep|set)/, 'Sep'],
  [/^(?:oct|okt|out|ott)/, 'Oct'],
  [/^nov/, 'Nov'],
  [/^(?:dec|dez|dic)/, 'Dec'],
];

/** The date in a form for `Date.parse`. One without a time zone, or with an unknown one, is in UTC. */
export function readableDate(text: string): string {
  const given = text.replace(/\s+/g, ' ').replace(/ ?\([^()]*\)$/, '');
  return ofTimestamp(given) ?? ofIso(given) ?? withOffset(withEnglishMonth(given));
}

/** Seconds or milliseconds since 1970. */
function ofTimestamp(text: string): string | undefined {
  if (!/^(?:\d{10}|\d{13})$/.test(text)) return undefined;
  return new Date(Number(text) * (text.length === 10 ? 1000 : 1)).toISOString();
}

const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(?: ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/i;

function ofIso(text: string): string | undefined {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', , zone = 'Z'] = found;
  const [, sign, zoneHours, zoneMinutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const offset = sign === undefined ? 'Z' : `${sign}${zoneHours}:${zoneMinutes}`;
  return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}${offset}`;
}

/** `Mi, 05 Okt 2016 10:00:00` as `05 Oct 2016 10:00:00`: some programs write the names of their own language. */
function withEnglishMonth(text: string): string {
  const [, day, name = '', year, rest] =
    /^(?:\p{L}+\.?,? ?)?(\d{1,2})\.?[ -](?:de )?(\p{L}{3,12})\.?,?[ -](?:de )?(\d{2}|\d{4})(?!\d)(.*)$/u.exec(
      text,
    ) ?? [];
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const month = MONTHS.find(([beginning]) => beginning.test(plain))?.[1];
  return month === undefined ? text : `${day} ${month} ${year}${rest}`;
}

function withOffset(text: string): string {
  const numeric = text.replace(/ GMT\+0$/, ' GMT').replace(/ ([A-Z]{2,4})$/, (whole, name) => {
    const offset = OFFSETS[name];
    return offset === undefined ? whole : ` ${offset}`;
  });
  if (/(?:\dZ| Z|GMT|UTC|[ECMP][SD]T|[+-]\d{2}:?\d{2})$/.test(numeric)) return numeric;
  const isKnown = !Number.isNaN(Date.parse(`${numeric} GMT`));
  return isKnown ? `${numeric} GMT` : `${numeric.replace(/ [\p{L}_/]+$/u, '')} GMT`;
}
