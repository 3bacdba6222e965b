// From tokens to a tree: the HTML of each Markdown construct, with line ends in the usual places.

import { decodeHTMLStrict } from 'entities';
import type { ElementContent, Properties, Root } from 'hast';
import type { Token, Tokens } from 'marked';
import { atOffset, element, text } from '../html/elements.ts';
import { tooLongToHighlight } from '../html/highlight.ts';
import { ID_FROM_TEXT } from '../html/ids.ts';
import { closeFormatting, offsetAt, rawNodes, type Unclosed } from '../html/raw-html.ts';
import type { Punctuation } from '../html/typography.ts';
import type { Anchors } from '../links/anchors.ts';
import type { Warn } from '../links/references.ts';
import { type FootnoteList, type FootnoteMark, listOf, markOf, takeMarks } from './footnotes.ts';
import type { Places } from './places.ts';

export interface TreeContext {
  readonly places: Places;
  readonly anchors: Anchors;
  readonly punctuation: Punctuation;
  readonly unclosed: Unclosed;
  readonly warn: Warn;
}

type Nodes = ElementContent[];
type Handler<T = Tokens.Generic> = (token: T, context: TreeContext) => Nodes;

/** The tree of a body, with raw HTML not parsed yet. */
export function treeOf(tokens: readonly Token[], context: TreeContext): Root {
  return { type: 'root', children: blocks(tokens, context) };
}

function blocks(tokens: readonly Token[], context: TreeContext): Nodes {
  return tokens.flatMap((token) => HANDLERS[token.type]?.(token, context) ?? []);
}

function inline(tokens: readonly Token[] | undefined, context: TreeContext): Nodes {
  return closeFormatting(blocks(tokens ?? [], context));
}

const newline = () => text('\n');

/** A handler for an element that contains inline content. */
const inlineElement =
  (tagName: string): Handler =>
  ({ tokens }, context) => [element(tagName, {}, inline(tokens, context))];

const HANDLERS: Readonly<Record<string, Handler>> = {
  blockquote: ({ tokens = [] }, context) => [
    element('blockquote', {}, [newline(), ...blocks(tokens, context)]),
    newline(),
  ],
  br: () => [element('br', {})],
  checkbox: ({ checked }) => [
    element('input', { type: 'checkbox', disabled: true, ...(checked && { checked: true }) }),
    text(' '),
  ],
  code: (token, { places, warn }) => {
    const { text: code, lang = '' } = token;
    const [language = ''] = lang.split(/\s/, 1);
    const reason = tooLongToHighlight(code, language);
    if (reason)
      warn(offsetAt(places.pieceOf(token), 0), `${reason}, so it is not highlighted; split it if you can`);
    const properties = language === '' ? {} : { className: [`language-${language}`] };
    const lines = code === '' ? '' : `${code.replace(/\n$/, '')}\n`;
    return [element('pre', {}, [element('code', properties, [text(lines)])]), newline()];
  },
  codespan: (token) => [element('code', {}, [text(token.text)])],
  del: inlineElement('del'),
  em: inlineElement('em'),
  escape: (token, { punctuation }) => [text(punctuation.keep(token.text))],
  footnoteRef: (token, { anchors }) => [markOf(token as FootnoteMark, anchors)],
  footnotes: (token, context) =>
    listOf(token as FootnoteList, context.anchors, (content) => blocks(content, context)),
  heading: ({ tokens, depth }, context) => [
    element(`h${depth}`, { id: ID_FROM_TEXT }, inline(tokens, context)),
    newline(),
  ],
  hr: () => [element('hr', {}), newline()],
  html: (token, { places, unclosed }) => rawNodes(places.pieceOf(token), unclosed),
  image: (token, { places }) => {
    const properties = { src: decodeHTMLStrict(token.href), alt: altOf(token), ...titleOf(token.title) };
    return [atOffset(element('img', properties), places.addressOf(token))];
  },
  link: (token, context) => {
    // Typography would spoil an address that readers may copy.
    const isBare = !token.raw.startsWith('[');
    const content = isBare
      ? [text(context.punctuation.keep(decodeHTMLStrict(token.text)))]
      : inline(token.tokens, context);
    const link = element('a', { href: decodeHTMLStrict(token.href), ...titleOf(token.title) }, content);
    const marks = takeMarks(link);
    return [atOffset(link, context.places.addressOf(token)), ...marks];
  },
  list: (token, context) => {
    const { ordered, start, items } = token as Tokens.List;
    const listed = items.flatMap(({ tokens }) => [element('li', {}, blocks(tokens, context)), newline()]);
    const properties = ordered && start !== 1 ? { start } : {};
    return [element(ordered ? 'ol' : 'ul', properties, [newline(), ...listed]), newline()];
  },
  paragraph: ({ tokens }, context) => {
    const content = inline(tokens, context);
    return [figureOf(content, context) ?? element('p', {}, content), newline()];
  },
  strong: inlineElement('strong'),
  table: (token, context) => [tableOf(token as Tokens.Table, context), newline()],
  text: (token, context) =>
    token.tokens ? inline(token.tokens, context) : [text(context.punctuation.decode(token.raw))],
};

/** The title of a link or picture as a property. The parser leaves `&amp;` in it as it is. */
function titleOf(title: string | null | undefined): Properties {
  return title ? { title: decodeHTMLStrict(title) } : {};
}

/** The description of a picture, without markup. */
function altOf(token: Tokens.Generic): string {
  if (token.type === 'br') return '\n';
  if (token.tokens) return token.tokens.map(altOf).join('');
  if (token.type === 'text' || token.type === 'image') return decodeHTMLStrict(token.text);
  return token.type === 'footnoteRef' ? '' : (token.text ?? '');
}

/** A picture that is alone in its paragraph, or in a link that is, becomes a figure with its title as caption. */
function figureOf(content: Nodes, { punctuation }: TreeContext): ElementContent | undefined {
  const [only, ...others] = content.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const isLink = only?.type === 'element' && only.tagName === 'a';
  const [image, ...beside] = isLink ? only.children : [only];
  if (!only || others.length > 0 || beside.length > 0) return undefined;
  if (image?.type !== 'element' || image.tagName !== 'img') return undefined;
  const { title, ...properties } = image.properties;
  image.properties = properties;
  const caption = title && element('figcaption', {}, [text(punctuation.decode(String(title)))]);
  return element('figure', {}, caption ? [only, caption] : [only]);
}

function tableOf({ header, rows }: Tokens.Table, context: TreeContext): ElementContent {
  const row = (cells: Tokens.TableCell[]) =>
    element('tr', {}, [newline(), ...cells.flatMap((cell) => [cellOf(cell, context), newline()])]);
  const body = rows.flatMap((cells) => [row(cells), newline()]);
  return element('table', {}, [
    newline(),
    element('thead', {}, [newline(), row(header), newline()]),
    newline(),
    ...(body.length > 0 ? [element('tbody', {}, body)] : []),
  ]);
}

function cellOf({ header, align, tokens }: Tokens.TableCell, context: TreeContext): ElementContent {
  return element(header ? 'th' : 'td', align ? { align } : {}, inline(tokens, context));
}
