// States of entries: what the lock records of each entry, and the archive's tables contain.

import type { Entry, Instant } from '../../archive/entry.ts';
import { pageStarts, windowStart } from '../../archive/pagination.ts';
import { pageLimits, type Site, windowLimits } from '../../archive/site.ts';
import type { EntryState } from '../lock/lock.ts';
import type { Claim, Identity } from '../lock/recognise.ts';
import { type Reconciled, rememberedOf } from '../lock/reconcile.ts';
import { type PresentEntry, rememberEntry } from '../lock/remember.ts';
import { digestOf } from '../text/digest.ts';
import { feedsOf, positionsByFeed } from './feeds-of.ts';
import { weightOf } from './weight.ts';

/** The state of each entry. `entries` are in the order of positions, and `posts` are theirs. */
export function entryStates(
  entries: readonly Entry[],
  posts: readonly (Claim & Identity)[],
  reconciled: Reconciled,
  site: Site,
): EntryState[] {
  const present = entries.map((entry, position) =>
    presentEntry(entry, posts[position] as Claim & Identity, site),
  );
  const crowded = crowdedFeeds(entries, present, reconciled, site);
  return entries.map((entry, position) => {
    const now = present[position] as PresentEntry;
    const remembered = rememberedOf(reconciled, entry.id, lastRevised(entry, reconciled.now));
    const movesOthers = now.feeds.some((key) => crowded.has(key));
    return rememberEntry(now, remembered, reconciled.clock, movesOthers);
  });
}

function presentEntry(entry: Entry, post: Claim & Identity, site: Site): PresentEntry {
  const { path, former, aliases, textDigest, bodyDigest, sketch } = post;
  return {
    path,
    // Aliases stay addresses of the entry after its author has deleted them.
    former: [...new Set([...former, ...aliases])].filter((each) => each !== path),
    published: entry.published,
    textDigest,
    ...(bodyDigest !== undefined && { bodyDigest }),
    ...(sketch !== undefined && { sketch }),
    digest: digestOf([JSON.stringify(entry)]),
    weight: weightOf(entry, site),
    feeds: feedsOf(entry).sort(),
  };
}

function lastRevised({ updated, published }: Entry, now: Instant): Instant {
  return updated !== undefined && updated <= now ? updated : published;
}

/**
 * Feeds in which a new weight of an entry may move other entries to another document, because the limit of bytes decides
 * about one of them: with the weights in the lock, or with those of now.
 */
function crowdedFeeds(
  entries: readonly Entry[],
  present: readonly PresentEntry[],
  { lock }: Reconciled,
  site: Site,
): Set<string> {
  const weightBefore = (position: number) => {
    const { current, told } = lock?.entries.get(entries[position]?.id ?? '') ?? {};
    return (current ?? told)?.weight || weightNow(position);
  };
  const weightNow = (position: number) => present[position]?.weight ?? 0;
  const resized = present.flatMap(({ feeds }, position) =>
    weightBefore(position) === weightNow(position) ? [] : feeds,
  );
  if (resized.length === 0) return new Set();
  const positionsOf = positionsByFeed(present);
  const published = (position: number) => present[position]?.published ?? 0;
  const isCrowded = (key: string) => {
    const positions = Uint32Array.from(positionsOf.get(key) ?? []);
    return [weightBefore, weightNow].some((weight) =>
      isLimitedByBytes(positions, { weight, published }, site),
    );
  };
  return new Set([...new Set(resized)].filter(isCrowded));
}

function isLimitedByBytes(
  positions: Uint32Array,
  table: Parameters<typeof windowStart>[1],
  site: Site,
): boolean {
  const pages = pageStarts(positions, table, pageLimits(site));
  const isEarly = (start: number, number: number) => start !== number * site.page;
  const window = windowLimits(site);
  const unlimited = windowStart(positions, table, { ...window, bytes: Number.POSITIVE_INFINITY });
  return pages.some(isEarly) || windowStart(positions, table, window) !== unlimited;
}
