// TOML fields: reads front matter in TOML, as Hugo and Zola write it. Values stay as typed, and every one has its place.

import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type Place, START, Unreadable } from '../report/findings.ts';
import { madeAgain } from '../report/made-again.ts';
import type { ReadFields } from './field-values.ts';

/** A value with the place where it is written; of lists and tables, with those of their members. */
interface Node {
  readonly place: Place;
  readonly content: string | List | Table;
}
interface List {
  readonly items: Node[];
}
interface Table {
  readonly members: Map<string, Node>;
}

/** Throws Unreadable for a text that is not TOML. */
export const readTomlFields: ReadFields = (text) => {
  const first = readTable(text);
  const again = madeAgain(() => readTable(text), first);
  return { data: tableValue(first), placeOf: (path) => placeIn(again(), path) };
};

function readTable(text: string): Table {
  const root: Table = { members: new Map() };
  for (const part of parse(text).body[0].body) {
    if (part.type === 'TOMLKeyValue') addValue(root, part, 1);
    else addTable(root, part);
  }
  return root;
}

function parse(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    // The parser calls itself for each level of lists and tables.
    if (error instanceof RangeError) throw new Unreadable(START, TOO_DEEP);
    if (!(error instanceof ParseError)) throw error;
    const place = { line: error.lineNumber, column: error.column + 1 };
    const line = text.split('\n')[error.lineNumber - 1] ?? '';
    throw new Unreadable(place, `the front matter is not TOML: ${error.message}${remedyFor(line)}`);
  }
}

const TOO_DEEP = 'the front matter has too many levels of lists and tables; remove some';

/** Advice for a line whose text has no quotation marks, or some inside. */
function remedyFor(line: string): string {
  const [, name, value] = /^\s*([\w-]+)\s*[=:]\s*([^[{\d\s].*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined || line.length > 300) return '';
  const text = value.trim().replace(/^"(.*)"$/, '$1');
  return `; write \`${name} = "${text.replace(/\\?"/g, '\\"')}"\``;
}

/** Deeper than anybody writes, but not too deep for the functions below. */
const MAX_DEPTH = 100;

function addValue(table: Table, { key, value }: AST.TOMLKeyValue, depth: number): void {
  const names = namesOf(key);
  const name = names.pop() ?? '';
  tableAt(table, names, key).members.set(name, nodeOf(value, depth));
}

/** `[a.b]` or `[[a]]`: the parser says to which item of a list of tables it belongs. */
function addTable(root: Table, { resolvedKey, key, body }: AST.TOMLTable): void {
  const table = tableAt(root, resolvedKey, key);
  for (const each of body) addValue(table, each, resolvedKey.length + 1);
}

/** The table at a path, made where there is none yet. */
function tableAt(root: Table, path: readonly (string | number)[], key: AST.TOMLKey): Table {
  if (path.length > MAX_DEPTH) throw new Unreadable(startOf(key), TOO_DEEP);
  let content: Node['content'] = root;
  for (const [index, step] of path.entries()) {
    const made: Node['content'] =
      typeof path[index + 1] === 'number' ? { items: [] } : { members: new Map() };
    content = memberAt(content, step, { place: startOf(key), content: made }).content;
  }
  return content as Table;
}

/** The member of a list or table; the given one, added, where there is none. The parser has checked that it may have any. */
function memberAt(content: Node['content'], step: string | number, made: Node): Node {
  const found = memberOf(content, step);
  if (found) return found;
  if (typeof step === 'number') (content as List).items.push(made);
  else (content as Table).members.set(step, made);
  return made;
}

function memberOf(content: Node['content'], step: PropertyKey): Node | undefined {
  if (typeof content === 'string') return undefined;
  return 'items' in content ? content.items[Number(step)] : content.members.get(String(step));
}

function nodeOf(value: AST.TOMLContentNode, depth: number): Node {
  const place = startOf(value);
  if (depth > MAX_DEPTH) throw new Unreadable(place, TOO_DEEP);
  if (value.type === 'TOMLArray')
    return { place, content: { items: value.elements.map((each) => nodeOf(each, depth + 1)) } };
  if (value.type === 'TOMLValue') return { place, content: asTyped(value) };
  const table: Table = { members: new Map() };
  for (const each of value.body) addValue(table, each, depth + 1);
  return { place, content: table };
}

function asTyped(value: AST.TOMLValue): string {
  switch (value.kind) {
    case 'integer':
    case 'float':
      return value.number;
    case 'boolean':
    case 'string':
      return String(value.value);
    default:
      return value.datetime;
  }
}

function namesOf({ keys }: AST.TOMLKey): string[] {
  return keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
}

function startOf({ loc }: AST.TOMLNode): Place {
  return { line: loc.start.line, column: loc.start.column + 1 };
}

function tableValue({ members }: Table): Record<string, unknown> {
  return Object.fromEntries([...members].map(([name, node]) => [name, plainValue(node)]));
}

function plainValue({ content }: Node): unknown {
  if (typeof content === 'string') return content;
  return 'items' in content ? content.items.map(plainValue) : tableValue(content);
}

function placeIn(root: Table, path: readonly PropertyKey[]): Place {
  let place = START;
  let content: Node['content'] = root;
  for (const step of path) {
    const node = memberOf(content, step);
    if (!node) break;
    ({ place, content } = node);
  }
  return place;
}
