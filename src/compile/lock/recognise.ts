// Recognising: finds the entry in the lock that each post is, so that entries keep their ids when files change.
//
// Posts are matched with entries by what they share (traits.ts), and then by how alike their texts are (likeness.ts).
// No entry is matched twice. The id of an entry that was never deployed is given up for that of a deployed one whose
// post is gone, so it makes no difference whether a compile came between a copy and the removal of the original.
//
// A recognised post keeps its id and, once published, its date. Paths that readers may know become former paths, unless
// readers see, or have since seen, another post there. A new post without an id gets the default one, with a number if
// another entry has or had the same.

import type { Instant } from '../../archive/entry.ts';
import { byText } from '../text/text.ts';
import type { Claim, Known } from './claim.ts';
import { EQUAL, pairByLikeness } from './likeness.ts';
import { type EntryState, type Lock, type LockedEntry, type RemovedEntry, seenAt } from './lock.ts';
import { asLookalike, findLookalikes, type Lookalike } from './lookalikes.ts';
import { matchLocked, matchRemoved } from './traits.ts';

export type { Claim } from './claim.ts';
export type { Lookalike } from './lookalikes.ts';

/** What a post is to readers. */
export interface Identity {
  readonly id: string;
  readonly published: Instant;
  /** Older paths that readers may know, oldest first. */
  readonly former: readonly string[];
  /** True when the date in the post differs from the published one. */
  readonly dateMoved: boolean;
}

export interface Recognition {
  /** By file. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** Posts that were recognised by nothing but the likeness of their texts; path as readers know it. */
  readonly guesses: readonly Lookalike[];
  /** New posts that may be entries whose posts are gone; at most one for each post. */
  readonly lookalikes: readonly Lookalike[];
}

/** Decides the identity of every post at `now`. Without a lock, each is what it claims to be; of posts that claim one default id, only the first has it. */
export function identify(claims: readonly Claim[], lock: Lock | undefined, now: Instant): Recognition {
  const ordered = [...claims].sort((a, b) => byText(a.file, b.file));
  const ownIds = claims.flatMap(({ ownId }) => ownId ?? []);
  if (!lock) {
    const free = uniqueAmong(ownIds);
    const identities = ordered.map((claim) => asClaimed(claim, claim.ownId ?? free(claim.defaultId)));
    return { identities: byFile(ordered, identities), guesses: [], lookalikes: [] };
  }
  const { matches, guesses, lookalikes } = matchAll(ordered, lock, now);
  const visible = ordered.filter((claim) => (seen(matches.get(claim), now)?.published ?? claim.date) <= now);
  const keeps = keptPaths(visible, lock, now);
  const nextFree = uniqueAmong([...lock.entries.keys(), ...lock.removed.keys(), ...ownIds]);
  const identities = ordered.map((claim) => {
    const entry = matches.get(claim);
    if (entry) return asKnown(claim, entry, keeps(claim, entry), now);
    return asClaimed(claim, claim.ownId ?? nextFree(claim.defaultId));
  });
  return { identities: byFile(ordered, identities), guesses, lookalikes };
}

function byFile(claims: readonly Claim[], identities: readonly Identity[]): Map<string, Identity> {
  return new Map(claims.map(({ file }, index) => [file, identities[index] as Identity]));
}

interface Matches extends Omit<Recognition, 'identities'> {
  readonly matches: ReadonlyMap<Claim, Known>;
}

function matchAll(claims: readonly Claim[], lock: Lock, now: Instant): Matches {
  const entries = [...lock.entries.values()];
  const locked = matchLocked(claims, lock.entries);
  const unknown = claims.filter((claim) => !locked.has(claim));
  const withoutPosts = new Map([...lock.removed].filter(([id]) => !lock.entries.has(id)));
  const matches = new Map<Claim, Known>([...locked, ...matchRemoved(unknown, withoutPosts)]);

  const told = entries.filter((entry) => entry.told);
  const known = [...told, ...lock.removed.values()];
  const isOpen = (claim: Claim) => claim.ownId === undefined && !isTold(matches.get(claim));
  const renamed = pairByLikeness({
    open: claims.filter(isOpen),
    claims,
    gone: without(told, matches),
    known,
  });
  for (const { claim, entry } of renamed.sure) matches.set(claim, entry);

  const isNew = (claim: Claim) => claim.ownId === undefined && !matches.has(claim);
  const drafts = without(entries, matches).filter((entry) => !entry.told);
  const open = claims.filter(isNew);
  const rewritten = pairByLikeness({ open, claims, gone: drafts, known: [...known, ...drafts] });
  for (const { claim, entry } of rewritten.sure) matches.set(claim, entry);

  const missing = without(told, matches).filter((entry) => seenAt(entry, now));
  return {
    matches,
    guesses: renamed.sure
      .filter(({ likeness }) => likeness < EQUAL)
      .map(({ claim, entry }) => asLookalike(claim, entry)),
    lookalikes: findLookalikes(claims.filter(isOpen), missing, renamed.alike),
  };
}

function without(entries: readonly LockedEntry[], matches: ReadonlyMap<Claim, Known>): LockedEntry[] {
  const taken = new Set(matches.values());
  return entries.filter((entry) => !taken.has(entry));
}

/** True for an entry that a deploy has told, or has told to be removed. */
function isTold(entry: Known | undefined): boolean {
  return entry !== undefined && ('at' in entry || entry.told !== undefined || entry.removed !== undefined);
}

function asClaimed({ date }: Claim, id: string): Identity {
  return { id, published: date, former: [], dateMoved: false };
}

/** What readers can see, or could see until it was removed, of an entry. */
function seen(entry: Known | undefined, now: Instant): EntryState | RemovedEntry | undefined {
  return entry && ('at' in entry ? entry : (seenAt(entry, now) ?? entry.removed));
}

/** The paths of an entry that readers may know. */
function knownPaths(entry: Known, now: Instant): string[] {
  const state = seen(entry, now);
  return state ? [...new Set([...state.former, state.path])] : [];
}

/**
 * Decides which paths of an entry still lead to it: those at which there is no post now, which no other post has as an
 * alias, and at which readers have seen no other post since.
 */
function keptPaths(
  visible: readonly Claim[],
  lock: Lock,
  now: Instant,
): (claim: Claim, entry: Known) => (path: string) => boolean {
  const taken = new Set(visible.map(({ path }) => path));
  const named = new Map(visible.flatMap(({ file, aliases }) => aliases.map((alias) => [alias, file])));
  const entries = [...lock.entries.values()];
  const holders = new Map(
    entries.flatMap((entry) => {
      const state = seenAt(entry, now);
      return state ? [[state.path, entry.id]] : [];
    }),
  );
  const lastHeld = new Map<string, Instant>();
  for (const entry of [...lock.removed.values(), ...entries]) {
    const until = removalOf(entry);
    for (const path of knownPaths(entry, now))
      lastHeld.set(path, Math.max(until, lastHeld.get(path) ?? until));
  }
  return ({ file }, entry) => {
    const until = removalOf(entry);
    const isLost = (path: string) => (lastHeld.get(path) ?? 0) > until;
    return (path) =>
      !taken.has(path) &&
      !isLost(path) &&
      (named.get(path) ?? file) === file &&
      (holders.get(path) ?? entry.id) === entry.id;
  };
}

/** When readers last saw an entry; there is no end for one that they still see. */
function removalOf(entry: Known): Instant {
  const removal = 'at' in entry ? entry : entry.told ? undefined : entry.removed;
  return removal?.at ?? Number.POSITIVE_INFINITY;
}

function asKnown(claim: Claim, entry: Known, keeps: (path: string) => boolean, now: Instant): Identity {
  const published = seen(entry, now)?.published ?? claim.date;
  return {
    id: entry.id,
    published,
    former: knownPaths(entry, now).filter((path) => path !== claim.path && keeps(path)),
    dateMoved: published !== claim.date,
  };
}

/** Returns the wanted id, or the first of `wanted-2`, `wanted-3`, … that is free; never the same id twice. */
function uniqueAmong(taken: Iterable<string>): (wanted: string) => string {
  const used = new Set(taken);
  return (wanted) => {
    let id = wanted;
    for (let number = 2; used.has(id); number += 1) id = `${wanted}-${number}`;
    used.add(id);
    return id;
  };
}
