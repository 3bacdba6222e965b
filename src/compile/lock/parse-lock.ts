// Reading a lock: checks the text, and says what to do about errors. A wrong guess would change entries for readers.

import { z } from 'zod';
import { type Finding, formatFinding, type Place } from '../report/findings.ts';
import { NotJson, parseJson, placesInJson } from '../report/json.ts';
import { placeAt } from '../report/places.ts';
import { LOCK_VERSION } from './format-lock.ts';
import { LOCK_FILE, type Lock } from './lock.ts';
import { lockSchema } from './lock-schema.ts';
import {
  conflictIn,
  mergeEntries,
  mergeLocks,
  mergeRemoved,
  mergeTemplates,
  settleRemovals,
} from './merge-locks.ts';
import { version1Schema } from './version-1.ts';

/** Thrown for a lock that cannot be used. The message says where and why, and what to do. */
export class BrokenLock extends Error {
  readonly place: Place;
  /** The message without the place. */
  readonly reason: string;

  constructor(place: Place, reason: string) {
    super(formatFinding({ severity: 'error', file: LOCK_FILE, place, message: reason }));
    this.place = place;
    this.reason = reason;
  }
}

export interface ParsedLock {
  readonly lock: Lock;
  /** What had to be decided to read it. */
  readonly warnings: readonly Finding[];
}

/** Reads a lock, also one with a merge conflict, if both of its sides can be read. Throws a BrokenLock. */
export function parseLock(text: string): ParsedLock {
  const conflict = conflictIn(text);
  if (!conflict) return { lock: parseSide(text), warnings: [] };
  const place = placeAt(text, conflict.offset);
  const [ours, theirs] = conflict.sides.map((side, index) => parseSideOfConflict(side, SIDES[index], place));
  if (!ours || !theirs) throw new RangeError('a conflict has two sides');
  const message = `${RESOLVED}: ${describeMerge(ours, theirs)}`;
  return {
    lock: mergeLocks(ours, theirs),
    warnings: [{ severity: 'warning', file: LOCK_FILE, place, message }],
  };
}

const SIDES = ['first', 'second'] as const;
const RESOLVED = 'the file has an unresolved merge conflict; Longwave keeps the ids of both sides';

function parseSideOfConflict(text: string, name = '', place: Place): Lock {
  try {
    return parseSide(text);
  } catch (error) {
    if (!(error instanceof BrokenLock)) throw error;
    const reason = `the file has an unresolved merge conflict, and its ${name} side cannot be read (${error.reason})`;
    throw new BrokenLock(place, `${reason}; ${RESTORE}`);
  }
}

/** `5 entries of both, 1 only of the first, 2 only of the second`. */
function describeMerge(ours: Lock, theirs: Lock): string {
  const [first, second] = [ours, theirs].map(
    ({ entries, removed }) => new Set([...entries.keys(), ...removed.keys()]),
  ) as [Set<string>, Set<string>];
  const missingIn = (ids: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...others].filter((id) => !ids.has(id)).length;
  const onlyFirst = missingIn(second, first);
  return `${first.size - onlyFirst} of both, ${onlyFirst} only of the first, ${missingIn(first, second)} only of the second`;
}

/** Reads what `formatLock` wrote, whatever its white space is now. */
function parseSide(text: string): Lock {
  const value = readJson(text);
  if (versionOf(text, value) === 1) return checked(text, version1Schema, value);
  return lockOf(checked(text, lockSchema, value));
}

function checked<T extends z.ZodType>(text: string, schema: T, value: unknown): z.output<T> {
  const { data, error } = schema.safeParse(value);
  if (error) throw broken(text, error.issues.map(problemOf));
  return data as z.output<T>;
}

type Lines = z.output<typeof lockSchema>;

/** An id is on two lines when branches that had moved the line were merged. */
function lockOf({ entries, removed, templates, knownFeeds }: Lines): Lock {
  return {
    ...settleRemovals(
      byKey(
        entries.map((line) => [line.id, line]),
        mergeEntries,
      ),
      byKey(
        removed.map((line) => [line.id, line]),
        mergeRemoved,
      ),
    ),
    templates: byKey(
      templates.map(({ name, state }) => [name, state]),
      mergeTemplates,
    ),
    knownFeeds: new Set(knownFeeds),
  };
}

function byKey<T>(lines: readonly [key: string, line: T][], merge: (one: T, other: T) => T): Map<string, T> {
  const byName = new Map<string, T>();
  for (const [key, line] of lines) {
    const known = byName.get(key);
    byName.set(key, known === undefined ? line : merge(known, line));
  }
  return byName;
}

// Errors and remedies.

export const RESTORE = `restore the last good version (git checkout ${LOCK_FILE}), then run npm start`;
const SHOWN_PROBLEMS = 5;

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new BrokenLock(error.place, `the file is not valid JSON: ${error.message}; ${RESTORE}`);
  }
}

/** The version of a lock that can be read. */
function versionOf(text: string, value: unknown): number {
  const { data } = z.object({ version: z.int() }).safeParse(value);
  if (data?.version === LOCK_VERSION || data?.version === 1) return data.version;
  const isNewer = data !== undefined && data.version > LOCK_VERSION;
  const message = isNewer
    ? `the file has version ${data.version}: a newer Longwave wrote it; update Longwave`
    : `the file must have "version": ${LOCK_VERSION}; ${RESTORE}`;
  throw new BrokenLock(placesInJson(text)(['version']), message);
}

/** An error at a path of the file. */
interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function problemOf({ path, message }: z.core.$ZodIssue): Problem {
  const name = path.findLast((key) => typeof key === 'string') ?? 'the lock';
  return { path, message: `${String(name)} ${message}` };
}

/** One error for all problems: it has the place of the first, and names the lines of the others. */
function broken(text: string, problems: readonly Problem[]): BrokenLock {
  const placeOf = placesInJson(text);
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map(({ path, message }, index) => (index === 0 ? '' : `line ${placeOf(path).line}: `) + message);
  const more = problems.length - shown.length;
  const all = [...shown, ...(more > 0 ? [`and ${more} more`] : []), RESTORE];
  return new BrokenLock(placeOf(problems[0]?.path ?? []), all.join('; '));
}
