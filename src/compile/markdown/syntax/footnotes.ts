// Footnotes: marks that link to notes, and links back. Roles (DPUB-ARIA) describe them independently of language.
//
// A note goes on in indented lines, and in lines that continue its paragraph, as in GitHub's Markdown and Hugo's.

import type { Element } from 'hast';
import type { Lexer, Token, Tokens } from 'marked';
import { childrenOf, element, rewrite, text } from '../../html/elements.ts';
import type { Anchors } from '../../links/anchors.ts';
import {
  ALL,
  blockTokenizer,
  type Depth,
  type Handlers,
  inlineTokenizer,
  type Nodes,
  type Syntax,
} from './syntax.ts';

/** A mark in the text. */
interface FootnoteMark extends Tokens.Generic {
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
interface FootnoteList extends Tokens.Generic {
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

export const FOOTNOTES: Handlers = {
  footnote: () => [],
  footnoteMark: (mark: FootnoteMark, { anchors }) => [markOf(mark, anchors)],
  footnotes: (list: FootnoteList, { anchors, blocks }) => listOf(list, anchors, blocks),
};

function markOf(mark: FootnoteMark, anchors: Anchors): Element {
  const href = `#${anchors.addFootnote('fn', String(mark.number))}`;
  const properties = { id: idOfMark(mark, anchors), href, role: 'doc-noteref' };
  return element('sup', {}, [element('a', properties, [text(String(mark.number))])]);
}

/** Removes the marks from a link and returns them: a link cannot contain a link. */
export function takeMarks(link: Element): Element[] {
  const marks: Element[] = [];
  rewrite(link, (each) => {
    const [mark] = each.children;
    if (mark?.type !== 'element' || mark.properties.role !== 'doc-noteref') return undefined;
    marks.push(each);
    return [];
  });
  return marks;
}

function idOfMark({ number, index }: FootnoteMark, anchors: Anchors): string {
  return anchors.addFootnote('fnref', index === 0 ? `${number}` : `${number}-${index + 1}`);
}

function listOf(
  { notes }: FootnoteList,
  anchors: Anchors,
  blocks: (tokens: readonly Token[]) => Nodes,
): Nodes {
  const items = notes.flatMap(({ note, marks }) => {
    const back = marks.flatMap((mark) => [text(' '), linkBack(mark, anchors)]);
    const id = anchors.addFootnote('fn', String(marks[0]?.number));
    return [element('li', { id }, endWith(blocks(note.tokens), back)), text('\n')];
  });
  const list = [text('\n'), element('hr', {}), text('\n'), element('ol', {}, [text('\n'), ...items])];
  const properties = { className: ['footnotes'], role: 'doc-endnotes' };
  return [element('section', properties, [...list, text('\n')]), text('\n')];
}

/** Appends links back to the last paragraph, or to the note if it does not end with a paragraph. */
function endWith(note: Nodes, back: Nodes): Nodes {
  const last = note.findLastIndex((node) => node.type !== 'text' || node.value.trim() !== '');
  const node = note[last];
  if (node?.type !== 'element' || node.tagName !== 'p') return [...note.slice(0, last + 1), ...back];
  node.children = [...childrenOf(node), ...back];
  return note.slice(0, last + 1);
}

function linkBack(mark: FootnoteMark, anchors: Anchors): Element {
  // U+FE0E asks for text: without it, phones show the arrow as an emoji.
  const arrow = text('↩\uFE0E');
  const number = mark.index === 0 ? [] : [element('sup', {}, [text(String(mark.index + 1))])];
  const properties = { href: `#${idOfMark(mark, anchors)}`, role: 'doc-backlink' };
  return element('a', properties, [arrow, ...number]);
}
