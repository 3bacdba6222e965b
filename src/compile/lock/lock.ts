// The lock: `posts.lock.json` records what readers have been told, as a package lock records what was installed.

import type { Instant } from '../../archive/entry.ts';
import type { Shift } from '../../archive/feed.ts';

/** File name of the lock, in the root of the project. */
export const LOCK_FILE = 'posts.lock.json';

/** What readers have been told about an entry, or will be, if it is scheduled. */
export interface LockedEntry {
  /** Permanent IRI. */
  readonly id: string;
  /** Path of the permalink, decoded: `/posts/SLUG`. */
  readonly path: string;
  /** Older paths, oldest first: earlier permalinks, and aliases that the author wrote. Each is answered with 301. */
  readonly former: readonly string[];
  readonly published: Instant;
  /** Digest of everything that readers see: sixteen ASCII characters. */
  readonly digest: string;
  /** When the digest last changed. */
  readonly changed: Instant;
  /** Digest of title and Markdown, by which a moved file is recognised: sixteen ASCII characters. */
  readonly textDigest: string;
  /** Formatted keys of the feeds that contain it, sorted. */
  readonly feeds: readonly string[];
}

/** An entry that readers have seen and that has since been removed. */
export interface RemovedEntry {
  readonly id: string;
  readonly path: string;
  readonly former: readonly string[];
  readonly published: Instant;
  /** When it was removed. */
  readonly at: Instant;
  readonly textDigest: string;
  /** Formatted keys of the feeds that contained it then. */
  readonly feeds: readonly string[];
}

/** The digest of something that readers see, and when it became this one. */
export interface State {
  readonly digest: string;
  readonly changed: Instant;
}

export interface LockedFeed extends State {
  /** True when the feed has become empty, but readers may have subscribed to it. */
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
  /** States of settings, templates and the like, by name. */
  readonly states: ReadonlyMap<string, State>;
}
