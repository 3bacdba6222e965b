// Forbidden characters: removes from a tree what XML cannot contain. References such as `&#8;` may have put it there.

import type { Element } from 'hast';
import { removeForbidden } from '../text/text.ts';
import { childrenOf, type Parent } from './elements.ts';

/** Must run before addresses are resolved: resolved addresses contain such a character, the mark of the origin. */
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
