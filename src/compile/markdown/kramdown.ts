// kramdown: where it reads emphasis, lists and tables in another way than CommonMark, so that posts of Jekyll stay what they were.

import { Tokenizer, type Tokens } from 'marked';
import { changed } from './patterns.ts';

const DELIMITER = /^(?:\*\*?|__?)/;
const AFTER_LETTER = /\p{Alphabetic}-?$/u;
const LETTER_OR_DIGIT = /^[\p{Alphabetic}\p{Nd}]/u;

type Name = 'em' | 'strong';

/**
 * Reads emphasis: asterisks begin it before anything but a space, and end it after anything but a space. CommonMark wants
 * word boundaries, which scripts without spaces do not have. The rules are those of kramdown's parser of emphasis.
 */
export class Emphasis {
  /** Delimiters that nothing ends, by the text that they are in, so that none is looked for twice. */
  readonly #endless = new Map<string, Set<string>>();

  /** Emphasis at the beginning of `source`, the end of `masked`, in which code and links are hidden; or text. */
  read(
    { lexer }: Tokenizer,
    source: string,
    masked: string,
  ): Tokens.Em | Tokens.Strong | Tokens.Text | undefined {
    const start = masked.length - source.length;
    const typed = delimiterAt(masked, start);
    if (typed === '') return undefined;
    const [delimiter, end] = (begins(masked, start, typed) && this.#find(masked, start, typed)) || [];
    if (delimiter === undefined || end === undefined)
      return { type: 'text', raw: typed, text: typed, escaped: false };
    const raw = source.slice(0, end + delimiter.length - start);
    const text = raw.slice(delimiter.length, -delimiter.length);
    return { type: nameOf(delimiter), raw, text, tokens: lexer.inlineTokens(text) };
  }

  /** The delimiter that has an end, and where that is. Two characters may be a literal one, and one that begins. */
  #find(
    masked: string,
    start: number,
    delimiter: string,
  ): readonly [delimiter: string, end: number] | undefined {
    const end = this.#endOf(masked, start + delimiter.length, delimiter);
    if (end !== undefined) return [delimiter, end];
    const single = delimiter.charAt(0);
    const singleEnd = delimiter.length === 2 ? this.#endOf(masked, start + 1, single) : undefined;
    return singleEnd === undefined ? undefined : [single, singleEnd];
  }

  #endOf(masked: string, from: number, delimiter: string): number | undefined {
    const endless = this.#endless.get(masked) ?? new Set<string>();
    if (endless.has(`${delimiter}${from}`)) return undefined;
    const passed: number[] = [from];
    const end = endOf(masked, from, delimiter, [], passed);
    if (end !== undefined) return end;
    for (const position of passed) endless.add(`${delimiter}${position}`);
    this.#endless.set(masked, endless);
    return undefined;
  }
}

function delimiterAt(masked: string, position: number): string {
  return DELIMITER.exec(masked.slice(position, position + 2))?.[0] ?? '';
}

function nameOf(delimiter: string): Name {
  return delimiter.length === 2 ? 'strong' : 'em';
}

function begins(masked: string, start: number, delimiter: string): boolean {
  const isInWord =
    delimiter.startsWith('_') && AFTER_LETTER.test(masked.slice(Math.max(0, start - 2), start));
  return !isInWord && /^\S/.test(masked.charAt(start + delimiter.length));
}

/**
 * Where the delimiter that ends an emphasis is; emphasis within it comes to its own end first. The positions after all other
 * delimiters outside of those are added to `passed`.
 */
function endOf(
  masked: string,
  from: number,
  delimiter: string,
  around: readonly Name[],
  passed: number[] = [],
): number | undefined {
  const names = [...around, nameOf(delimiter)];
  for (let position = from; position < masked.length; ) {
    const character = masked[position];
    if (character !== '*' && character !== '_') position += 1;
    else if (position > from && isEnd(masked, position, delimiter)) return position;
    else {
      const end = nestedEnd(masked, position, names);
      position = end ?? position + delimiterAt(masked, position).length;
      if (end === undefined) passed.push(position);
    }
  }
  return undefined;
}

function isEnd(masked: string, position: number, delimiter: string): boolean {
  if (!masked.startsWith(delimiter, position) || /\s/.test(masked.charAt(position - 1))) return false;
  const next = position + delimiter.length;
  const isOther = delimiter.length === 1 && masked[next] === delimiter && masked[next + 1] !== delimiter;
  const isInWord = delimiter.startsWith('_') && LETTER_OR_DIGIT.test(masked.slice(next, next + 2));
  return !isOther && !isInWord;
}

/** The position after an emphasis within another one; undefined when none begins here. */
function nestedEnd(masked: string, position: number, names: readonly Name[]): number | undefined {
  const delimiter = delimiterAt(masked, position);
  if (names.includes(nameOf(delimiter)) || !begins(masked, position, delimiter)) return undefined;
  const end = endOf(masked, position + delimiter.length, delimiter, names);
  return end === undefined ? undefined : end + delimiter.length;
}

type Other = Tokenizer['rules']['other'];

/**
 * The rules of lists. A list goes on with any bullet, and a bullet among numbers, or a number among bullets, is a list
 * within the item, however little it is indented.
 */
export function listRules({
  listItemRegex,
  nextBulletRegex,
  listInterruptsParagraph,
}: Other): Partial<Other> {
  const [bullets, numbers] = ['[*+-]|', '|\\d{1,9}[.)]'];
  const known = new Map<string, RegExp>();
  let isNumbered = false;
  return {
    listInterruptsParagraph: changed(listInterruptsParagraph, ['1[.)]', '\\d{1,9}[.)]']),
    listItemRegex(bullet) {
      isNumbered = bullet.includes('\\d');
      return listItemRegex(isNumbered ? bullet : '[*+-]');
    },
    // The library asks for it in the items of the list for whose bullet it has asked last.
    nextBulletRegex(indent) {
      const key = `${indent} ${isNumbered}`;
      const rule = known.get(key) ?? changed(nextBulletRegex(indent), [isNumbered ? bullets : numbers, '']);
      known.set(key, rule);
      return rule;
    },
  };
}

const CODE_IN_ROW = /(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;
const PIPE = /(?<!\\)\|/g;
/** A noncharacter, which no text contains. */
const HIDDEN_PIPE = '\uFDDF';

/** A table, and whether it has no header. */
export type KramdownTable = Tokens.Table & { readonly isHeadless?: boolean };

/**
 * A table in whose rows a vertical bar in code is part of the code; GitHub's tables end the cell there. Rows may have more or
 * fewer cells than the line below the header, and there may be no such line.
 */
export function readTable(tokenizer: Tokenizer, source: string): KramdownTable | undefined {
  const { inlineQueue } = tokenizer.lexer;
  const before = inlineQueue.length;
  const token = Tokenizer.prototype.table.call(tokenizer, source);
  if (!token) return readOpenTable(tokenizer, source);
  const hidden = withHiddenPipes(token.raw);
  if (hidden === token.raw) return token;
  inlineQueue.length = before;
  return tableOf(tokenizer, hidden, token.raw);
}

function withHiddenPipes(rows: string): string {
  return rows.replace(CODE_IN_ROW, (code) => code.replace(PIPE, HIDDEN_PIPE));
}

function tableOf(tokenizer: Tokenizer, rows: string, raw: string): Tokens.Table | undefined {
  const { inlineQueue } = tokenizer.lexer;
  const before = inlineQueue.length;
  const table = Tokenizer.prototype.table.call(tokenizer, rows);
  const shown = (text: string) => text.replaceAll(HIDDEN_PIPE, '|');
  for (const cell of table ? [...table.header, ...table.rows.flat()] : []) cell.text = shown(cell.text);
  for (const waiting of inlineQueue.slice(before)) waiting.src = shown(waiting.src);
  return table && { ...table, raw };
}

/** Two lines or more, of which each begins with a bar and has another one. */
const OPEN_ROWS = /^(?: {0,3}\|[^|\n]*\|[^\n]*(?:\n|$)){2,}/;
/** Cells of a table, the empty ones that complete its rows included. */
const MOST_CELLS = 50_000;
const DELIMITERS = /^\|[-=:|+ \t]*-[-=:|+ \t]*$/;

function readOpenTable(tokenizer: Tokenizer, source: string): KramdownTable | undefined {
  const raw = OPEN_ROWS.exec(source)?.[0].replace(/\n$/, '');
  if (raw === undefined) return undefined;
  const lines = withHiddenPipes(raw)
    .split('\n')
    .map((line) => line.trim().replace(/(?<!\\)\|$/, ''));
  const rows = lines.filter((line) => !DELIMITERS.test(line));
  const columns = Math.max(...lines.map(barsIn));
  if (columns * rows.length > MOST_CELLS) return undefined;
  const isHeadless = !DELIMITERS.test(lines[1] ?? '');
  const all = [...(isHeadless ? ['|'] : []), ...rows];
  const [header = '', ...body] = all.map((row) => row + ' |'.repeat(columns + 1 - barsIn(row)));
  const table = tableOf(tokenizer, [header, `${'|---'.repeat(columns)}|`, ...body].join('\n'), raw);
  return table && { ...table, isHeadless };
}

function barsIn(row: string): number {
  return row.match(PIPE)?.length ?? 0;
}
