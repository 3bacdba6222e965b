// Raw HTML between Markdown: split into text and whole tags, so that a tag, comment or script that the author forgot to
// close cannot swallow the Markdown after it. An element may stay open; the parser closes it.

import { decodeHTML } from 'entities';
import type { ElementContent } from 'hast';
import { atOffset, element, raw, SUMMARY_END, text } from './elements.ts';

/** Called for a comment or script that is never closed, with its offset in the post. */
export type Unclosed = (markup: string, offset: number) => void;

/** Raw HTML, and where it is in the post. In a quote, the lines in the post begin with a `>` that `html` lacks. */
export interface HtmlPiece {
  readonly html: string;
  /** Index in `html` of each part, and its offset in the post; in order. */
  readonly parts: readonly (readonly [index: number, offset: number])[];
}

/** The offset in the post of an index in a piece. */
export function offsetAt({ parts }: HtmlPiece, index: number): number {
  // A binary search, because a quote may have thousands of lines and an address in each.
  let [low, high] = [0, parts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.[0] ?? 0) <= index) low = middle;
    else high = middle;
  }
  const [start, offset] = parts[low] ?? [0, 0];
  return offset + index - start;
}

/** Comments, instructions and declarations, and how each ends: https://spec.commonmark.org/0.31.2/#html-blocks */
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<?': '?>', '<![CDATA[': ']]>', '<!': '>' };
const MARKUP = /<(?:!--|\?|!\[CDATA\[|!(?=[a-z])|\/?(?=[a-z]))/gi;

/** Elements that contain text rather than HTML, and that are removed with their content. */
const REMOVED = /^(?:script|style|textarea|xmp|noembed|noframes)$/;
/** Elements whose start tag alone changes how everything after it is parsed. Only their tags are removed. */
const UNWRAPPED = /^(?:title|plaintext|template)$/;

/** Called for something in raw HTML that readers see otherwise than its author means. */
export type WarnOfHtml = (offset: number, message: string) => void;

/** A piece as text nodes and as raw nodes of one tag each. */
export function rawNodes(
  piece: HtmlPiece,
  unclosed: Unclosed,
  warn: WarnOfHtml = () => {},
): ElementContent[] {
  const { html } = piece;
  const nodes: ElementContent[] = [];
  const last = html.lastIndexOf('>');
  let done = 0;
  for (const { 0: opening, index } of html.matchAll(MARKUP)) {
    if (index < done) continue;
    const markup = readComment(html, index, opening) ?? readTag(html, index, last);
    // A `<` that does not begin a tag is text.
    if (!markup) continue;
    nodes.push(text(decodeHTML(html.slice(done, index))));
    if (markup.end === undefined) {
      unclosed(markup.name, offsetAt(piece, index));
      return nodes;
    }
    const whole = html.slice(index, markup.end);
    if (END_OF_SUMMARY.test(whole)) nodes.push(element(SUMMARY_END, {}));
    else if (isProgram(whole)) {
      warn(offsetAt(piece, index), shownAsText(whole));
      nodes.push(element('code', {}, [text(whole)]));
    } else if (markup.kept !== '') nodes.push(atOffset(raw(markup.kept), offsetAt(piece, index)));
    done = markup.end;
  }
  nodes.push(text(decodeHTML(html.slice(done))));
  return nodes;
}

/** `<!--more-->` as WordPress, Hugo, Zola, Hexo, Docusaurus and Eleventy have it: the summary ends here. */
const END_OF_SUMMARY = /^<!--[ \t]*(?:more(?:[ \t][^\n]{0,200})?|truncate|(?:end[ -]?)?excerpt)[ \t]*-->$/i;

/** Whether it is code of a program, such as `<?php … ?>`, and not a declaration of XML. */
function isProgram(markup: string): boolean {
  return markup.startsWith('<?') && !/^<\?xml\b/i.test(markup);
}

function shownAsText(program: string): string {
  const [opening = ''] = /^<\?\w{0,20}/.exec(program) ?? [];
  return `${opening} … ?> is shown as text, because nothing here runs it; remove it, or write it as code`;
}

/** Something in raw HTML that is not text. */
interface Markup {
  /** How messages refer to it. */
  readonly name: string;
  /** What is passed to the parser; may be empty. */
  readonly kept: string;
  /** Index of the end; undefined when it is never closed. */
  readonly end: number | undefined;
}

/** Undefined when `opening` does not begin a comment, an instruction or a declaration. */
function readComment(html: string, index: number, opening: string): Markup | undefined {
  const close = ENDS[opening.toUpperCase()];
  if (close === undefined) return undefined;
  const found = html.indexOf(close, index + 2);
  return { name: opening, kept: '', end: found < 0 ? undefined : found + close.length };
}

/** Undefined when there is no tag here; `last` is the index of the last `>`. */
function readTag(html: string, index: number, last: number): Markup | undefined {
  const end = index < last ? tagEnd(html, index) : undefined;
  if (end === undefined) return undefined;
  const tag = html.slice(index, end);
  const element = elementName(tag);
  const name = `<${element}>`;
  if (REMOVED.test(element)) return { name, kept: '', end: closingTagEnd(html, element, end) };
  // The content of a frame is for browsers without frames.
  if (element === 'iframe')
    return { name, kept: `${tag}</iframe>`, end: closingTagEnd(html, element, end) ?? end };
  return { name, kept: UNWRAPPED.test(element) ? '' : tag, end };
}

/** The name in a start tag; empty for an end tag. */
function elementName(tag: string): string {
  return /^<([a-z][^\s/>]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
}

function closingTagEnd(html: string, name: string, from: number): number | undefined {
  const close = new RegExp(`</${name}(?![^\\s/>])[^>]*>`, 'gi');
  close.lastIndex = from;
  return close.test(html) ? close.lastIndex : undefined;
}

/** An attribute, or what separates two; a quote that is never closed extends to the end of the text. */
const PART = /[\s/]+|[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s>"'][^\s>]*)?)?/y;

/** Where a tag ends; undefined when it does not. https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state */
function tagEnd(html: string, start: number): number | undefined {
  const name = /<\/?[a-z][^\s/>]*/iy;
  name.lastIndex = start;
  if (!name.test(html)) return undefined;
  PART.lastIndex = name.lastIndex;
  let end = name.lastIndex;
  while (PART.test(html)) end = PART.lastIndex;
  return html[end] === '>' ? end + 1 : undefined;
}

/** Returns the script, frame or the like at the start of a text, up to its end tag; undefined when there is none. */
export type ReadElement = (source: string) => string | undefined;

const WITHOUT_MARKDOWN = /^<(iframe|script|style|textarea|xmp|noembed|noframes)(?=[\s/>])/i;

/** A reader for the ends of one text after another. It looks for an end tag that a text lacks only once. */
export function readerOfElements(): ReadElement {
  /** By name, a text without the end tag. */
  const lacking = new Map<string, string>();
  return (source) => {
    const name = WITHOUT_MARKDOWN.exec(source)?.[1]?.toLowerCase();
    if (name === undefined || lacking.get(name)?.endsWith(source)) return undefined;
    const tag = tagEnd(source, 0);
    if (tag === undefined) return undefined;
    const end = closingTagEnd(source, name, tag);
    if (end === undefined) lacking.set(name, source.slice(tag));
    return end === undefined ? undefined : source.slice(0, end);
  };
}

/** Elements that the standard opens again in the paragraphs after them: https://html.spec.whatwg.org/#formatting */
const FORMATTING = /^<(\/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])/i;

/** Adds the end tags that are missing in a line, so that a forgotten `</b>` affects one paragraph only. */
export function closeFormatting(nodes: readonly ElementContent[]): ElementContent[] {
  const open: string[] = [];
  /** Indices in `open` of the tags of each name that are still open. */
  const byName = new Map<string, number[]>();
  const closed = new Set<number>();
  for (const node of nodes) {
    const [tag, slash, name = ''] = (node.type === 'raw' && FORMATTING.exec(node.value.toLowerCase())) || [];
    if (tag === undefined) continue;
    const ofName = byName.get(name) ?? [];
    byName.set(name, ofName);
    if (slash === '') ofName.push(open.push(name) - 1);
    else closed.add(ofName.pop() ?? -1);
  }
  const unclosed = open.filter((_, index) => !closed.has(index)).reverse();
  return [...nodes, ...unclosed.map((name) => raw(`</${name}>`))];
}
