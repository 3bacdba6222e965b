// Reconciling: decides which entry every post is, and what readers will have been told once the blog is published.

import type { Instant } from '../../archive/entry.ts';
import { changeMoment, wholeSecond } from './changes.ts';
import type { Lock, LockedEntry, RemovedEntry } from './lock.ts';
import { type Claim, type Identity, identify } from './recognise.ts';

/** The posts, matched with the lock. */
export interface Reconciled<Post extends Claim = Claim> {
  /** The posts in the given order, each with its identity. */
  readonly posts: readonly (Post & Identity)[];
  /** Every removed entry that readers have seen, by id. */
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  /** Formatted keys of the feeds that readers may have subscribed to. */
  readonly knownFeeds: ReadonlySet<string>;
  /** The time of all changes that the lock does not record yet. */
  readonly moment: Instant;
  readonly now: Instant;
  /** What readers were told before. */
  readonly lock: Lock | undefined;
}

/** Decides `id` and `published` of every post at `now`. No later step changes them. */
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

/** All removed entries. One that was only scheduled is not recorded, because nobody has seen it. */
function removedAt(
  lock: Lock | undefined,
  ids: ReadonlySet<string>,
  now: Instant,
): Map<string, RemovedEntry> {
  const at = wholeSecond(now);
  const gone = [...(lock?.entries.values() ?? [])]
    .filter(({ published }) => published <= now)
    .map(
      ({ id, path, former, published, textDigest, feeds }): RemovedEntry => ({
        id,
        path,
        former,
        published,
        at,
        textDigest,
        feeds,
      }),
    );
  const all = [...(lock?.removed.values() ?? []), ...gone];
  return new Map(all.filter(({ id }) => !ids.has(id)).map((entry) => [entry.id, entry]));
}

/** Feeds of entries that readers have seen, and feeds that the lock records as empty now. */
function knownFeeds(lock: Lock | undefined, now: Instant): Set<string> {
  const entries = [...(lock?.entries.values() ?? [])].filter(({ published }) => published <= now);
  const seen = [...entries, ...(lock?.removed.values() ?? [])];
  const remembered = [...(lock?.feeds ?? [])].flatMap(([key, { known }]) => (known ? key : []));
  return new Set([...seen.flatMap(({ feeds }) => feeds), ...remembered]);
}

/** The facts that the build adds to an entry in the lock. */
export type BuiltEntry = Pick<LockedEntry, 'digest' | 'changed' | 'feeds'>;

/**
 * The new lock, from the reconciled posts and what was built from them, by id. Throws a RangeError for a post from
 * which nothing was built.
 */
export function lockAfter(
  { posts, removed }: Reconciled,
  built: ReadonlyMap<string, BuiltEntry>,
  { feeds, states }: Pick<Lock, 'feeds' | 'states'>,
): Lock {
  const entries = posts.map(({ file, id, path, former, aliases, published, textDigest }): LockedEntry => {
    const state = built.get(id);
    if (!state) throw new RangeError(`nothing was built from ${file}`);
    // Aliases stay addresses of the entry after its author has deleted them.
    const older = [...new Set([...former, ...aliases])].filter((each) => each !== path);
    return { id, path, former: older, published, textDigest, ...state };
  });
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), removed, feeds, states };
}
