// Building one feed: when its window last changed, from which entry on its pages have moved, and what was removed.

import type { Entry, Instant } from '../../archive/entry.ts';
import type { EntryMetadata } from '../../archive/entry-metadata.ts';
import { type Feed, feedAt, type Removed, type Shift } from '../../archive/feed.ts';
import { fingerprintOf } from '../../archive/fingerprint.ts';
import { pageStarts, windowStart } from '../../archive/pagination.ts';
import { pageLimits, type Site, windowLimits } from '../../archive/site.ts';
import { documentChangedSince } from '../lock/changes.ts';
import type { Lock, LockedFeed, State } from '../lock/lock.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import { byText } from '../text/text.ts';

export interface BuildFeedOptions extends Pick<Reconciled, 'removed' | 'now' | 'moment' | 'lock'> {
  /** All entries of the archive, by position. */
  readonly entries: readonly Entry[];
  readonly metadata: readonly EntryMetadata[];
  readonly site: Site;
  /** Ids of the entries that the feed had when it was locked, oldest first. */
  readonly idsBefore: readonly string[];
  /** The cuts that building the feed gave then. */
  readonly cutsBefore: string;
}

export interface BuiltFeed {
  readonly stream: Feed;
  readonly locked: LockedFeed;
  /** Where pages were cut because of their bytes, as one text. */
  readonly cuts: string;
}

/** Builds the feed of a formatted key; `positions` are those of its entries, oldest first. */
export function buildFeed(key: string, positions: readonly number[], options: BuildFeedOptions): BuiltFeed {
  const { entries, metadata, site, moment, lock, idsBefore, cutsBefore } = options;
  const before = lock?.feeds.get(key);
  const ids = positions.map((position) => entries[position]?.id ?? '');
  const ordered = Uint32Array.from(positions);
  const weight = (position: number) => metadata[position]?.weight ?? 0;
  const pages = pageStarts(ordered, { weight }, pageLimits(site));
  const cuts = cutsOf(pages, site.page);
  const moves = [firstMove(ids, idsBefore), firstCut(cuts, parseCuts(cutsBefore), idsBefore.length)];
  const stream = {
    positions: ordered,
    pages,
    changed: 0,
    shifts: moves.reduce((shifts, index) => mergeShift(shifts, index, moment), before?.shifts ?? []),
    removed: removedFrom(key, options),
  };
  const locked = { ...windowState(key, stream, options), shifts: stream.shifts };
  return { stream: { ...stream, changed: locked.changed }, locked, cuts: cuts.join(' ') };
}

/** The digest of the window now, and since when it has been that. */
function windowState(key: string, stream: Feed, options: BuildFeedOptions): State {
  const { metadata, entries, site, now, moment, lock } = options;
  const of = (position: number) => metadata[position] as EntryMetadata;
  const published = (position: number) => of(position).published;
  const weight = (position: number) => of(position).weight;
  const windowAt = (time: Instant) => {
    const { positions } = feedAt(stream, time, { published });
    return [...positions.subarray(windowStart(positions, { weight }, windowLimits(site)))];
  };
  const removed = stream.removed.map(({ id }) => id);
  const digestOf = (window: readonly number[]) =>
    fingerprintOf([...window.map((position) => of(position).digest), ...removed]);

  const window = windowAt(now);
  const digest = digestOf(window);
  // An entry that no earlier compile knew of appears when it is added, whatever its date says.
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

/** Ids of the locked entries of every feed, oldest first. */
export function lockedIds(lock: Lock | undefined): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  const ordered = [...(lock?.entries.values() ?? [])].sort(
    (a, b) => a.published - b.published || byText(a.id, b.id),
  );
  for (const { id, feeds } of ordered) {
    for (const key of feeds) {
      const known = ids.get(key);
      if (known) known.push(id);
      else ids.set(key, [id]);
    }
  }
  return ids;
}

/** Where two sequences of ids part; undefined when the new one only goes on where the old one ended. */
function firstMove(ids: readonly string[], before: readonly string[]): number | undefined {
  const index = before.findIndex((id, number) => ids[number] !== id);
  return index === -1 ? undefined : index;
}

/** Indices at which a feed page begins because the bytes, and not the entries, of the one before it were enough. */
function cutsOf(pages: Uint32Array, entriesPerPage: number): number[] {
  return [...pages].filter(
    (start, number) => number > 0 && start - (pages[number - 1] ?? 0) !== entriesPerPage,
  );
}

function parseCuts(cuts: string): number[] {
  return cuts === '' ? [] : cuts.split(' ').map(Number);
}

/**
 * From where on entries have moved from page to page, since one of them became longer or shorter; undefined when they
 * have not. A cut among entries that are new has moved nothing.
 */
function firstCut(
  cuts: readonly number[],
  before: readonly number[],
  lengthBefore: number,
): number | undefined {
  const length = Math.max(cuts.length, before.length);
  const number = Array.from({ length }, (_, each) => each).find((each) => cuts[each] !== before[each]);
  if (number === undefined) return undefined;
  const index = Math.min(cuts[number] ?? lengthBefore, before[number] ?? lengthBefore);
  return index < lengthBefore ? index : undefined;
}

/** A later move from an earlier index says all that older ones behind it have said. */
function mergeShift(shifts: readonly Shift[], index: number | undefined, at: Instant): Shift[] {
  if (index === undefined) return [...shifts];
  return [...shifts.filter((shift) => shift.index < index), { index, at }];
}

/** The newest removals, as many as the window is long. */
function removedFrom(key: string, { removed, site }: BuildFeedOptions): Removed[] {
  return [...removed.values()]
    .filter(({ feeds }) => feeds.includes(key))
    .sort((a, b) => b.at - a.at || byText(a.id, b.id))
    .slice(0, site.window)
    .map(({ id, at }) => ({ id, at }));
}
