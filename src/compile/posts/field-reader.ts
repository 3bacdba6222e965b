// The field reader: the checked value of each field, and a finding for every value that is wrong.

import type { z } from 'zod';
import type { Report } from '../report/findings.ts';
import { removeForbidden } from '../text/text.ts';
import type { FieldName, NamedFields } from './field-names.ts';
import type { FieldValues } from './field-values.ts';

export type Path = readonly (string | number)[];

/** A checked value, with its path in the front matter. */
export interface Item<T> {
  readonly item: T;
  readonly path: Path;
}

/** A value that is to be checked. */
export type Unchecked = Item<unknown>;

export interface FieldReader {
  /** The value of a field: the first that is not blank. */
  readonly one: <T>(field: FieldName, schema: z.ZodType<T>, choose?: Choose) => Item<T> | undefined;
  /** All values of a field that is a list. */
  readonly all: <T>(field: FieldName, schema: z.ZodType<T>, choose?: Choose) => Item<T>[];
  /** Whether a value is wrong that must not be ignored. */
  readonly hasErrors: () => boolean;
}

/** What of a value is to be checked, where that is not all of it. */
export type Choose = (given: Unchecked) => Unchecked[];

/** Fields that decide what readers get to see, and when: a value that cannot be read is an error under any name. */
const CRUCIAL: readonly FieldName[] = [
  ...(['date', 'updated', 'expires', 'draft', 'published', 'withheld', 'feed', 'unlisted'] as const),
];

export function fieldReader({ given }: NamedFields, front: FieldValues, report: Report): FieldReader {
  let hasErrors = false;

  const check = <T>(
    field: FieldName,
    isOwn: boolean,
    schema: z.ZodType<T>,
    { item, path }: Unchecked,
  ): Item<T>[] => {
    const checked = schema.safeParse(item);
    if (checked.success) return [{ item: checked.data, path }];
    const isError = isFatal(field, isOwn);
    hasErrors ||= isError;
    for (const issue of checked.error.issues) {
      const place = [...path, ...(issue.path as Path)];
      const message = `${fieldName(front, place)} ${issue.message}`;
      if (isError) report('error', front.placeOf(place), message);
      else report('warning', front.placeOf(place), `${message}; it is ignored`);
    }
    return [];
  };

  return {
    one(field, schema, choose = asItIs) {
      for (const { value, path, isOwn } of given.get(field) ?? []) {
        const [first] = choose({ item: value, path }).filter(({ item }) => !isNothing(field, item));
        if (!first) continue;
        const [found] = check(field, isOwn, schema, first);
        if (found || isFatal(field, isOwn)) return found;
      }
      return undefined;
    },
    all(field, schema, choose = eachOf) {
      return (given.get(field) ?? []).flatMap(({ value, path, isOwn }) =>
        choose({ item: value, path })
          .filter(({ item }) => !isNothing(field, item))
          .flatMap((each) => check(field, isOwn, schema, each)),
      );
    },
    hasErrors: () => hasErrors,
  };
}

/** Whether a wrong value is an error. */
function isFatal(field: FieldName, isOwn: boolean): boolean {
  return isOwn || CRUCIAL.includes(field);
}

const asItIs: Choose = (given) => [given];

/** The items of a list; a value that is no list as one item. */
export const eachOf: Choose = ({ item, path }) =>
  (Array.isArray(item) ? item : [item]).map((each, index) => ({ item: each, path: [...path, index] }));

/** Null, an empty list, or a text with nothing that feeds can contain. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return removeForbidden(value).trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Fields in which `true` and `false` say something; in others, they switch something on or off in other programs. */
const TRUTHFUL: readonly FieldName[] = [
  ...(['title', 'slug', 'draft', 'published', 'withheld', 'feed', 'unlisted'] as const),
  ...(['tags', 'categories', 'keywords'] as const),
];

/** Whether the value of a field counts as absent. */
export function isNothing(field: FieldName, value: unknown): boolean {
  return isBlank(value) || (/^(?:true|false)$/i.test(String(value)) && !TRUTHFUL.includes(field));
}

/** `enclosures[0].url`, or `audio.url` when the author wrote a single value and no list. */
export function fieldName({ data }: FieldValues, path: Path): string {
  return path.reduce<string>((name, step, index) => {
    if (typeof step === 'string') return name === '' ? step : `${name}.${step}`;
    return Array.isArray(valueAt(data, path.slice(0, index))) ? `${name}[${step}]` : name;
  }, '');
}

/** The value at a path; a value that is no list stands for its own items. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof step === 'number' && !Array.isArray(value)) continue;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
