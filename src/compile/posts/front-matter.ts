// Front matter: the fields at the top of a post, in YAML, TOML or JSON, as data with a place for every field.

import matter from 'gray-matter';
import { type Place, START, Unreadable } from '../report/findings.ts';
import type { Dialect } from '../settings/settings.ts';
import type { FieldValues, ReadFields } from './field-values.ts';
import { readJsonFields } from './json-fields.ts';
import { readTomlFields } from './toml-fields.ts';
import { readYamlFields } from './yaml-fields.ts';

export interface FrontMatter extends FieldValues {
  /** The Markdown below. */
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

type Language = 'yaml' | 'toml' | 'json';

const READERS: Readonly<Record<Language, ReadFields>> = {
  yaml: readYamlFields,
  toml: readTomlFields,
  json: readJsonFields,
};

/** Front matter that has been found, but not yet read. */
interface Block {
  readonly language: Language;
  /** Begins with a line break. Its line 1 is line `firstLine` of the file. */
  readonly text: string;
  readonly firstLine: number;
  /** Line of the file, counted from 1, that is the last one of the front matter. */
  readonly lastLine: number;
  /** What gray-matter should find around it. */
  readonly delimiter: string;
}

/** Splits a post whose line ends are `\n`. Throws Unreadable when the front matter cannot be read. */
export function parseFrontMatter(text: string, dialect: Dialect = 'gfm'): FrontMatter {
  const lines = text.split('\n');
  const block = findBlock(lines);
  if (!block) return { data: {}, placeOf: () => START, body: text, bodyLine: 1 };
  return {
    ...readBlock(block, dialect),
    body: lines.slice(block.lastLine).join('\n'),
    bodyLine: block.lastLine + 1,
  };
}

/** Characters of front matter: far more than anybody writes. Some lines take the parsers longer the more there are. */
const LONGEST = 65_536;

function readBlock({ language, text, firstLine, delimiter }: Block, dialect: Dialect): FieldValues {
  if (text.length > LONGEST) {
    const message = `the front matter is longer than ${LONGEST} characters; move text below the line that closes it`;
    throw new Unreadable(START, message);
  }
  const inFile = ({ line, column }: Place): Place => ({
    line: Math.max(START.line, line + firstLine - 1),
    column,
  });
  let fields: FieldValues = { data: {}, placeOf: () => START };
  const parse = (block: string) => {
    fields = READERS[language](block, dialect);
    return fields.data;
  };
  try {
    // With options gray-matter neither caches nor evaluates. Its own engines would turn 2026-02-30 into 2 March.
    const engines = { [language]: { parse } };
    const { data } = matter(`${delimiter}${text}\n${delimiter}`, {
      language,
      delimiters: delimiter,
      engines,
    });
    const { placeOf, warnings = [] } = fields;
    return {
      data,
      placeOf: (path) => inFile(placeOf(path)),
      warnings: warnings.map(({ place, message }) => ({ place: inFile(place), message })),
    };
  } catch (error) {
    throw error instanceof Unreadable ? moved(error, inFile) : error;
  }
}

function moved({ place, message, others }: Unreadable, inFile: (place: Place) => Place): Unreadable {
  return new Unreadable(
    inFile(place),
    message,
    others.map((other) => moved(other, inFile)),
  );
}

/** A line that opens front matter, and what may stand behind it: `---`, `---toml`, `+++`, and Hexo's `;;;`. */
const OPENING = /^(?:(?<dashes>---(?!-))(?<language>.*)|(?<toml>\+\+\+)[ \t]*|(?<json>;;;)[ \t]*)$/;

function findBlock(lines: readonly string[]): Block | undefined {
  const first = lines.findIndex((line) => line.trim() !== '');
  const line = lines[first];
  if (line === undefined) return undefined;
  const { dashes, language = '', toml, json } = OPENING.exec(line)?.groups ?? {};
  // Hugo allows blank lines above; in any other place than the first line, `--- a` is text.
  if (dashes && (first === 0 || language.trim() === ''))
    return fencedBlock(lines, first, languageNamed(language.trim(), first), CLOSING_DASHES);
  if (toml) return fencedBlock(lines, first, 'toml', CLOSING_PLUSES);
  if (json) return inBraces(fencedBlock(lines, first, 'json', CLOSING_SEMICOLONS));
  return /^\{\s*$|^\{\s*"/.test(line) ? objectBlock(lines, first) : unopenedBlock(lines, first);
}

function languageNamed(name: string, index: number): Language {
  if (name === '' || /^ya?ml$/i.test(name)) return 'yaml';
  if (/^(?:toml|json)$/i.test(name)) return name.toLowerCase() as Language;
  const place = { line: index + 1, column: 4 };
  throw new Unreadable(place, `front matter must be YAML, TOML or JSON; write --- instead of ---${name}`);
}

interface Closing {
  /** Matches a line that can only be meant to close the front matter. */
  readonly begins: RegExp;
  /** Matches it if nothing else is on it. */
  readonly complete: RegExp;
  readonly written: string;
}

/** Jekyll also takes `...`, and Hexo more than three hyphens. */
const CLOSING_DASHES: Closing = {
  begins: /^(?:---|\.\.\.\s*$)/,
  complete: /^(?:-{3,}|\.\.\.)\s*$/,
  written: '---',
};
const CLOSING_PLUSES: Closing = { begins: /^\+\+\+/, complete: /^\+\+\+\s*$/, written: '+++' };
const CLOSING_SEMICOLONS: Closing = { begins: /^;;;/, complete: /^;;;\s*$/, written: ';;;' };

function fencedBlock(
  lines: readonly string[],
  opening: number,
  language: Language,
  { begins, complete, written }: Closing,
): Block {
  const closing = lines.findIndex((line, index) => index > opening && begins.test(line));
  if (closing < 0) {
    const place = { line: opening + 1, column: 1 };
    throw new Unreadable(place, `the front matter is not closed; add a line ${written} below its last field`);
  }
  if (!complete.test(lines[closing] ?? '')) {
    const place = { line: closing + 1, column: 4 };
    const message = `the front matter ends on this line, but there is text after the ${written}; write nothing else on the line`;
    throw new Unreadable(place, message);
  }
  return {
    language,
    text: ['', ...lines.slice(opening + 1, closing)].join('\n'),
    firstLine: opening + 1,
    lastLine: closing + 1,
    delimiter: written,
  };
}

/** Hexo also reads YAML that has only the line below it. Two fields tell it from a heading that is underlined. */
function unopenedBlock(lines: readonly string[], first: number): Block | undefined {
  if (!/^(?:title|layout|date|tags|categories):/.test(lines[first] ?? '')) return undefined;
  const length = lines.slice(first).findIndex((line) => !/^(?:[\w-]+:(?: |$)|[ \t]+\S|- )/.test(line));
  if (length < 2 || !/^-{3,}\s*$/.test(lines[first + length] ?? '')) return undefined;
  const text = ['', ...lines.slice(first, first + length)].join('\n');
  return { language: 'yaml', text, firstLine: first, lastLine: first + length + 1, delimiter: '---' };
}

/** Hexo's JSON has no braces around it. The first one gets a line of its own, so that fields stay in their columns. */
function inBraces(block: Block): Block {
  return { ...block, text: `\n{${block.text}}`, firstLine: block.firstLine - 1 };
}

/** Hugo's JSON, which its last brace closes. Undefined for a text that only begins with a brace. */
function objectBlock(lines: readonly string[], first: number): Block | undefined {
  const { length } = linesOfObject(lines.slice(first));
  if (length === 0) return undefined;
  const text = ['', ...lines.slice(first, first + length)].join('\n');
  return { language: 'json', text, firstLine: first, lastLine: first + length, delimiter: '---' };
}

/** The lines up to the one that ends with the brace that closes the object; none when there is no such line. */
function linesOfObject(lines: readonly string[]): readonly string[] {
  let depth = 0;
  let length = 0;
  for (const [index, line] of lines.entries()) {
    length += line.length;
    if (length > LONGEST) return [];
    // No string in JSON has a line break.
    for (const [bracket] of line.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '').matchAll(/[{}]/g))
      depth += bracket === '{' ? 1 : -1;
    if (depth <= 0) return line.trimEnd().endsWith('}') ? lines.slice(0, index + 1) : [];
  }
  return [];
}
