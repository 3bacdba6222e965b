// JSON with places: JSON.parse reads a file. When that fails, `yaml` finds the mistake, because JSON is a subset of YAML.

import { type Document, isCollection, isNode, isPair, LineCounter, parseDocument, visit } from 'yaml';
import { tooDeepInJson } from './depth.ts';
import { type Place, START } from './findings.ts';
import { madeAgain } from './made-again.ts';
import { placeAt, placeIn, placeOfValue } from './places.ts';

/** A text that is not JSON, with the place where it stops being so. */
export class NotJson extends Error {
  readonly place: Place;

  constructor(place: Place, message: string) {
    super(message);
    this.place = place;
  }
}

/** Throws NotJson, whose message says what is wrong at its place. */
export function parseJson(text: string): unknown {
  const tooDeep = tooDeepInJson(text);
  if (tooDeep !== undefined)
    throw new NotJson(placeAt(text, tooDeep), 'it has too many levels of lists and objects');
  try {
    return JSON.parse(text);
  } catch (error) {
    const found = text.length > LONGEST ? mistakeNamedBy(error as Error, text) : findMistake(text);
    throw found ?? new NotJson(START, (error as Error).message);
  }
}

/** Finds the place of each value in a JSON text that `parseJson` has read. */
export function placesInJson(text: string): (path: readonly PropertyKey[]) => Place {
  const read = madeAgain(() => readAsYaml(text));
  return (path) => {
    const { document, lines } = read();
    return placeOfValue(document, lines, path);
  };
}

/** Characters of a text of which a tree with all places can be made. That of an export would fill the memory. */
const LONGEST = 1_000_000;

/** The mistake where the message of JSON.parse says that it is; undefined when it names no place. */
function mistakeNamedBy({ message }: Error, text: string): NotJson | undefined {
  const end = text.trimEnd().length;
  const [, reason = '', position = end] = /^(.*?) in JSON at position (\d+)/.exec(message) ?? [];
  const offset = Number(position);
  if (offset >= end && (reason !== '' || /^Unexpected end/.test(message)))
    return new NotJson(placeAt(text, end), 'it ends too early');
  return reason === '' ? undefined : new NotJson(placeAt(text, offset), reason);
}

function readAsYaml(text: string): { document: Document.Parsed; lines: LineCounter } {
  const lines = new LineCounter();
  const options = { schema: 'json', uniqueKeys: false, prettyErrors: false, lineCounter: lines } as const;
  return { document: parseDocument(text, options), lines };
}

/** Undefined for a text that YAML allows and JSON does not, such as one in single quotes. */
function findMistake(text: string): NotJson | undefined {
  const { document, lines } = readAsYaml(text);
  const [error] = document.errors;
  const end = text.trimEnd().length;
  if (end === 0 || (error && error.pos[0] >= end))
    return new NotJson(placeIn(lines, end), 'it ends too early');
  if (error) return new NotJson(placeIn(lines, error.pos[0]), inWordsOfJson(error.message));
  const offset = findTrailingComma(document, text);
  return offset === undefined
    ? undefined
    : new NotJson(placeIn(lines, offset), 'there is a comma after the last item; remove it');
}

function inWordsOfJson(message: string): string {
  return message.replace(/flow sequence/gi, 'list').replace(/flow map/gi, 'object');
}

/** YAML allows a comma after the last item of a list or object. Merging two versions of a file often leaves one. */
function findTrailingComma(document: Document.Parsed, text: string): number | undefined {
  let found: number | undefined;
  visit(document, (_, node) => {
    if (!isCollection(node) || !node.range) return;
    const last = node.items.at(-1);
    const value = isPair(last) ? last.value : last;
    if (!isNode(value) || !value.range) return;
    const [, end] = value.range;
    const comma = text.slice(end, node.range[1]).indexOf(',');
    if (comma >= 0) found = end + comma;
    return comma >= 0 ? visit.BREAK : undefined;
  });
  return found;
}
