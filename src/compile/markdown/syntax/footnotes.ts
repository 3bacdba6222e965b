// Footnotes: which notes there are, and the numbers of the marks that refer to them.
//
// A note goes on in indented lines, and in lines that continue its paragraph, as in GitHub's Markdown and Hugo's.

import type { Lexer, Token, Tokens } from 'marked';
import { ALL, blockTokenizer, type Depth, inlineTokenizer, type Syntax } from './syntax.ts';

/** A mark in the text. */
export interface FootnoteMark extends Tokens.Generic {
  readonly label: string;
  /** Number of the note. */
  number: number;
  /** How many marks refer to the same note before this one. */
  index: number;
}

/** A note, where it is written. */
interface Footnote extends Tokens.Generic {
  readonly label: string;
  readonly tokens: Token[];
}

/** The notes that have marks, in the order of their first marks. */
export interface FootnoteList extends Tokens.Generic {
  readonly notes: readonly { readonly note: Footnote; readonly marks: readonly FootnoteMark[] }[];
}

const LINE = / {0,3}\[\^[^[\]\n]{1,999}\]:/.source;
const DEFINITION = /^ {0,3}\[\^([^[\]\n]{1,999})\]:[ \t]*/;
const MARK = /^\[\^([^[\]\n]{1,999})\]/;

export function footnotes(depth: Depth): Syntax {
  return {
    dialects: ALL,
    line: LINE,
    tokenizers: () => {
      const labels = new Set<string>();
      return [
        blockTokenizer('footnote', (rest, lexer) => {
          const [opening, name = ''] = DEFINITION.exec(rest) ?? [];
          if (opening === undefined) return undefined;
          const { raw, content } = readNote(rest, opening.length, lexer);
          const label = normalise(name);
          labels.add(label);
          return { type: 'footnote', raw, label, tokens: depth.nested(() => lexer.blockTokens(content)) };
        }),
        inlineTokenizer('footnoteMark', (rest) => {
          const [raw, name = ''] = MARK.exec(rest) ?? [];
          const label = normalise(name);
          return raw === undefined || !labels.has(label)
            ? undefined
            : { type: 'footnoteMark', raw, label, number: 0, index: 0 };
        }),
      ];
    },
  };
}

/** Labels are the same whatever their case. */
function normalise(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

const INDENT = /^(?: {4}| {0,3}\t)/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
/** Lines after which no paragraph is open. */
const CLOSED = /^ {0,3}(?:#{1,6}(?:\s|$)|(?:[-_*][ \t]*){3,}$)/;

/** A note from its label on, and its text without the indentation. */
function readNote(rest: string, start: number, lexer: Lexer): { raw: string; content: string } {
  const lines: string[] = [];
  let end = start;
  let read = start;
  let fence = '';
  let isAfterFence = false;
  while (read < rest.length) {
    const line = lineAt(rest, read);
    const before = lines.at(-1);
    const inner = read === start ? line : line.replace(INDENT, '');
    const isBlank = line.trim() === '';
    if (read > start && inner === line && !isBlank) {
      const isOpen =
        fence === '' && !isAfterFence && before !== undefined && before.trim() !== '' && !CLOSED.test(before);
      if (!isOpen || !continues(line, lexer)) break;
    }
    lines.push(inner);
    const [mark = ''] = FENCE.exec(inner) ?? [];
    isAfterFence = fence !== '' && mark.trim().startsWith(fence);
    if (isAfterFence) fence = '';
    else if (fence === '') fence = mark.trim();
    read += line.length + 1;
    if (!isBlank) end = Math.min(read, rest.length);
  }
  return { raw: rest.slice(0, end), content: lines.join('\n').trimEnd() };
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.slice(start) : text.slice(start, end);
}

/** Whether a line can be in the middle of a paragraph. */
function continues(line: string, { options: { tokenizer } }: Lexer): boolean {
  const [paragraph = ''] = tokenizer?.rules.block.paragraph.exec(`a\n${line}`) ?? [];
  return paragraph.length > 2;
}

/** The tokens in a token, in the order of the text. */
type Inner = (token: Tokens.Generic) => readonly Token[];

/** Numbers the marks in the order of the text, and appends the list of the notes that readers can reach. */
export function numberFootnotes(tokens: Token[], inner: Inner): void {
  const written = new Map<string, Footnote>();
  for (const note of notesIn(tokens, inner)) if (!written.has(note.label)) written.set(note.label, note);
  if (written.size === 0) return;
  const reached = reachedNotes(tokens, written, inner);
  const marks = new Map<string, FootnoteMark[]>();
  for (const mark of marksIn(tokens, inner, (note) => reached.has(note))) {
    const same = marks.get(mark.label) ?? [];
    if (same.length === 0) marks.set(mark.label, same);
    mark.index = same.push(mark) - 1;
    mark.number = same[0] === mark ? marks.size : (same[0]?.number ?? 0);
  }
  const notes = [...marks].flatMap(([label, same]) => {
    const note = written.get(label);
    return note ? [{ note, marks: same }] : [];
  });
  if (notes.length > 0) tokens.push({ type: 'footnotes', raw: '', notes } as Tokens.Generic);
}

/** The notes with a mark in the text, or in a note that has one. */
function reachedNotes(
  tokens: readonly Token[],
  written: ReadonlyMap<string, Footnote>,
  inner: Inner,
): Set<Tokens.Generic> {
  const reached = new Set<Tokens.Generic>();
  const waiting: (readonly Token[])[] = [tokens];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { label } of marksIn(next, inner, () => false)) {
      const note = written.get(label);
      if (!note || reached.has(note)) continue;
      reached.add(note);
      waiting.push(note.tokens);
    }
  }
  return reached;
}

function* notesIn(tokens: readonly Tokens.Generic[], inner: Inner): Generator<Footnote> {
  for (const token of tokens) {
    if (token.type === 'footnote') yield token as Footnote;
    yield* notesIn(inner(token), inner);
  }
}

function* marksIn(
  tokens: readonly Tokens.Generic[],
  inner: Inner,
  isRead: (note: Tokens.Generic) => boolean,
): Generator<FootnoteMark> {
  for (const token of tokens) {
    if (token.type === 'footnoteMark') yield token as FootnoteMark;
    if (token.type !== 'footnote' || isRead(token)) yield* marksIn(inner(token), inner, isRead);
  }
}
