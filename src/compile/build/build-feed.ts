// Building one feed: its pages, when its window last changed, and what was removed from it.

import type { Entry, Instant } from '../../archive/entry.ts';
import type { EntryMetadata } from '../../archive/entry-metadata.ts';
import { type Feed, type Removed, visibleCount } from '../../archive/feed.ts';
import { fingerprintOf } from '../../archive/fingerprint.ts';
import { pageStarts, windowStart } from '../../archive/pagination.ts';
import { pageLimits, type Site, windowLimits } from '../../archive/site.ts';
import { documentChangedSince } from '../lock/changes.ts';
import type { LockedFeed, State } from '../lock/lock.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import { byText } from '../text/text.ts';
import { cutsOf, type PagedFeed, shiftsAfter } from './page-shifts.ts';

export interface BuildFeedOptions extends Pick<Reconciled, 'removed' | 'now' | 'moment' | 'lock'> {
  /** All entries of the archive, by position. */
  readonly entries: readonly Entry[];
  readonly metadata: readonly EntryMetadata[];
  readonly site: Site;
  /** The feed when it was locked. */
  readonly before: PagedFeed;
}

export interface BuiltFeed {
  readonly feed: Feed;
  readonly locked: LockedFeed;
  readonly cuts: string;
}

/** Builds the feed of a formatted key; `positions` are those of its entries, oldest first. */
export function buildFeed(key: string, positions: readonly number[], options: BuildFeedOptions): BuiltFeed {
  const { entries, metadata, site, moment, lock, before } = options;
  const ordered = Uint32Array.from(positions);
  const weight = (position: number) => metadata[position]?.weight ?? 0;
  const pages = pageStarts(ordered, { weight }, pageLimits(site));
  const ids = positions.map((position) => entries[position]?.id ?? '');
  const cuts = cutsOf(pages, site.page);
  const shifts = shiftsAfter({ ids, cuts }, before, lock?.feeds.get(key)?.shifts ?? [], moment);
  const removed = removedFrom(key, options);
  const window = windowState(key, ordered, removed, options);
  return {
    feed: { positions: ordered, pages, changed: window.changed, shifts, removed },
    locked: { ...window, shifts },
    cuts,
  };
}

/** The digest of the window now, and when it became this one. */
function windowState(
  key: string,
  positions: Uint32Array,
  removed: readonly Removed[],
  options: BuildFeedOptions,
): State {
  const { metadata, entries, site, now, moment, lock } = options;
  const of = (position: number) => metadata[position] as EntryMetadata;
  const published = (position: number) => of(position).published;
  const weight = (position: number) => of(position).weight;
  const windowAt = (time: Instant) => {
    const visible = positions.subarray(0, visibleCount(positions, time, { published }));
    return [...visible.subarray(windowStart(visible, { weight }, windowLimits(site)))];
  };
  const removedIds = removed.map(({ id }) => id);
  const digestOf = (window: readonly number[]) =>
    fingerprintOf([...window.map((position) => of(position).digest), ...removedIds]);

  const window = windowAt(now);
  const digest = digestOf(window);
  // An entry that is not in the lock appears when it is added, whatever its date.
  const isKnown = window.every((position) => lock?.entries.has(entries[position]?.id ?? ''));
  const appearances = {
    moments: isKnown ? window.map(published) : [],
    digestBefore: (time: Instant) => digestOf(windowAt(time - 1)),
  };
  const first = Math.max(0, ...window.map((position) => of(position).changed));
  return {
    digest,
    changed: documentChangedSince(lock?.feeds, key, digest, appearances, { now: moment, first }),
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
