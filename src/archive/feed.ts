// A feed: a list of entries by their positions in the archive, so that no entry is read to divide it into pages.

import type { Instant } from './entry.ts';
import type { MetadataTable } from './entry-metadata.ts';
import { firstWhere } from './positions.ts';

/**
 * An entry was added to the feed or removed from it at `index`, before its newest end. All later entries moved, so every
 * feed page that begins or ends after `index` may have other entries than before.
 */
export interface Shift {
  readonly index: number;
  readonly at: Instant;
}

/** An entry that was removed (RFC 6721). */
export interface Removed {
  readonly id: string;
  readonly at: Instant;
}

/** A feed as compiled, with its scheduled entries, or the part of it that is visible at a moment. */
export interface Feed {
  /** Positions of its entries in the archive, oldest first. */
  readonly positions: Uint32Array;
  /** Where each feed page begins, as indices of `positions`. Page 1 holds the oldest entries. */
  readonly pages: Uint32Array;
  /** By index. */
  readonly shifts: readonly Shift[];
  /** The latest removals, newest first. */
  readonly removed: readonly Removed[];
  /** True when readers have been able to subscribe to the feed. It is then served even when it has no entries. */
  readonly told?: boolean;
  /** When the next scheduled entry appears, if there is one. */
  readonly until?: Instant;
}

/** How many of the entries at these positions, oldest first, are visible at `now`. */
export function visibleCount(
  positions: Uint32Array,
  now: Instant,
  { published }: Pick<MetadataTable, 'published'>,
): number {
  return firstWhere(positions, (position) => published(position) > now);
}

/** The part of a compiled feed that is visible at `now`. */
export function feedAt(compiled: Feed, now: Instant, table: Pick<MetadataTable, 'published'>): Feed {
  const { positions } = compiled;
  const visible = visibleCount(positions, now, table);
  const next = positions[visible];
  return {
    ...compiled,
    positions: positions.subarray(0, visible),
    ...(next !== undefined && { until: table.published(next) }),
  };
}
