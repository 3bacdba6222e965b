// Values of feeds: dates, titles, people, languages and types, as the rest of an import needs them.

import { decodeHTML } from 'entities';
import mime from 'mime';
import type { Instant, Person } from '../../archive/entry.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { canonicalLanguage, isLanguage } from '../../compile/text/language.ts';
import { oneLine } from '../../compile/text/text.ts';
import type { ImportedEnclosure, ImportedPost } from '../imported.ts';
import { parseHtml } from '../markdown/parse.ts';
import { readableDate } from './dates.ts';

/**
 * The moment of a date as feeds write it (RFC 822, RFC 3339, or close to one of them), in whole seconds. Undefined when it
 * is none. A date without a time zone, or with an unknown one, is in UTC.
 */
export function momentOf(text: string | undefined): Instant | undefined {
  const given = text?.trim() ?? '';
  if (given === '') return undefined;
  const moment = Date.parse(readableDate(given));
  if (Number.isNaN(moment)) return undefined;
  const year = new Date(moment).getUTCFullYear();
  return year >= 1 && year <= 9998 ? Math.floor(moment / 1000) * 1000 : undefined;
}

/** Titles are plain text, but many programs put HTML into them. */
export function plainTitle(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const hasMarkup =
    /&(?:#\d+|#x[\da-f]+|[a-z]\w+);|<\/?(?:em|strong|b|i|u|code|span|sub|sup|br|a|small|del|q|cite)\b[^<>]*>/i;
  return oneLine(hasMarkup.test(text) ? plainText(text) : text) || undefined;
}

/** The text of HTML, on one line. */
export function plainText(html: string): string {
  return html.includes('<') ? oneLine(textOf(parseHtml(html))) : oneLine(decodeHTML(html));
}

/** `Jane Doe` of `jane@example.org (Jane Doe)`; undefined when there is only an address, which stays private. */
export function personNamed(text: string | undefined): Person | undefined {
  const given = oneLine(text ?? '');
  const [, inParentheses] = /^\S+@\S+ \((.+)\)$/.exec(given) ?? [];
  const [, beforeAddress] = /^(.+?) [<(]\S+@\S+[>)]$/.exec(given) ?? [];
  const name = inParentheses ?? beforeAddress ?? given;
  return name === '' || /^\S+@\S+\.\S+$/.test(name) ? undefined : { name: plainTitle(name) ?? name };
}

/** A language tag in its usual form; undefined for what is none. */
export function languageOf(text: string | undefined): string | undefined {
  const tag = (text ?? '').trim().replaceAll('_', '-');
  return tag !== '' && isLanguage(tag) ? canonicalLanguage(tag) : undefined;
}

/** Absolute http and https addresses only. */
export function webAddress(text: string | undefined, base?: string): string | undefined {
  const given = (text ?? '').trim();
  if (given === '' || !URL.canParse(given, base)) return undefined;
  const { href, protocol } = new URL(given, base);
  return /^https?:$/.test(protocol) ? href : undefined;
}

/** Parameters that count the readers of a feed, and do not change the page. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|rss)$/;

/** The address without parameters for statistics. `source=rss` and the like are from Medium and others. */
export function withoutTracking(address: string | undefined): string | undefined {
  if (address === undefined || !address.includes('?')) return address;
  const url = new URL(address);
  const isTracking = (pair: string) => {
    const [name = '', value = ''] = pair.split('=');
    return (
      TRACKING.test(name) || (/^(?:source|src|from|ref)$/.test(name) && /^(?:rss|feed|atom)\b/i.test(value))
    );
  };
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => !isTracking(pair));
  if (kept.length === url.search.slice(1).split('&').length) return address;
  url.search = kept.join('&');
  return url.href;
}

/** An attached file; its type is guessed from its name when the source does not say. Undefined without an address. */
export function enclosureOf(
  url: string | undefined,
  {
    type,
    length,
    duration,
    title,
  }: {
    type?: string | undefined;
    length?: string | undefined;
    duration?: number | undefined;
    title?: string | undefined;
  },
): ImportedEnclosure | undefined {
  if (url === undefined) return undefined;
  const known = /^[\w.+-]+\/[\w.+-]+$/.test(type ?? '') ? type : undefined;
  const guessed = known ?? mime.getType(new URL(url).pathname) ?? 'application/octet-stream';
  const bytes = /^\d{1,15}$/.test(length ?? '') ? Number(length) : 0;
  return {
    url,
    type: guessed,
    length: bytes,
    ...(duration !== undefined && { duration }),
    ...(title !== undefined && { title }),
  };
}

/** Seconds of `1:02:03`, `62:03` or `3723`. */
export function secondsOf(text: string | undefined): number | undefined {
  const given = text?.trim() ?? '';
  if (!/^\d{1,7}(?:\.\d+)?$|^(?:\d{1,4}:)?\d{1,4}:\d{1,2}$/.test(given)) return undefined;
  return Math.round(given.split(':').reduce((total, part) => total * 60 + Number(part), 0));
}

/** The summary, unless it is empty, the content, or the beginning of the content, which Longwave takes by itself. */
export function summaryOf(summary: string | undefined, html: string): string | undefined {
  const text = plainText(summary ?? '');
  if (text === '') return undefined;
  const beginning = text
    .replace(/\s*(?:\[?(?:…|\.\.\.|&#8230;)\]?|Read more.*|The post .* appeared first on .*)$/i, '')
    .trim();
  return squeezed(plainText(html)).startsWith(squeezed(beginning)) ? undefined : text;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Distinct texts, without empty ones. */
export function distinct(texts: readonly (string | undefined)[]): string[] {
  const lines = texts.map((each) => plainTitle(each) ?? '');
  return [...new Set(lines)].filter((each) => each !== '');
}

/** Distinct people, by name. */
export function people(given: readonly (Person | undefined)[]): Person[] {
  const byName = new Map<string, Person>();
  for (const person of given) if (person && !byName.has(person.name)) byName.set(person.name, person);
  return [...byName.values()];
}

/** The picture of an entry in a feed, if the content shows it: Longwave would otherwise add it to the content. */
export function shownPicture(url: string | undefined, html: string): ImportedPost['image'] {
  return url !== undefined && (html.includes(url) || html.includes(url.replaceAll('&', '&amp;')))
    ? { url }
    : undefined;
}
