// HTML of another program as a tree, and a tree as HTML that Markdown leaves as it is.

import type { Element, ElementContent, Nodes, Root } from 'hast';
import { raw } from 'hast-util-raw';
import { childrenOf, element, type Parent, rewrite } from '../../compile/html/elements.ts';
import { writeHtml } from '../../compile/html/write-html.ts';
import { flatHtml } from './flat.ts';

/** Elements in which white space counts. */
const PREFORMATTED = new Set(['pre', 'textarea']);

/** The element around the HTML, whose name nobody can type: a cell without a table is ignored in it. */
const CONTAINER = '\u0001';

/** The tree of an HTML text, as browsers read it, or of its paragraphs alone if it is nested too deeply. */
export function parseHtml(html: string): Root {
  try {
    return treeOf(html);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return treeOf(flatHtml(html));
  }
}

function treeOf(html: string): Root {
  const content = { type: 'raw', value: html } as const;
  const parsed = raw({ type: 'root', children: [element(CONTAINER, {}, [content])] }) as Root;
  rewrite(parsed, ({ tagName, children }) => (tagName === CONTAINER ? children : undefined));
  removePositions(parsed);
  return parsed;
}

function removePositions(parent: Parent): void {
  delete parent.position;
  for (const child of childrenOf(parent)) {
    delete child.position;
    if (child.type === 'element') removePositions(child);
  }
}

/** A node as HTML on lines of which none is blank: a blank line would end HTML in Markdown. */
export function htmlOf(node: Nodes): string {
  const html = writeHtml(collapsed(node), { highlight: false }).replace(/\n(?=[ \t]*\n)/g, '&#10;');
  return withoutTemplates(html).replace(/\[(?=\/?[a-z_]+[\]\s=])/g, '&#91;');
}

/** The text with a reference for each brace that would begin a tag of a template. Posts may have such tags. */
export function withoutTemplates(text: string): string {
  return text.replace(/\{(?=[{%#])/g, '&#123;');
}

/** A copy in which white space that browsers do not show is one space. */
function collapsed<T extends Nodes>(node: T): T {
  if (node.type === 'text') return { ...node, value: node.value.replace(/[\t\n\f\r ]+/g, ' ') };
  if (!('children' in node)) return node;
  if (node.type === 'element' && PREFORMATTED.has(node.tagName)) return node;
  return { ...withOneLine(node), children: childrenOf(node).map(collapsed) };
}

/** The element with attributes that have no line ends. */
function withOneLine<T extends Nodes>(node: T): T {
  if (node.type !== 'element') return node;
  const properties = Object.entries(node.properties).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(/\s*\n\s*/g, ' ') : value,
  ]);
  return { ...node, properties: Object.fromEntries(properties) };
}

/** The start tag of an element. */
export function startTagOf({ tagName, properties }: Element): string {
  const empty = htmlOf({ type: 'element', tagName, properties, children: [] });
  return empty.slice(0, empty.length - `</${tagName}>`.length);
}

/** Where WordPress, Hugo and Longwave end the summary of a post. */
export const MORE = '<!--more-->';

/** Whether nothing is shown of a node, and nothing depends on it. */
export function isBlank(node: ElementContent): boolean {
  return (
    (node.type === 'comment' && node.value.trim() !== 'more') ||
    (node.type === 'text' && /^[\t\n\f\r ]*$/.test(node.value))
  );
}
