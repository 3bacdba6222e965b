// The lock: `posts.lock.json` is to readers what a package lock is to an installer. It records what they have been told.

import type { Instant } from '../../archive/entry.ts';
import type { Shift } from '../../archive/feed.ts';

/** The lock's name in the project's root. */
export const LOCK_FILE = 'posts.lock.json';

/** What readers have been told of an entry, scheduled ones included. */
export interface LockedEntry {
  /** Permanent IRI. */
  readonly id: string;
  /** Path of the permalink, decoded: `/posts/SLUG`. */
  readonly path: string;
  /** Older paths: earlier permalinks, and those that the author has named. Oldest first; each is answered with 301. */
  readonly former: readonly string[];
  readonly published: Instant;
  /** Digest of what readers see: sixteen ASCII characters. */
  readonly digest: string;
  /** When the digest last changed. */
  readonly changed: Instant;
  /** Digest of title and Markdown alone: it recognises a post whose file has been moved. Sixteen ASCII characters. */
  readonly source: string;
  /** Formatted keys of the feeds that carry it, sorted. */
  readonly feeds: readonly string[];
}

/** An entry that readers have seen, and that has been removed since. */
export interface RemovedEntry {
  readonly id: string;
  readonly path: string;
  readonly former: readonly string[];
  readonly published: Instant;
  /** When it was removed. */
  readonly at: Instant;
  readonly source: string;
  /** The feeds that carried it then. */
  readonly feeds: readonly string[];
}

/** The digest of something readers see, and since when it has been this one. */
export interface State {
  readonly digest: string;
  readonly changed: Instant;
}

export interface LockedFeed extends State {
  /** The feed is empty now, but readers have subscribed to it. */
  readonly known?: true | undefined;
  readonly shifts: readonly Shift[];
}

export interface Lock {
  /** By id. */
  readonly entries: ReadonlyMap<string, LockedEntry>;
  /** By id; no id is in both maps. */
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  /** By formatted feed key. */
  readonly feeds: ReadonlyMap<string, LockedFeed>;
  /** Settings, renderers and the like, by name. */
  readonly states: ReadonlyMap<string, State>;
}
