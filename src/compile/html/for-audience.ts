// Audiences: from the tree of a post to what its page shows, and to what readers show far away from it.

import type { Element, ElementContent, Root } from 'hast';
import type { Audience } from '../links/references.ts';
import { attribute, childrenOf, element, elementsIn, type Parent, rewrite, text } from './elements.ts';
import { withoutAnchor } from './ids.ts';
import { sanitize } from './sanitize.ts';

/** A tree of its own for one audience, of which nothing can do harm. */
export function treeFor(tree: Root, audience: Audience): Root {
  const copy: Root = { type: 'root', children: copyChildren(tree, audience) };
  if (audience === 'page') fitToPage(copy);
  else fitToReaders(copy);
  return sanitize(copy, audience);
}

function copyChildren(parent: Parent, audience: Audience): ElementContent[] {
  return childrenOf(parent).map((child) => {
    if (child.type !== 'element') return { ...child };
    const properties = { ...child.properties, ...child.data?.addresses?.[audience] };
    return { ...element(child.tagName, properties, copyChildren(child, audience)) };
  });
}

function fitToPage(tree: Root): void {
  linkFrames(tree, /^embed$/);
  let isFirst = true;
  for (const { tagName, properties } of elementsIn(tree)) {
    if (tagName !== 'img') continue;
    // The first picture is what the page opens with, and must not wait.
    if (!isFirst) properties.loading ??= 'lazy';
    properties.decoding = 'async';
    isFirst = false;
  }
}

function fitToReaders(tree: Root): void {
  linkFrames(tree, /^(?:embed|iframe)$/);
  rewrite(tree, (each) => {
    if (each.properties.type === 'checkbox') return [text(each.properties.checked ? '☑' : '☐')];
    return withoutAnchor(each);
  });
}

/** Frames become links to what they show; within a link, the text of one. */
function linkFrames(tree: Root, frames: RegExp): void {
  const labelOf = (frame: Element) => text(attribute(frame, 'title') || (attribute(frame, 'src') ?? ''));
  for (const link of elementsIn(tree).filter(({ tagName }) => tagName === 'a'))
    rewrite(link, (each) => (frames.test(each.tagName) ? [labelOf(each)] : undefined));
  rewrite(tree, (each) =>
    frames.test(each.tagName) ? [element('a', { href: attribute(each, 'src') }, [labelOf(each)])] : undefined,
  );
}
