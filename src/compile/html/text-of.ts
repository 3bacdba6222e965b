// Text: what a person would read of a tree, without markup, footnotes and what is never shown.

import type { Nodes } from 'hast';

/** Elements within a line, which put no space around their text. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i img ins kbd mark q rb rp rt ruby s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const SILENT = new Set(['script', 'style', 'textarea', 'template', 'rp', 'rt']);
const SILENT_ROLES = new Set<unknown>(['doc-noteref', 'doc-endnotes', 'doc-backlink']);

/** The text of a node, with its white space as it is. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'root') return node.children.map(textOf).join('');
  if (node.tagName === 'br') return '\n';
  if (SILENT.has(node.tagName) || SILENT_ROLES.has(node.properties.role)) return '';
  const text = node.children.map(textOf).join('');
  return INLINE.has(node.tagName) ? text : ` ${text} `;
}
