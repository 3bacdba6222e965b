// Ids: each gets the slug of the post in front, headings are named by their text, and what refers to an id follows.

import type { Element, Root } from 'hast';
import { type Anchors, isBrowsersOwn } from '../links/anchors.ts';
import { attribute, childrenOf, element, elementsIn } from './elements.ts';
import { textOf } from './text-of.ts';
import { asTyped } from './typography.ts';

/** Attributes that hold ids of other elements. */
const ID_LISTS = [
  'headers',
  ...'ActiveDescendant Controls DescribedBy Details ErrorMessage FlowTo LabelledBy Owns'
    .split(' ')
    .map((name) => `aria${name}`),
];

/** The id of a heading that is to be named by its text. */
export const UNNAMED = '';

/** Gives each element its id. */
export function setIds(tree: Root, anchors: Anchors): void {
  const elements = elementsIn(tree);
  // Headings keep clear of the ids that are typed.
  for (const each of elements) setTypedId(each, anchors);
  for (const each of elements) if (each.properties.id === UNNAMED) nameHeading(each, anchors);
  for (const each of elements) setIdLists(each, anchors);
}

function setTypedId(each: Element, anchors: Anchors): void {
  const { id, name } = each.properties;
  // `<a name>` is how ids were written before there were any.
  const typed = String(id ?? (each.tagName === 'a' ? name : '') ?? '').trim();
  if (typed === '') {
    if (!/^h[1-6]$/.test(each.tagName)) delete each.properties.id;
    return;
  }
  anchors.addTyped(typed);
  each.properties.id = anchors.carry(typed);
}

function nameHeading(heading: Element, anchors: Anchors): void {
  const id = anchors.addHeading(asTyped(childrenOf(heading).map(textOf).join('')).trim());
  heading.properties.id = id;
  // A link within a link would end it.
  if (id === undefined || elementsIn(heading).some(({ tagName }) => tagName === 'a')) return;
  // The text itself is the link: that has a name in every language, and adds nothing to the heading's own.
  heading.children = [element('a', { className: ['anchor'], href: `#${id}` }, heading.children)];
}

function setIdLists({ properties }: Element, anchors: Anchors): void {
  for (const name of ID_LISTS) {
    const value = properties[name];
    if (value === undefined || value === null) continue;
    const ids = (Array.isArray(value) ? value : [value]).flatMap((each) => String(each).trim().split(/\s+/));
    properties[name] = ids.map((id) => (isBrowsersOwn(id) ? anchors.carry(id) : anchors.find(id))).join(' ');
  }
}

/** Takes the links of headings to themselves away: only on a page are they of use. */
export function withoutAnchor(each: Element): Element['children'] | undefined {
  return each.tagName === 'a' && attribute(each, 'className') === 'anchor' ? each.children : undefined;
}
