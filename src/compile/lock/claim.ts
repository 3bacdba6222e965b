// A claim: what a post says about itself, before the lock decides which entry it is.

import type { Instant } from '../../archive/entry.ts';
import type { LockedEntry, RemovedEntry } from './lock.ts';

/** What a claim may turn out to be. */
export type Known = LockedEntry | RemovedEntry;

export interface Claim {
  /** Path within posts/; unique among claims. */
  readonly file: string;
  /** Path of the permalink, decoded. */
  readonly path: string;
  /** The id, if the author wrote one. */
  readonly ownId?: string;
  readonly defaultId: string;
  /** Digest of title and Markdown, as in the lock. */
  readonly textDigest: string;
  /** Digest of the Markdown, as in the lock. Absent when it has too few words to tell posts apart. */
  readonly bodyDigest?: string;
  /** Sketch of the words, as in the lock. Absent for a short text. */
  readonly sketch?: string;
  /** As the author wrote it. */
  readonly date: Instant;
  /** Older addresses that the author wrote, decoded. */
  readonly aliases: readonly string[];
}
