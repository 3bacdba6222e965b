// Writing: a tree as HTML. No library does this here: hast-util-to-html leaves `>` unescaped, which confuses programs
// that search HTML for tags, and a release that changes a byte of its output would change every entry for readers.

import { escapeUTF8 } from 'entities';
import type { Element, Nodes, Properties } from 'hast';
import type { Parent } from './elements.ts';
import { highlight } from './highlight.ts';
import { textOf } from './text-of.ts';

/** `highlight` marks the parts of code in a known language. */
export function writeHtml(node: Nodes, options: { readonly highlight: boolean }): string {
  if (node.type === 'text') return escapeText(node.value);
  if (!('children' in node)) return '';
  if (node.type === 'root') return writeChildren(node, options);
  let tag = `<${node.tagName}`;
  for (const name in node.properties) tag += writeAttribute(name, node.properties[name]);
  if (VOID.has(node.tagName)) return `${tag}>`;
  const content =
    (node.tagName === 'code' ? writeCode(node, options.highlight) : undefined) ??
    writeChildren(node, options);
  // Parsers ignore a line end directly after <pre>.
  const start = node.tagName === 'pre' && content.startsWith('\n') ? '>\n' : '>';
  return `${tag}${start}${content}</${node.tagName}>`;
}

function writeChildren(parent: Parent, options: { readonly highlight: boolean }): string {
  let html = '';
  for (const child of parent.children) html += writeHtml(child, options);
  return html;
}

const VOID = new Set(['br', 'col', 'hr', 'img', 'input', 'source', 'track', 'wbr']);

function writeAttribute(property: string, value: Properties[string]): string {
  if (value === undefined || value === null || value === false) return '';
  const name = property === 'className' ? 'class' : property.replace(/^aria(?=[A-Z])/, 'aria-').toLowerCase();
  if (value === true) return ` ${name}`;
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return Array.isArray(value) && text === '' ? '' : ` ${name}="${escapeUTF8(text)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

function escapeText(value: string): string {
  return value.replace(/[<>&]/g, (character) => ESCAPES[character] ?? character);
}

/** Undefined for code that contains elements. */
function writeCode(code: Element, isHighlighted: boolean): string | undefined {
  if (code.children.some(({ type }) => type !== 'text')) return undefined;
  const [, lines = '', end = ''] = /^([\s\S]*?)(\n?)$/.exec(textOf(code)) ?? [];
  const [, language = ''] = /(?:^| )language-(\S+)/.exec([code.properties.className].flat().join(' ')) ?? [];
  const html = isHighlighted ? highlight(lines, language) : undefined;
  return (html ?? escapeText(lines).replaceAll('"', '&quot;').replaceAll("'", '&#39;')) + end;
}
