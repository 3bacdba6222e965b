// Reading a lock: checks the text, and says what to do about errors. A wrong guess would change entries for readers.

import { z } from 'zod';
import { formatFinding, type Place } from '../report/findings.ts';
import { NotJson, parseJson, placesInJson } from '../report/json.ts';
import { placeAt } from '../report/places.ts';
import { formatInstant, LOCK_VERSION } from './format-lock.ts';
import { LOCK_FILE, type Lock } from './lock.ts';

/** Thrown for a lock that cannot be used. The message says where and why, and what to do. */
export class BrokenLock extends Error {
  readonly place: Place;

  constructor(place: Place, message: string) {
    super(formatFinding({ severity: 'error', file: LOCK_FILE, place, message }));
    this.place = place;
  }
}

/** Reads what `formatLock` wrote, whatever its white space is now. Throws a BrokenLock. */
export function parseLock(text: string): Lock {
  refuseConflict(text);
  const value = readJson(text);
  refuseOtherVersion(text, value);
  const checked = schema.safeParse(value);
  if (!checked.success) throw broken(text, checked.error.issues.map(problemOf));
  refuseDuplicates(text, checked.data);
  const { entries, removed, feeds, states } = checked.data;
  return {
    entries: byId(entries),
    removed: byId(removed),
    feeds: new Map(feeds.map(({ feed, ...state }) => [feed, state])),
    states: new Map(states.map(({ name, ...state }) => [name, state])),
  };
}

/** The file calls the digest of the text `source`. */
function byId<T extends { id: string; source: string }>(lines: readonly T[]) {
  return new Map(lines.map(({ source, ...entry }) => [entry.id, { ...entry, textDigest: source }]));
}

// The schema.

const must = (be: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : `must be ${be}`),
});
const text = z.string(must('text')).min(1, 'is empty');
const path = z.string(must('a path')).startsWith('/', 'must be a path that begins with /');
const digest = z.string(must('a digest')).regex(/^[!-~]{16}$/, 'must be a digest of 16 characters');
const instant = z.string(must('a time')).transform((written, context) => {
  const moment = Date.parse(written);
  if (!Number.isNaN(moment) && formatInstant(moment) === written) return moment;
  context.addIssue(`"${written}" must be a time such as 2026-11-22T09:30:00Z`);
  return z.NEVER;
});
const list = <T extends z.ZodType>(item: T) => z.array(item, must('a list'));
const optionalList = <T extends z.ZodType>(item: T) => list(item).default([]);
const object = <T extends z.core.$ZodShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `may not have ${issue.keys.map((key) => `"${key}"`).join(' and ')}`
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
const shift = object({ index: z.int(must('a whole number')).min(0, 'must be 0 or more'), at: instant });

const schema = object({
  version: z.literal(LOCK_VERSION),
  entries: list(object({ ...common, digest, changed: instant })),
  removed: list(object({ ...common, at: instant })),
  feeds: list(
    object({
      feed: text,
      digest,
      changed: instant,
      known: z.literal(true, must('true')).optional(),
      shifts: optionalList(shift),
    }),
  ),
  states: list(object({ name: text, digest: text, changed: instant })),
});

// Errors and remedies.

export const RESTORE = `restore the last good version (git checkout ${LOCK_FILE}), then run npm start`;
const CHANGED_NOW = 'everything that differs from it counts as changed now';
const KEEP_ONE = `keep one of the two lines, then run npm start: ${CHANGED_NOW}`;
const MERGE = [
  'the file has an unresolved merge conflict',
  `keep the side that has been deployed, then run npm start: ${CHANGED_NOW}`,
  'if both have been deployed, keep the lines of both, but only one line for each id, feed and name',
].join('; ');
const SHOWN_PROBLEMS = 5;

function refuseConflict(text: string): void {
  const found = /^(?:<{7}|={7}|>{7}|\|{7})(?![^\s])/m.exec(text);
  if (found) throw new BrokenLock(placeAt(text, found.index), MERGE);
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new BrokenLock(error.place, `the file is not valid JSON: ${error.message}; ${RESTORE}`);
  }
}

function refuseOtherVersion(text: string, value: unknown): void {
  const { data } = z.object({ version: z.int() }).safeParse(value);
  if (data?.version === LOCK_VERSION) return;
  const isNewer = data !== undefined && data.version > LOCK_VERSION;
  const message = isNewer
    ? `the file has version ${data.version}: a newer Longwave wrote it; update Longwave`
    : `the file must have "version": ${LOCK_VERSION}; ${RESTORE}`;
  throw new BrokenLock(placesInJson(text)(['version']), message);
}

/** An error at a path of the file. */
interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: (lineOf: (path: readonly PropertyKey[]) => number) => string;
}

type Named = { readonly name: string; readonly path: readonly PropertyKey[] };

function refuseDuplicates(text: string, { entries, removed, feeds, states }: z.output<typeof schema>): void {
  const problems = [
    ...duplicates([
      ...entries.map(({ id }, index) => ({ name: `the id "${id}"`, path: ['entries', index] })),
      ...removed.map(({ id }, index) => ({ name: `the id "${id}"`, path: ['removed', index] })),
    ]),
    ...duplicates(feeds.map(({ feed }, index) => ({ name: `the feed "${feed}"`, path: ['feeds', index] }))),
    ...duplicates(
      states.map(({ name }, index) => ({ name: `the state "${name}"`, path: ['states', index] })),
    ),
  ];
  if (problems.length > 0) throw broken(text, problems, KEEP_ONE);
}

/** One problem for each repetition of a name. */
function duplicates(named: readonly Named[]): Problem[] {
  const seen = new Map<string, readonly PropertyKey[]>();
  return named.flatMap(({ name, path }) => {
    const first = seen.get(name);
    if (first) return [{ path, message: (lineOf) => `${name} is already on line ${lineOf(first)}` }];
    seen.set(name, path);
    return [];
  });
}

function problemOf({ path, message }: z.core.$ZodIssue): Problem {
  const name = path.findLast((key) => typeof key === 'string') ?? 'the lock';
  return { path, message: () => `${String(name)} ${message}` };
}

/** One error for all problems: it has the place of the first, and names the lines of the others. */
function broken(text: string, problems: readonly Problem[], remedy = RESTORE): BrokenLock {
  const placeOf = placesInJson(text);
  const lineOf = (path: readonly PropertyKey[]) => placeOf(path).line;
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map(({ path, message }, index) => (index === 0 ? '' : `line ${lineOf(path)}: `) + message(lineOf));
  const more = problems.length - shown.length;
  const all = [...shown, ...(more > 0 ? [`and ${more} more`] : []), remedy];
  return new BrokenLock(placeOf(problems[0]?.path ?? []), all.join('; '));
}
