// Leavers: entries that readers have seen in a feed that they are no longer in.

import type { EntryState, RemovedEntry } from '../lock/lock.ts';
import type { Leaver, Place } from './shifts.ts';

/** The leavers of each feed by its formatted key. `entries` and `states` are of the same entries. */
export function leaversOf(
  entries: readonly Place[],
  states: readonly EntryState[],
  removed: Iterable<RemovedEntry>,
): Map<string, Leaver[]> {
  const leavers = new Map<string, Leaver[]>();
  const add = (key: string, { id, published }: Place, at: number) => {
    // Nobody has seen an entry before it was published.
    if (at < published) return;
    const known = leavers.get(key);
    if (known) known.push({ id, published, at });
    else leavers.set(key, [{ id, published, at }]);
  };
  entries.forEach((entry, position) => {
    for (const [key, at] of states[position]?.left ?? []) add(key, entry, at);
  });
  for (const entry of removed) {
    for (const [key, at] of entry.left) add(key, entry, at);
    for (const key of entry.feeds) add(key, entry, entry.at);
  }
  return leavers;
}
