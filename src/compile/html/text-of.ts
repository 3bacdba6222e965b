// Text: what a person would read aloud, without footnotes and pronunciations.

import type { Nodes } from 'hast';
import { isInline } from './elements.ts';

const RUBY = new Set(['rp', 'rt']);
const FOOTNOTE_ROLES = new Set<unknown>(['doc-noteref', 'doc-endnotes', 'doc-backlink']);

/** The text of a node. White space is not collapsed. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'root') return node.children.map(textOf).join('');
  if (node.tagName === 'br') return '\n';
  if (RUBY.has(node.tagName) || FOOTNOTE_ROLES.has(node.properties.role)) return '';
  const text = node.children.map(textOf).join('');
  return isInline(node) ? text : ` ${text} `;
}
