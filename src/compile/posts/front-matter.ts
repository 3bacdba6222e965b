// DevProxy matter: the lines between `---` at the top of a post, as data with a place for every field.

import matter from 'gray-matter';
import { type Document, isCollection, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { type Place, START, Unreadable } from '../report/findings.ts';

export interface FrontMatter {
  /** Every scalar is the text the author typed (dates and numbers too); an empty field is null. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Where a field is, or the closest thing around it that has a place. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** The Markdown below. */
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

const OPENING_LINE = 1;

/** Splits a post whose line ends are `\n`. Throws Unreadable, with the place, when nothing of it can be trusted. */
export function parseFrontMatter(source: string): FrontMatter {
  const [blank] = /^\s*\n(?=(?:---|\+\+\+)\s*\n)/.exec(source) ?? [];
  if (blank !== undefined) {
    throw new Unreadable(
      START,
      'the front matter begins on the first line of a file; take out the blank lines above it',
    );
  }
  if (/^\+\+\+\s*\n/.test(source)) {
    const remedy = 'write --- instead of +++, and `field: value` instead of `field = value`';
    throw new Unreadable(START, `front matter is read as YAML only; ${remedy}`);
  }
  const opening = /^---(?!-)([^\n]*)/.exec(source);
  if (!opening) return { data: {}, placeOf: () => START, body: source, bodyLine: 1 };
  checkLanguage(opening[1]?.trim() ?? '');
  const closingLine = findClosingLine(source);

  const lines = new LineCounter();
  let document: Document.Parsed | undefined;
  const read = (yaml: string) => {
    document = parseYaml(yaml, lines);
    return readData(document);
  };
  // With options gray-matter neither caches nor evaluates; its own YAML engine would turn 2026-02-30 into 2 March.
  const { data } = matter(source, { language: 'yaml', engines: { yaml: { parse: read } } });
  return {
    data,
    placeOf: (path) => (document ? findPlace(document, lines, path) : START),
    body: source.split('\n').slice(closingLine).join('\n'),
    bodyLine: closingLine + 1,
  };
}

function checkLanguage(language: string): void {
  if (language === '' || /^ya?ml$/.test(language)) return;
  const place = { line: OPENING_LINE, column: 4 };
  throw new Unreadable(place, `front matter is read as YAML only; write --- alone instead of ---${language}`);
}

function findClosingLine(source: string): number {
  const lines = source.split('\n');
  const found = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  if (found === -1) {
    throw new Unreadable(START, 'the front matter is not closed; add a line --- below its last field');
  }
  if (lines[found]?.trimEnd() !== '---') {
    const place = { line: found + 1, column: 4 };
    throw new Unreadable(
      place,
      'the front matter would end here, but the line goes on; write --- alone on it',
    );
  }
  return found + 1;
}

function parseYaml(yaml: string, lineCounter: LineCounter): Document.Parsed {
  // The failsafe schema leaves every scalar as typed; what is a date or a number is decided field by field.
  const document = parseDocument(yaml, {
    schema: 'failsafe',
    customTags: ['null'],
    lineCounter,
    prettyErrors: false,
    // What is odd is told as a finding, and not to the console.
    logLevel: 'error',
  });
  const mistakes = document.errors.length > 0 ? grammarMistakes(document, lineCounter) : oddNames(document);
  const [first, ...others] = mistakes.map(
    ({ offset, message }) =>
      new Unreadable(toPlace(lineCounter, offset), `the front matter is not YAML: ${message}`),
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

/** One a line, since one leads to the next; and none behind what has thrown the parser off its way. */
function grammarMistakes({ errors }: Document.Parsed, lines: LineCounter): Mistake[] {
  const lost = errors.findIndex(({ message }) => message.includes('in YAML stream'));
  const meant = lost < 0 ? errors : errors.slice(0, lost + 1);
  const byLine = new Map<number, Mistake>();
  for (const error of meant) {
    const [offset] = error.pos;
    const { line } = toPlace(lines, offset);
    if (!byLine.has(line)) byLine.set(line, { offset, message: firstLine(error) + remedyFor(error.code) });
  }
  return [...byLine.values()];
}

/** `? [a]` and `{{a: b}: c}`: YAML names fields by anything, but nobody means to. */
function oddNames(document: Document.Parsed): Mistake[] {
  const mistakes: Mistake[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isCollection(key) || !key.range) return;
      const message = 'a list or an object cannot be the name of a field; write a text';
      mistakes.push({ offset: key.range[0], message });
    },
  });
  return mistakes;
}

function readData(document: Document.Parsed): Record<string, unknown> {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    // An alias without its anchor, or aliases of aliases that would unfold into millions of fields.
    const place = { line: OPENING_LINE + 1, column: 1 };
    throw new Unreadable(place, `the front matter is not YAML: ${firstLine(error as Error)}`);
  }
}

/** Mistakes that YAML's own words do not explain to somebody who only wanted to write a title. */
function remedyFor(code: string): string {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return '; put a text in quotes when it holds a colon and a space';
  if (code === 'DUPLICATE_KEY') return '; keep one of the two lines';
  if (code === 'TAB_AS_INDENT') return '; use spaces';
  return '';
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
}

function findPlace(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): Place {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isScalar(node) && node.range && node.value !== null) return toPlace(lines, node.range[0]);
    if (typeof node === 'object' && node !== null && 'range' in node) {
      return toPlace(lines, (node.range as [number, number, number])[0]);
    }
  }
  return START;
}

/**
 * gray-matter hands over the text behind the opening `---`, which begins with its line break: so the first line that
 * YAML counts is the opening line itself.
 */
function toPlace(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
