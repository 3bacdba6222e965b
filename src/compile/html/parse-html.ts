// Parsing: turns raw HTML and rendered Markdown into one tree, by the rules of the HTML standard.

import type { Element, ElementContent, Root } from 'hast';
import { type Options, raw } from 'hast-util-raw';
import { attribute, childrenOf, element, elementsIn, isPrivate, type Parent, rewrite } from './elements.ts';
import { addLists } from './lists.ts';
import { showLazyPictures } from './picture-address.ts';
import { isAllowed } from './sanitize.ts';

/** Parses the raw nodes of a tree. The positions of elements from raw HTML are offsets in `body`. */
export function parseHtml(tree: Root, body: string): Root {
  const parsed = parseOnce(tree, body);
  showLazyPictures(parsed);
  rewrite(parsed, (each) => replacementFor(each, body));
  // Without the button, `<p><button><p>` is a paragraph in a paragraph, which HTML cannot express. A second parse makes
  // sure that the tree can be written as HTML and read back unchanged.
  const stable = parseOnce(parsed, body);
  rewrite(stable, (each) => (isLeftOver(each) ? [] : undefined));
  addLists(stable);
  return stable;
}

/**
 * The element in which a page or a reader shows the content: in it, the parser ignores a `<td>` or `<colgroup>` without
 * a table, which would otherwise end the table cell of a reader. No author can type its name, nor an end tag for it.
 */
const CONTAINER = '\u0001';

function parseOnce(tree: Root, body: string): Root {
  // The library keeps positions only when it is given the file.
  const options = { file: body } as unknown as Options;
  // The parser holds back text at the end of an open table until something follows.
  const end: ElementContent = { type: 'comment', value: 'end' };
  const container = element(CONTAINER, {}, [...childrenOf(tree), end]);
  keepFirstLines(container);
  const parsed = raw({ type: 'root', children: [container] }, options) as Root;
  rewrite(parsed, ({ tagName, children }) => (tagName === CONTAINER ? children : undefined));
  return parsed;
}

/** Whether it is an empty paragraph that nobody has begun: the parser makes one of a `</p>` without a `<p>`. */
function isLeftOver({ tagName, children, position }: Element): boolean {
  return tagName === 'p' && children.length === 0 && !position?.start;
}

/** The library removes a line break after `<pre>`, and also one after `<pre><code>`, which is a blank line in the code. */
function keepFirstLines(tree: Parent): void {
  for (const pre of elementsIn(tree).filter(({ tagName }) => tagName === 'pre')) {
    let [first] = childrenOf(pre);
    while (first?.type === 'element') [first] = childrenOf(first);
    if (first?.type === 'text' && first.value.startsWith('\n')) first.value = `\n${first.value}`;
  }
}

/** What replaces an element that content may not have, or that would hide what comes after it; undefined for others. */
function replacementFor(each: Element, body: string): ElementContent[] | undefined {
  const { tagName, children } = each;
  if (tagName === 'object') return [embedOf(each), ...(isClosed(each, body) ? [] : children)];
  if (tagName === 'audio' || tagName === 'video') return isClosed(each, body) ? undefined : closePlayer(each);
  return tagName === 'embed' || isPrivate(each) || isAllowed(tagName) ? undefined : children;
}

function embedOf(object: Element): Element {
  const { data, title } = object.properties;
  return { ...element('embed', { src: data, title }), position: object.position };
}

/** Browsers do not show the content of a player, so a player that is never closed keeps only its sources. */
function closePlayer(player: Element): ElementContent[] {
  const isSource = (node: ElementContent) =>
    node.type === 'element' && /^(?:source|track)$/.test(node.tagName);
  const children = childrenOf(player);
  return [
    { ...player, children: children.filter(isSource) },
    ...children.filter((child) => !isSource(child)),
  ];
}

const LONGEST_END_TAG = 100;

function isClosed(each: Element, body: string): boolean {
  const end = each.position?.end?.offset;
  if (end === undefined) return false;
  const tag = body.slice(Math.max(0, end - LONGEST_END_TAG), end);
  return new RegExp(`</${each.tagName}\\s*>$`, 'i').test(tag);
}

/** Where an address in an element begins: that of a link in Markdown, or the value of an attribute in a tag. */
export function offsetOf(each: Element, typed: string, body: string): number {
  const start = each.position?.start.offset ?? 0;
  if (body[start] !== '<') return start;
  const [tag] = /^(?:"[^"]*"|'[^']*'|\n[\s>]*|[^>"'])*/.exec(body.slice(start, start + 10_000)) ?? [''];
  const value = tag.search(/\s(?:(?:data-)?src(?:set)?|href|poster|cite|data)\s*=/i);
  const found = [typed, typed.replaceAll('&', '&amp;')].map((each) => tag.indexOf(each, value));
  return start + Math.max(0, ...found);
}

/** The start tag of an element as its author wrote it, up to the end of the line. */
export function tagOf(each: Element, body: string): string {
  const start = each.position?.start.offset ?? 0;
  return /^[^\n>]*>?/.exec(body.slice(start, start + 200))?.[0] ?? attribute(each, 'src') ?? '';
}
