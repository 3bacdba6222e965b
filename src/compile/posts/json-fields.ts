// JSON fields: reads front matter in JSON, as Hugo and Hexo allow it.

import { Unreadable } from '../report/findings.ts';
import { NotJson, parseJson, placesInJson } from '../report/json.ts';
import type { ReadFields } from './field-values.ts';

/** Throws Unreadable for a text that is not a JSON object. */
export const readJsonFields: ReadFields = (text) => {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable({ line: 2, column: 1 }, 'the front matter must be an object between { and }');
  return { data: asTyped(value) as Record<string, unknown>, placeOf: placesInJson(text) };
};

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new Unreadable(error.place, `the front matter is not JSON: ${error.message}`);
  }
}

/** With numbers, true and false as text, as in YAML. The depth of the value has been checked. */
function asTyped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTyped);
  if (typeof value !== 'object' || value === null) return value === null ? null : String(value);
  const members = Object.entries(value).map(([name, member]) => [name, asTyped(member)] as const);
  return Object.fromEntries(members);
}
