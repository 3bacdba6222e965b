// Front matter: the lines between `---` at the top of a post, as data with a place for every field.

import matter from 'gray-matter';
import { type Document, isAlias, isCollection, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { tooDeepInYaml } from '../report/depth.ts';
import { type Place, START, Unreadable } from '../report/findings.ts';
import { placeAt, placeIn, placeOfValue } from '../report/places.ts';

export interface FrontMatter {
  /** Every scalar is the text the author typed (dates and numbers too); an empty field is null. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The place of a value. When there is none: the place of the object or list around it, or the start of the file. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** The Markdown below. */
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

const OPENING_LINE = 1;

/** Splits a post whose line ends are `\n`. Throws Unreadable when the front matter cannot be read. */
export function parseFrontMatter(text: string): FrontMatter {
  checkBeginning(text);
  const opening = /^---(?!-)([^\n]*)/.exec(text);
  if (!opening) return { data: {}, placeOf: () => START, body: text, bodyLine: 1 };
  checkLanguage(opening[1]?.trim() ?? '');
  const closingLine = findClosingLine(text);

  // gray-matter passes on the text after the opening `---`, line break included: line 1 of the YAML is line 1 of the file.
  const lines = new LineCounter();
  let document: Document.Parsed | undefined;
  const read = (yaml: string) => {
    checkExtent(yaml);
    document = parseYaml(yaml, lines);
    return readData(document);
  };
  // With options gray-matter neither caches nor evaluates; its own YAML engine would turn 2026-02-30 into 2 March.
  const { data } = matter(text, { language: 'yaml', engines: { yaml: { parse: read } } });
  return {
    data,
    placeOf: (path) => (document ? placeOfValue(document, lines, path) : START),
    body: text.split('\n').slice(closingLine).join('\n'),
    bodyLine: closingLine + 1,
  };
}

/** Throws Unreadable when a post begins with front matter of another form. */
function checkBeginning(text: string): void {
  const [blank] = /^\s*\n(?=(?:---|\+\+\+)\s*\n)/.exec(text) ?? [];
  if (blank !== undefined) {
    throw new Unreadable(
      START,
      'front matter must begin on the first line of the file; remove the blank lines above it',
    );
  }
  if (/^\+\+\+\s*\n/.test(text)) {
    const remedy = 'write --- instead of +++, and `field: value` instead of `field = value`';
    throw new Unreadable(START, `front matter must be YAML; ${remedy}`);
  }
}

function checkLanguage(language: string): void {
  if (language === '' || /^ya?ml$/.test(language)) return;
  const place = { line: OPENING_LINE, column: 4 };
  throw new Unreadable(place, `front matter must be YAML; write --- instead of ---${language}`);
}

function findClosingLine(text: string): number {
  const lines = text.split('\n');
  const found = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  if (found === -1) {
    throw new Unreadable(START, 'the front matter is not closed; add a line --- below its last field');
  }
  if (lines[found]?.trimEnd() !== '---') {
    const place = { line: found + 1, column: 4 };
    throw new Unreadable(
      place,
      'the front matter ends on this line, but there is text after the ---; write nothing else on the line',
    );
  }
  return found + 1;
}

/** Characters of front matter: far more than anybody writes. Some lines take the parser longer the more there are. */
const LONGEST = 65_536;

/** The parser calls itself for each level, and ends the process when there are too many. */
function checkExtent(yaml: string): void {
  if (yaml.length > LONGEST) {
    const message = `the front matter is longer than ${LONGEST} characters; move text below the --- that closes it`;
    throw new Unreadable(START, message);
  }
  const offset = tooDeepInYaml(yaml);
  if (offset !== undefined) {
    const message =
      'the front matter has too many levels; remove brackets, or put text that begins with them in quotes';
    throw new Unreadable(placeAt(yaml, offset), message);
  }
}

function parseYaml(yaml: string, lineCounter: LineCounter): Document.Parsed {
  // The failsafe schema leaves every scalar as typed; each field decides what is a date or a number.
  const document = parseDocument(yaml, {
    schema: 'failsafe',
    customTags: ['null'],
    lineCounter,
    prettyErrors: false,
    // No warnings on the console: mistakes become findings.
    logLevel: 'error',
  });
  const mistakes = document.errors.length > 0 ? grammarMistakes(document, lineCounter) : oddNodes(document);
  const [first, ...others] = mistakes.map(
    ({ offset, message }) =>
      new Unreadable(placeIn(lineCounter, offset), `the front matter is not YAML: ${message}`),
  );
  if (first) throw new Unreadable(first.place, first.message, others);
  if (document.contents !== null && !isMap(document.contents)) {
    throw new Unreadable({ line: 2, column: 1 }, 'the front matter must be lines of the form `field: value`');
  }
  return document;
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

/** At most one mistake for each line, because one often causes another. None after the parser has lost its way. */
function grammarMistakes({ errors }: Document.Parsed, lines: LineCounter): Mistake[] {
  const lost = errors.findIndex(({ message }) => message.includes('in YAML stream'));
  const meant = lost < 0 ? errors : errors.slice(0, lost + 1);
  const byLine = new Map<number, Mistake>();
  for (const error of meant) {
    const [offset] = error.pos;
    const { line } = placeIn(lines, offset);
    if (!byLine.has(line)) byLine.set(line, { offset, message: firstLine(error) + remedyFor(error.code) });
  }
  return [...byLine.values()];
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

function readData(document: Document.Parsed): Record<string, unknown> {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    // Aliases of aliases that would expand to millions of fields.
    const place = { line: OPENING_LINE + 1, column: 1 };
    throw new Unreadable(place, `the front matter is not YAML: ${firstLine(error as Error)}`);
  }
}

/** Advice where YAML's own message does not help somebody who only wanted to write a title. */
function remedyFor(code: string): string {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return '; put text that contains a colon and a space in quotes';
  if (code === 'DUPLICATE_KEY') return '; keep one of the two lines';
  if (code === 'TAB_AS_INDENT') return '; indent with spaces';
  return '';
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
}
