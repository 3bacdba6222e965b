// Reconciling: who every post is to readers, and what they will have been told once the blog is published as it is now.

import type { Instant } from '../../archive/entry.ts';
import { changeMoment, wholeSecond } from './changes.ts';
import type { Lock, LockedEntry, RemovedEntry } from './lock.ts';
import { type Claim, type Identity, identify } from './recognise.ts';

/** The posts and the lock, in agreement. */
export interface Reconciled<Post extends Claim = Claim> {
  /** The posts in the order given, each as the entry that readers know. */
  readonly posts: readonly (Post & Identity)[];
  /** Every entry that readers have seen and that is gone, by id. */
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  /** Formatted keys of the feeds that readers have been able to subscribe to. */
  readonly knownFeeds: ReadonlySet<string>;
  /** When everything that the lock does not know counts as changed. */
  readonly moment: Instant;
  readonly now: Instant;
  /** What readers had been told before. */
  readonly lock: Lock | undefined;
}

/** Decides `id` and `published` of every post at `now`; nothing decides them again. */
export function reconcile<Post extends Claim>(
  posts: readonly Post[],
  lock: Lock | undefined,
  now: Instant,
): Reconciled<Post> {
  const identities = identify(posts, lock, now);
  const known = posts.map((post) => ({ ...post, ...(identities.get(post.file) as Identity) }));
  return {
    posts: known,
    removed: removedAt(lock, new Set(known.map(({ id }) => id)), now),
    knownFeeds: knownFeeds(lock, now),
    moment: changeMoment(lock, now),
    now,
    lock,
  };
}

/** What is gone by now. An entry that was only scheduled leaves no trace: nobody has seen it, and nobody should. */
function removedAt(
  lock: Lock | undefined,
  ids: ReadonlySet<string>,
  now: Instant,
): Map<string, RemovedEntry> {
  const at = wholeSecond(now);
  const gone = [...(lock?.entries.values() ?? [])]
    .filter(({ published }) => published <= now)
    .map(
      ({ id, path, former, published, source, feeds }): RemovedEntry => ({
        id,
        path,
        former,
        published,
        at,
        source,
        feeds,
      }),
    );
  const all = [...(lock?.removed.values() ?? []), ...gone];
  return new Map(all.filter(({ id }) => !ids.has(id)).map((entry) => [entry.id, entry]));
}

/** Feeds of entries that readers have seen, and those that the lock remembers though nothing is left in them. */
function knownFeeds(lock: Lock | undefined, now: Instant): Set<string> {
  const entries = [...(lock?.entries.values() ?? [])].filter(({ published }) => published <= now);
  const seen = [...entries, ...(lock?.removed.values() ?? [])];
  const remembered = [...(lock?.feeds ?? [])].flatMap(([key, { known }]) => (known ? key : []));
  return new Set([...seen.flatMap(({ feeds }) => feeds), ...remembered]);
}

/** What the build finds out about an entry and the lock remembers. */
export type BuiltEntry = Pick<LockedEntry, 'digest' | 'changed' | 'feeds'>;

/**
 * The lock that follows from reconciled posts and what was built of them, by id. Throws a RangeError for a post of which
 * nothing was built.
 */
export function lockAfter(
  { posts, removed }: Reconciled,
  built: ReadonlyMap<string, BuiltEntry>,
  { feeds, states }: Pick<Lock, 'feeds' | 'states'>,
): Lock {
  const entries = posts.map(({ file, id, path, former, aliases, published, source }): LockedEntry => {
    const state = built.get(id);
    if (!state) throw new RangeError(`nothing was built of ${file}`);
    // An alias stays known as an address of the entry when its author no longer names it.
    const older = [...new Set([...former, ...aliases])].filter((each) => each !== path);
    return { id, path, former: older, published, source, ...state };
  });
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), removed, feeds, states };
}
