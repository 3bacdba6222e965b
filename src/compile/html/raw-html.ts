// Raw HTML: the pieces of it among Markdown, made ready for the parser so that none reaches beyond itself. An element
// may stay open; but a tag, comment or script that never ends would take the Markdown behind it along.

import type { ElementContent } from 'hast';
import type { Token } from 'marked';
import { text } from './elements.ts';

/** Called for markup that is never closed and hides the text behind it. */
export type Unclosed = (markup: string, offset: number) => void;

/** A piece of HTML, and where each part of it is in the post. Lines of a quote do not stand there as they do here. */
export interface HtmlPiece {
  readonly html: string;
  /** Index in `html` of each part, and its offset in the post; in order. */
  readonly parts: readonly (readonly [index: number, offset: number])[];
}

/** Comments, instructions and declarations, and what ends each: https://spec.commonmark.org/0.31.2/#html-blocks */
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<?': '?>', '<![CDATA[': ']]>', '<!': '>' };
const MARKUP = /<(?:!--|\?|!\[CDATA\[|!(?=[a-z])|\/?(?=[a-z])|\/)/gi;

/** Elements that hold text rather than HTML, and of which nothing is shown. */
const HIDDEN = /^(?:script|style|textarea|xmp|noembed|noframes)$/;
/** Elements whose tag alone would make text of all that follows. */
const SWALLOWING = /^(?:title|plaintext|template)$/;

/** The nodes of a piece: raw nodes of whole tags and text, without comments and scripts. */
export function rawNodes(piece: HtmlPiece, unclosed: Unclosed): ElementContent[] {
  const { html } = piece;
  const nodes: ElementContent[] = [];
  let done = 0;
  let next = 0;
  const keepUntil = (end: number) => {
    for (const node of rawParts(piece, done, end)) nodes.push(node);
    done = end;
  };
  const skipTo = (end: number) => {
    done = next = end;
  };
  const last = html.lastIndexOf('>');
  for (const { 0: begin, index } of html.matchAll(MARKUP)) {
    if (index < next) continue;
    const close = ENDS[begin.toUpperCase()];
    const end = close === undefined ? index < last && tagEnd(html, index) : endOf(html, index, close);
    const name = begin === '<' && end ? nameAt(html, index) : '';
    const hidden = HIDDEN.test(name);
    const hiddenEnd = end && hidden ? closingTag(html, name, end)?.end : end;
    if (close === undefined && !end) {
      keepUntil(index);
      nodes.push(text('<'));
      skipTo(index + 1);
    } else if (!hiddenEnd) {
      keepUntil(index);
      unclosed(hidden ? `<${name}>` : begin, offsetAt(piece, index));
      return nodes;
    } else if (close !== undefined || hidden || SWALLOWING.test(name)) {
      keepUntil(index);
      skipTo(hiddenEnd);
    } else if (name === 'iframe') {
      // What it holds is for browsers that know no frames.
      keepUntil(hiddenEnd);
      nodes.push({ type: 'raw', value: '</iframe>' });
      skipTo(closingTag(html, name, hiddenEnd)?.start ?? hiddenEnd);
    } else next = hiddenEnd;
  }
  keepUntil(html.length);
  return nodes;
}

/** The offset in the post of what is at an index of a piece. */
export function offsetAt({ parts }: HtmlPiece, index: number): number {
  const [start, offset] = parts.findLast(([each]) => each <= index) ?? [0, 0];
  return offset + index - start;
}

/** One raw node a part, since the parser counts offsets from the start of each. */
function rawParts({ html, parts }: HtmlPiece, from: number, to: number): ElementContent[] {
  return parts.flatMap(([index, offset], number) => {
    const start = Math.max(index, from);
    const end = Math.min(parts[number + 1]?.[0] ?? html.length, to);
    if (start >= end) return [];
    const point = { line: 1, column: 1, offset: offset + start - index };
    return [{ type: 'raw', value: html.slice(start, end), position: { start: point, end: point } }];
  });
}

function endOf(html: string, index: number, close: string): number | undefined {
  const found = html.indexOf(close, index + 2);
  return found < 0 ? undefined : found + close.length;
}

function nameAt(html: string, index: number): string {
  return (
    /^<([a-z][^\s/>]*)/i
      .exec(html.slice(index, index + 16))
      ?.at(1)
      ?.toLowerCase() ?? ''
  );
}

function closingTag(html: string, name: string, from: number): { start: number; end: number } | undefined {
  const close = new RegExp(`</${name}(?![^\\s/>])[^>]*>`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found ? { start: found.index, end: close.lastIndex } : undefined;
}

/** An attribute, or what stands between two; a quote that is never closed runs to the end of the text. */
const PART = /[\s/]+|[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s>"'][^\s>]*)?)?/y;

/** Where a tag ends. Undefined for what is none. https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state */
function tagEnd(html: string, start: number): number | undefined {
  const name = /<\/?[a-z][^\s/>]*/iy;
  name.lastIndex = start;
  if (!name.test(html)) return undefined;
  PART.lastIndex = name.lastIndex;
  let end = name.lastIndex;
  while (PART.test(html)) end = PART.lastIndex;
  return html[end] === '>' ? end + 1 : undefined;
}

/** Elements that the standard opens again in the paragraphs behind them: https://html.spec.whatwg.org/#formatting */
const FORMATTING = /^(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/;

/** Within a line each tag is a token of its own: what a script or a frame holds goes, and what is open is closed. */
export function settleInline(tokens: readonly Token[]): Token[] {
  const settled: Token[] = [];
  const open: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const [, slash = '', name = ''] =
      (token.type === 'html' && /^<(\/?)([a-z][^\s/>]*)/i.exec(token.raw.toLowerCase())) || [];
    const hidden = slash === '' && HIDDEN.test(name);
    if (!hidden) settled.push(token);
    if (slash === '' && FORMATTING.test(name)) open.push(name);
    else if (slash === '/' && open.includes(name)) open.splice(open.lastIndexOf(name), 1);
    if (!hidden && (slash === '/' || name !== 'iframe')) continue;
    const end = tokens.findIndex(
      ({ type, raw }, later) => later > index && type === 'html' && closingTag(raw, name, 0)?.start === 0,
    );
    if (end >= 0) index = end;
  }
  for (const name of open.reverse()) settled.push({ type: 'html', raw: `</${name}>` });
  return settled;
}
