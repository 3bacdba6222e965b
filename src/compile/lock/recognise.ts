// Recognising: finds the entry in the lock that each post is, so that entries keep their ids when files change.
//
// A post whose author wrote an id is the entry with that id, locked or removed, or a new one. Any other post is the
// locked entry with which it shares, tried in this order: path and text (unchanged), path and date (edited), text and
// date (moved), path (edited, with a new date), text (moved, with a new date), or a former path (moved back). One
// shared property is enough only if no other post shares more. A removed entry needs two, because a new post may have
// its path by now. No entry is matched twice; files and paths are tried in alphabetical order.
//
// A recognised post keeps its id and, once published, its date. Paths that readers may know become former paths, unless
// readers see, or have since seen, another post there. A new post without an id gets the default one, with a number if
// another entry has or had the same.

import type { Instant } from '../../archive/entry.ts';
import { byText } from '../text/text.ts';
import type { Lock, LockedEntry, RemovedEntry } from './lock.ts';

/** What a post says about itself. */
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
  /** As the author wrote it. */
  readonly date: Instant;
  /** Older addresses that the author wrote, decoded. */
  readonly aliases: readonly string[];
}

/** What a post is to readers. */
export interface Identity {
  readonly id: string;
  readonly published: Instant;
  /** Older paths that readers may know, oldest first. */
  readonly former: readonly string[];
  /** True when the date in the post differs from the published one. */
  readonly dateMoved: boolean;
}

type Known = LockedEntry | RemovedEntry;

/** A property by which a post is recognised. */
interface Trait {
  readonly ofClaim: (claim: Claim) => string | undefined;
  readonly ofEntry: (entry: Known) => readonly string[];
}

const OWN_ID: Trait = { ofClaim: ({ ownId }) => ownId, ofEntry: ({ id }) => [id] };
const UNTOUCHED = sharing(({ path, textDigest }) => `${textDigest} ${path}`);
const EDITED = sharing((either) => `${dated(either)} ${either.path}`);
const MOVED = sharing((either) => `${dated(either)} ${either.textDigest}`);
const SAME_PATH = sharing(({ path }) => path);
const SAME_TEXT = sharing(({ textDigest }) => textDigest);
const MOVED_BACK: Trait = { ofClaim: SAME_PATH.ofClaim, ofEntry: ({ former }) => former };

const TRAITS_OF_LOCKED = [OWN_ID, UNTOUCHED, EDITED, MOVED, SAME_PATH, SAME_TEXT, MOVED_BACK];
const TRAITS_OF_REMOVED = [OWN_ID, UNTOUCHED, EDITED, MOVED];

/** Decides the identity of every post at `now`, by file. Without a lock, each is what it claims to be. */
export function identify(
  claims: readonly Claim[],
  lock: Lock | undefined,
  now: Instant,
): Map<string, Identity> {
  if (!lock)
    return new Map(claims.map((claim) => [claim.file, asClaimed(claim, claim.ownId ?? claim.defaultId)]));
  const ordered = [...claims].sort((a, b) => byText(a.file, b.file));
  const locked = match(ordered, lock.entries, TRAITS_OF_LOCKED);
  const unknown = ordered.filter((claim) => !locked.has(claim));
  const matches = new Map([...locked, ...match(unknown, lock.removed, TRAITS_OF_REMOVED)]);

  const visible = claims.filter((claim) => dateOf(claim, matches.get(claim), now) <= now);
  const keeps = keptPaths(visible, lock, now);
  const nextFree = uniqueAmong([
    ...lock.entries.keys(),
    ...lock.removed.keys(),
    ...claims.flatMap(({ ownId }) => ownId ?? []),
  ]);
  return new Map(
    ordered.map((claim) => {
      const entry = matches.get(claim);
      if (entry) return [claim.file, asKnown(claim, entry, keeps(claim, entry), now)];
      return [claim.file, asClaimed(claim, claim.ownId ?? nextFree(claim.defaultId))];
    }),
  );
}

function asClaimed({ date }: Claim, id: string): Identity {
  return { id, published: date, former: [], dateMoved: false };
}

function dateOf(claim: Claim, entry: Known | undefined, now: Instant): Instant {
  return entry && entry.published <= now ? entry.published : claim.date;
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
    entries.filter(({ published }) => published <= now).map(({ path, id }) => [path, id]),
  );
  return ({ file }, entry) => {
    // Locked entries, and entries that were removed later, were published after this one was removed.
    const later =
      'at' in entry ? [...entries, ...[...lock.removed.values()].filter(({ at }) => at > entry.at)] : [];
    const lost = new Set(later.flatMap((other) => knownPaths(other, now)));
    return (path) =>
      !taken.has(path) &&
      !lost.has(path) &&
      (named.get(path) ?? file) === file &&
      (holders.get(path) ?? entry.id) === entry.id;
  };
}

function asKnown(claim: Claim, entry: Known, keeps: (path: string) => boolean, now: Instant): Identity {
  const published = dateOf(claim, entry, now);
  return {
    id: entry.id,
    published,
    former: knownPaths(entry, now).filter((path) => path !== claim.path && keeps(path)),
    dateMoved: published !== claim.date,
  };
}

/** The paths of an entry that readers may know; none while it is scheduled. */
function knownPaths({ former, path, published }: Known, now: Instant): string[] {
  return published <= now ? [...new Set([...former, path])] : [];
}

/** A trait of posts without an id of their own. */
function sharing(key: (either: Claim | Known) => string): Trait {
  return {
    ofClaim: (claim) => (claim.ownId === undefined ? key(claim) : undefined),
    ofEntry: (entry) => [key(entry)],
  };
}

function dated(either: Claim | Known): Instant {
  return 'date' in either ? either.date : either.published;
}

/** Matches claims with entries by one trait after the other. */
function match(
  claims: readonly Claim[],
  entries: ReadonlyMap<string, Known>,
  traits: readonly Trait[],
): Map<Claim, Known> {
  const matches = new Map<Claim, Known>();
  // In reverse order, because entries are taken from the end of a group.
  const free = new Set([...entries.values()].sort((a, b) => byText(b.path, a.path) || byText(b.id, a.id)));
  for (const { ofClaim, ofEntry } of traits) {
    const candidates = groupBy(free, ofEntry);
    for (const claim of claims) {
      const key = matches.has(claim) ? undefined : ofClaim(claim);
      const entry = key === undefined ? undefined : takeFree(candidates.get(key) ?? [], free);
      if (entry) matches.set(claim, entry);
    }
  }
  return matches;
}

function takeFree(group: Known[], free: Set<Known>): Known | undefined {
  for (let entry = group.pop(); entry; entry = group.pop()) if (free.delete(entry)) return entry;
  return undefined;
}

function groupBy(entries: Iterable<Known>, keysOf: Trait['ofEntry']): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) {
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
  }
  return groups;
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
