// From tokens to a tree: the HTML of each Markdown construct, with line ends in the usual places.

import { decodeHTMLStrict } from 'entities';
import type { ElementContent, Properties, Root } from 'hast';
import type { Token, Tokens } from 'marked';
import { atOffset, CONTENTS, element, text } from '../html/elements.ts';
import { tooLongToHighlight } from '../html/highlight.ts';
import { headingId, ID_FROM_TEXT } from '../html/ids.ts';
import { closeFormatting, offsetAt, rawNodes } from '../html/raw-html.ts';
import type { KramdownTable } from './kramdown.ts';
import { type AttributeToken, headingAttributes, lastElement, setAttributes } from './syntax/attributes.ts';
import { foldContainers } from './syntax/containers.ts';
import { SYNTAX_HANDLERS } from './syntax/dialects.ts';
import { languageOf } from './syntax/fences.ts';
import { takeMarks } from './syntax/footnote-list.ts';
import { sizedAlt } from './syntax/obsidian.ts';
import type { Handler, Handlers, Nodes, TreeContext } from './syntax/syntax.ts';

/** The tree of a body, with raw HTML not parsed yet. */
export function treeOf(tokens: readonly Token[], given: Omit<TreeContext, 'blocks' | 'inline'>): Root {
  const context: TreeContext = {
    ...given,
    blocks: (inner) => nodesOf(foldContainers(inner), context),
    inline: (inner) => closeFormatting(nodesOf(inner ?? [], context)),
  };
  return { type: 'root', children: context.blocks(tokens) };
}

/** The nodes of tokens, with the attributes that lists between them give to those before or after. */
function nodesOf(tokens: readonly Token[], context: TreeContext): Nodes {
  const nodes: Nodes = [];
  let waiting: AttributeToken[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isAttributes(token)) {
      if (!applyToLast(token, tokens[index - 1], nodes)) {
        if (token.type === 'spanAttributes') nodes.push(text(token.raw));
        else if (!isApart(token)) waiting.push(token);
      }
      continue;
    }
    const made = HANDLERS[token.type]?.(token, context) ?? [];
    const first = made.find((node) => node.type === 'element');
    if (first) for (const list of waiting) setAttributes(first, list);
    waiting = [];
    for (const node of made) nodes.push(node);
  }
  return nodes;
}

function isAttributes(token: Token): token is AttributeToken {
  return token.type === 'attributes' || token.type === 'spanAttributes';
}

/** Whether a blank line comes after a token. The parser counts a single one to the token. */
function isApart({ type, raw }: Token): boolean {
  return type === 'space' || raw.endsWith('\n\n');
}

/** Gives attributes to the block or format directly before them. False when there is none. */
function applyToLast(token: AttributeToken, before: Token | undefined, nodes: Nodes): boolean {
  const isSpan = token.type === 'spanAttributes';
  if (!before || isApart(before) || before.type === 'text') return false;
  // What follows raw HTML in a text is dropped: its elements are not known yet.
  if (before.type === 'html') return isSpan;
  const target = lastElement(nodes);
  if (!target) return false;
  const isContents = before.type === 'list' && token.attributes.names.includes('toc');
  if (isContents) nodes.splice(nodes.lastIndexOf(target), 1, element(CONTENTS, {}));
  else setAttributes(target, token, /^h[1-6]$/.test(target.tagName) ? headingId : undefined);
  return true;
}

const newline = () => text('\n');

/** A handler for an element that contains inline content. */
const inlineElement =
  (tagName: string): Handler =>
  ({ tokens }, { inline }) => [element(tagName, {}, inline(tokens))];

const HANDLERS: Handlers = {
  ...SYNTAX_HANDLERS,
  br: () => [element('br', {})],
  checkbox: ({ checked }) => [
    element('input', { type: 'checkbox', disabled: true, ...(checked && { checked: true }) }),
    text(' '),
  ],
  code: (token, { places, warn }) => {
    const { text: code, lang = '' } = token;
    const language = languageOf(lang);
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
  heading: (token, { inline }) => {
    const { tokens, attributes } = headingAttributes(token.tokens ?? []);
    const heading = element(`h${token.depth}`, { id: ID_FROM_TEXT }, inline(tokens));
    if (attributes) setAttributes(heading, attributes, headingId);
    return [heading, newline()];
  },
  hr: () => [element('hr', {}), newline()],
  html: (token, { places, unclosed, warn }) => rawNodes(places.pieceOf(token), unclosed, warn),
  image: (token, { places, dialect }) => {
    const alt = altOf(token);
    const described = dialect === 'obsidian' ? sizedAlt(alt) : { alt };
    const properties = { src: decodeHTMLStrict(token.href), ...described, ...titleOf(token.title) };
    return [atOffset(element('img', properties), places.addressOf(token))];
  },
  link: (token, { inline, places, punctuation }) => {
    // Typography would spoil an address that readers may copy.
    const isBare = !token.raw.startsWith('[');
    const content = isBare ? [text(punctuation.keep(decodeHTMLStrict(token.text)))] : inline(token.tokens);
    const link = element('a', { href: decodeHTMLStrict(token.href), ...titleOf(token.title) }, content);
    const marks = takeMarks(link);
    return [atOffset(link, places.addressOf(token)), ...marks];
  },
  list: (token, context) => {
    const { ordered, start, items } = token as Tokens.List;
    const listed = items.flatMap((item) => [itemOf(item, context), newline()]);
    const properties = ordered && start !== 1 ? { start } : {};
    return [element(ordered ? 'ol' : 'ul', properties, [newline(), ...listed]), newline()];
  },
  paragraph: ({ tokens }, context) => {
    const content = context.inline(tokens);
    return [figureOf(content, context) ?? element('p', {}, content), newline()];
  },
  rawHtml: (token, { places, unclosed, warn }) => {
    const { html } = token;
    const offset = offsetAt(places.pieceOf(token), token.raw.indexOf(html));
    return rawNodes({ html, parts: [[0, offset]] }, unclosed, warn);
  },
  strong: inlineElement('strong'),
  table: (token, context) => [tableOf(token as KramdownTable, context), newline()],
  text: (token, { inline, punctuation, dialect }) => {
    if (token.tokens) return inline(token.tokens);
    const decoded = punctuation.decode(token.raw);
    return dialect === 'obsidian' ? linesOf(decoded) : [text(decoded)];
  },
};

/** Obsidian shows each line as a line, unless its owner turns "strict line breaks" on. */
function linesOf(value: string): Nodes {
  const [first = '', ...others] = value.split('\n');
  return [text(first), ...others.flatMap((line) => [element('br', {}), text(line)])];
}

/** An item of a list. A list of attributes at its beginning is about the item. */
function itemOf({ tokens }: Tokens.ListItem, { blocks }: TreeContext): ElementContent {
  const [first, ...others] = tokens as Tokens.Generic[];
  const [attributes, ...inner] = first?.tokens ?? [];
  if (!first || !attributes || attributes.type !== 'spanAttributes') return element('li', {}, blocks(tokens));
  const item = element('li', {}, blocks([{ ...first, tokens: inner }, ...others] as Token[]));
  const [start] = item.children;
  if (start?.type === 'text') start.value = start.value.trimStart();
  setAttributes(item, attributes as AttributeToken);
  return item;
}

/** The title of a link or picture as a property. The parser leaves `&amp;` in it as it is. */
function titleOf(title: string | null | undefined): Properties {
  return title ? { title: decodeHTMLStrict(title) } : {};
}

/** The description of a picture, without markup. */
function altOf(token: Tokens.Generic): string {
  if (token.type === 'br') return '\n';
  if (token.tokens) return token.tokens.map(altOf).join('');
  if (token.type === 'text' || token.type === 'image') return decodeHTMLStrict(token.text);
  if (token.type === 'formula') return token.raw;
  return token.type === 'footnoteMark' ? '' : (token.text ?? '');
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

function tableOf({ header, rows, isHeadless = false }: KramdownTable, context: TreeContext): ElementContent {
  const row = (cells: Tokens.TableCell[]) =>
    element('tr', {}, [newline(), ...cells.flatMap((cell) => [cellOf(cell, context), newline()])]);
  const body = rows.flatMap((cells) => [row(cells), newline()]);
  return element('table', {}, [
    newline(),
    ...(isHeadless ? [] : [element('thead', {}, [newline(), row(header), newline()]), newline()]),
    ...(body.length > 0 ? [element('tbody', {}, body)] : []),
  ]);
}

function cellOf({ header, align, tokens }: Tokens.TableCell, { inline }: TreeContext): ElementContent {
  return element(header ? 'th' : 'td', align ? { align } : {}, inline(tokens));
}
