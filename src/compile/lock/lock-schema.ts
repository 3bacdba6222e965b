// The schema of the lock file: each line of it as the object it stands for.

import { z } from 'zod';
import type { Instant } from '../../archive/entry.ts';
import { formatInstant, LOCK_VERSION } from './format-lock.ts';
import type { EntryState, LockedEntry, LockedState, RemovedEntry } from './lock.ts';

export const must = (be: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : `must be ${be}`),
});
export const text = z.string(must('text')).min(1, 'is empty');
export const path = z.string(must('a path')).startsWith('/', 'must be a path that begins with /');
export const digest = z.string(must('a digest')).regex(/^[!-~]{16}$/, 'must be a digest of 16 characters');
export const instant = z.string(must('a time')).transform((written, context) => {
  const moment = Date.parse(written);
  if (!Number.isNaN(moment) && formatInstant(moment) === written) return moment;
  context.addIssue(`"${written}" must be a time such as 2026-11-22T09:30:00Z`);
  return z.NEVER;
});
export const list = <T extends z.ZodType>(item: T) => z.array(item, must('a list'));
export const optionalList = <T extends z.ZodType>(item: T) => list(item).default([]);
export const object = <T extends z.core.$ZodShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `may not have ${issue.keys.map((key) => `"${key}"`).join(' and ')}`
        : must('an object').error(issue),
  });

const timesByFeed = z
  .record(z.string(), instant, must('an object'))
  .default({})
  .transform((times): ReadonlyMap<string, Instant> => new Map(Object.entries(times)));

const likeness = { source: digest, body: digest.optional(), sketch: text.optional() };

const facts = {
  path,
  former: optionalList(path),
  published: instant,
  ...likeness,
  digest,
  changed: instant,
  added: instant.default(0),
  weight: z.int(must('a whole number')).min(0, 'must be 0 or more'),
  shifted: instant.optional(),
  feeds: optionalList(text),
  joined: timesByFeed,
  left: timesByFeed,
};

const state = object(facts);

const entry = object({
  id: text,
  ...facts,
  told: z.literal(false, must('false')).optional(),
  pending: state.optional(),
  gone: instant.optional(),
}).transform(({ id, told, pending, gone, ...line }): LockedEntry => {
  const written = stateOf(line);
  if (told === false) return { id, current: written };
  if (pending) return { id, told: written, current: stateOf(pending) };
  return gone === undefined ? { id, told: written, current: written } : { id, told: written, gone };
});

const removed = object({
  id: text,
  path,
  former: optionalList(path),
  published: instant,
  ...likeness,
  at: instant,
  feeds: optionalList(text),
  left: timesByFeed,
}).transform(
  ({ source, body, sketch, ...line }): RemovedEntry => ({ ...line, ...faceOf(source, body, sketch) }),
);

const digestState = { digest: text, changed: instant };

const template = object({
  name: text,
  ...digestState,
  told: z.literal(false, must('false')).optional(),
  pending: object(digestState).optional(),
}).transform(({ name, told, pending, ...current }): { name: string; state: LockedState } => {
  const state = told === false ? { current } : { told: current, current: pending ?? current };
  return { name, state };
});

export const lockSchema = object({
  version: z.literal(LOCK_VERSION),
  templates: list(template),
  knownFeeds: optionalList(text),
  entries: list(entry),
  removed: list(removed),
});

function stateOf({ source, body, sketch, shifted, ...line }: z.output<typeof state>): EntryState {
  return { ...line, ...faceOf(source, body, sketch), ...(shifted !== undefined && { shifted }) };
}

function faceOf(textDigest: string, bodyDigest: string | undefined, sketch: string | undefined) {
  return {
    textDigest,
    ...(bodyDigest !== undefined && { bodyDigest }),
    ...(sketch !== undefined && { sketch }),
  };
}
