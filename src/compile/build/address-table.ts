// The address table: which path leads to which entry, and which claim counts if there are several.

import { type Address, untilThen, withItsQuery } from '../../archive/address-table.ts';
import type { Instant } from '../../archive/entry.ts';
import { lowerCase } from '../../archive/lower-case.ts';
import { parametersOf } from '../../archive/query-address.ts';
import { MEDIA_PATH, markdownPath } from '../../routes/paths.ts';
import type { RemovedEntry } from '../lock/lock.ts';

/** The paths of an entry; all are decoded. Older ones may have a query. */
export interface EntryPaths {
  readonly path: string;
  readonly published: Instant;
  /** Older addresses that the author wrote. */
  readonly aliases: readonly string[];
  /** Older paths that readers may know. */
  readonly former: readonly string[];
}

/** The files that are published with the posts. */
export interface Files {
  /** Paths within posts/. */
  readonly media: Iterable<string>;
  /** Paths within public/, in NFC. */
  readonly publicFiles: Iterable<string>;
}

/**
 * Addresses by decoded path. Of several claims to a path, an entry or file comes first, then an alias, then a former
 * permalink, then a removed entry, then a permalink in lower case. Until a scheduled entry appears at a path, the path leads where it did before.
 */
export function addressesOf(
  entries: readonly EntryPaths[],
  removed: Iterable<RemovedEntry>,
  files: Files,
  now: Instant,
): Map<string, Address> {
  const isScheduled = ({ position, kind }: Address) =>
    (kind === 'entry' || kind === 'alias' || kind === 'spelling') &&
    (entries[position]?.published ?? 0) > now;
  const all = byPrecedence(entries, removed, files).flatMap(withQueryKey);
  const present = new Map(all.filter(([, address]) => !isScheduled(address)));
  const coming = new Map(all.filter(([, address]) => isScheduled(address)));
  const replaced = [...present].filter(([path]) => coming.has(path));
  return new Map([
    ...present,
    ...coming,
    ...replaced.map(([path, address]): [string, Address] => [untilThen(path), address]),
  ]);
}

/** The names of all parameters of addresses with a query. */
export function parametersIn(entries: readonly EntryPaths[], removed: Iterable<RemovedEntry>): string[] {
  const older = entries.flatMap(({ former, aliases }) => [...former, ...aliases]);
  const gone = Array.from(removed, ({ former }) => former).flat();
  return [...new Set([...older, ...gone].flatMap(parametersOf))].sort();
}

/** A path may contain a question mark, too, so that an address which looks like one with a query is also a path. */
function withQueryKey(claim: [path: string, address: Address]): [path: string, address: Address][] {
  const [path, address] = claim;
  return parametersOf(path).length === 0 ? [claim] : [claim, [withItsQuery(path), address]];
}

/** Every claim to a path. The last one counts. */
function byPrecedence(
  entries: readonly EntryPaths[],
  removed: Iterable<RemovedEntry>,
  { media, publicFiles }: Files,
): [path: string, Address][] {
  const leadingTo = (kind: Address['kind'], pathsOf: (entry: EntryPaths) => readonly string[]) =>
    entries.flatMap((entry, position) =>
      pathsOf(entry).map((path): [string, Address] => [path, { kind, position }]),
    );
  const gone = Array.from(removed, ({ path, former }) => [path, ...former]).flat();
  const older: [string, Address][] = [
    ...gone.map((path): [string, Address] => [path, { kind: 'gone', position: 0 }]),
    ...leadingTo('alias', ({ former }) => former),
  ];
  const markdown = new Set(entries.map(({ path }) => markdownPath(path)));
  return [
    ...leadingTo('spelling', ({ path }) => [lowerCase(path)].filter((lower) => lower !== path)),
    ...older.filter(([path]) => !markdown.has(path)),
    ...leadingTo('alias', ({ aliases }) => aliases),
    ...Array.from(publicFiles, (name): [string, Address] => [`/${name}`, { kind: 'public', position: 0 }]),
    ...Array.from(media, (name): [string, Address] => [
      MEDIA_PATH + name.normalize('NFC'),
      { kind: 'media', position: 0 },
    ]),
    ...leadingTo('entry', ({ path }) => [path]),
  ];
}
