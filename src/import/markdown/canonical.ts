// The canonical form of HTML: the same for two texts that show readers the same, for comparing them.

import type { Element, ElementContent } from 'hast';
import { attribute, childrenOf, isInline, type Parent } from '../../compile/html/elements.ts';
import { decodePath } from '../../routes/paths.ts';
import { parseHtml } from './parse.ts';

const RENAMED: Readonly<Record<string, string>> = { b: 'strong', i: 'em', strike: 'del', s: 'del' };

/** Attributes that count, on all elements or on some. */
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  '*': ['lang', 'dir'],
  a: ['href', 'title', 'id', 'rel'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  iframe: ['src'],
  audio: ['src'],
  video: ['src', 'poster'],
  source: ['src', 'type'],
  ol: ['start', 'type', 'reversed'],
  li: ['value', 'id'],
  td: ['align', 'colSpan', 'rowSpan'],
  th: ['align', 'colSpan', 'rowSpan'],
  input: ['checked'],
  abbr: ['title'],
  details: ['open'],
  p: ['id'],
  span: ['id', 'title'],
  sup: ['id'],
};

/** What readers see of HTML: its text, links, pictures and structure. */
export function canonical(html: string): string {
  return write(parseHtml(html))
    .replace(/ +<br>/g, '<br>')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

function write(parent: Parent): string {
  let written = '';
  for (const child of childrenOf(parent)) written += writeNode(child, parent);
  return written;
}

function writeNode(node: ElementContent, parent: Parent): string {
  if (node.type === 'text')
    return node.value
      .replace(/[\t\n\f\r ]+/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
  if (node.type !== 'element') return '';
  const name = nameOf(node, parent);
  const inner = node.tagName === 'pre' ? codeIn(node) : write(node);
  if (name === '') return isInline(node) ? inner : `\n${inner}\n`;
  if (name === 'br') return '<br>\n';
  const tags = `<${name}${attributesOf(node)}>`;
  if (isInline(node))
    return inner === '' && /^(?:em|strong|del)$/.test(name) ? '' : `${tags}${inner}</${name}>`;
  return /^(?:p)$/.test(name) && inner.trim() === '' ? '\n' : `\n${tags}\n${inner}\n</${name}>\n`;
}

/** Empty for an element of which only the content counts. */
function nameOf(each: Element, parent: Parent): string {
  const { tagName } = each;
  if (tagName === 'figure' && !each.children.some((child) => isNamed(child, 'figcaption'))) return 'p';
  // A list with and one without paragraphs differ in their spacing only.
  if (tagName === 'p' && parent.type === 'element' && parent.tagName === 'li') return '';
  if (/^(?:tbody|thead|div|section|span)$/.test(tagName) && attributesOf(each) === '') return '';
  // A heading that links to itself.
  if (
    tagName === 'a' &&
    parent.type === 'element' &&
    /^h[1-6]$/.test(parent.tagName) &&
    isOwnLink(each, parent)
  )
    return '';
  return RENAMED[tagName] ?? tagName;
}

function isOwnLink(link: Element, heading: Element): boolean {
  const href = attribute(link, 'href');
  return href !== undefined && decodePath(href) === `#${attribute(heading, 'id')}`;
}

function isNamed(node: ElementContent, name: string): boolean {
  return node.type === 'element' && node.tagName === name;
}

function attributesOf(each: Element): string {
  const names = [...(COUNTED['*'] ?? []), ...(COUNTED[each.tagName] ?? [])];
  const written = names.flatMap((name) => {
    const value = attribute(each, name)?.replace(/\s+/g, ' ').trim();
    return value === undefined || value === '' ? [] : [` ${name}="${value}"`];
  });
  return written.join('');
}

/** The text of a block of code, with its line ends. */
function codeIn(pre: Element): string {
  const lines = (parent: Parent): string =>
    childrenOf(parent)
      .map((child) =>
        child.type === 'text' ? child.value : child.type === 'element' ? inPre(child, lines) : '',
      )
      .join('');
  return JSON.stringify(lines(pre).replace(/\n+$/, ''));
}

/** Links and emphasis in code count; what colours it does not. */
function inPre(each: Element, lines: (parent: Parent) => string): string {
  if (each.tagName === 'span') return lines(each);
  const language =
    each.tagName === 'code' ? (/language-\S+/.exec(attribute(each, 'className') ?? '')?.[0] ?? '') : '';
  return `<${RENAMED[each.tagName] ?? each.tagName} ${language}${attributesOf(each)}>${lines(each).replace(/\n+$/, '')}</>`;
}
