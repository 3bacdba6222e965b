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
  const excluded = new Set(without.flatMap(({ positions }) => [...positions]));
  const positions = sharedPositions(first, others, excluded);
  const untils = involved.flatMap(({ until }) => (until === undefined ? [] : [until]));
  return {
    positions,
    pages: pageStarts(positions, table, pageLimits),
    // Not every shift of a part changes the combined feed. When its date moves too often, readers download it again; when
    // it moves too seldom, they miss an entry.
    shifts: [
      ...involved.flatMap((part) => shiftsOfPart(positions, part)),
      ...shiftsOfExcluded(positions, excluded, table),
      ...shiftsOfEdits(positions, table),
    ],
    removed: sharedRemovals(first, others),
    ...(untils.length > 0 && { until: Math.min(...untils) }),
  };
}

function sharedPositions(first: Feed, others: readonly Feed[], excluded: ReadonlySet<number>): Uint32Array {
  const sets = others.map(({ positions }) => new Set(positions));
  return first.positions.filter(
    (position) => !excluded.has(position) && sets.every((set) => set.has(position)),
  );
}

function sharedRemovals(first: Feed, others: readonly Feed[]): Feed['removed'] {
  const sets = others.map(({ removed }) => new Set(removed.map(({ id }) => id)));
  return first.removed.filter(({ id }) => sets.every((set) => set.has(id)));
}

/** The shifts of one part, each at the first index of the combined feed whose entry it may have moved. */
function shiftsOfPart(positions: Uint32Array, part: Feed): Shift[] {
  return part.shifts.map(({ index, at }) => ({ index: combinedIndex(positions, part.positions, index), at }));
}

/** The last edit of an excluded entry may have added the excluded tag, and so removed the entry from the feed. */
function shiftsOfExcluded(
  positions: Uint32Array,
  excluded: ReadonlySet<number>,
  { changed }: MetadataTable,
): Shift[] {
  return Array.from(excluded, (position) => ({
    index: lowerBound(positions, position),
    at: changed(position),
  }));
}

/** An edit may have changed the length of an entry, and so moved later entries to another page. */
function shiftsOfEdits(positions: Uint32Array, { changed }: MetadataTable): Shift[] {
  return Array.from(positions, (position, index) => ({ index, at: changed(position) }));
}

/** Index in the combined feed of the first entry that is newer than the part's entry before `index`. */
function combinedIndex(positions: Uint32Array, part: Uint32Array, index: number): number {
  // The shift is among scheduled entries, none of which is visible yet.
  if (index > part.length) return positions.length;
  const before = part[index - 1];
  return before === undefined ? 0 : lowerBound(positions, before + 1);
}
