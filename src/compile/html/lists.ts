// Lists: adds those that list items lack. An `<li>` without a list would end the list item in which a reader shows it.

import type { Element, ElementContent } from 'hast';
import { childrenOf, element, type Parent } from './elements.ts';

/** The lists that may contain each kind of item; the first one is added. */
const LISTS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  li: ['ul', 'ol'],
  dt: ['dl'],
  dd: ['dl'],
};

/** Puts each run of items outside a list into a list. `around` are the names of the elements that contain `parent`. */
export function addLists(parent: Parent, around: ReadonlySet<string> = new Set()): void {
  let added: Element | undefined;
  const children: ElementContent[] = [];
  for (const child of childrenOf(parent)) {
    const list = missingList(child, around);
    if (list !== undefined && list !== added?.tagName) {
      added = element(list, {});
      children.push(added);
    } else if (list === undefined && !isBlank(child)) added = undefined;
    (added?.children ?? children).push(child);
  }
  parent.children = children;
  for (const child of children)
    if (child.type === 'element') addLists(child, new Set([...around, child.tagName]));
}

/** The name of the list that an item lacks; undefined for all other nodes. */
function missingList(node: ElementContent, around: ReadonlySet<string>): string | undefined {
  const lists = node.type === 'element' ? LISTS[node.tagName] : undefined;
  return lists?.some((each) => around.has(each)) ? undefined : lists?.[0];
}

function isBlank(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}
