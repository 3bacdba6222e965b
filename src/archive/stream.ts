// Streams: the entries of a feed that are visible at a moment, and the slices of them that documents carry.
//
// All of this is found from tables, before any entry is read: which entries a document holds, when it last changed, and
// the fingerprint that proves a copy of it current.

import type { Instant } from './entry.ts';
import type { MetadataTable } from './entry-metadata.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What proves a copy current (RFC 9110 section 8.8). The two members move together or not at all. */
export interface Validator {
  /** The opaque part of a weak entity tag: no quotes, no `W/`. */
  readonly etag: string;
  readonly modified: Instant;
}

/** From this index on, the entries of a feed moved at this moment: one was inserted among them, or taken out. */
export interface Shift {
  readonly index: number;
  readonly at: Instant;
}

/** An entry that is gone (RFC 6721). */
export interface Removed {
  readonly id: string;
  readonly at: Instant;
}

/** A feed at a moment, or as the compiler has sealed it: then with the entries that are scheduled. */
export interface Stream {
  /** Positions of its entries in the archive, oldest first. */
  readonly positions: Uint32Array;
  /** Where the feed pages begin, as indices of `positions`: page 1 holds the oldest entries. */
  readonly pages: Uint32Array;
  /** When its window last changed other than by time passing. */
  readonly changed: Instant;
  readonly shifts: readonly Shift[];
  /** The newest removals, newest first. */
  readonly removed: readonly Removed[];
  /** Readers have had it: it stays, even with nothing left in it, for whoever has subscribed to it. */
  readonly known?: boolean;
  /** When the next entry appears, if one is scheduled. */
  readonly until?: Instant;
}

/** How much one document may carry. */
export interface Limits {
  readonly entries: number;
  readonly bytes: number;
}

/** The entries that one document carries, oldest first, with what proves a copy of them current. */
export interface Slice {
  readonly positions: Uint32Array;
  readonly validator: Validator;
}

/** What is visible of a sealed feed at `now`. */
export function streamAt(
  sealed: Stream,
  now: Instant,
  { published }: Pick<MetadataTable, 'published'>,
): Stream {
  const { positions } = sealed;
  const visible = firstWhere(positions, (position) => published(position) > now);
  const next = positions[visible];
  return {
    ...sealed,
    positions: positions.subarray(0, visible),
    ...(next !== undefined && { until: published(next) }),
  };
}

/** The entries that are in all of `streams` and in none of `without`. At least one stream must be given. */
export function combine(
  streams: readonly Stream[],
  without: readonly Stream[],
  table: MetadataTable,
  pageLimits: Limits,
): Stream {
  const [first, ...rest] = streams;
  if (!first) throw new RangeError('there is nothing to combine');
  if (rest.length === 0 && without.length === 0) return first;
  const involved = [...streams, ...without];
  const others = rest.map(({ positions }) => new Set(positions));
  const excluded = new Set(without.flatMap(({ positions }) => [...positions]));
  const ids = rest.map(({ removed }) => new Set(removed.map(({ id }) => id)));
  const untils = involved.flatMap(({ until }) => (until === undefined ? [] : [until]));
  // A window that changed in one of them may have changed here; to say so too often costs a download, too seldom an entry.
  const changed = latest(involved.flatMap((each) => [each.changed, ...each.shifts.map(({ at }) => at)]));
  const positions = first.positions.filter(
    (position) => !excluded.has(position) && others.every((other) => other.has(position)),
  );
  const moves = involved.flatMap((each) =>
    each.shifts.map(({ index, at }) => ({ index: indexAfter(positions, each.positions, index), at })),
  );
  // What is left out has left at the latest when it last changed: a tag may have been given to an old entry.
  const left = Array.from(excluded, (position) => ({
    index: lowerBound(positions, position),
    at: table.changed(position),
  }));
  // An edit may have moved what is behind it to another page, by its length; no lock remembers combined pages.
  const edits = Array.from(positions, (position, index) => ({ index, at: table.changed(position) }));
  return {
    positions,
    pages: pageStarts(positions, table, pageLimits),
    changed,
    shifts: [...moves, ...left, ...edits],
    removed: first.removed.filter(({ id }) => ids.every((other) => other.has(id))),
    ...(untils.length > 0 && { until: Math.min(...untils) }),
  };
}

/** Where, among the positions of a combined stream, that begins which a shift in one of its parts has moved. */
function indexAfter(positions: Uint32Array, part: Uint32Array, index: number): number {
  if (index > part.length) return positions.length;
  const last = part[index - 1];
  return last === undefined ? 0 : lowerBound(positions, last + 1);
}

/** Index of the first of some ascending positions that is not below `wanted`. */
function lowerBound(positions: Uint32Array, wanted: number): number {
  return firstWhere(positions, (position) => position >= wanted);
}

/** Index of the first position for which `holds`, given that it does for all behind it. */
function firstWhere(positions: Uint32Array, holds: (position: number) => boolean): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(positions[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many entries have left the window: what remains is as much as one document may carry, and at least one entry. */
export function windowStart(
  positions: Uint32Array,
  { weight }: Pick<MetadataTable, 'weight'>,
  limits: Limits,
): number {
  let start = positions.length;
  let bytes = 0;
  while (start > 0 && positions.length - start < limits.entries) {
    bytes += weight(positions[start - 1] ?? 0);
    if (bytes > limits.bytes && start < positions.length) break;
    start -= 1;
  }
  return start;
}

/**
 * Where feed pages begin. Filled from the oldest entry on, a page that is full stays as it is whatever is published
 * later (RFC 5005 section 4).
 */
export function pageStarts(
  positions: Uint32Array,
  { weight }: Pick<MetadataTable, 'weight'>,
  limits: Limits,
): Uint32Array {
  const starts: number[] = [];
  let start = 0;
  let bytes = 0;
  positions.forEach((position, index) => {
    const full = index - start >= limits.entries || bytes + weight(position) > limits.bytes;
    if (index === 0 || full) {
      starts.push(index);
      start = index;
      bytes = 0;
    }
    bytes += weight(position);
  });
  return Uint32Array.from(starts);
}

/** The window: the newest entries of a stream, from `start` on. */
export function windowOf(
  { positions, changed, shifts, removed }: Stream,
  start: number,
  table: MetadataTable,
): Slice {
  return slice(positions.subarray(start), table, [
    changed,
    // The window links to the newest feed page, and says how full it is: whatever moves there is news here.
    ...[...shifts, ...removed].map(({ at }) => at),
    newestMoment(positions, table),
  ]);
}

/**
 * A feed page that is full, or as much of one as a link had promised: from `start` to before `end`. It has been so since
 * its last entry left the window, which the entries behind it have brought about.
 */
export function pageOf(
  { positions, shifts }: Stream,
  start: number,
  end: number,
  table: MetadataTable,
  windowLimits: Limits,
): Slice {
  const pushing = positions.subarray(end, archivedSince(positions, end, table, windowLimits));
  return slice(positions.subarray(start, end), table, [
    ...shifts.filter(({ index }) => index < end + pushing.length).map(({ at }) => at),
    ...momentsOf(pushing, table),
  ]);
}

/** A feed page that still fills up, as entries leave the window. */
export function growingPageOf(
  stream: Stream,
  start: number,
  end: number,
  table: MetadataTable,
  windowLimits: Limits,
): Slice {
  const { positions, validator } = pageOf(stream, start, end, table, windowLimits);
  // It shrinks as well, when entries behind it go: that is news to the window, or a move behind all of it.
  const moments = [validator.modified, stream.changed, ...stream.shifts.map(({ at }) => at)];
  return slice(positions, table, moments);
}

/** How many entries the stream had when the one before `end` left the window. */
function archivedSince(
  positions: Uint32Array,
  end: number,
  { weight }: Pick<MetadataTable, 'weight'>,
  limits: Limits,
): number {
  if (end === 0) return 0;
  let bytes = 0;
  for (let index = end - 1; index < positions.length; index += 1) {
    bytes += weight(positions[index] ?? 0);
    if (index >= end && (index - end + 1 >= limits.entries || bytes > limits.bytes)) return index + 1;
  }
  return positions.length;
}

function newestMoment(positions: Uint32Array, { published }: MetadataTable): Instant {
  const newest = positions.at(-1);
  return newest === undefined ? 0 : published(newest);
}

function slice(positions: Uint32Array, table: MetadataTable, moments: readonly Instant[]): Slice {
  const digests = Array.from(positions, (position) => table.digest(position));
  const modified = latest([...moments, ...momentsOf(positions, table)]);
  // Without the date: whoever makes a document of the slice may know a later one, and puts that into its tag.
  // A copy, short as it is: who keeps a slice should not keep all of a combined stream with it.
  return { positions: positions.slice(), validator: { etag: fingerprintOf(digests), modified } };
}

function momentsOf(positions: Uint32Array, { published, changed }: MetadataTable): Instant[] {
  return Array.from(positions, (position) => Math.max(published(position), changed(position)));
}

/** The latest of moments, of which there may be more than a function takes arguments. */
function latest(moments: readonly Instant[]): Instant {
  return moments.reduce((one, other) => Math.max(one, other), 0);
}
