// Alerts: quotes that begin with `[!NOTE]`, as GitHub, Hugo and Obsidian read them.
//
// https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
// https://help.obsidian.md/callouts

import type { Element, ElementContent } from 'hast';
import type { Token, Tokens } from 'marked';
import { element, text } from '../../html/elements.ts';
import type { Handlers, Nodes, TreeContext } from './syntax.ts';

/** The kinds of GitHub, Obsidian, VitePress and Docusaurus. */
const KINDS = new Set(
  [
    'note tip important warning caution abstract summary tldr info todo hint success check done question help faq',
    'attention failure fail missing danger error bug example quote cite secondary',
  ].flatMap((line) => line.split(' ')),
);

export function isAlert(kind: string): boolean {
  return KINDS.has(kind);
}

/** A quote under a heading: the title, or the name of the kind as its author wrote it. */
export function alertOf(kind: string, title: Nodes, content: Nodes): Element {
  const heading = element('p', {}, [element('strong', {}, title.length > 0 ? title : [text(nameOf(kind))])]);
  const className = ['alert', kind];
  return element('blockquote', { className }, [text('\n'), heading, text('\n'), ...content]);
}

/** Content that a reader opens, if the program can hide it. */
export function detailsOf(kind: string, summary: Nodes, content: Nodes, open = false): Element {
  const properties = { className: ['alert', kind], ...(open && { open }) };
  return element('details', properties, [
    text('\n'),
    element('summary', {}, summary),
    text('\n'),
    ...content,
  ]);
}

export function nameOf(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

const MARK = /^\[!([\w-]{1,40})\]([+-]?)[ \t]*/;

/** The first line of a quote that is an alert, and the tokens after it. */
interface Opening {
  readonly kind: string;
  /** `-` for content that is shown on request, `+` for content that can be hidden. */
  readonly fold: string;
  readonly title: readonly Token[];
  readonly rest: readonly Token[];
}

function openingOf([first, ...others]: readonly Token[]): Opening | undefined {
  const { tokens = [] } = (first?.type === 'paragraph' ? first : {}) as Tokens.Generic;
  const [start, ...inline] = tokens as Tokens.Generic[];
  const [mark, name = '', fold = ''] = (start?.type === 'text' && MARK.exec(start.raw)) || [];
  if (!start || mark === undefined) return undefined;
  const [title, text] = firstLine([textToken(start, start.raw.slice(mark.length)), ...inline]);
  const rest = text.length > 0 ? [{ ...first, tokens: text } as Token] : [];
  return { kind: name.toLowerCase(), fold, title, rest: [...rest, ...others] };
}

/** The tokens of the first line, and of all others. */
function firstLine(tokens: readonly Tokens.Generic[]): [Token[], Token[]] {
  const end = tokens.findIndex(({ type, raw }) => type === 'br' || (type === 'text' && raw.includes('\n')));
  const last = tokens[end];
  if (!last) return [tokens.filter(({ raw }) => raw !== '') as Token[], []];
  const [line = '', ...lines] = last.type === 'br' ? [''] : last.raw.split('\n');
  const parts = (raw: string) => (raw === '' ? [] : [textToken(last, raw)]);
  return [
    [...tokens.slice(0, end).filter(({ raw }) => raw !== ''), ...parts(line)] as Token[],
    [...parts(lines.join('\n')), ...tokens.slice(end + 1)] as Token[],
  ];
}

function textToken(token: Tokens.Generic, raw: string): Tokens.Generic {
  return { ...token, type: 'text', raw, text: raw };
}

export const QUOTES: Handlers = {
  blockquote: ({ tokens = [] }: Tokens.Generic, context) => [quoteOf(tokens, context), text('\n')],
};

function quoteOf(tokens: readonly Token[], { blocks, inline }: TreeContext): ElementContent {
  const opening = openingOf(tokens);
  if (!opening) return element('blockquote', {}, [text('\n'), ...blocks(tokens)]);
  const { kind, fold, title, rest } = opening;
  const heading = inline(title);
  if (fold === '') return alertOf(kind, heading, blocks(rest));
  return detailsOf(kind, heading.length > 0 ? heading : [text(nameOf(kind))], blocks(rest), fold === '+');
}
