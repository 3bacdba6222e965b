// Remembering: compares what is in the blog now with what the lock says, and dates every difference.

import type { Instant } from '../../archive/entry.ts';
import type { EntryState, LockedEntry, LockedState, RemovedEntry, State } from './lock.ts';

/** An entry as it is now, without the times of its changes. */
export type PresentEntry = Omit<EntryState, 'changed' | 'added' | 'shifted' | 'joined' | 'left'>;

/** What dates the differences. */
export interface Clock {
  /** The time of all changes that the lock does not record yet. */
  readonly moment: Instant;
  /** True when readers will be told of this compile. Times of previews then count only when they are later than `told`. */
  readonly tells: boolean;
  /** The latest change that readers know of; 0 when they know of none. */
  readonly told: Instant;
}

/** What the lock says about an entry. */
export interface Remembered {
  readonly entry?: LockedEntry | undefined;
  /** The entry when it was removed, if it has come back. */
  readonly removed?: RemovedEntry | undefined;
  /** When the entry last changed, according to itself. Counts when there is no lock. */
  readonly first?: Instant;
}

/**
 * The present state of an entry, with a time for each difference from what readers were told. It is the object in the
 * lock when nothing differs. `movesOthers` says that its new weight moves other entries to other feed pages.
 */
export function rememberEntry(
  present: PresentEntry,
  { entry, removed, first }: Remembered,
  clock: Clock,
  movesOthers = false,
): EntryState {
  const told = entry?.told && completed(entry.told, present);
  if (told && isSame(told, present)) return told;
  const current = entry?.current && completed(entry.current, present);
  if (current && isSame(current, present) && !clock.tells) return current;
  if (first !== undefined)
    return { ...present, changed: first, added: 0, joined: new Map(), left: new Map() };

  const since = (remembered: Instant | undefined) => dated(remembered, clock);
  // A new date of an entry that nobody has seen puts it at another place, as if it were new.
  const [toldHere, currentHere] = [told, current].map((state) =>
    state?.published === present.published ? state : undefined,
  );
  const resized = (current ?? told)?.weight !== present.weight;
  const shifted = movesOthers && resized ? clock.moment : (current ?? told)?.shifted;
  return {
    ...present,
    changed: changedSince(present.digest, told, current, clock),
    added: toldHere ? toldHere.added : since(currentHere?.added),
    ...(shifted !== undefined && { shifted: shifted === told?.shifted ? shifted : since(shifted) }),
    joined: joinedFeeds(present, { told: toldHere, current: currentHere, removed }, since),
    left: leftFeeds(present, { told, current, removed }, since),
  };
}

/** The present state of something that has only a digest. */
export function rememberState(
  digest: string,
  locked: LockedState | undefined,
  clock: Clock,
  first: Instant | undefined,
): State {
  const { told, current } = locked ?? {};
  if (told?.digest === digest) return told;
  return { digest, changed: first ?? changedSince(digest, told, current, clock) };
}

/** The line of an entry: only one state when readers were told the present one. */
export function lockedEntry(id: string, current: EntryState, told: EntryState | undefined): LockedEntry {
  if (!told) return { id, current };
  return isSame(completed(told, current), current) ? { id, told: current, current } : { id, told, current };
}

/** The line of something that has only a digest. */
export function lockedState(current: State, told: State | undefined): LockedState {
  if (!told) return { current };
  return told.digest === current.digest ? { told, current: told } : { told, current };
}

/** A lock of version 1 has no weight and no digest of the body; they are those of a post with the same text. */
function completed(state: EntryState, present: PresentEntry): EntryState {
  if (state.textDigest !== present.textDigest || state.weight > 0) return state;
  const { bodyDigest, sketch, weight } = present;
  return {
    ...state,
    weight,
    ...(bodyDigest !== undefined && { bodyDigest }),
    ...(sketch !== undefined && { sketch }),
  };
}

function isSame(state: EntryState, present: PresentEntry): boolean {
  return (
    state.digest === present.digest &&
    state.path === present.path &&
    state.published === present.published &&
    state.textDigest === present.textDigest &&
    state.weight === present.weight &&
    isSameList(state.former, present.former) &&
    isSameList(state.feeds, present.feeds)
  );
}

function isSameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

function changedSince(
  digest: string,
  told: State | undefined,
  current: State | undefined,
  clock: Clock,
): Instant {
  if (told?.digest === digest) return told.changed;
  return dated(current?.digest === digest ? current.changed : undefined, clock);
}

/**
 * The time that a preview has recorded, or the moment if it recorded none. A reader who knows of a later change would not
 * notice an earlier one: this happens when a branch that is older than the last deploy is merged.
 */
function dated(time: Instant | undefined, { moment, tells, told }: Clock): Instant {
  if (time === undefined) return moment;
  const isTooEarly = told > 0 && time <= told;
  return tells && (isTooEarly || time > moment) ? moment : time;
}

type Since = (remembered: Instant | undefined) => Instant;

/** What is known of an entry from before. */
interface Past {
  readonly told: EntryState | undefined;
  readonly current: EntryState | undefined;
  readonly removed: RemovedEntry | undefined;
}

function joinedFeeds(
  { feeds }: PresentEntry,
  { told, current, removed }: Past,
  since: Since,
): Map<string, Instant> {
  // A new entry has been in its feeds since it was added, and one that has come back is in them again.
  if (!told) {
    const again = feeds.filter((feed) => removed?.feeds.includes(feed) || removed?.left.has(feed));
    return new Map(again.map((feed) => [feed, since(current?.added)]));
  }
  const joined = new Map<string, Instant>();
  for (const feed of feeds) {
    const time = told.feeds.includes(feed) ? told.joined.get(feed) : since(current?.joined.get(feed));
    if (time !== undefined) joined.set(feed, time);
  }
  return joined;
}

function leftFeeds(
  { feeds }: PresentEntry,
  { told, current, removed }: Past,
  since: Since,
): Map<string, Instant> {
  const before = new Map(removed?.left);
  // They told that it was removed, and no longer do.
  for (const feed of removed?.feeds ?? []) before.set(feed, since(current?.added));
  for (const [feed, at] of told?.left ?? []) before.set(feed, at);
  for (const feed of told?.feeds ?? []) {
    const at = since(current?.left.get(feed));
    // Nobody has seen it there if it was still scheduled.
    if (told && at >= told.published) before.set(feed, at);
  }
  return new Map([...before].filter(([feed]) => !feeds.includes(feed)));
}
