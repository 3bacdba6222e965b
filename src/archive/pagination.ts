// Pagination: where the window of a feed and each of its feed pages begin (RFC 5005 section 4).

import type { MetadataTable } from './entry-metadata.ts';

/** The limits of one document. A single entry may exceed `bytes`. */
export interface Limits {
  readonly entries: number;
  readonly bytes: number;
}

type Weights = Pick<MetadataTable, 'weight'>;

/** Index of the oldest entry in the window: the newest entries that fit, and at least one. */
export function windowStart(positions: Uint32Array, { weight }: Weights, limits: Limits): number {
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
  { weight }: Weights,
  windowLimits: Limits,
): number {
  if (end === 0) return 0;
  let bytes = 0;
  for (let index = end - 1; index < positions.length; index += 1) {
    bytes += weight(positions[index] ?? 0);
    const newer = index - end + 1;
    if (newer > 0 && (newer >= windowLimits.entries || bytes > windowLimits.bytes)) return index + 1;
  }
  return positions.length;
}
