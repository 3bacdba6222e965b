// Messages about src/site.ts: what is wrong with a setting, and what the owner may have meant.

import { z } from 'zod';
import { didYouMean } from '../text/did-you-mean.ts';
import { schema } from './schema.ts';

/** One line for each mistake, such as `src/site.ts: titel is not a setting; did you mean title?`. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => describeUnknown(key, issue.path)).join('\n');
  if (place === '') return NO_SETTINGS;
  const message = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
  return `src/site.ts: ${place} ${message}`;
}

const NO_SETTINGS =
  'src/site.ts: the file must export the settings as its default export; begin with `export default {`';

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
};

/** The message for a setting to which the schema gives none. */
export function defaultMessage({ code, input, expected }: z.core.$ZodRawIssue): string | undefined {
  if (input === undefined) return 'is missing';
  return code === 'invalid_type' ? `must be ${KINDS[String(expected)] ?? expected}` : undefined;
}

function describeUnknown(key: string, path: readonly PropertyKey[]): string {
  const name = (member: string) => [...path, member].join('.');
  const meant = didYouMean(membersOf(schema, path), key);
  const advice = meant === undefined ? 'remove it' : `did you mean ${name(meant)}?`;
  return `src/site.ts: ${name(key)} is not a setting; ${advice}`;
}

/** The names of the settings that the object at a path may have. */
function membersOf(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return membersOf(schema.unwrap(), path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return membersOf(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : membersOf(schema.shape[String(step)], rest);
}
