// Which entries of a feed each of its documents has, and how the documents link to each other (RFC 5005 section 4).

import type { Archive } from '../archive/archive.ts';
import { type Edition, growingPageEdition, pageEdition, windowEdition } from '../archive/edition.ts';
import type { Feed } from '../archive/feed.ts';
import { windowStart } from '../archive/pagination.ts';
import { windowLimits } from '../archive/site.ts';
import { type FeedAddress, formatFeedAddress, type PageNumber } from '../routes/feed-address.ts';
import { NoSuchFeed } from './selection.ts';

/** The neighbours of a document in its feed, as addresses of documents in the same format. */
export interface Paging {
  /** The first document. Absent in the first document itself, so that only feed pages have it. */
  readonly current?: string;
  /** The feed page with the next older entries. */
  readonly previous?: string;
  /** The feed page with the next newer entries. */
  readonly next?: string;
}

export interface PagedDocument {
  readonly edition: Edition;
  /** Paths rather than URLs, so that the validator does not depend on the origin. */
  readonly paging: Paging;
}

/** The links of RFC 5005 in a document, each with its relation. */
export function archiveLinks({ current, previous, next }: Paging): [rel: string, href: string][] {
  const links = { current, 'prev-archive': previous, 'next-archive': next };
  return Object.entries(links).flatMap(([rel, href]) => (href === undefined ? [] : [[rel, href]]));
}

/** The namespace of `fh:archive`, as attributes of the root: only feed pages have that element. */
export function historyNamespace({ current }: Paging): Readonly<Record<string, string>> {
  return current === undefined ? {} : { 'xmlns:fh': 'http://purl.org/syndication/history/1.0' };
}

/** The entries and links of the document at `address`, given its feed. Throws NoSuchFeed when it has no such page. */
export function pageFeed({ site, metadata }: Archive, feed: Feed, address: FeedAddress): PagedDocument {
  const limits = windowLimits(site);
  const archived = windowStart(feed.positions, metadata, limits);
  if (address.page === undefined) {
    const edition = windowEdition(feed, archived, metadata);
    return { edition, paging: firstDocumentLinks(feed, archived, address) };
  }
  const part = pagePart(feed, archived, address.page);
  const editionOf = part.isFixed ? pageEdition : growingPageEdition;
  const edition = editionOf(feed, part.start, part.end, metadata, limits);
  return { edition, paging: pageLinks(address, address.page.number, part) };
}

/** The entries of one feed page, as indices of the feed. */
interface PagePart {
  readonly start: number;
  /** Index after the last entry. */
  readonly end: number;
  /** Later publications do not change it. */
  readonly isFixed: boolean;
  readonly hasNext: boolean;
}

/**
 * The newest page fills up as entries leave the window; `archived` entries have left it. A link to the page gives its
 * number of entries, and the page at that address never gets more. A reader that follows the links from the first
 * document therefore finds each entry once, even when entries are published meanwhile.
 */
function pagePart(feed: Feed, archived: number, { number, entries }: PageNumber): PagePart {
  if (!isPage(feed, archived, number)) throw new NoSuchFeed(`This feed has no page ${number}.`);
  const start = feed.pages[number - 1] ?? archived;
  const isFull = isFullPage(feed, archived, number);
  const filledTo = isFull ? (feed.pages[number] ?? archived) : archived;
  const promisedTo = entries === undefined ? filledTo : start + entries;
  const end = Math.min(filledTo, promisedTo);
  const isKeptPromise = entries !== undefined && promisedTo <= filledTo;
  return { start, end, isFixed: isFull || isKeptPromise, hasNext: isFull && end === filledTo };
}

function firstDocumentLinks(feed: Feed, archived: number, address: FeedAddress): Paging {
  const newest = newestPage(feed, archived);
  if (newest === 0) return {};
  const isFull = isFullPage(feed, archived, newest);
  const entries = archived - (feed.pages[newest - 1] ?? 0);
  return { previous: pathOf(address, { number: newest, ...(!isFull && { entries }) }) };
}

function pageLinks(address: FeedAddress, number: number, { hasNext }: PagePart): Paging {
  return {
    current: pathOf(address, undefined),
    ...(number > 1 && { previous: pathOf(address, { number: number - 1 }) }),
    ...(hasNext && { next: pathOf(address, { number: number + 1 }) }),
  };
}

/** A full page links to the next one, which therefore exists even before it has an entry. */
function isPage(feed: Feed, archived: number, number: number): boolean {
  const newest = newestPage(feed, archived);
  return number <= newest || (number === newest + 1 && isFullPage(feed, archived, newest));
}

/** Number of the newest page that has an entry; 0 when no entry has left the window yet. */
function newestPage({ pages }: Feed, archived: number): number {
  return pages.findLastIndex((start) => start < archived) + 1;
}

function isFullPage({ pages }: Feed, archived: number, number: number): boolean {
  const next = pages[number];
  return number > 0 && next !== undefined && next <= archived;
}

function pathOf({ selection, format }: FeedAddress, page: PageNumber | undefined): string {
  return formatFeedAddress({ selection, format, ...(page && { page }) });
}
