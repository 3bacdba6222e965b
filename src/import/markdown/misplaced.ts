// Misplaced elements: those that browsers show although the standard has them elsewhere, put where Markdown can have them.

import type { Element, ElementContent, Root } from 'hast';
import {
  attribute,
  childrenOf,
  element,
  elementsIn,
  isInline,
  type Parent,
  rewrite,
} from '../../compile/html/elements.ts';
import { isBlank } from './parse.ts';

/** Puts lists into items, captions into figures, and marks of text into the blocks that they are around. */
export function placeElements(tree: Root): void {
  rewrite(tree, captioned);
  freeCaptions(tree);
  for (const each of elementsIn(tree)) {
    if (/^[uo]l$/.test(each.tagName)) putListsIntoItems(each);
    if (/^t[dh]$/.test(each.tagName)) unwrapOnlyParagraph(each);
  }
}

/** Blogger has a table around a picture with a caption. */
function captioned(table: Element): ElementContent[] | undefined {
  if (table.tagName !== 'table' || !hasClass(table, 'tr-caption-container')) return undefined;
  const inner = elementsIn(table);
  const picture = inner.find(({ tagName }) => tagName === 'img');
  const caption = inner.find((each) => hasClass(each, 'tr-caption'));
  if (!picture || !caption || elementsIn(caption).includes(picture)) return undefined;
  const link = inner.find((each) => each.tagName === 'a' && elementsIn(each).includes(picture));
  return [element('figure', {}, [link ?? picture, element('figcaption', {}, caption.children)])];
}

function hasClass(each: Element, name: string): boolean {
  return (attribute(each, 'className') ?? '').split(' ').includes(name);
}

/** A list that is directly in a list belongs to the item before it. */
function putListsIntoItems(list: Element): void {
  const children: ElementContent[] = [];
  for (const child of list.children) {
    const item = children.findLast((each) => each.type === 'element');
    const isList = child.type === 'element' && /^[uo]l$/.test(child.tagName);
    if (isList && item?.type === 'element' && item.tagName === 'li') item.children.push(child);
    else children.push(child);
  }
  list.children = children;
}

/** A caption without a figure is a paragraph. */
function freeCaptions(parent: Parent): void {
  for (const child of childrenOf(parent)) {
    if (child.type !== 'element' || child.tagName === 'figure') continue;
    if (child.tagName === 'figcaption') child.tagName = 'p';
    freeCaptions(child);
  }
}

/** A paragraph that is alone in a cell only adds space. */
function unwrapOnlyParagraph(cell: Element): void {
  const [only, ...others] = cell.children.filter((child) => !isBlank(child));
  if (only?.type !== 'element' || others.length > 0 || only.tagName !== 'p') return;
  if (Object.keys(only.properties).length === 0) cell.children = only.children;
}

/** Marks of text, and links, which may be around blocks. */
const MARKS = /^(?:a|strong|em|del|u|ins|mark|small|span)$/;

/** A mark around blocks, as these blocks with the mark around the text of each. Undefined for any other element. */
export function distributed(mark: Element): ElementContent[] | undefined {
  if (!MARKS.test(mark.tagName) || mark.children.every(isInline)) return undefined;
  return within(mark, mark.children);
}

function within(mark: Element, nodes: readonly ElementContent[]): ElementContent[] {
  const result: ElementContent[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    if (run.some((node) => !isBlank(node))) result.push(element('p', {}, [marked(mark, run)]));
    run = [];
  };
  for (const node of nodes) {
    if (isInline(node)) run.push(node);
    else {
      flush();
      if (node.type === 'element') result.push(blockWith(mark, node));
    }
  }
  flush();
  return result;
}

/** Code and pictures in a block of their own stay as they are, unless the mark is a link around text. */
function blockWith(mark: Element, block: Element): Element {
  if (/^(?:pre|hr|table|video|audio)$/.test(block.tagName)) return block;
  const isText = block.children.every(isInline);
  return { ...block, children: isText ? [marked(mark, block.children)] : within(mark, block.children) };
}

function marked(mark: Element, children: readonly ElementContent[]): Element {
  // An id may be there once.
  const { id: _, ...properties } = mark.properties;
  return element(mark.tagName, properties, [...children]);
}
