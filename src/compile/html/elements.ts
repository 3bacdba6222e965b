// Elements: creates, searches and changes the tree (hast) of a post.

import type { Element, ElementContent, Literal, Parents, Properties, Root, Text } from 'hast';

/** A tag that is not parsed yet. */
export interface Raw extends Literal {
  type: 'raw';
}

declare module 'hast' {
  interface ElementContentMap {
    raw: Raw;
  }
  interface RootContentMap {
    raw: Raw;
  }
}

/** Begins the names of elements that stand for something until it is known who reads the post. No author can type it. */
const PRIVATE = '\u0001';
/** A formula: its TeX in `value`, and what readers see as its text. */
export const FORMULA = `${PRIVATE}formula`;
/** The place of a list of the headings. */
export const CONTENTS = `${PRIVATE}contents`;
/** The place where the summary ends. */
export const SUMMARY_END = `${PRIVATE}summary-end`;

export function isPrivate({ tagName }: Element): boolean {
  return tagName.startsWith(PRIVATE);
}

/** A node with children. */
export type Parent = Root | Element;

export function element(tagName: string, properties: Properties, children: ElementContent[] = []): Element {
  return { type: 'element', tagName, properties, children };
}

export function text(value: string): Text {
  return { type: 'text', value };
}

export function raw(value: string): Raw {
  return { type: 'raw', value };
}

/** Gives a node its place: the offset in the post at which messages about it point. */
export function atOffset<T extends ElementContent>(node: T, offset: number): T {
  const point = { line: 1, column: 1, offset };
  return { ...node, position: { start: point, end: point } };
}

export function childrenOf(parent: Parents): ElementContent[] {
  return parent.children as ElementContent[];
}

const INLINE = new Set(
  [
    'a abbr b bdi bdo br cite code data del dfn em embed i iframe img input ins kbd mark q ruby s samp small span',
    `strong sub sup time u var wbr ${FORMULA}`,
  ].flatMap((line) => line.split(' ')),
);

/** Whether a node is text or an element that does not start a new line. */
export function isInline(node: ElementContent): boolean {
  return node.type !== 'element' || INLINE.has(node.tagName);
}

/** All elements below a node, in the order of their start tags. */
export function elementsIn(parent: Parent, found: Element[] = []): Element[] {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    found.push(child);
    elementsIn(child, found);
  }
  return found;
}

/** Replaces each element by what `change` returns for it, inner elements first; undefined leaves it in place. */
export function rewrite(parent: Parent, change: (element: Element) => ElementContent[] | undefined): void {
  const children: ElementContent[] = [];
  for (const child of childrenOf(parent)) {
    if (child.type === 'element') rewrite(child, change);
    const changed = child.type === 'element' ? change(child) : undefined;
    if (changed === undefined) children.push(child);
    else for (const each of changed) children.push(each);
  }
  parent.children = children;
}

/** The value of an attribute as a string; undefined when it is absent. */
export function attribute({ properties }: Element, name: string): string | undefined {
  const value = properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return value === undefined || value === null ? undefined : String(value);
}
