// Shifts of a feed: from which entry on its pages hold other entries than they did when the feed was locked.

import type { Instant } from '../../archive/entry.ts';
import type { Shift } from '../../archive/feed.ts';
import type { Lock } from '../lock/lock.ts';
import { byText } from '../text/text.ts';

/** What decides which entries a feed page holds. */
export interface PagedFeed {
  /** Ids of all entries of the feed, oldest first. */
  readonly ids: readonly string[];
  /** See `cutsOf`. */
  readonly cuts: string;
}

/** The shifts that the lock remembers, and the one that has happened since, if any. */
export function shiftsAfter(
  after: PagedFeed,
  before: PagedFeed,
  remembered: readonly Shift[],
  moment: Instant,
): readonly Shift[] {
  const cut = firstOtherCut(after.cuts, before.cuts, before.ids.length);
  const moved = [firstOtherId(after.ids, before.ids), cut].filter((index) => index !== undefined);
  if (moved.length === 0) return remembered;
  const shift = { index: Math.min(...moved), at: moment };
  // The new shift covers all older ones behind it.
  return [...remembered.filter(({ index }) => index < shift.index), shift];
}

/**
 * The indices at which a feed page begins because the bytes of the page before, not its entries, had reached the limit;
 * as one text, for the lock.
 */
export function cutsOf(pages: Uint32Array, entriesPerPage: number): string {
  return [...pages]
    .filter((start, number) => number > 0 && start - (pages[number - 1] ?? 0) !== entriesPerPage)
    .join(' ');
}

/** The name under which the lock remembers the cuts of a feed. */
export function cutsName(key: string): string {
  return `pages of ${key}`;
}

/** What the lock remembers of every feed, by formatted key. */
export function lockedPages(lock: Lock | undefined): (key: string) => PagedFeed {
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
  return (key) => ({ ids: ids.get(key) ?? [], cuts: lock?.states.get(cutsName(key))?.digest ?? '' });
}

/** The first index at which the ids differ; undefined when entries were only added at the end. */
function firstOtherId(ids: readonly string[], before: readonly string[]): number | undefined {
  const index = before.findIndex((id, number) => ids[number] !== id);
  return index === -1 ? undefined : index;
}

/**
 * The first index at which a page is cut now and was not before, or the other way round: an entry has become longer or
 * shorter. Undefined when there is none, or when it is among entries that are new.
 */
function firstOtherCut(cuts: string, before: string, lengthBefore: number): number | undefined {
  const [now, then] = [cuts, before].map((each) => (each === '' ? [] : each.split(' ').map(Number)));
  const number = firstDifference(now ?? [], then ?? []);
  if (number === undefined) return undefined;
  const index = Math.min(now?.[number] ?? lengthBefore, then?.[number] ?? lengthBefore);
  return index < lengthBefore ? index : undefined;
}

function firstDifference(some: readonly number[], others: readonly number[]): number | undefined {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, number) => number).find((number) => some[number] !== others[number]);
}
