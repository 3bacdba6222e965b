// Addresses of feeds: which feed, which page of it and which format a path and query name, and the other way round.

import { FEED_SEGMENTS, type FeedKey, MAIN_FEED } from '../archive/feed-key.ts';
import { FORMATS, type Format } from './formats.ts';

/** What a feed holds: the entries that are in all of these feeds and have none of those tags. */
export interface Selection {
  /** Never empty; more than one only of tags. */
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
  /** Only so many entries from the beginning of the page: what a link promised stays true while the page fills. */
  readonly entries?: number;
}

const NAMED_KINDS = ['tag', 'author', 'language'] as const;

export const MAIN: Selection = { all: [MAIN_FEED], not: [] };

/** Where blogs have had their feeds. Readers that ignore redirects, or hash the address, find them there for ever. */
export const OLD_FEED_ADDRESSES: Readonly<Record<string, Format['name']>> = {
  '/feed.xml': 'rss',
  '/index.xml': 'rss',
  '/rss': 'rss',
  '/rss/': 'rss',
  '/feed/rss': 'rss',
  '/feed/rss/': 'rss',
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

/** Path of the page for people that lists the same entries; what leaves tags out has none of its own. */
export function listingPath({ all }: Selection): string {
  const [first = MAIN_FEED] = all;
  if (first.kind === 'main') return '/';
  return `/${FEED_SEGMENTS[first.kind]}/${formatNames(all.map(({ name }) => name))}`;
}

function formatNames(names: readonly string[]): string {
  const joined = names.map(encodeURIComponent).join('+');
  // Any client would take these two for steps in the path; behind an empty name they are names.
  return joined === '.' || joined === '..' ? `+${joined}` : joined;
}

/** `b+a` is the same feed as `a+b`, and must not seem another to a reader. */
function inOneOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** A path that has the form of a feed's but cannot be one: a page that is no number, a name that is not encoded text. */
export class BadFeedAddress extends Error {}

/** The document that an encoded path and a query name; undefined for a path that is no feed's. Throws BadFeedAddress. */
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

/** The selection of a listing's path: `/tags/a+b`. Undefined for any other path; the root is nobody's to parse. */
export function parseListingPath(path: string): Selection | undefined {
  const segments = path.split('/').slice(1);
  return segments.length === 2 ? parseSelection(segments, new URLSearchParams()) : undefined;
}

/** What a path, and perhaps a query, selects as that of a feed or a listing; undefined when it cannot be one. */
export function selectionAt(path: string, query = new URLSearchParams()): Selection | undefined {
  try {
    return parseFeedAddress(path, query)?.selection ?? parseListingPath(path);
  } catch (error) {
    if (error instanceof BadFeedAddress) return undefined;
    throw error;
  }
}

/**
 * The path of a feed or listing with the names in it as they are spelled, given what finds them by their letters alone;
 * any other path as it stands.
 */
export function spellSelection(path: string, spelled: (key: FeedKey) => FeedKey | undefined): string {
  const [root = '', segment, names = '', ...rest] = path.split('/');
  const kind = NAMED_KINDS.find((each) => FEED_SEGMENTS[each] === segment);
  if (kind === undefined || names === '') return path;
  const parts = names.split('+').filter((part) => part !== '');
  if (parts.length === 0 || !parts.every(isEncoded)) return path;
  const found = parts.map(decodeName).map((name) => spelled({ kind, name })?.name ?? name);
  return [root, segment, formatNames(kind === 'tag' ? inOneOrder(found) : found), ...rest].join('/');
}

function parseSelection(segments: readonly string[], query: URLSearchParams): Selection | undefined {
  const not = [...new Set(query.getAll('not').map((tag) => tag.normalize('NFC')))].sort();
  if (segments.length === 0) return { all: [MAIN_FEED], not };
  const [segment, names = '', ...more] = segments;
  const kind = NAMED_KINDS.find((each) => FEED_SEGMENTS[each] === segment);
  if (kind === undefined || names === '' || more.length > 0) return undefined;
  const parts = kind === 'tag' ? names.split('+') : [names.replace(/^\+/, '')];
  const decoded = parts.map(decodeName).filter((name) => name !== '');
  if (decoded.length === 0) return undefined;
  return { all: inOneOrder(decoded).map((name) => ({ kind, name })), not };
}

function parsePage(number: string, query: URLSearchParams): PageNumber {
  const entries = query.get('entries');
  const page = {
    number: parseCount(number, 'a feed page'),
    ...(entries !== null && { entries: parseCount(entries, 'entries') }),
  };
  return page;
}

function parseCount(text: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new BadFeedAddress(`The number of ${what} is a whole number from 1 on.`);
  return Number(text);
}

function isEncoded(name: string): boolean {
  try {
    return decodeURIComponent(name) !== '';
  } catch {
    return false;
  }
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name).normalize('NFC');
  } catch {
    throw new BadFeedAddress('The address holds a percent sign that stands for no character.');
  }
}
