// Rendering: turns the tree of a post into HTML for both audiences, step by step.

import type { Element, Root } from 'hast';
import type { Typography } from '../settings/settings.ts';
import { oneLine } from '../text/text.ts';
import { type AddressContext, resolveAddresses } from './addresses.ts';
import { attribute, elementsIn, type Parent } from './elements.ts';
import { treeFor } from './for-audience.ts';
import { removeForbiddenIn } from './forbidden.ts';
import { setIds } from './ids.ts';
import { parseHtml } from './parse-html.ts';
import { picturesIn } from './pictures.ts';
import { textOf } from './text-of.ts';
import { setPunctuation } from './typography.ts';
import { writeHtml } from './write-html.ts';

/** A body as HTML, and other facts from its tree. */
export interface Content {
  readonly page: string;
  readonly readers: string;
  /** Plain text of the first paragraph that has text, or else of the whole body; may be empty. */
  readonly opening: string;
  /** Description of the first picture that has one; may be empty. */
  readonly picture: string;
  /** Addresses of the pictures that readers see. */
  readonly pictures: readonly string[];
  /** Every id in the content. */
  readonly anchors: ReadonlySet<string>;
}

export interface RenderContext extends AddressContext {
  readonly typography: Typography;
}

export function renderTree(source: Root, context: RenderContext): Content {
  const tree = containsRaw(source) ? parseHtml(source, context.body) : source;
  removeForbiddenIn(tree);
  setIds(tree, context.anchors);
  resolveAddresses(tree, context);
  if (context.typography === 'smart') setPunctuation(tree);
  const forReaders = treeFor(tree, 'readers');
  return {
    page: writeHtml(treeFor(tree, 'page'), { highlight: true }),
    readers: writeHtml(forReaders, { highlight: false }),
    opening: openingOf(tree),
    picture: pictureIn(tree),
    pictures: picturesIn(forReaders),
    anchors: context.anchors.ids,
  };
}

function containsRaw(parent: Parent): boolean {
  return parent.children.some(
    (child) => child.type === 'raw' || (child.type === 'element' && containsRaw(child)),
  );
}

/** Elements whose paragraphs are not used for a summary. */
const ASIDE = new Set(['aside', 'blockquote', 'figure', 'ol', 'table', 'ul']);

/** A character that leaves a mark: not a space, a joiner or the like. */
const VISIBLE = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u;

function openingOf(tree: Root): string {
  for (const paragraph of paragraphsIn(tree)) {
    const text = oneLine(textOf(paragraph));
    if (VISIBLE.test(text)) return text;
  }
  const text = oneLine(textOf(tree));
  return VISIBLE.test(text) ? text : '';
}

function* paragraphsIn(parent: Parent): Generator<Element> {
  for (const child of parent.children) {
    if (child.type !== 'element' || ASIDE.has(child.tagName)) continue;
    if (child.tagName === 'p') yield child;
    else yield* paragraphsIn(child);
  }
}

function pictureIn(tree: Root): string {
  for (const each of elementsIn(tree)) {
    const alt = each.tagName === 'img' ? oneLine(attribute(each, 'alt') ?? '') : '';
    if (VISIBLE.test(alt)) return alt;
  }
  return '';
}
