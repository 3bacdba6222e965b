// The lock: `posts.lock.json` records what readers have been told, as a package lock records what was installed, and what
// the author's own compiles have seen since.

import type { Instant } from '../../archive/entry.ts';

/** File name of the lock, in the root of the project. */
export const LOCK_FILE = 'posts.lock.json';

/** What a post looked like when the lock was written: a post that looks like this is the same entry. */
export interface Face {
  /** Path of the permalink, decoded: `/posts/SLUG` by default. */
  readonly path: string;
  readonly published: Instant;
  /** Digest of title and Markdown: sixteen ASCII characters. */
  readonly textDigest: string;
  /** Digest of the Markdown alone. Absent in locks of version 1. */
  readonly bodyDigest?: string;
  /** Sketch of the words, by which an edited text is recognised. Absent for a short text, and in locks of version 1. */
  readonly sketch?: string;
}

/** An entry in one state of the blog. */
export interface EntryState extends Face {
  /**
   * Older paths, oldest first: earlier permalinks, and aliases that the author wrote, some with a query. Each is answered
   * with 301.
   */
  readonly former: readonly string[];
  /** Digest of everything that readers see: sixteen ASCII characters. */
  readonly digest: string;
  /** When the digest last changed. */
  readonly changed: Instant;
  /** When the entry was added to the blog. 0 when it has been there since before the lock recorded it. */
  readonly added: Instant;
  /** About how many bytes the entry takes in a feed. */
  readonly weight: number;
  /** When a change of the weight last moved other entries to other feed pages. */
  readonly shifted?: Instant;
  /** Formatted keys of the feeds that contain it, sorted. */
  readonly feeds: readonly string[];
  /** When it joined a feed, if that was after it was added. */
  readonly joined: ReadonlyMap<string, Instant>;
  /** When it left a feed that it is no longer in. */
  readonly left: ReadonlyMap<string, Instant>;
}

/** An entry with a post. At least one of the two states is there. */
export interface LockedEntry {
  /** Permanent IRI. */
  readonly id: string;
  /** What the last deploy told readers, or will have told them at its time. Absent when it was never deployed. */
  readonly told?: EntryState;
  /** What the last compile saw; the same object as `told` when nothing has changed. Absent when its post was gone. */
  readonly current?: EntryState;
  /** When a compile first saw that the post of a told entry was gone. */
  readonly gone?: Instant;
  /** The entry as it was removed, when its post has come back and no deploy has told readers so. */
  readonly removed?: RemovedEntry;
  /** What the post looked like on the other side of a merge. */
  readonly otherFaces?: readonly Face[];
}

/** An entry that readers have seen, whose removal has been told to them. */
export interface RemovedEntry extends Face {
  readonly id: string;
  readonly former: readonly string[];
  /** When it was removed. */
  readonly at: Instant;
  /** Formatted keys of the feeds that contained it then. */
  readonly feeds: readonly string[];
  /** When it left other feeds before that. */
  readonly left: ReadonlyMap<string, Instant>;
}

/** The digest of something that readers see, and when it became this one. */
export interface State {
  readonly digest: string;
  readonly changed: Instant;
}

/** A state that has been deployed, and the one that the last compile saw; the same object when nothing has changed. */
export interface LockedState {
  readonly told?: State;
  readonly current: State;
}

export interface Lock {
  /** By id. */
  readonly entries: ReadonlyMap<string, LockedEntry>;
  /** By id. An entry that has come back is in both maps until a deploy tells readers so. */
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  /** Formatted keys of feeds that readers may know, although no entry tells so. Only locks of version 1 leave them. */
  readonly knownFeeds: ReadonlySet<string>;
  /** States of the templates and settings of each family of documents, by name. */
  readonly templates: ReadonlyMap<string, LockedState>;
}

/** Everything that the post of an entry has looked like, what readers know first. */
export function facesOf({ told, removed, current, otherFaces = [] }: LockedEntry): Face[] {
  const faces = [told, removed, current === told ? undefined : current, ...otherFaces];
  return faces.filter((face) => face !== undefined);
}

/** What readers can see of an entry at `now`. Nobody has seen an entry that was never deployed, or is still scheduled. */
export function seenAt({ told }: LockedEntry, now: Instant): EntryState | undefined {
  return told && told.published <= now ? told : undefined;
}
