// Merging locks: makes one lock from the two of a merge. No id is lost; the posts decide what each entry is now.

import type { Instant } from '../../archive/entry.ts';
import type { EntryState, Face, Lock, LockedEntry, LockedState, RemovedEntry } from './lock.ts';
import { facesOf } from './lock.ts';

/** Where a text has an unresolved merge conflict, and the text with each of the two sides. */
export interface Conflict {
  readonly offset: number;
  readonly sides: readonly [ours: string, theirs: string];
}

/** The conflict that git has marked in a text, if any. The common ancestor, which `diff3` adds, is left out. */
export function conflictIn(text: string): Conflict | undefined {
  const first = MARKER.exec(text);
  if (!first) return undefined;
  const sides = { ours: '', theirs: '' };
  let part: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  for (const line of text.split(/(?<=\n)/)) {
    const [marker] = MARKER.exec(line) ?? [''];
    if (marker.startsWith('<')) part = 'ours';
    else if (marker.startsWith('|')) part = 'base';
    else if (marker.startsWith('=')) part = 'theirs';
    else if (marker.startsWith('>')) part = 'both';
    else {
      if (part === 'both' || part === 'ours') sides.ours += line;
      if (part === 'both' || part === 'theirs') sides.theirs += line;
    }
  }
  return { offset: first.index, sides: [withCommas(sides.ours), withCommas(sides.theirs)] };
}

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?!\S)/m;

/** One comma after each line of a list but the last: a side of a conflict may have one too many or too few. */
function withCommas(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== ',');
  const isItem = (line = '') => /^\s*\{.*\},?\s*$/.test(line);
  return lines
    .map((line, index) => (isItem(line) ? bare(line) + (isItem(lines[index + 1]) ? ',' : '') : line))
    .join('\n');
}

function bare(line: string): string {
  return line.trimEnd().replace(/,$/, '');
}

/** Everything that either lock says. */
export function mergeLocks(ours: Lock, theirs: Lock): Lock {
  return {
    ...settleRemovals(
      mergeMaps(ours.entries, theirs.entries, mergeEntries),
      mergeMaps(ours.removed, theirs.removed, mergeRemoved),
    ),
    templates: mergeMaps(ours.templates, theirs.templates, mergeTemplates),
    knownFeeds: new Set([...ours.knownFeeds, ...theirs.knownFeeds]),
  };
}

/**
 * Decides what readers were told last of each entry that is also removed: that it is there, or that it is gone. An entry
 * that was told to be gone, and has a post again, is linked with its removal.
 */
export function settleRemovals(
  entries: ReadonlyMap<string, LockedEntry>,
  removed: ReadonlyMap<string, RemovedEntry>,
): Pick<Lock, 'entries' | 'removed'> {
  const settled = new Map(entries);
  const gone = new Map(removed);
  for (const [id, removal] of removed) {
    const entry = entries.get(id);
    if (!entry) continue;
    const { told, gone: _, ...rest } = entry;
    if (told && Math.max(told.changed, told.added) > removal.at) gone.delete(id);
    else if (rest.current) settled.set(id, { ...rest, removed: removal });
    else settled.delete(id);
  }
  return { entries: settled, removed: gone };
}

function mergeMaps<T>(
  ours: ReadonlyMap<string, T>,
  theirs: ReadonlyMap<string, T>,
  merge: (one: T, other: T) => T,
): Map<string, T> {
  const merged = new Map(ours);
  for (const [key, item] of theirs) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? item : merge(known, item));
  }
  return merged;
}

/** The entry as the later deploy told it, and as the later compile saw it; it is recognised by all that it looked like. */
export function mergeEntries(one: LockedEntry, other: LockedEntry): LockedEntry {
  const told = one.told && other.told ? mergeTold(one.told, other.told) : (one.told ?? other.told);
  const current =
    later(previewOf(one), previewOf(other)) ??
    (told && (one.gone ?? other.gone) === undefined ? told : undefined);
  const gone = current ? undefined : (one.gone ?? other.gone);
  return {
    id: one.id,
    ...(told && { told }),
    ...(current && { current }),
    ...(gone !== undefined && { gone }),
    otherFaces: [...facesOf(one), ...facesOf(other)]
      .filter((face) => face !== told && face !== current)
      .map(faceOf),
  };
}

/** What a compile saw that differs from what readers were told. */
function previewOf({ told, current }: LockedEntry): EntryState | undefined {
  return current === told ? undefined : current;
}

function later<T extends EntryState | undefined>(one: T, other: T): T {
  if (!one || !other) return one ?? other;
  return other.changed > one.changed ? other : one;
}

function mergeTold(one: EntryState, other: EntryState): EntryState {
  const [newer, older] = later(one, other) === one ? [one, other] : [other, one];
  const paths = [...older.former, ...newer.former, older.path, newer.path];
  const joined = latestTimes(older.joined, newer.joined);
  const left = latestTimes(older.left, newer.left);
  const isIn = (feed: string) => newer.feeds.includes(feed);
  return {
    ...newer,
    // Readers of the first deploy keep its date.
    published: Math.min(one.published, other.published),
    former: [...new Set(paths)].filter((path) => path !== newer.path),
    joined: new Map([...joined].filter(([feed]) => isIn(feed))),
    left: new Map(
      [...older.feeds.map((feed): [string, Instant] => [feed, newer.changed]), ...left].filter(
        ([feed]) => !isIn(feed),
      ),
    ),
  };
}

function latestTimes(some: ReadonlyMap<string, Instant>, others: ReadonlyMap<string, Instant>) {
  return mergeMaps(some, others, Math.max);
}

function faceOf({ path, published, textDigest, bodyDigest, sketch }: Face): Face {
  return {
    path,
    published,
    textDigest,
    ...(bodyDigest !== undefined && { bodyDigest }),
    ...(sketch !== undefined && { sketch }),
  };
}

/** The later removal, with the addresses and feeds of both. */
export function mergeRemoved(one: RemovedEntry, other: RemovedEntry): RemovedEntry {
  const [newer, older] = other.at > one.at ? [other, one] : [one, other];
  return {
    ...newer,
    former: [...new Set([...older.former, older.path, ...newer.former])].filter(
      (path) => path !== newer.path,
    ),
    feeds: [...new Set([...older.feeds, ...newer.feeds])].sort(),
    left: latestTimes(older.left, newer.left),
  };
}

export function mergeTemplates(one: LockedState, other: LockedState): LockedState {
  return other.current.changed > one.current.changed ? other : one;
}
