// History: what readers have been told so far, and therefore when each thing they see last changed.

import type { Instant } from '../archive/entry.ts';

/** The state of something readers see, and since when it has been so. */
export interface State {
  readonly digest: string;
  readonly changed: Instant;
}

/** What an earlier compile remembers. */
export interface History {
  /** By entry id. */
  readonly entries: ReadonlyMap<string, State>;
  /** By the name of a family of documents: feeds, pages. */
  readonly documents: ReadonlyMap<string, State>;
  /** Settings and renderers, by the family of documents they shape. */
  readonly surroundings: ReadonlyMap<string, State>;
}

/** HTTP dates have whole seconds, and Newsboat drops a document whose date did not move. */
const TICK_MS = 1000;

/**
 * Since when a state is so. Remembered and unchanged: as remembered. Remembered otherwise: since now, and at least a
 * tick after what is remembered. New where others are remembered: since now. Without any memory: since `first`, which
 * must follow from the posts alone.
 */
export function changedSince(
  remembered: ReadonlyMap<string, State> | undefined,
  name: string,
  digest: string,
  { now, first }: { now: Instant; first: Instant },
): Instant {
  if (!remembered) return first;
  const state = remembered.get(name);
  if (!state) return now;
  return state.digest === digest ? state.changed : Math.max(now, state.changed + TICK_MS);
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
