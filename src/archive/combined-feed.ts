// Combined feeds: the entries that are in several feeds, or in one feed and not in another. They are made on request, so
// the lock does not record them, and their dates are computed from those of the feeds and entries involved.

import type { MetadataTable } from './entry-metadata.ts';
import type { Feed, Shift } from './feed.ts';
import { type Limits, pageStarts } from './pagination.ts';
import { lowerBound } from './positions.ts';

/** The entries that are in all of `feeds` and in none of `without`. Throws a RangeError when `feeds` is empty. */
export function combineFeeds(
  feeds: readonly Feed[],
  without: readonly Feed[],
  table: MetadataTable,
  pageLimits: Limits,
): Feed {
  const [first, ...others] = feeds;
  if (!first) throw new RangeError('combineFeeds needs at least one feed');
  if (others.length === 0 && without.length === 0) return first;
  const involved = [...feeds, ...without];
  const last = first.positions.at(-1) ?? -1;
  const [shared, excluded] = [countsUpTo(last, others), countsUpTo(last, without)];
  const positions = first.positions.filter(
    (position) => shared[position] === others.length && excluded[position] === 0,
  );
  const untils = involved.flatMap(({ until }) => (until === undefined ? [] : [until]));
  return {
    positions,
    pages: pageStarts(positions, table, pageLimits),
    // Not every shift of a part changes the combined feed. When its date moves too often, readers download it again; when
    // it moves too seldom, they miss an entry.
    shifts: [
      ...involved.flatMap((part) => shiftsOfPart(positions, part)),
      ...shiftsOfEdits(positions, excluded, table),
    ],
    removed: sharedRemovals(first, others),
    ...(untils.length > 0 && { until: Math.min(...untils) }),
  };
}

/** For each position up to `last`, how many of the feeds have it. Sets of positions would cost ten times as much. */
function countsUpTo(last: number, feeds: readonly Feed[]): Uint16Array {
  const counts = new Uint16Array(last + 1);
  for (const { positions } of feeds) {
    for (const position of positions) counts[position] = (counts[position] ?? 0) + 1;
  }
  return counts;
}

function sharedRemovals(first: Feed, others: readonly Feed[]): Feed['removed'] {
  const sets = others.map(({ removed }) => new Set(removed.map(({ id }) => id)));
  return first.removed.filter(({ id }) => sets.every((set) => set.has(id)));
}

/** The shifts of one part, each at the first index of the combined feed whose entry it may have moved. */
function shiftsOfPart(positions: Uint32Array, part: Feed): Shift[] {
  return part.shifts.map(({ index, at }) => ({ index: combinedIndex(positions, part.positions, index), at }));
}

/**
 * The last edit of an entry may have changed its length, and so moved later entries to another page. That of an excluded
 * entry may have added the excluded tag, and so removed it from the feed. Those that are older than a shift before them
 * make no difference.
 */
function shiftsOfEdits(positions: Uint32Array, excluded: Uint16Array, { changed }: MetadataTable): Shift[] {
  const shifts: Shift[] = [];
  let index = 0;
  let newest = Number.NEGATIVE_INFINITY;
  excluded.forEach((count, position) => {
    while ((positions[index] ?? position) < position) index += 1;
    if (count === 0 && positions[index] !== position) return;
    const at = changed(position);
    if (at <= newest) return;
    shifts.push({ index, at });
    newest = at;
  });
  return shifts;
}

/** Index in the combined feed of the first entry that is newer than the part's entry before `index`. */
function combinedIndex(positions: Uint32Array, part: Uint32Array, index: number): number {
  // The shift is among scheduled entries, none of which is visible yet.
  if (index > part.length) return positions.length;
  const before = part[index - 1];
  return before === undefined ? 0 : lowerBound(positions, before + 1);
}
