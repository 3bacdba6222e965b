// The text of a lock: one line for each entry, sorted by path, so that the changes of two branches are on different lines.
// The commas have lines of their own: otherwise a new last entry would change the line before it.

import type { Instant } from '../../archive/entry.ts';
import { byText } from '../text/text.ts';
import type { EntryState, Lock, LockedEntry, LockedState, RemovedEntry, State } from './lock.ts';

export const LOCK_VERSION = 2;

/** The text does not depend on the order of the maps. Every moment must be a whole second. */
export function formatLock({ entries, removed, templates, knownFeeds }: Lock): string {
  const sections = {
    templates: [...templates].sort(([a], [b]) => byText(a, b)).map(lineOfTemplates),
    ...(knownFeeds.size > 0 && { knownFeeds: [...knownFeeds].sort(byText) }),
    entries: [...entries.values()].sort(byPath).map(lineOfEntry),
    removed: [...removed.values()]
      .sort((a, b) => byText(a.path, b.path) || byText(a.id, b.id))
      .map(lineOfRemoved),
  };
  const members = Object.entries(sections).map(([name, lines]) => `  "${name}": ${formatList(lines)}`);
  return `{\n${[`  "version": ${LOCK_VERSION}`, ...members].join(',\n')}\n}\n`;
}

/** By the path that readers know, so that a preview of another path does not move the line. */
function byPath(a: LockedEntry, b: LockedEntry): number {
  const pathOf = ({ told, current }: LockedEntry) => (told ?? current)?.path ?? '';
  return byText(pathOf(a), pathOf(b)) || byText(a.id, b.id);
}

function lineOfEntry({ id, told, current, gone }: LockedEntry) {
  if (!told) return { ...(current && factsOf(current, id)), told: false };
  if (current === told) return factsOf(told, id);
  const since = current ? { pending: factsOf(current) } : { gone: formatInstant(gone ?? 0) };
  return { ...factsOf(told, id), ...since };
}

function factsOf(state: EntryState, id?: string) {
  const { path, former, published, added, changed, digest, shifted, weight, feeds, joined, left } = state;
  return {
    path,
    ...(id !== undefined && { id }),
    ...unlessEmpty({ former }),
    published: formatInstant(published),
    ...(added > 0 && { added: formatInstant(added) }),
    changed: formatInstant(changed),
    digest,
    ...likenessOf(state),
    weight,
    ...(shifted !== undefined && { shifted: formatInstant(shifted) }),
    ...unlessEmpty({ feeds }),
    ...timesByFeed('joined', joined),
    ...timesByFeed('left', left),
  };
}

function lineOfRemoved(entry: RemovedEntry) {
  const { path, id, former, published, at, feeds, left } = entry;
  const moments = { published: formatInstant(published), at: formatInstant(at) };
  const line = { path, id, ...unlessEmpty({ former }), ...moments, ...likenessOf(entry) };
  return { ...line, ...unlessEmpty({ feeds }), ...timesByFeed('left', left) };
}

/** The file calls the digest of title and text `source`, and that of the text alone `body`. */
function likenessOf({ textDigest, bodyDigest, sketch }: EntryState | RemovedEntry) {
  return {
    source: textDigest,
    ...(bodyDigest !== undefined && { body: bodyDigest }),
    ...(sketch !== undefined && { sketch }),
  };
}

function lineOfTemplates([name, { told, current }]: [string, LockedState]) {
  if (!told) return { name, ...factsOfState(current), told: false };
  return { name, ...factsOfState(told), ...(current !== told && { pending: factsOfState(current) }) };
}

function factsOfState({ digest, changed }: State) {
  return { changed: formatInstant(changed), digest };
}

function timesByFeed(name: string, times: ReadonlyMap<string, Instant>) {
  const sorted = [...times].sort(([a], [b]) => byText(a, b)).map(([feed, at]) => [feed, formatInstant(at)]);
  return sorted.length === 0 ? {} : { [name]: Object.fromEntries(sorted) };
}

function unlessEmpty(lists: Readonly<Record<string, readonly unknown[]>>) {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** The brackets of an empty list have the same lines as those of any other, so that only lines of entries can conflict. */
function formatList(lines: readonly unknown[]): string {
  const items = lines.map((line) => `    ${formatLine(line)}\n`).join('    ,\n');
  return `[\n${items}  ]`;
}

/** JSON on one line. Some editors and diff tools treat the three escaped characters as line ends. */
function formatLine(line: unknown): string {
  return JSON.stringify(line).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `2026-11-22T09:30:00Z` */
export function formatInstant(moment: Instant): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
