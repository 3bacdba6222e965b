// Feed addresses: from path and query to the feed, its page and its format, and back.

import { FEED_SEGMENTS, type FeedKey, type FeedKind, MAIN_FEED } from '../archive/feed-key.ts';
import { FORMATS, type Format } from './formats.ts';
import { decodePath } from './paths.ts';

/** The entries of a feed: those that are in all feeds of `all` and have no tag of `not`. */
export interface Selection {
  /** Never empty. Only tags can be combined. */
  readonly all: readonly FeedKey[];
  readonly not: readonly string[];
}

/** One document of a feed. */
export interface FeedAddress {
  readonly selection: Selection;
  readonly format: Format;
  /** Absent for the first document, which has the newest entries. */
  readonly page?: PageNumber;
}

export interface PageNumber {
  /** 1 is the oldest. */
  readonly number: number;
  /** At most this many entries, from the beginning of the page: the address keeps its entries while the page fills. */
  readonly entries?: number;
}

/** A combination of more tags than this costs more than any reader needs. The same holds for tags that are left out. */
const MOST_TAGS = 8;

const NAMED_KINDS = ['tag', 'author', 'language'] as const;

export const MAIN: Selection = { all: [MAIN_FEED], not: [] };

/**
 * Where other blog software has its main feed. It is served in place: some readers ignore redirects, and some hash the
 * address of a feed into the ids of its entries.
 */
export const OLD_FEED_ADDRESSES: Readonly<Record<string, Format['name']>> = {
  '/feed.xml': 'rss',
  '/index.xml': 'rss',
  '/rss': 'rss',
  '/rss/': 'rss',
  '/feed/rss': 'rss',
  '/feed/rss/': 'rss',
  '/feed/rss2': 'rss',
  '/feed/rss2/': 'rss',
  '/feed/index.xml': 'rss',
  '/feed/feed.xml': 'atom',
  '/feed/feed.json': 'json',
  '/rss2.xml': 'rss',
  '/feeds/posts/default': 'atom',
  '/atom': 'atom',
  '/atom/': 'atom',
  '/feed/atom': 'atom',
  '/feed/atom/': 'atom',
  '/index.json': 'json',
};

export function selectionOf(key: FeedKey): Selection {
  return { all: [key], not: [] };
}

/** Path and query of a document, percent-encoded. */
export function formatFeedAddress({ selection, format, page }: FeedAddress): string {
  const archive = page === undefined ? '' : `/archive/${page.number}`;
  const query = new URLSearchParams(selection.not.map((tag) => ['not', tag]));
  if (page?.entries !== undefined) query.append('entries', String(page.entries));
  return `${listingPath(selection).replace(/\/$/, '')}${archive}/${format.file}${query.size === 0 ? '' : `?${query}`}`;
}

/** Path of the page for people that lists the entries. It ignores excluded tags. */
export function listingPath({ all }: Selection): string {
  const [first = MAIN_FEED] = all;
  if (first.kind === 'main') return '/';
  return `/${FEED_SEGMENTS[first.kind]}/${formatNames(all.map(({ name }) => name))}`;
}

function formatNames(names: readonly string[]): string {
  const joined = names.map(encodeURIComponent).join('+');
  // A client would resolve `.` and `..` as steps in the path; an empty name before them prevents that.
  return joined === '.' || joined === '..' ? `+${joined}` : joined;
}

/**
 * The names that are written in an address, each once and in one order: `b+a` and `a+b+a` are the same feed, and readers
 * must see one address. Throws BadFeedAddress when there are too many.
 */
function namesOf(written: readonly string[], decode: (name: string) => string, verb: string): string[] {
  const names = new Set<string>();
  for (const each of written) {
    names.add(decode(each));
    if (names.size > MOST_TAGS)
      throw new BadFeedAddress(`The address of a feed can ${verb} at most ${MOST_TAGS} tags.`);
  }
  return inOneOrder(names);
}

function inOneOrder(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}

/**
 * The path has the form of a feed address, but its page number or the encoding of a name is impossible, or it has more
 * tags than an address can combine.
 */
export class BadFeedAddress extends Error {}

/** The feed document at a percent-encoded path with a query; undefined for other paths. Throws BadFeedAddress. */
export function parseFeedAddress(path: string, query: URLSearchParams): FeedAddress | undefined {
  const segments = path.split('/').slice(1);
  const format = FORMATS.find(({ file }) => file === segments.at(-1));
  if (!format) return undefined;
  const place = segments.slice(0, -1);
  const paged = place.at(-2) === 'archive';
  const page = paged ? parsePage(place.at(-1) ?? '', query) : undefined;
  const selection = parseSelection(paged ? place.slice(0, -2) : place, query);
  return selection && { selection, format, ...(page && { page }) };
}

/** The main feed without the tags that a query leaves out, as at its older addresses. Throws BadFeedAddress. */
export function parseMainSelection(query: URLSearchParams): Selection {
  return { all: [MAIN_FEED], not: parseExcluded(query) };
}

/** The selection of a listing such as `/tags/a+b`; undefined for any other path, the root included. Throws BadFeedAddress. */
export function parseListingPath(path: string): Selection | undefined {
  const segments = path.split('/').slice(1);
  return segments.length === 2 ? parseSelection(segments, new URLSearchParams()) : undefined;
}

/** First segments by which other blog software has the pages of tags and authors. */
const OLD_SEGMENTS: Readonly<Record<string, Exclude<FeedKind, 'main'>>> = {
  tag: 'tag',
  category: 'tag',
  categories: 'tag',
  tagged: 'tag',
  author: 'author',
};

/**
 * The path of a feed or listing with each name in the spelling that `spelled` finds for it, and with the first segment
 * that it has here. Any other path is returned unchanged, and so is one with too many names.
 */
export function spellSelection(path: string, spelled: (key: FeedKey) => FeedKey | undefined): string {
  const [root = '', written = '', names = '', ...rest] = path
    .replace(/^\/blog(?=\/)/, '')
    // Blogger's pages of labels.
    .replace(/^\/search\/label\//, '/tag/')
    .split('/');
  const kind = NAMED_KINDS.find((each) => FEED_SEGMENTS[each] === written) ?? OLD_SEGMENTS[written];
  if (kind === undefined || names === '') return path;
  const segment = FEED_SEGMENTS[kind];
  // Hugo has the tag C++ at `c++`.
  const whole = spelled({ kind, name: decodePath(names) ?? names });
  const inner = written.startsWith('categor') ? innerName(rest) : undefined;
  const part = inner === undefined ? undefined : spelled({ kind, name: inner });
  if (part) return [root, segment, formatNames([part.name])].join('/');
  if (whole) return [root, segment, formatNames([whole.name]), ...rest].join('/');
  const parts = [...new Set(names.split('+'))].filter((part) => part !== '');
  const decoded = new Set(parts.map(decodePath));
  if (parts.length === 0 || decoded.has(undefined) || decoded.size > MOST_TAGS) return path;
  const found = Array.from(decoded, (name = '') => spelled({ kind, name })?.name ?? name);
  return [root, segment, formatNames(kind === 'tag' ? inOneOrder(found) : found), ...rest].join('/');
}

/** The name of a category below another, as WordPress has them: the last step that is not empty. */
function innerName(rest: readonly string[]): string | undefined {
  const last = rest.findLast((step) => step !== '');
  return last === undefined ? undefined : decodePath(last);
}

/** The query with each tag that it leaves out in the spelling that `spelled` finds; unchanged if there are too many. */
export function spellQuery(
  query: URLSearchParams,
  spelled: (key: FeedKey) => FeedKey | undefined,
): URLSearchParams {
  const excluded = new Set(query.getAll('not'));
  if (excluded.size === 0 || excluded.size > MOST_TAGS) return query;
  const spell = (tag: string) => spelled({ kind: 'tag', name: tag.normalize('NFC') })?.name ?? tag;
  const spellings = new Map(Array.from(excluded, (tag) => [tag, spell(tag)]));
  return new URLSearchParams(
    [...query].map(([name, value]) => [name, name === 'not' ? (spellings.get(value) ?? value) : value]),
  );
}

function parseSelection(segments: readonly string[], query: URLSearchParams): Selection | undefined {
  if (segments.length === 0) return parseMainSelection(query);
  const [segment, names = '', ...more] = segments;
  const kind = NAMED_KINDS.find((each) => FEED_SEGMENTS[each] === segment);
  if (kind === undefined || names === '' || more.length > 0) return undefined;
  const parts = kind === 'tag' ? names.split('+') : [names.replace(/^\+/, '')];
  const written = parts.filter((part) => part !== '');
  if (written.length === 0) return undefined;
  const all = namesOf(written, decodeName, 'combine').map((name) => ({ kind, name }));
  return { all, not: parseExcluded(query) };
}

function parseExcluded(query: URLSearchParams): string[] {
  return namesOf(query.getAll('not'), (tag) => tag.normalize('NFC'), 'leave out');
}

function parsePage(number: string, query: URLSearchParams): PageNumber {
  const entries = query.get('entries');
  return {
    number: parseCount(number, 'a feed page'),
    ...(entries !== null && { entries: parseCount(entries, 'entries') }),
  };
}

function parseCount(text: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new BadFeedAddress(`The number of ${what} must be a whole number, 1 or greater.`);
  return Number(text);
}

function decodeName(encoded: string): string {
  const name = decodePath(encoded);
  if (name === undefined)
    throw new BadFeedAddress('A percent sign in this address is not followed by the code of a character.');
  return name;
}
