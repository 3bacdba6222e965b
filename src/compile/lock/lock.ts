// The lock: `posts.lock.json` is to readers what a package lock is to an installer. It keeps what they have been told.
//
// One entry a line, sorted by path: a new post is one new line in a diff, and seldom on the line another branch added.

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Instant } from '../../archive/entry.ts';
import type { Shift } from '../../archive/feed.ts';
import { placeAt } from '../posts/source-post.ts';
import { formatFinding, type Place } from '../report/findings.ts';
import { NotJson, placesInJson } from '../report/json-places.ts';
import { byText } from '../text/text.ts';

/** The lock's name in the project's root. */
export const LOCK_FILE = 'posts.lock.json';

const VERSION = 1;

/** What readers have been told of an entry, scheduled ones included. */
export interface LockedEntry {
  /** Permanent IRI. */
  readonly id: string;
  /** Path of the permalink, decoded: `/posts/SLUG`. */
  readonly path: string;
  /** Older paths, of the permalink and as its author has named them, oldest first; they are answered with 301. */
  readonly former: readonly string[];
  readonly published: Instant;
  /** Of what readers see: sixteen ASCII characters. */
  readonly digest: string;
  /** When that last changed. */
  readonly changed: Instant;
  /** Of title and Markdown alone, sixteen ASCII characters: by it a post that was moved is recognised. */
  readonly source: string;
  /** Formatted keys of the feeds that carry it, sorted. */
  readonly feeds: readonly string[];
}

/** An entry that readers have seen and that is gone. */
export interface RemovedEntry {
  readonly id: string;
  readonly path: string;
  readonly former: readonly string[];
  readonly published: Instant;
  /** When it went. */
  readonly at: Instant;
  readonly source: string;
  /** The feeds that carried it when it went. */
  readonly feeds: readonly string[];
}

/** The state of something readers see, and since when it has been so. */
export interface State {
  readonly digest: string;
  readonly changed: Instant;
}

export interface LockedFeed extends State {
  /** Nothing is left in it, but readers have had it. */
  readonly known?: true | undefined;
  readonly shifts: readonly Shift[];
}

export interface Lock {
  /** By id. */
  readonly entries: ReadonlyMap<string, LockedEntry>;
  /** By id; none of them is among the entries. */
  readonly removed: ReadonlyMap<string, RemovedEntry>;
  /** By formatted feed key. */
  readonly feeds: ReadonlyMap<string, LockedFeed>;
  /** Settings, renderers and the like, by name. */
  readonly states: ReadonlyMap<string, State>;
}

/** A lock that cannot be used. The message says where, why, and the way out. */
export class BrokenLock extends Error {
  readonly place: Place;

  constructor(place: Place, message: string) {
    super(formatFinding({ severity: 'error', file: LOCK_FILE, place, message }));
    this.place = place;
  }
}

/** Undefined when there is no such file. Throws a BrokenLock. */
export async function readLock(file: string): Promise<Lock | undefined> {
  const bytes = await readIfThere(file);
  return bytes && parseLock(decode(bytes));
}

/** Puts a lock in the place of an older one, whole or not at all. False when that says the same already. */
export async function writeLock(file: string, lock: Lock): Promise<boolean> {
  const text = formatLock(lock);
  const old = await readIfThere(file);
  // Git on Windows may have turned the line ends; that is no news.
  if (old?.toString().replaceAll('\r\n', '\n') === text) return false;
  const fresh = `${file}.new-${process.pid}`;
  try {
    await writeFile(fresh, text, { flush: true });
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  return true;
}

/** The same text for the same lock, in whatever order its maps were filled. Moments must be whole seconds. */
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
  return `{\n${[`  "version": ${VERSION}`, ...members].join(',\n')}\n}\n`;
}

/** Reads what `formatLock` wrote, however it has been laid out since. Throws a BrokenLock. */
export function parseLock(text: string): Lock {
  refuseConflict(text);
  const value = parseJson(text);
  refuseOtherVersion(text, value);
  const checked = FORM.safeParse(value);
  if (!checked.success) throw broken(text, checked.error.issues.map(problemOf));
  refuseTwins(text, checked.data);
  const { entries, removed, feeds, states } = checked.data;
  return {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    removed: new Map(removed.map((entry) => [entry.id, entry])),
    feeds: new Map(feeds.map(({ feed, ...state }) => [feed, state])),
    states: new Map(states.map(({ name, ...state }) => [name, state])),
  };
}

// Writing.

function lineOfEntry({ path, id, former, published, changed, digest, source, feeds }: LockedEntry) {
  const moments = { published: formatInstant(published), changed: formatInstant(changed) };
  return { path, id, ...unlessEmpty({ former }), ...moments, digest, source, ...unlessEmpty({ feeds }) };
}

function lineOfRemoved({ path, id, former, published, at, source, feeds }: RemovedEntry) {
  const moments = { published: formatInstant(published), at: formatInstant(at) };
  return { path, id, ...unlessEmpty({ former }), ...moments, source, ...unlessEmpty({ feeds }) };
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

/** JSON on one line, also for an editor or a diff to which these characters end one. */
function formatLine(line: object): string {
  return JSON.stringify(line).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function formatInstant(moment: Instant): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

// Reading.

const must = (be: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : `must be ${be}`),
});
const text = z.string(must('a text')).min(1, 'is empty');
const path = z.string(must('a path')).startsWith('/', 'must be a path that begins with /');
const digest = z.string(must('a digest')).regex(/^[!-~]{16}$/, 'must be a digest of 16 characters');
const instant = z.string(must('a moment')).transform((written, context) => {
  const moment = Date.parse(written);
  if (!Number.isNaN(moment) && formatInstant(moment) === written) return moment;
  context.addIssue(`"${written}" must be a moment such as 2026-11-22T09:30:00Z`);
  return z.NEVER;
});
const list = <T extends z.ZodType>(item: T) => z.array(item, must('a list'));
const optionalList = <T extends z.ZodType>(item: T) => list(item).default([]);
const line = <T extends z.core.$ZodShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `holds ${issue.keys.map((key) => `"${key}"`).join(' and ')}, which no lock has`
        : must('an object').error(issue),
  });

const common = {
  id: text,
  path,
  former: optionalList(path),
  published: instant,
  source: digest,
  feeds: optionalList(text),
};
const shift = line({ index: z.int(must('a whole number')).min(0, 'must be 0 or more'), at: instant });

const FORM = line({
  version: z.literal(VERSION),
  entries: list(line({ ...common, digest, changed: instant })),
  removed: list(line({ ...common, at: instant })),
  feeds: list(
    line({
      feed: text,
      digest,
      changed: instant,
      known: z.literal(true, must('true')).optional(),
      shifts: optionalList(shift),
    }),
  ),
  states: list(line({ name: text, digest: text, changed: instant })),
});

/** Something wrong with the value at a path of the file. */
interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: (lineOf: (path: readonly PropertyKey[]) => number) => string;
}

const RESTORE = `take back the last one that was whole (git checkout ${LOCK_FILE}), then run npm start`;
const KEEP_ONE = 'keep one of the two lines, then run npm start: what differs counts as changed now';
const MERGE = [
  'a merge conflict is left in the file',
  'keep one side whole, the one that readers have been served, then run npm start: what differs counts as changed now',
  'if they have been served both, keep the lines of both, but one of two for the same id, feed or name',
].join('; ');
const SHOWN_PROBLEMS = 5;

function refuseConflict(text: string): void {
  const found = /^(?:<{7}|={7}|>{7}|\|{7})(?![^\s])/m.exec(text);
  if (found) throw new BrokenLock(placeAt(text, found.index), MERGE);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw brokenJson(text, error as Error);
  }
}

function brokenJson(text: string, error: Error): Error {
  try {
    placesInJson(text);
    return error;
  } catch (found) {
    if (!(found instanceof NotJson)) throw found;
    return new BrokenLock(
      placeAt(text, found.offset),
      `the file is not whole JSON: ${found.message}; ${RESTORE}`,
    );
  }
}

function refuseOtherVersion(text: string, value: unknown): void {
  const { data } = z.object({ version: z.int() }).safeParse(value);
  if (data?.version === VERSION) return;
  const isNewer = data !== undefined && data.version > VERSION;
  const message = isNewer
    ? `the file is of version ${data.version}, written by a newer Longwave; update it`
    : `the file does not say "version": ${VERSION}, as every lock does; ${RESTORE}`;
  throw new BrokenLock(placeAt(text, placesInJson(text)(['version'])), message);
}

function refuseTwins(text: string, { entries, removed, feeds, states }: z.output<typeof FORM>): void {
  const problems = [
    ...twins([
      ...entries.map(({ id }, index) => ({ name: `the id "${id}"`, path: ['entries', index] })),
      ...removed.map(({ id }, index) => ({ name: `the id "${id}"`, path: ['removed', index] })),
    ]),
    ...twins(feeds.map(({ feed }, index) => ({ name: `the feed "${feed}"`, path: ['feeds', index] }))),
    ...twins(states.map(({ name }, index) => ({ name: `the state "${name}"`, path: ['states', index] }))),
  ];
  if (problems.length > 0) throw broken(text, problems, KEEP_ONE);
}

type Named = { readonly name: string; readonly path: readonly PropertyKey[] };

/** Those whose name another had before them. */
function twins(named: readonly Named[]): Problem[] {
  const seen = new Map<string, readonly PropertyKey[]>();
  return named.flatMap(({ name, path }) => {
    const first = seen.get(name);
    if (first) return [{ path, message: (lineOf) => `${name} is on line ${lineOf(first)} already` }];
    seen.set(name, path);
    return [];
  });
}

function problemOf({ path, message }: z.core.$ZodIssue): Problem {
  const name = path.findLast((key) => typeof key === 'string') ?? 'the lock';
  return { path, message: () => `${String(name)} ${message}` };
}

/** One error for all problems: the first has the place, the others name their lines. */
function broken(text: string, problems: readonly Problem[], remedy = RESTORE): BrokenLock {
  const offsetOf = placesInJson(text);
  const placeOf = (path: readonly PropertyKey[]) => placeAt(text, offsetOf(path));
  const lineOf = (path: readonly PropertyKey[]) => placeOf(path).line;
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map(({ path, message }, index) => (index === 0 ? '' : `line ${lineOf(path)}: `) + message(lineOf));
  const more = problems.length - shown.length;
  const all = [...shown, ...(more > 0 ? [`and ${more} more`] : []), remedy];
  return new BrokenLock(placeOf(problems[0]?.path ?? []), all.join('; '));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BrokenLock({ line: 1, column: 1 }, `the file is not UTF-8; ${RESTORE}`);
  }
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
