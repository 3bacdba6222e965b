// Changes: when everything that readers see last changed, according to the lock.

import type { Instant } from '../../archive/entry.ts';
import type { Lock, State } from './lock.ts';

/** HTTP dates have whole seconds, and Newsboat ignores a document whose date did not change. */
const SECOND_MS = 1000;

export function wholeSecond(moment: Instant): Instant {
  return Math.floor(moment / SECOND_MS) * SECOND_MS;
}

/**
 * The time of all changes in a compile: now, in whole seconds, but at least a second after every change that readers
 * know of, so that a document that changes twice gets two dates.
 */
export function changeMoment(lock: Lock | undefined, now: Instant): Instant {
  const second = wholeSecond(now);
  if (!lock) return second;
  let latest = 0;
  const consider = (moment: Instant) => {
    if (moment > latest) latest = moment;
  };
  // Readers do not know of an entry that is still scheduled.
  for (const { changed, published } of lock.entries.values()) if (published <= now) consider(changed);
  for (const { at } of lock.removed.values()) consider(at);
  for (const { changed } of lock.states.values()) consider(changed);
  for (const { changed, shifts } of lock.feeds.values()) {
    consider(changed);
    for (const { at } of shifts) consider(at);
  }
  return Math.max(second, latest + SECOND_MS);
}

/** Whether a lock records the same facts as `after`. What it lacks counts as changed in every compile. */
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
 * Since when something has had this digest. If the lock has the same digest, the time in the lock; if it has another or
 * none, now. Without a lock, `first`, which must depend on nothing but the posts.
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

/** When entries appeared in a document, and the digest it had just before each of those moments. */
export interface Appearances {
  readonly moments: readonly Instant[];
  readonly digestBefore: (moment: Instant) => string;
}

/**
 * The same for a document that also changes when scheduled entries appear. If its digest just before an appearance was
 * the one in the lock, then nothing but the appearance has changed it.
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
