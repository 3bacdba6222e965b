// Lookalikes: new posts that may be entries whose posts are gone, for the author to decide.

import type { Claim } from './claim.ts';
import { groupBy } from './groups.ts';
import type { Pair } from './likeness.ts';
import type { LockedEntry } from './lock.ts';
import { areOfOneSeries, haveSimilarWords } from './slugs.ts';

/** Posts about different things are less alike than this, unless they are of one series. */
const NOTABLE = 0.3;

/** A post that may be the renamed post of an entry. */
export interface Lookalike {
  readonly file: string;
  readonly id: string;
  /** The path at which readers know the entry. */
  readonly path: string;
}

export function asLookalike({ file }: Claim, { id, told, current }: LockedEntry): Lookalike {
  return { file, id, path: (told ?? current)?.path ?? '' };
}

/**
 * For each new post the missing entry whose text is most like its own, or else the one with the same date whose address
 * has half of its words in common, or else the only one with the same date. `alike` holds the most alike pairs first.
 */
export function findLookalikes(
  posts: readonly Claim[],
  missing: readonly LockedEntry[],
  alike: readonly Pair<LockedEntry>[],
): Lookalike[] {
  const isMissing = new Set(missing);
  const byLikeness = new Map(
    alike
      .filter((pair) => isMissing.has(pair.entry) && isNotable(pair))
      .reverse()
      .map(({ claim, entry }) => [claim, entry]),
  );
  const missingOn = groupBy(missing, ({ told }) => [told?.published]);
  const postsOn = groupBy(posts, ({ date }) => [date]);
  return posts.flatMap((claim) => {
    const sameDate = missingOn.get(claim.date) ?? [];
    const isOnly = sameDate.length === 1 && postsOn.get(claim.date)?.length === 1;
    const entry =
      byLikeness.get(claim) ??
      sameDate.find(({ told }) => told && haveSimilarWords(claim.path, told.path)) ??
      (isOnly ? sameDate[0] : undefined);
    return entry ? [asLookalike(claim, entry)] : [];
  });
}

function isNotable({ likeness, isDated, claim, path }: Pair): boolean {
  return likeness >= NOTABLE && (isDated || !areOfOneSeries(claim.path, path));
}
