// JSON of exports: parsed, and read member by member, because nothing in it can be relied upon.

import { NotJson, parseJson } from '../../compile/report/json.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Throws an Error with a message for the owner when the text is no JSON. */
export function parseExport(text: string, name: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const { line, column } = error.place;
    throw new Error(
      `${name}:${line}:${column}: this JSON is damaged or incomplete (${error.message}); export it again`,
    );
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty. */
export function textIn(holder: JsonObject, name: string): string | undefined {
  const value = holder[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function listIn(holder: JsonObject, name: string): readonly unknown[] {
  const value = holder[name];
  return Array.isArray(value) ? value : [];
}

export function objectsIn(holder: JsonObject, name: string): JsonObject[] {
  return listIn(holder, name).filter(isObject);
}
