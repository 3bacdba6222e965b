// Parsing: raw HTML and what Markdown has become, read as one by the rules of the HTML standard.

import type { Element, ElementContent, Root } from 'hast';
import { type Options, raw } from 'hast-util-raw';
import { attribute, childrenOf, element, rewrite } from './elements.ts';
import { showLazyPictures } from './picture-address.ts';
import { isAllowed } from './sanitize.ts';

/** Parses the raw nodes of a tree; elements in them are placed by their offsets in `body`. */
export function parseHtml(tree: Root, body: string): Root {
  // The library takes positions over only when it is given the file.
  const options = { file: body } as unknown as Options;
  // Text at the end of an open table is given out only when something follows it.
  const ended: Root = { ...tree, children: [...tree.children, { type: 'comment', value: 'end' }] };
  const parsed = raw(ended, options) as Root;
  showLazyPictures(parsed);
  rewrite(parsed, (each) => unwrapped(each, body));
  // Now elements may be within each other that HTML cannot say so of: those around an element that went, as in
  // `<p><button><p>`, and those that the standard moves out of a table.
  return raw(parsed, options) as Root;
}

/** What is instead of an element that may not stay. */
function unwrapped(each: Element, body: string): ElementContent[] | undefined {
  const { tagName, children } = each;
  if (tagName === 'object') return [embedOf(each), ...(isClosed(each, body) ? [] : children)];
  if (tagName === 'audio' || tagName === 'video') return isClosed(each, body) ? undefined : closeAtOnce(each);
  if (tagName === 'embed' || isAllowed(tagName)) return undefined;
  return /^(?:script|style|textarea|xmp)$/.test(tagName) ? [] : children;
}

function embedOf(object: Element): Element {
  const { data, title } = object.properties;
  return { ...element('embed', { src: data, title }), position: object.position };
}

/** No browser shows what is within these, so that one left open would hide what comes after it. */
function closeAtOnce(player: Element): ElementContent[] {
  const children = childrenOf(player);
  const end = children.findIndex(
    (child) => !(child.type === 'element' && /^(?:source|track)$/.test(child.tagName)) && !isBlank(child),
  );
  return [
    { ...player, children: end < 0 ? children : children.slice(0, end) },
    ...(end < 0 ? [] : children.slice(end)),
  ];
}

function isBlank(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

function isClosed(each: Element, body: string): boolean {
  const end = each.position?.end?.offset;
  if (end === undefined) return false;
  const tag = body.slice(body.lastIndexOf('</', end - 1), end);
  return new RegExp(`^</${each.tagName}\\s*>$`, 'i').test(tag);
}

/** Where an address begins that an element has: that of a link in Markdown, or one in a tag. */
export function offsetOf(each: Element, typed: string, body: string): number {
  const start = each.position?.start.offset ?? 0;
  if (body[start] !== '<') return start;
  const [tag] = /^(?:"[^"]*"|'[^']*'|\n[\s>]*|[^>"'])*/.exec(body.slice(start, start + 10_000)) ?? [''];
  const attribute = tag.search(/\s(?:(?:data-)?src(?:set)?|href|poster|cite|data)\s*=/i);
  return start + Math.max(0, tag.indexOf(typed, attribute));
}

/** The start tag of an element as its author wrote it, up to the end of the line. */
export function tagOf(each: Element, body: string): string {
  const start = each.position?.start.offset ?? 0;
  return /^[^\n>]*>?/.exec(body.slice(start, start + 200))?.[0] ?? attribute(each, 'src') ?? '';
}
