// YAML fields: reads the front matter of most posts. Values stay as typed, and every mistake has its place.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  LineCounter,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import { tooDeepInYaml } from '../report/depth.ts';
import { START, Unreadable } from '../report/findings.ts';
import { madeAgain } from '../report/made-again.ts';
import { placeAt, placeIn, placeOfValue } from '../report/places.ts';
import type { Dialect } from '../settings/settings.ts';
import type { FieldWarning, ReadFields } from './field-values.ts';
import { quotedLine } from './quoted-line.ts';
import { indentQuoted } from './yaml-quotes.ts';

/** Throws Unreadable for a text that is not YAML, or not an object. */
export const readYamlFields: ReadFields = (text, dialect) => {
  checkDepth(text);
  const first = readDocument(text, dialect);
  const again = madeAgain(() => readDocument(text, dialect), first);
  const placeOf = (path: readonly PropertyKey[]) => {
    const { document, lines } = again();
    return placeOfValue(document, lines, path);
  };
  return { data: readData(first.document), placeOf, warnings: first.warnings };
};

function readDocument(text: string, dialect: Dialect) {
  const uniqueKeys = dialect !== 'jekyll';
  const read = (yaml: string) => {
    const lines = new LineCounter();
    return { document: parse(yaml, lines, uniqueKeys), lines, yaml };
  };
  const typed = read(text);
  const indented = typed.document.errors.length > 0 ? read(indentQuoted(text)) : typed;
  const { document, lines, yaml } = indented.document.errors.length > 0 ? typed : indented;
  checkDocument(document, yaml, lines);
  return { document, lines, warnings: dropRepeated(document, lines) };
}

/** The parser calls itself for each level, and ends the process when there are too many. */
function checkDepth(yaml: string): void {
  const offset = tooDeepInYaml(yaml);
  if (offset !== undefined) {
    const message =
      'the front matter has too many levels; remove brackets, or put text that begins with them in quotes';
    throw new Unreadable(placeAt(yaml, offset), message);
  }
}

function parse(yaml: string, lineCounter: LineCounter, uniqueKeys: boolean): Document.Parsed {
  // The failsafe schema leaves every scalar as typed; each field decides what is a date or a number.
  return parseDocument(yaml, {
    schema: 'failsafe',
    customTags: ['null'],
    uniqueKeys,
    lineCounter,
    prettyErrors: false,
    // No warnings on the console: mistakes become findings.
    logLevel: 'error',
  });
}

/** Throws Unreadable for a document with mistakes, or one that is no object. */
function checkDocument(document: Document.Parsed, yaml: string, lineCounter: LineCounter): void {
  const mistakes =
    document.errors.length > 0 ? grammarMistakes(document, yaml, lineCounter) : oddNodes(document);
  const [first, ...others] = mistakes.map(
    ({ offset, message }) =>
      new Unreadable(placeIn(lineCounter, offset), `the front matter is not YAML: ${message}`),
  );
  if (first) throw new Unreadable(first.place, first.message, others);
  if (document.contents !== null && !isMap(document.contents)) {
    throw new Unreadable({ line: 2, column: 1 }, 'the front matter must be lines of the form `field: value`');
  }
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

/** At most one mistake for each line, because one often causes another. None after the parser has lost its way. */
function grammarMistakes(document: Document.Parsed, yaml: string, lines: LineCounter): Mistake[] {
  const { errors: all } = document;
  // What follows a text without its closing quotation mark has been read as part of it.
  const open = all.find(isUnclosed);
  const errors = all.filter(({ pos }) => !open || pos[0] <= beginningOf(open, document)).concat(open ?? []);
  const lost = errors.findIndex(({ message }) => message.includes('in YAML stream'));
  const meant = lost < 0 ? errors : errors.slice(0, lost + 1);
  const byLine = new Map<number, Mistake>();
  for (const error of meant) {
    const offset = beginningOf(error, document);
    const { line } = placeIn(lines, offset);
    if (!byLine.has(line))
      byLine.set(line, { offset, message: mistakeIn(error) + remedyFor(error.code, yaml, offset) });
  }
  return [...byLine.values()];
}

function isUnclosed({ message }: YAMLParseError): boolean {
  return message.startsWith('Missing closing');
}

/** The parser misses a quotation mark only at the end of the text. The author misses it where it should have been. */
function beginningOf(error: YAMLParseError, document: Document.Parsed): number {
  const [offset] = error.pos;
  if (!isUnclosed(error)) return offset;
  let found = offset;
  visit(document, {
    Scalar(_, { range }) {
      if (range && range[0] < offset) [found] = range;
    },
  });
  return found;
}

/**
 * `? [a]` and `{{a: b}: c}`: YAML allows any value as the name of a field, and `&a [*a]`, a list that contains itself.
 * Nobody writes that on purpose.
 */
function oddNodes(document: Document.Parsed): Mistake[] {
  const mistakes: Mistake[] = [];
  const anchored = new Map<string, unknown>();
  visit(document, {
    Node(_, node, path) {
      if (!isAlias(node)) {
        if (isNode(node) && 'anchor' in node && node.anchor) anchored.set(node.anchor, node);
        return;
      }
      const target = anchored.get(node.source);
      const [offset] = node.range ?? [0];
      if (target === undefined) {
        mistakes.push({
          offset,
          message: `there is no &${node.source} above *${node.source}; write the value here`,
        });
      } else if (path.some((parent) => parent === target)) {
        const message = `*${node.source} stands for a value that contains it; write what you mean instead`;
        mistakes.push({ offset, message });
      }
    },
    Pair(_, { key }) {
      if (!isCollection(key) || !key.range) return;
      const message = 'a list or an object cannot be the name of a field; write a word';
      mistakes.push({ offset: key.range[0], message });
    },
  });
  return mistakes;
}

/** Removes all fields of a name but the last. Ruby's YAML, which Jekyll uses, takes no notice of the others. */
function dropRepeated(document: Document.Parsed, lines: LineCounter): FieldWarning[] {
  const warnings: FieldWarning[] = [];
  visit(document, {
    Map(_, map) {
      const last = new Map(map.items.map((pair) => [String(pair.key), pair]));
      if (last.size === map.items.length) return;
      for (const { key } of map.items.filter((pair) => last.get(String(pair.key)) !== pair)) {
        const place = isNode(key) && key.range ? placeIn(lines, key.range[0]) : START;
        warnings.push({ place, message: `there is another ${key} below, which counts, as in Jekyll` });
      }
      map.items = [...last.values()];
    },
  });
  return warnings;
}

function readData(document: Document.Parsed): Record<string, unknown> {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    // Aliases of aliases that would expand to millions of fields.
    const place = { line: 2, column: 1 };
    throw new Unreadable(place, `the front matter is not YAML: ${firstLine(error as Error)}`);
  }
}

/** What is wrong, in the parser's words unless they are about something that nobody meant to write. */
function mistakeIn(error: YAMLParseError): string {
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY')
    return 'text that contains a colon and a space must be in quotes';
  return firstLine(error);
}

/** Advice where YAML's own message does not help somebody who only wanted to write a title. */
function remedyFor(code: string, yaml: string, offset: number): string {
  if (code === 'DUPLICATE_KEY') return '; keep one of the two lines';
  if (code === 'TAB_AS_INDENT') return '; indent with spaces';
  const quoted = quotedLine(lineAround(yaml, offset));
  return quoted === undefined ? '' : `; write \`${quoted}\``;
}

function lineAround(text: string, offset: number): string {
  const [before = ''] = text.slice(0, offset).split('\n').slice(-1);
  const [after = ''] = text.slice(offset).split('\n', 1);
  return before + after;
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
}
