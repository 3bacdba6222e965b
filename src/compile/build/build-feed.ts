// Building one feed: its pages, when they were shifted, and what was removed from it.

import type { Feed, Removed } from '../../archive/feed.ts';
import { pageStarts } from '../../archive/pagination.ts';
import { pageLimits, type Site } from '../../archive/site.ts';
import type { RemovedEntry } from '../lock/lock.ts';
import { byText } from '../text/text.ts';
import { type Leaver, type Member, shiftsOf } from './shifts.ts';

export interface BuildFeedOptions {
  /** Weights of all entries of the archive, by position. */
  readonly weight: (position: number) => number;
  /** The entries of the feed, oldest first. */
  readonly members: readonly Member[];
  /** Entries that have left the feed, or have been removed from the site. */
  readonly leavers: readonly Leaver[];
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  readonly site: Site;
}

/** Builds the feed of a formatted key; `positions` are those of its entries, oldest first. */
export function buildFeed(key: string, positions: readonly number[], options: BuildFeedOptions): Feed {
  const { weight, members, leavers, site } = options;
  const ordered = Uint32Array.from(positions);
  return {
    positions: ordered,
    pages: pageStarts(ordered, { weight }, pageLimits(site)),
    shifts: shiftsOf(key, members, leavers),
    removed: removedFrom(key, options),
  };
}

/** The newest removals, at most as many as a window has entries. */
function removedFrom(key: string, { removed, site }: BuildFeedOptions): Removed[] {
  return [...removed.values()]
    .filter(({ feeds }) => feeds.includes(key))
    .sort((a, b) => b.at - a.at || byText(a.id, b.id))
    .slice(0, site.window)
    .map(({ id, at }) => ({ id, at }));
}
