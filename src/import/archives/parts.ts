// Parts of a card: elements inside of one, by their class or their kind.

import type { Element } from 'hast';
import { attribute, elementsIn } from '../../compile/html/elements.ts';

export function hasClass(each: Element, name: string): boolean {
  return (attribute(each, 'className') ?? '').split(' ').includes(name);
}

/** The first element below for which a test holds. */
export function find(each: Element, test: (child: Element) => boolean): Element | undefined {
  return elementsIn(each).find(test);
}

export function byClass(each: Element, name: string): Element | undefined {
  return find(each, (child) => hasClass(child, name));
}

export function links(each: Element): Element[] {
  return elementsIn(each).filter(({ tagName }) => tagName === 'a');
}
