// Taking back: when an upload fails, what the lock says to have been told was only previewed.

import type { Lock, LockedEntry } from './lock.ts';
import { lockedEntry, lockedState } from './remember.ts';

/** The lock `after` a compile that told readers, with only that told which was told `before` it. */
export function takeBack(before: Lock | undefined, after: Lock): Lock {
  const present = Array.from(after.entries.values(), ({ id, current, told }): LockedEntry => {
    const state = current ?? told;
    if (!state) throw new RangeError(`the lock has no state of ${id}`);
    return lockedEntry(id, state, before?.entries.get(id)?.told);
  });
  const gone = [...(before?.entries.values() ?? [])].flatMap(({ id, told }): LockedEntry[] => {
    const removal = after.removed.get(id);
    return told && removal && !after.entries.has(id) ? [{ id, told, gone: removal.at }] : [];
  });
  return {
    entries: new Map([...present, ...gone].map((entry) => [entry.id, entry])),
    removed: before?.removed ?? new Map(),
    templates: new Map(
      Array.from(after.templates, ([name, { current }]) => [
        name,
        lockedState(current, before?.templates.get(name)?.told),
      ]),
    ),
    knownFeeds: before?.knownFeeds ?? new Set(),
  };
}
