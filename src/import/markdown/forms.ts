// Forms: fields and buttons lead to the old site, if anywhere, so that readers get the text without them.

import type { Element, Root } from 'hast';
import { attribute, elementsIn, rewrite } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';

/** A form to subscribe or search has fewer characters; one with more is around the text of a page. */
const SHORT = 500;

export function removeForms(tree: Root): void {
  rewrite(tree, (each) => {
    if (each.tagName !== 'form') return undefined;
    const hasFields = elementsIn(each).some(isField);
    return hasFields && textOf(each).length < SHORT ? [] : each.children;
  });
  rewrite(tree, (each) => {
    if (/^(?:button|select|datalist|progress|meter)$/.test(each.tagName)) return [];
    return each.tagName === 'input' && attribute(each, 'type') !== 'checkbox' ? [] : undefined;
  });
}

/** Whether visitors see it and write into it. */
function isField(each: Element): boolean {
  if (each.tagName === 'input')
    return !/^(?:hidden|checkbox|submit|image|button)$/i.test(attribute(each, 'type') ?? '');
  return each.tagName === 'textarea' || each.tagName === 'select';
}
