// Contents: the list of the headings of a post, on its page, where its author wants it.

import type { Element, ElementContent, Root } from 'hast';
import { attribute, CONTENTS, element, elementsIn, rewrite, text } from './elements.ts';
import { textOf } from './text-of.ts';

interface Heading {
  readonly level: number;
  readonly id: string;
  readonly label: string;
}

/** Replaces the first place of a list by the list, if there are headings. Other places are removed. */
export function setContents(page: Root): void {
  const elements = elementsIn(page);
  if (!elements.some(({ tagName }) => tagName === CONTENTS)) return;
  const headings = elements.flatMap(headingOf);
  let list: ElementContent[] = [];
  if (headings.length > 0) list = [element('nav', { className: ['toc'] }, [listOf(headings)]), text('\n')];
  rewrite(page, ({ tagName }) => (tagName === CONTENTS ? list.splice(0) : undefined));
}

function headingOf(each: Element): Heading[] {
  const [, level] = /^h([1-6])$/.exec(each.tagName) ?? [];
  const id = attribute(each, 'id');
  const isHidden = /(?:^| )no_toc(?: |$)/.test(attribute(each, 'className') ?? '');
  if (level === undefined || id === undefined || isHidden) return [];
  return [{ level: Number(level), id, label: textOf(each, ' ').trim() }];
}

/** Headings of a higher level contain those after them. */
function listOf(headings: readonly Heading[]): Element {
  const top = element('ul', {});
  const open: { readonly level: number; readonly list: Element }[] = [{ level: 0, list: top }];
  for (const { level, id, label } of headings) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const list = innerList(open.at(-1)?.list ?? top, open.length > 1);
    const item = element('li', {}, [element('a', { href: `#${encodeURIComponent(id)}` }, [text(label)])]);
    list.children.push(item);
    open.push({ level, list: item });
  }
  return top;
}

/** The list in an item, which is made for its first heading. */
function innerList(parent: Element, isItem: boolean): Element {
  const last = parent.children.at(-1);
  if (!isItem) return parent;
  if (last?.type === 'element' && last.tagName === 'ul') return last;
  const list = element('ul', {});
  parent.children.push(list);
  return list;
}
