// Opening a feed: which entries an address means at a moment, and what proves a copy of its document current; the
// document itself is made only when somebody needs it.

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import type { FeedKey } from '../archive/feed-key.ts';
import { fingerprintOf } from '../archive/fingerprint.ts';
import { absolute, pageLimits, type Site, windowLimits } from '../archive/site.ts';
import {
  combine,
  growingPageOf,
  pageOf,
  type Slice,
  type Stream,
  type Validator,
  windowOf,
  windowStart,
} from '../archive/stream.ts';
import {
  type FeedAddress,
  formatFeedAddress,
  listingPath,
  type PageNumber,
  type Selection,
} from '../routes/feed-address.ts';
import type { FeedDocument, Paging } from './document.ts';

/** A document that can be made, and what is known of it before. */
export interface OpenedFeed {
  readonly validator: Validator;
  /** When the next entry appears in it, if one is scheduled. */
  readonly until?: Instant;
  readonly document: () => Promise<FeedDocument>;
}

/** There is no such feed, or no such page of it; the message says so to people. */
export class NoSuchFeed extends Error {}

/** What a selection holds at a moment. Throws NoSuchFeed when one of its feeds has nothing to show. */
export function openStream(archive: Archive, { all, not }: Selection, now: Instant): Stream {
  const find = (key: FeedKey): Stream => {
    const stream = archive.stream(key, now);
    if (!stream) throw new NoSuchFeed(`There is no feed of the ${key.kind} “${key.name}” here.`);
    return stream;
  };
  const { metadata, site } = archive;
  const without = not.map((name) => find({ kind: 'tag', name }));
  return combine(all.map(find), without, metadata, pageLimits(site));
}

/** Opens one document of a feed. Throws NoSuchFeed. */
export function openFeed(archive: Archive, address: FeedAddress, now: Instant): OpenedFeed {
  const { site, templates } = archive;
  const { selection, page, format } = address;
  const stream = openStream(archive, selection, now);
  const { slice, paging } = page
    ? openPage(archive, stream, address, page)
    : openFirst(archive, stream, address);
  const modified = Math.max(slice.validator.modified, templates.feeds.modified);
  const hub = hubOf(site, address);
  const removed = page ? [] : stream.removed;
  const parts = [slice.validator.etag, templates.feeds.etag, modified, ...Object.values(paging)];
  return {
    validator: { etag: `${fingerprintOf(parts)}-${format.name}`, modified },
    ...(stream.until !== undefined && { until: stream.until }),
    document: async () => ({
      site,
      title: selectionTitle(site, selection),
      description: site.description,
      language: selection.all.find(({ kind }) => kind === 'language')?.name ?? site.language,
      id: selectionId(site, selection),
      pageUrl: absolute(site, listingPath(selection)),
      selfUrl: absolute(site, formatFeedAddress(address)),
      ...(hub !== undefined && { hub }),
      paging: toUrls(site, paging),
      modified,
      entries: (await archive.entries(slice.positions)).reverse(),
      removed,
    }),
  };
}

/**
 * The WebSub hub that is told when what lies at an address changes; a listing is addressed by its selection alone. A
 * document that names a hub nobody tells of it goes stale at whoever trusts the name: combined feeds are too many to
 * be told of, and feed pages do not get new entries.
 */
export function hubOf(
  site: Site,
  { selection, page }: Pick<FeedAddress, 'selection' | 'page'>,
): string | undefined {
  const isPlain = selection.all.length === 1 && selection.not.length === 0;
  return isPlain && page === undefined ? site.hub : undefined;
}

/** `Longwave: radio + time − note`; the bare title for the main feed. */
export function selectionTitle(site: Site, { all, not }: Selection): string {
  const names = all.map(({ name }) => name).filter((name) => name !== '');
  const wanted = names.length === 0 ? '' : `: ${names.join(' + ')}`;
  return site.title + wanted + not.map((tag) => ` − ${tag}`).join('');
}

/** The id of the main feed, with what narrows it down as its fragment. */
function selectionId(site: Site, { all, not }: Selection): string {
  const narrowed = listingPath({ all, not });
  const left = not.map((tag) => `&not=${encodeURIComponent(tag)}`).join('');
  return narrowed === '/' && left === '' ? site.feedId : `${site.feedId}#${narrowed}${left}`;
}

interface OpenedSlice {
  readonly slice: Slice;
  /** In paths: what proves a copy current does not depend on the origin that serves it. */
  readonly paging: Paging;
}

function openFirst({ site, metadata }: Archive, stream: Stream, address: FeedAddress): OpenedSlice {
  const archived = windowStart(stream.positions, metadata, windowLimits(site));
  const last = lastPage(stream, archived);
  return {
    slice: windowOf(stream, archived, metadata),
    paging: last === 0 ? {} : { previous: pathOf(address, linkedPage(stream, last, archived)) },
  };
}

/**
 * A feed page holds what has left the window. The newest page fills up as entries leave it; a link to it says how many
 * it had, so that a walk from the first document meets each entry once, whatever is published meanwhile.
 */
function openPage(
  { site, metadata }: Archive,
  stream: Stream,
  address: FeedAddress,
  { number, entries }: PageNumber,
): OpenedSlice {
  const archived = windowStart(stream.positions, metadata, windowLimits(site));
  const last = lastPage(stream, archived);
  // Behind a full page comes one that may still be empty, since the full one already links to it.
  if (number > last && !(number === last + 1 && isFull(stream, last, archived))) {
    throw new NoSuchFeed(`This feed has no page ${number}.`);
  }
  const start = stream.pages[number - 1] ?? archived;
  const full = isFull(stream, number, archived);
  const end = full ? (stream.pages[number] ?? archived) : archived;
  const promised = entries === undefined ? end : Math.min(end, start + entries);
  const isFixed = full || (entries !== undefined && start + entries <= end);
  const sliceOf = isFixed ? pageOf : growingPageOf;
  return {
    slice: sliceOf(stream, start, promised, metadata, windowLimits(site)),
    paging: {
      current: pathOf(address, undefined),
      ...(number > 1 && { previous: pathOf(address, { number: number - 1 }) }),
      ...(full && promised === end && { next: pathOf(address, { number: number + 1 }) }),
    },
  };
}

/** Number of the newest page that has an entry; 0 when nothing has left the window yet. */
function lastPage({ pages }: Stream, archived: number): number {
  return pages.findLastIndex((start) => start < archived) + 1;
}

function isFull({ pages }: Stream, number: number, archived: number): boolean {
  const next = pages[number];
  return number > 0 && next !== undefined && next <= archived;
}

function linkedPage(stream: Stream, number: number, archived: number): PageNumber {
  if (isFull(stream, number, archived)) return { number };
  return { number, entries: archived - (stream.pages[number - 1] ?? 0) };
}

function pathOf({ selection, format }: FeedAddress, page: PageNumber | undefined): string {
  return formatFeedAddress({ selection, format, ...(page && { page }) });
}

function toUrls(site: Site, paging: Paging): Paging {
  return Object.fromEntries(Object.entries(paging).map(([rel, path]) => [rel, absolute(site, path)]));
}
