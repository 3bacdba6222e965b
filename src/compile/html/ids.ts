// Ids: all start with the slug of the post. Headings are named by their text, and references are changed to match.
// On the page of the post, they are there without the slug, too.

import type { Element, ElementContent, Root } from 'hast';
import { type Anchors, isReservedFragment } from '../links/anchors.ts';
import { attribute, childrenOf, element, elementsIn, type Parent } from './elements.ts';
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
/** A noncharacter, which no text contains. */
const OF_HEADING = '\uFDD8';

/** The id of a heading in Markdown, such as `{#id}`, until the slug is added. */
export function headingId(id: string): string {
  return OF_HEADING + id;
}

/** Sets the id of every element, and the attributes that refer to ids. */
export function setIds(tree: Root, anchors: Anchors): void {
  const elements = elementsIn(tree);
  const isHeading = ({ properties: { id } }: Element) =>
    id === ID_FROM_TEXT || (typeof id === 'string' && id.startsWith(OF_HEADING));
  const headings = elements.filter(isHeading);
  // Typed ids come first, so that the name of a heading is never the same as one.
  for (const each of elements) setTypedId(each, anchors);
  const linked = new Set(elements.filter(isLink).flatMap((link) => elementsIn(link)));
  for (const each of headings) {
    if (each.properties.id === ID_FROM_TEXT) nameHeading(each, anchors);
    // A link cannot contain a link.
    if (!linked.has(each) && !elementsIn(each).some(isLink)) linkToItself(each);
  }
  for (const each of elements) setIdLists(each, anchors);
}

function setTypedId(each: Element, anchors: Anchors): void {
  const { id, name } = each.properties;
  // `<a name>` is how old HTML marks a place.
  const typed = String(id ?? (each.tagName === 'a' ? name : '') ?? '')
    .replace(OF_HEADING, '')
    .trim();
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

/** Elements that cannot contain a mere place, or are read as text by what highlights code. */
const CLOSED = new Set(
  [
    'audio br code col colgroup dl hgroup hr iframe img input math ol picture source table tbody tfoot thead tr track',
    'ul video wbr',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Gives the elements of the post's own page the ids that other programs give them, without the slug. The ids with the
 * slug stay beside them: feeds and older links lead to these.
 */
export function setPlainIds(page: Root, anchors: Anchors): void {
  const taken = new Set<string>();
  const kept = new Map<Element, string>();
  for (const each of elementsIn(page)) {
    setLists(each, (id) => anchors.plain(id));
    const { id } = each.properties;
    if (typeof id !== 'string') continue;
    const plain = anchors.plain(id);
    if (taken.has(plain)) delete each.properties.id;
    else {
      each.properties.id = plain;
      taken.add(plain);
      if (plain !== id) kept.set(each, id);
    }
  }
  const places = new Map([...kept].filter(([, id]) => !taken.has(id)));
  if (places.size > 0) addPlaces(page, places);
}

/** Adds the ids: to the link in a heading, or as a place before an element, or in the first that can contain one. */
function addPlaces(parent: Parent, ids: ReadonlyMap<Element, string>, waiting: string[] = []): void {
  const isOpen = parent.type === 'root' || !CLOSED.has(parent.tagName);
  const children: ElementContent[] = [];
  for (const id of isOpen ? waiting.splice(0) : []) children.push(element('span', { id }));
  for (const child of childrenOf(parent)) {
    const id = child.type === 'element' ? ids.get(child) : undefined;
    const link = child.type === 'element' ? selfLinkIn(child) : undefined;
    if (id !== undefined && link) link.properties.id = id;
    else if (id !== undefined && isOpen) children.push(element('span', { id }));
    else if (id !== undefined) waiting.push(id);
    children.push(child);
    if (child.type === 'element') addPlaces(child, ids, waiting);
  }
  parent.children = children;
}

function selfLinkIn({ children: [first] }: Element): Element | undefined {
  const isSelfLink = first?.type === 'element' && withoutAnchor(first) && first.properties.id === undefined;
  return isSelfLink ? first : undefined;
}

function isLink({ tagName }: Element): boolean {
  return tagName === 'a';
}

function setIdLists(each: Element, anchors: Anchors): void {
  setLists(each, (id) => (isReservedFragment(id) ? anchors.prefixed(id) : anchors.find(id)));
}

function setLists({ properties }: Element, change: (id: string) => string): void {
  for (const name of ID_LISTS) {
    const value = properties[name];
    if (value === undefined || value === null) continue;
    const ids = (Array.isArray(value) ? value : [value]).flatMap((each) => String(each).trim().split(/\s+/));
    properties[name] = ids.map(change).join(' ');
  }
}

/** The content of a link from a heading to itself, which is useful only on the page; undefined for other elements. */
export function withoutAnchor(each: Element): Element['children'] | undefined {
  return each.tagName === 'a' && attribute(each, 'className') === 'anchor' ? each.children : undefined;
}
