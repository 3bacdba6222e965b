// Pagination: where the window of a feed and each of its feed pages begin (RFC 5005 section 4).

import type { MetadataTable } from './entry-metadata.ts';

/** The limits of one document. A single entry may exceed `bytes`. */
export interface Limits {
  readonly entries: number;
  readonly bytes: number;
}

/** The limits of a window. */
export interface WindowLimits extends Limits {
  /** Entries published this long or less before the newest one do not count towards `entries`; in milliseconds. */
  readonly span?: number;
}

type Weights = Pick<MetadataTable, 'weight'>;
type Ages = Pick<MetadataTable, 'weight' | 'published'>;

/**
 * Index of the oldest entry in the window: at least one entry, and the newest that the limits allow. It reads no more
 * entries than the window has, and one more.
 */
export function windowStart(
  positions: Uint32Array,
  { weight, published }: Ages,
  limits: WindowLimits,
): number {
  const last = positions.at(-1);
  const newest = last === undefined ? 0 : published(last);
  let start = positions.length;
  let bytes = 0;
  while (start > 0) {
    const position = positions[start - 1] ?? 0;
    bytes += weight(position);
    const newer = positions.length - start;
    if (newer > 0 && isPast({ newer, bytes, age: newest - published(position) }, limits)) break;
    start -= 1;
  }
  return start;
}

/** Where an entry that is not the newest stands in its feed. */
interface Standing {
  /** How many entries are newer. */
  readonly newer: number;
  /** Size of the entry and all newer ones. */
  readonly bytes: number;
  /** How long after it the newest entry was published. */
  readonly age: number;
}

/** Whether an entry is no longer in the window. Once it is not, further publications do not bring it back. */
function isPast({ newer, bytes, age }: Standing, limits: WindowLimits): boolean {
  if (bytes > limits.bytes) return true;
  return newer >= limits.entries && (limits.span === undefined || age > limits.span);
}

/**
 * Index of the first entry of each feed page. Pages are filled from the oldest entry on, so that later publications do
 * not change a full page.
 */
export function pageStarts(positions: Uint32Array, { weight }: Weights, limits: Limits): Uint32Array {
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

/**
 * Length of the feed when the last entry before index `end` left the window: the entries from `end` up to that length
 * pushed it out. The present length when that entry is still in the window.
 */
export function lengthWhenArchived(
  positions: Uint32Array,
  end: number,
  { weight, published }: Ages,
  limits: WindowLimits,
): number {
  if (end === 0) return 0;
  const moment = published(positions[end - 1] ?? 0);
  let bytes = weight(positions[end - 1] ?? 0);
  for (let index = end; index < positions.length; index += 1) {
    const newest = positions[index] ?? 0;
    bytes += weight(newest);
    if (isPast({ newer: index - end + 1, bytes, age: published(newest) - moment }, limits)) return index + 1;
  }
  return positions.length;
}
