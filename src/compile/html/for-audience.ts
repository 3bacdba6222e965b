// Audiences: turns the tree of a post into one for its page and one for feed readers.

import type { Element, ElementContent, Root } from 'hast';
import type { Anchors } from '../links/anchors.ts';
import type { Audience } from '../links/references.ts';
import { setContents } from './contents.ts';
import {
  attribute,
  CONTENTS,
  childrenOf,
  element,
  elementsIn,
  FORMULA,
  type Parent,
  rewrite,
  text,
} from './elements.ts';
import { setPlainIds, withoutAnchor } from './ids.ts';
import { sanitize } from './sanitize.ts';

/** A sanitised copy of the tree for one audience. */
export function treeFor(tree: Root, audience: Audience, anchors: Anchors): Root {
  const copy: Root = { type: 'root', children: copyChildren(tree, audience) };
  if (audience === 'page') adaptToPage(copy, anchors);
  else adaptToReaders(copy);
  return sanitize(copy, audience);
}

function copyChildren(parent: Parent, audience: Audience): ElementContent[] {
  return childrenOf(parent).flatMap((child) => {
    if (child.type !== 'element') return [{ ...child }];
    const formula = audience === 'page' ? child.data?.formula : undefined;
    if (formula) return formula;
    if (child.tagName === FORMULA) return childrenOf(child);
    const properties = { ...child.properties, ...child.data?.addresses?.[audience] };
    return [element(child.tagName, properties, copyChildren(child, audience))];
  });
}

function adaptToPage(tree: Root, anchors: Anchors): void {
  linkFrames(tree, /^embed$/);
  setPlainIds(tree, anchors);
  setContents(tree);
  let isFirst = true;
  for (const { tagName, properties } of elementsIn(tree)) {
    if (tagName !== 'img') continue;
    // The first picture is usually in view when the page opens.
    if (!isFirst) properties.loading ??= 'lazy';
    properties.decoding = 'async';
    isFirst = false;
  }
}

function adaptToReaders(tree: Root): void {
  linkFrames(tree, /^(?:embed|iframe)$/);
  rewrite(tree, (each) => {
    if (each.properties.type === 'checkbox') return [text(each.properties.checked ? '☑' : '☐')];
    return each.tagName === CONTENTS ? [] : withoutAnchor(each);
  });
}

/** Replaces frames by links to what they show, or by text where they are in a link already. */
function linkFrames(tree: Root, frames: RegExp): void {
  const labelOf = (frame: Element) => text(attribute(frame, 'title') || (attribute(frame, 'src') ?? ''));
  for (const link of elementsIn(tree).filter(({ tagName }) => tagName === 'a'))
    rewrite(link, (each) => (frames.test(each.tagName) ? [labelOf(each)] : undefined));
  rewrite(tree, (each) =>
    frames.test(each.tagName) ? [element('a', { href: shownBy(each) }, [labelOf(each)])] : undefined,
  );
}

/** The address of what a frame shows. For a player from a template, that of the page of its video. */
function shownBy(frame: Element): string | undefined {
  const page = attribute(frame, 'dataLink');
  return page !== undefined && /^https:/.test(page) ? page : attribute(frame, 'src');
}
