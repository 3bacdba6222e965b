// Forms: fields and buttons lead to the old site, if anywhere, so that readers get the text without them.

import type { Root } from 'hast';
import { attribute, elementsIn, rewrite } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';

/** A form to subscribe or search has fewer characters; one with more is around the text of a page. */
const SHORT = 500;

export function removeForms(tree: Root): void {
  rewrite(tree, (each) => {
    if (each.tagName !== 'form') return undefined;
    const hasFields = elementsIn(each).some(({ tagName }) => /^(?:input|textarea|select)$/.test(tagName));
    return hasFields && textOf(each).length < SHORT ? [] : each.children;
  });
  rewrite(tree, (each) => {
    if (/^(?:button|select|datalist|progress|meter)$/.test(each.tagName)) return [];
    const isField = each.tagName === 'input' && attribute(each, 'type') !== 'checkbox';
    return isField ? [] : undefined;
  });
}
