// Reconciling: decides which entry every post is, and what the lock says afterwards.

import type { Instant } from '../../archive/entry.ts';
import { changeMoment, latestTold } from './changes.ts';
import {
  type EntryState,
  type Lock,
  type LockedEntry,
  type RemovedEntry,
  type State,
  seenAt,
} from './lock.ts';
import { type Claim, type Identity, identify, type Lookalike } from './recognise.ts';
import { type Clock, lockedEntry, lockedState, type Remembered } from './remember.ts';

/** The posts, matched with the lock. */
export interface Reconciled<Post extends Claim = Claim> {
  /** The posts in the given order, each with its identity. */
  readonly posts: readonly (Post & Identity)[];
  /** Posts that were recognised by nothing but their text. */
  readonly guesses: readonly Lookalike[];
  /** New posts that may be entries whose posts are gone. */
  readonly lookalikes: readonly Lookalike[];
  /** Every removed entry that readers have seen, by id. */
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  /** Formatted keys of the feeds that readers may have subscribed to. */
  readonly knownFeeds: ReadonlySet<string>;
  /** Dates what the lock does not record yet. */
  readonly clock: Clock;
  readonly now: Instant;
  /** What the lock said before. */
  readonly lock: Lock | undefined;
}

export interface ReconcileOptions {
  readonly lock?: Lock | undefined;
  readonly now: Instant;
  /** True when readers will be told of the result. */
  readonly tells: boolean;
}

/** Decides `id` and `published` of every post at `now`. No later step changes them. */
export function reconcile<Post extends Claim>(
  posts: readonly Post[],
  { lock, now, tells }: ReconcileOptions,
): Reconciled<Post> {
  const { identities, guesses, lookalikes } = identify(posts, lock, now);
  const known = posts.map((post) => ({ ...post, ...(identities.get(post.file) as Identity) }));
  const clock = { moment: changeMoment(lock, now), tells, told: lock ? latestTold(lock, now) : 0 };
  const ids = new Set(known.map(({ id }) => id));
  return {
    posts: known,
    guesses,
    lookalikes,
    removed: removedAt(lock, ids, clock, now),
    knownFeeds: knownFeeds(lock, now),
    clock,
    now,
    lock,
  };
}

/** What the lock says about an entry. */
export function rememberedOf({ lock }: Pick<Reconciled, 'lock'>, id: string, first: Instant): Remembered {
  if (!lock) return { first };
  return { entry: lock.entries.get(id), removed: lock.removed.get(id) };
}

/** All removed entries that have not come back. One that was only previewed or scheduled is not among them. */
function removedAt(
  lock: Lock | undefined,
  ids: ReadonlySet<string>,
  { moment, tells }: Clock,
  now: Instant,
): Map<string, RemovedEntry> {
  const removed = new Map(lock?.removed);
  for (const entry of lock?.entries.values() ?? []) {
    const seen = seenAt(entry, now);
    if (!seen || removed.has(entry.id)) continue;
    const at = tells ? moment : (entry.gone ?? moment);
    removed.set(entry.id, removedEntry(entry.id, seen, at));
  }
  return new Map([...removed].filter(([id]) => !ids.has(id)));
}

function removedEntry(id: string, state: EntryState, at: Instant): RemovedEntry {
  const { path, former, published, textDigest, bodyDigest, sketch, feeds, left } = state;
  return {
    id,
    path,
    former,
    published,
    at,
    textDigest,
    ...(bodyDigest !== undefined && { bodyDigest }),
    ...(sketch !== undefined && { sketch }),
    feeds,
    left,
  };
}

/** Feeds that readers have seen: those of entries now, those that entries have left, and those of removed entries. */
function knownFeeds(lock: Lock | undefined, now: Instant): Set<string> {
  if (!lock) return new Set();
  const seen = [...lock.entries.values()]
    .map((entry) => seenAt(entry, now))
    .filter((state) => state !== undefined);
  return new Set([
    ...lock.knownFeeds,
    ...[...seen, ...lock.removed.values()].flatMap(({ feeds, left, published }) => [
      ...feeds,
      ...[...left].filter(([, at]) => at >= published).map(([feed]) => feed),
    ]),
  ]);
}

/**
 * The new lock, from the reconciled posts, what was built from them, by id, and the states of templates. Throws a
 * RangeError for a post from which nothing was built.
 */
export function lockAfter(
  { posts, removed, lock, clock }: Reconciled,
  built: ReadonlyMap<string, EntryState>,
  templates: ReadonlyMap<string, State>,
): Lock {
  const entries = new Map<string, LockedEntry>();
  for (const { file, id } of posts) {
    const current = built.get(id);
    if (!current) throw new RangeError(`nothing was built from ${file}`);
    entries.set(id, lockedEntry(id, current, clock.tells ? current : lock?.entries.get(id)?.told));
  }
  if (!clock.tells)
    for (const entry of toldWithoutPost(lock, entries, clock.moment)) entries.set(entry.id, entry);
  return {
    entries,
    removed: clock.tells ? removed : (lock?.removed ?? new Map()),
    templates: new Map(
      Array.from(templates, ([name, state]) => [
        name,
        lockedState(state, clock.tells ? state : lock?.templates.get(name)?.told),
      ]),
    ),
    knownFeeds: lock?.knownFeeds ?? new Set(),
  };
}

/** Entries of which readers have been told, and whose removal the next deploy will tell them. */
function toldWithoutPost(
  lock: Lock | undefined,
  present: ReadonlyMap<string, LockedEntry>,
  moment: Instant,
): LockedEntry[] {
  return [...(lock?.entries.values() ?? [])].flatMap(({ id, told, gone = moment, otherFaces }) => {
    if (!told || present.has(id) || lock?.removed.has(id)) return [];
    return [{ id, told, gone, ...(otherFaces && { otherFaces }) }];
  });
}
