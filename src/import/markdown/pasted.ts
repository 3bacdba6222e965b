// Pasted text: what Word and Google Docs leave in the HTML of a post becomes the elements that it looks like.

import type { Element, ElementContent, Properties, Root } from 'hast';
import {
  attribute,
  childrenOf,
  element,
  elementsIn,
  type Parent,
  rewrite,
  text,
} from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';

/** Gives pasted text the elements for bold and italic text and lists, and removes the rest of these programs. */
export function tidyPasted(tree: Root): void {
  const isOfWord = elementsIn(tree).some((each) => /\bMso\w/.test(attribute(each, 'className') ?? ''));
  rewrite(tree, (each) => {
    // `<o:p>` and the like.
    if (each.tagName.includes(':')) return each.children;
    if (isOfWord) delete each.properties.lang;
    return styled(each);
  });
  if (isOfWord) for (const parent of [tree, ...elementsIn(tree)]) makeLists(parent);
}

/** An element whose style says something else than its name. */
function styled(each: Element): ElementContent[] | undefined {
  const style = attribute(each, 'style') ?? '';
  if (/^(?:b|strong)$/.test(each.tagName) && /font-weight:\s*(?:normal|[1-4]00)/i.test(style))
    return each.children;
  if (each.tagName !== 'span') return undefined;
  const names = [
    /font-weight:\s*(?:bold|[6-9]00)/i.test(style) ? 'strong' : '',
    /font-style:\s*italic/i.test(style) ? 'em' : '',
    /text-decoration(?:-line)?:\s*line-through/i.test(style) ? 'del' : '',
  ].filter((name) => name !== '');
  if (names.length === 0 || textOf(each).trim() === '') return undefined;
  return names.reduce((children, name) => [element(name, {}, children)], each.children);
}

/** The mark of an item of a list of Word, a sign or a number, before its text. */
const MARK = /^[\s\u00a0]*(?:([·•●○o§▪■–—-])|(\d{1,3})[.)])(?=[\s\u00a0]+[^\s\u00a0])/;

/** Word has a paragraph for each item of a list. Those that follow each other become one list. */
function makeLists(parent: Parent): void {
  const children: ElementContent[] = [];
  for (const child of childrenOf(parent)) {
    const item = itemOf(child);
    const list = children.findLast(
      (each) => each.type === 'element' || (each.type === 'text' && each.value.trim() !== ''),
    );
    if (!item) children.push(child);
    else if (list?.type === 'element' && list.properties.dataOfWord === true && list.tagName === item.list)
      list.children.push(item.element);
    else children.push(element(item.list, { dataOfWord: true, ...item.properties }, [item.element]));
  }
  for (const child of children) if (child.type === 'element') delete child.properties.dataOfWord;
  parent.children = children;
}

interface Item {
  readonly list: string;
  /** Those of the list, if it begins with this item. */
  readonly properties: Properties;
  readonly element: Element;
}

function itemOf(node: ElementContent): Item | undefined {
  if (node.type !== 'element' || !/\bMsoList/.test(attribute(node, 'className') ?? '')) return undefined;
  const [mark, sign, number] = MARK.exec(textOf(node)) ?? [];
  if (mark === undefined) return undefined;
  removeBeginning(node, mark.length);
  const properties = number === undefined || number === '1' ? {} : { start: Number(number) };
  return { list: sign === undefined ? 'ol' : 'ul', properties, element: element('li', {}, node.children) };
}

/** Removes as many characters from the beginning of the text of an element, and the space after them. */
function removeBeginning(parent: Element, characters: number): number {
  let left = characters;
  parent.children = parent.children.flatMap((child) => {
    if (left < 0) return [child];
    if (child.type === 'element') {
      left = removeBeginning(child, left);
      return [child];
    }
    if (child.type !== 'text') return [child];
    const taken = Math.min(left, child.value.length);
    const rest = child.value.slice(taken);
    left -= taken;
    const shown = left === 0 ? rest.replace(/^[\s\u00a0]+/, '') : rest;
    if (shown === '') return [];
    left = -1;
    return [text(shown)];
  });
  return left;
}
