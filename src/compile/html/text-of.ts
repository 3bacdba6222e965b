// Text: what a person would read aloud, without footnotes and pronunciations.

import type { Nodes } from 'hast';
import { isInline } from './elements.ts';

const RUBY = new Set(['rp', 'rt']);
const FOOTNOTE_ROLES = new Set<unknown>(['doc-noteref', 'doc-endnotes', 'doc-backlink']);

/** The text of a node, with `lineBreak` for each `<br>`. White space is not collapsed. */
export function textOf(node: Nodes, lineBreak = '\n'): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  const inner = () => node.children.map((child) => textOf(child, lineBreak)).join('');
  if (node.type === 'root') return inner();
  if (node.tagName === 'br') return lineBreak;
  if (RUBY.has(node.tagName) || FOOTNOTE_ROLES.has(node.properties.role)) return '';
  const text = inner();
  return isInline(node) ? text : ` ${text} `;
}
