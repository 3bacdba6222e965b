// Forbidden characters: what XML cannot carry is left out of a tree, where references such as `&#8;` may have put it.

import type { Element } from 'hast';
import { removeForbidden } from '../text/text.ts';
import { childrenOf, type Parent } from './elements.ts';

/** This is done before addresses are resolved, since those hold such a character on purpose. */
export function removeForbiddenIn(parent: Parent): void {
  for (const child of childrenOf(parent)) {
    if (child.type === 'text') child.value = removeForbidden(child.value);
    if (child.type !== 'element') continue;
    cleanProperties(child);
    removeForbiddenIn(child);
  }
}

function cleanProperties({ properties }: Element): void {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'string') properties[name] = removeForbidden(value);
    if (Array.isArray(value)) properties[name] = value.map((each) => removeForbidden(String(each)));
  }
}
