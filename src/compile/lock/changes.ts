// History: what readers have been told so far, and therefore when each thing they see last changed.

import type { Instant } from '../../archive/entry.ts';
import type { Lock, State } from './lock.ts';

/** HTTP dates have whole seconds, and Newsboat drops a document whose date did not move. */
const TICK_MS = 1000;

/**
 * When the changes of a compile happen: now, in whole seconds, and at least a tick after everything that readers have
 * been told of. So whatever two changes a document combines, its date moves twice.
 */
export function changeMoment(lock: Lock | undefined, now: Instant): Instant {
  const second = Math.floor(now / TICK_MS) * TICK_MS;
  if (!lock) return second;
  let told = 0;
  const tell = (moment: Instant) => {
    if (moment > told) told = moment;
  };
  // Of an entry that is still to come, readers have not been told.
  for (const { changed, published } of lock.entries.values()) if (published <= now) tell(changed);
  for (const { at } of lock.removed.values()) tell(at);
  for (const { changed } of lock.states.values()) tell(changed);
  for (const { changed, shifts } of lock.feeds.values()) {
    tell(changed);
    for (const { at } of shifts) tell(at);
  }
  return Math.max(second, told + TICK_MS);
}

/**
 * Whether a lock knows a blog as it is by now. What it does not know counts as changed at every compile anew, until it is
 * told.
 */
export function isUpToDate(lock: Lock, after: Lock): boolean {
  const [known, present] = [factsOf(lock), factsOf(after)];
  return known.size === present.size && [...present].every((fact) => known.has(fact));
}

function factsOf({ entries, removed, states }: Lock): Set<string> {
  return new Set([
    ...Array.from(
      entries.values(),
      ({ id, path, former, digest }) => `entry ${digest} ${[path, ...former].join(' ')} ${id}`,
    ),
    ...Array.from(removed.keys(), (id) => `removed ${id}`),
    ...Array.from(states, ([name, { digest }]) => `state ${digest} ${name}`),
  ]);
}

/**
 * Since when a state is so. Remembered and unchanged: as remembered. Remembered otherwise, or new where others are
 * remembered: since now. Without any memory: since `first`, which must follow from the posts alone.
 */
export function changedSince(
  remembered: ReadonlyMap<string, State> | undefined,
  name: string,
  digest: string,
  { now, first }: { now: Instant; first: Instant },
): Instant {
  if (!remembered) return first;
  const state = remembered.get(name);
  return state?.digest === digest ? state.changed : now;
}

/** When entries appeared in a document, and what its digest would have been just before each such moment. */
export interface Appearances {
  readonly moments: readonly Instant[];
  readonly digestBefore: (moment: Instant) => string;
}

/**
 * The same for a document that also changes by itself, when scheduled entries reach their time: if it was as
 * remembered until such a moment, nothing but time has changed it since.
 */
export function documentChangedSince(
  remembered: ReadonlyMap<string, State> | undefined,
  name: string,
  digest: string,
  { moments, digestBefore }: Appearances,
  clock: { now: Instant; first: Instant },
): Instant {
  const state = remembered?.get(name);
  if (state && state.digest !== digest) {
    const since = moments.filter((moment) => moment > state.changed);
    if (since.some((moment) => digestBefore(moment) === state.digest)) return Math.max(...since);
  }
  return changedSince(remembered, name, digest, clock);
}
