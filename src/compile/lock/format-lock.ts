// The text of a lock: one entry per line, sorted by path. A new post is one new line, and branches rarely conflict.

import type { Instant } from '../../archive/entry.ts';
import { byText } from '../text/text.ts';
import type { Lock, LockedEntry, LockedFeed, RemovedEntry, State } from './lock.ts';

export const LOCK_VERSION = 1;

/** The text does not depend on the order of the maps. Every moment must be a whole second. */
export function formatLock({ entries, removed, feeds, states }: Lock): string {
  const byPath = <T extends { id: string; path: string }>(map: ReadonlyMap<string, T>) =>
    [...map.values()].sort((a, b) => byText(a.path, b.path) || byText(a.id, b.id));
  const byName = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => byText(a, b));
  const sections = {
    entries: byPath(entries).map(lineOfEntry),
    removed: byPath(removed).map(lineOfRemoved),
    feeds: byName(feeds).map(lineOfFeed),
    states: byName(states).map(lineOfState),
  };
  const members = Object.entries(sections).map(([name, lines]) => `  "${name}": ${formatList(lines)}`);
  return `{\n${[`  "version": ${LOCK_VERSION}`, ...members].join(',\n')}\n}\n`;
}

function lineOfEntry({ path, id, former, published, changed, digest, textDigest, feeds }: LockedEntry) {
  const moments = { published: formatInstant(published), changed: formatInstant(changed) };
  return {
    path,
    id,
    ...unlessEmpty({ former }),
    ...moments,
    digest,
    source: textDigest,
    ...unlessEmpty({ feeds }),
  };
}

function lineOfRemoved({ path, id, former, published, at, textDigest, feeds }: RemovedEntry) {
  const moments = { published: formatInstant(published), at: formatInstant(at) };
  return { path, id, ...unlessEmpty({ former }), ...moments, source: textDigest, ...unlessEmpty({ feeds }) };
}

function lineOfFeed([feed, { digest, changed, known, shifts }]: [string, LockedFeed]) {
  const moved = shifts.map(({ index, at }) => ({ index, at: formatInstant(at) }));
  const state = { feed, changed: formatInstant(changed), digest, ...(known && { known }) };
  return { ...state, ...unlessEmpty({ shifts: moved }) };
}

function lineOfState([name, { digest, changed }]: [string, State]) {
  return { name, changed: formatInstant(changed), digest };
}

function unlessEmpty(lists: Readonly<Record<string, readonly unknown[]>>) {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function formatList(lines: readonly object[]): string {
  return lines.length === 0 ? '[]' : `[\n${lines.map((line) => `    ${formatLine(line)}`).join(',\n')}\n  ]`;
}

/** JSON on one line. Some editors and diff tools treat the three escaped characters as line ends. */
function formatLine(line: object): string {
  return JSON.stringify(line).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `2026-11-22T09:30:00Z` */
export function formatInstant(moment: Instant): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
