// Conditional requests: whether the copy that a client has is still current (RFC 9110 section 13).

import type { Instant } from '../archive/entry.ts';
import type { Validator } from '../archive/validator.ts';

/**
 * True when the request may be answered with 304. If-None-Match takes precedence: a client that sends both headers
 * sends the date for servers without entity tags.
 */
export function isFresh(request: Headers, validator: Validator): boolean {
  const tags = request.get('If-None-Match');
  // The usual case: our own tag, unchanged.
  if (tags === formatETag(validator)) return true;
  const listed = tags === null ? undefined : listsTag(tags, validator.etag);
  if (listed !== undefined) return listed;
  const since = parseHttpDate(request.get('If-Modified-Since'));
  return since !== undefined && validator.modified <= since;
}

export function formatETag(validator: Validator): string {
  // Weak: edges may compress the response, and a strong tag would have to differ for each encoding.
  return `W/"${validator.etag}"`;
}

export function formatHttpDate(moment: Instant): string {
  return new Date(moment).toUTCString();
}

/**
 * Weak comparison with each listed tag, without the suffix that compressing proxies add inside or after the quotes.
 * Undefined for a header that lists no tag; it must be ignored.
 */
function listsTag(header: string, etag: string): boolean | undefined {
  if (header.trim() === '*') return true;
  const tags = [...header.matchAll(/"([^"]*)"/g)];
  if (tags.length === 0) return undefined;
  return tags.some(([, opaque = '']) => opaque.replace(/(?:--?|;)(?:gzip|br|zstd|deflate)$/, '') === etag);
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const IMF_FIXDATE = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const RFC_850 = /^\w{6,9}, (\d{2})-(\w{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const ASCTIME = /^\w{3} (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/** The three date forms of RFC 9110 section 5.6.7; undefined for anything else, which a server must ignore. */
export function parseHttpDate(header: string | null): Instant | undefined {
  const text = header?.trim() ?? '';
  const modern = IMF_FIXDATE.exec(text);
  if (modern) return moment(modern[3], modern[2], modern[1], modern.slice(4));
  const old = RFC_850.exec(text);
  // A year of two digits from 70 on is in the twentieth century: no reader has a copy from before 1970.
  if (old) return moment(`${Number(old[3]) < 70 ? 20 : 19}${old[3]}`, old[2], old[1], old.slice(4));
  const ancient = ASCTIME.exec(text);
  if (ancient) return moment(ancient[6], ancient[1], ancient[2], ancient.slice(3, 6));
  return undefined;
}

function moment(year = '', month = '', day = '', time: string[] = []): Instant | undefined {
  const number = MONTHS.indexOf(month);
  const [hour = Number.NaN, minute = Number.NaN, second = Number.NaN] = time.map(Number);
  if (number < 0 || number % 3 !== 0 || hour > 23 || minute > 59 || second > 60) return undefined;
  const date = new Date(Date.UTC(Number(year), number / 3, Number(day), hour, minute, second));
  return date.getUTCDate() === Number(day) ? date.getTime() : undefined;
}
