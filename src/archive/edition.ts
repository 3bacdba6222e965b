// The current edition of a feed document: its entries and its validator. Both come from tables, so that a conditional
// request is answered without reading an entry.

import type { Instant } from './entry.ts';
import type { MetadataTable } from './entry-metadata.ts';
import type { Feed } from './feed.ts';
import { fingerprintOf } from './fingerprint.ts';
import { lengthWhenArchived, type WindowLimits } from './pagination.ts';
import type { Validator } from './validator.ts';

export interface Edition {
  /** Positions of the entries in the archive, oldest first. */
  readonly positions: Uint32Array;
  /** The tag covers the entries only: a document adds its own date and settings to it. */
  readonly validator: Validator;
}

/** The window: the newest entries of a feed, from index `start` on. */
export function windowEdition(
  { positions, shifts, removed }: Feed,
  start: number,
  table: MetadataTable,
): Edition {
  return editionOf(positions.subarray(start), table, [
    // A shift in the window changes its entries, and one before it the link to the newest feed page, which has the number
    // of entries on that page.
    ...shifts.map(({ at }) => at),
    ...removed.map(({ at }) => at),
  ]);
}

/**
 * A feed page whose entries no longer change, from index `start` up to but not including `end`: a full page, or one
 * whose address gives its number of entries. It has been complete since its last entry left the window, so its date is
 * that of the entries that pushed that one out. It is later when one of its entries was edited since, or when a shift
 * since changed its entries or the time at which the last one left the window.
 */
export function pageEdition(
  { positions, shifts }: Feed,
  start: number,
  end: number,
  table: MetadataTable,
  windowLimits: WindowLimits,
): Edition {
  const lengthThen = lengthWhenArchived(positions, end, table, windowLimits);
  return editionOf(positions.subarray(start, end), table, [
    ...shifts.filter(({ index }) => index < lengthThen).map(({ at }) => at),
    ...entryDates(positions.subarray(end, lengthThen), table),
  ]);
}

/**
 * The newest feed page, which gets the entries that leave the window. It also loses entries: when newer ones are
 * removed, its last ones return to the window. Its date therefore also depends on all shifts.
 */
export function growingPageEdition(
  feed: Feed,
  start: number,
  end: number,
  table: MetadataTable,
  windowLimits: WindowLimits,
): Edition {
  const { positions, validator } = pageEdition(feed, start, end, table, windowLimits);
  const modified = latest([validator.modified, ...feed.shifts.map(({ at }) => at)]);
  return { positions, validator: { ...validator, modified } };
}

function editionOf(positions: Uint32Array, table: MetadataTable, dates: readonly Instant[]): Edition {
  const digests = Array.from(positions, (position) => table.digest(position));
  const modified = latest([...dates, ...entryDates(positions, table)]);
  // A copy: a view would keep all positions of a combined feed in memory for as long as the edition is cached.
  return { positions: positions.slice(), validator: { etag: fingerprintOf(digests), modified } };
}

/** When each entry got its present form: when it was published or last edited, whichever was later. */
function entryDates(positions: Uint32Array, { published, changed }: MetadataTable): Instant[] {
  return Array.from(positions, (position) => Math.max(published(position), changed(position)));
}

/** The latest of any number of moments. Math.max fails when its arguments do not fit on the stack. */
export function latest(moments: readonly Instant[]): Instant {
  return moments.reduce((one, other) => Math.max(one, other), 0);
}
