// The edition of a feed document that is in force: which entries it carries, and its validator. Both come from tables, so
// that a conditional request is answered without reading an entry.

import type { Instant } from './entry.ts';
import type { MetadataTable } from './entry-metadata.ts';
import type { Feed } from './feed.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Limits, lengthWhenArchived } from './pagination.ts';
import type { Validator } from './validator.ts';

export interface Edition {
  /** Positions of the entries in the archive, oldest first. */
  readonly positions: Uint32Array;
  /** The tag covers the entries only: a document adds its own date and settings to it. */
  readonly validator: Validator;
}

/** The window: the newest entries of a feed, from index `start` on. */
export function windowEdition(
  { positions, changed, shifts, removed }: Feed,
  start: number,
  table: MetadataTable,
): Edition {
  return editionOf(positions.subarray(start), table, [
    changed,
    // A shift further back changes the link to the newest feed page, which says how many entries that page has.
    ...shifts.map(({ at }) => at),
    ...removed.map(({ at }) => at),
  ]);
}

/**
 * A feed page that will not get other entries, from index `start` up to but without `end`: a full page, or the part of
 * one that a link has promised. Its content has been the same since its last entry left the window. Its date is
 * therefore that of the entries that pushed that one out, unless an entry of its own was edited later, or a shift later
 * changed its entries or the time at which the last one left the window.
 */
export function pageEdition(
  { positions, shifts }: Feed,
  start: number,
  end: number,
  table: MetadataTable,
  windowLimits: Limits,
): Edition {
  const lengthThen = lengthWhenArchived(positions, end, table, windowLimits);
  return editionOf(positions.subarray(start, end), table, [
    ...shifts.filter(({ index }) => index < lengthThen).map(({ at }) => at),
    ...entryDates(positions.subarray(end, lengthThen), table),
  ]);
}

/**
 * The newest feed page, which gets the entries that leave the window. It also loses entries: when newer ones are removed,
 * its last ones return to the window. So it also has the dates of what changes the window, and of every shift.
 */
export function growingPageEdition(
  feed: Feed,
  start: number,
  end: number,
  table: MetadataTable,
  windowLimits: Limits,
): Edition {
  const { positions, validator } = pageEdition(feed, start, end, table, windowLimits);
  const modified = latest([validator.modified, feed.changed, ...feed.shifts.map(({ at }) => at)]);
  return { positions, validator: { ...validator, modified } };
}

function editionOf(positions: Uint32Array, table: MetadataTable, dates: readonly Instant[]): Edition {
  const digests = Array.from(positions, (position) => table.digest(position));
  const modified = latest([...dates, ...entryDates(positions, table)]);
  // A copy: a view would keep all positions of a combined feed in memory for as long as the edition is cached.
  return { positions: positions.slice(), validator: { etag: fingerprintOf(digests), modified } };
}

/** When each entry appeared in this form: when it was published, or when it was last edited if that was later. */
function entryDates(positions: Uint32Array, { published, changed }: MetadataTable): Instant[] {
  return Array.from(positions, (position) => Math.max(published(position), changed(position)));
}

/** The latest of any number of moments; Math.max takes only as many as fit on the stack. */
export function latest(moments: readonly Instant[]): Instant {
  return moments.reduce((one, other) => Math.max(one, other), 0);
}
