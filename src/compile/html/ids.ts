// Ids: all start with the slug of the post. Headings are named by their text, and references are changed to match.

import type { Element, Root } from 'hast';
import { type Anchors, isReservedFragment } from '../links/anchors.ts';
import { attribute, childrenOf, element, elementsIn } from './elements.ts';
import { textOf } from './text-of.ts';
import { asTyped } from './typography.ts';

/** Attributes that contain ids of other elements. */
const ID_LISTS = [
  'headers',
  ...'ActiveDescendant Controls DescribedBy Details ErrorMessage FlowTo LabelledBy Owns'
    .split(' ')
    .map((name) => `aria${name}`),
];

/** The id of a heading until it is named by its text. */
export const ID_FROM_TEXT = '';

/** Sets the id of every element, and the attributes that refer to ids. */
export function setIds(tree: Root, anchors: Anchors): void {
  const elements = elementsIn(tree);
  // Typed ids come first, so that the name of a heading is never the same as one.
  for (const each of elements) setTypedId(each, anchors);
  const linked = new Set(elements.filter(isLink).flatMap((link) => elementsIn(link)));
  for (const each of elements) {
    if (each.properties.id !== ID_FROM_TEXT) continue;
    nameHeading(each, anchors);
    // A link cannot contain a link.
    if (!linked.has(each) && !elementsIn(each).some(isLink)) linkToItself(each);
  }
  for (const each of elements) setIdLists(each, anchors);
}

function setTypedId(each: Element, anchors: Anchors): void {
  const { id, name } = each.properties;
  // `<a name>` is how old HTML marks a place.
  const typed = String(id ?? (each.tagName === 'a' ? name : '') ?? '').trim();
  if (typed === '') {
    if (!/^h[1-6]$/.test(each.tagName)) delete each.properties.id;
    return;
  }
  anchors.addTyped(typed);
  each.properties.id = anchors.prefixed(typed);
}

function nameHeading(heading: Element, anchors: Anchors): void {
  // GitHub leaves `<br>` out of a name.
  const name = childrenOf(heading).map((child) => textOf(child, ''));
  heading.properties.id = anchors.addHeading(asTyped(name.join('')).trim());
}

function linkToItself(heading: Element): void {
  const { id } = heading.properties;
  if (id === undefined) return;
  // The text itself is the link: a symbol beside it would need a name in every language.
  heading.children = [element('a', { className: ['anchor'], href: `#${id}` }, heading.children)];
}

function isLink({ tagName }: Element): boolean {
  return tagName === 'a';
}

function setIdLists({ properties }: Element, anchors: Anchors): void {
  for (const name of ID_LISTS) {
    const value = properties[name];
    if (value === undefined || value === null) continue;
    const ids = (Array.isArray(value) ? value : [value]).flatMap((each) => String(each).trim().split(/\s+/));
    properties[name] = ids
      .map((id) => (isReservedFragment(id) ? anchors.prefixed(id) : anchors.find(id)))
      .join(' ');
  }
}

/** The content of a link from a heading to itself, which is useful only on the page; undefined for other elements. */
export function withoutAnchor(each: Element): Element['children'] | undefined {
  return each.tagName === 'a' && attribute(each, 'className') === 'anchor' ? each.children : undefined;
}
