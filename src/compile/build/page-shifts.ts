// Shifts of a feed: the first entry from which its pages differ from what they were when the lock was written.

import type { Instant } from '../../archive/entry.ts';
import type { Shift } from '../../archive/feed.ts';
import type { Lock } from '../lock/lock.ts';
import { byText } from '../text/text.ts';

/** What decides which entries a feed page contains. */
export interface PagedFeed {
  /** Ids of all entries of the feed, oldest first. */
  readonly ids: readonly string[];
  /** See `cutsOf`. */
  readonly cuts: string;
}

/** The shifts in the lock, and the one that has happened since, if any. */
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
  // The new shift includes all older ones after it.
  return [...remembered.filter(({ index }) => index < shift.index), shift];
}

/**
 * The indices at which a feed page begins because the page before it had reached the limit of bytes rather than that of
 * entries; as one text, for the lock.
 */
export function cutsOf(pages: Uint32Array, entriesPerPage: number): string {
  return [...pages]
    .filter((start, number) => number > 0 && start - (pages[number - 1] ?? 0) !== entriesPerPage)
    .join(' ');
}

/** The name of the state in the lock that records the cuts of a feed. */
export function cutsName(key: string): string {
  return `pages of ${key}`;
}

/** The pages of each feed when the lock was written, by formatted key. */
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

/** The first index at which the ids differ; undefined when entries were added at the end only. */
function firstOtherId(ids: readonly string[], before: readonly string[]): number | undefined {
  const index = before.findIndex((id, number) => ids[number] !== id);
  return index === -1 ? undefined : index;
}

/**
 * The first index at which pages are cut differently than before, because an entry has become longer or shorter.
 * Undefined when there is none, or when it is among new entries.
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
