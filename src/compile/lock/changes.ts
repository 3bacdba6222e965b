// Changes: when each thing that readers see last changed, given what they have been told.

import type { Instant } from '../../archive/entry.ts';
import type { Lock, State } from './lock.ts';

/** HTTP dates have whole seconds, and Newsboat drops a document whose date did not move. */
const SECOND_MS = 1000;

export function wholeSecond(moment: Instant): Instant {
  return Math.floor(moment / SECOND_MS) * SECOND_MS;
}

/**
 * When the changes of a compile happen: now, in whole seconds, and at least a second after every change that readers
 * have been told of, so that a document that changes twice has two dates.
 */
export function changeMoment(lock: Lock | undefined, now: Instant): Instant {
  const second = wholeSecond(now);
  if (!lock) return second;
  let told = 0;
  const tell = (moment: Instant) => {
    if (moment > told) told = moment;
  };
  // Readers have not been told of an entry that is still scheduled.
  for (const { changed, published } of lock.entries.values()) if (published <= now) tell(changed);
  for (const { at } of lock.removed.values()) tell(at);
  for (const { changed } of lock.states.values()) tell(changed);
  for (const { changed, shifts } of lock.feeds.values()) {
    tell(changed);
    for (const { at } of shifts) tell(at);
  }
  return Math.max(second, told + SECOND_MS);
}

/** Whether a lock knows everything that `after` does. What it does not know counts as changed in every compile. */
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
 * Since when something has had this digest. The lock has the same digest: since then. The lock has another one or none:
 * since now. There is no lock: since `first`, which must follow from the posts alone.
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
 * The same for a document that also changes when scheduled entries appear. If it had the remembered digest just before
 * such a moment, only the appearance has changed it.
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
