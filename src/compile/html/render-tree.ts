// Rendering: turns the tree of a post into HTML for both audiences, step by step.

import type { Element, ElementContent, Root } from 'hast';
import type { Typography } from '../settings/settings.ts';
import { oneLine } from '../text/text.ts';
import { type AddressContext, resolveAddresses } from './addresses.ts';
import { attribute, childrenOf, elementsIn, type Parent, rewrite, SUMMARY_END } from './elements.ts';
import { treeFor } from './for-audience.ts';
import { removeForbiddenIn } from './forbidden.ts';
import { setFormulas } from './formulas.ts';
import { setIds } from './ids.ts';
import { parseHtml } from './parse-html.ts';
import { picturesIn } from './pictures.ts';
import { setAbbreviations, setEmoji } from './replace-text.ts';
import { textOf } from './text-of.ts';
import { setPunctuation } from './typography.ts';
import { writeHtml } from './write-html.ts';

/** A body as HTML, and other facts from its tree. */
export interface Content {
  readonly page: string;
  readonly readers: string;
  /** Plain text of the first paragraph that has text, or else of the whole body; may be empty. */
  readonly opening: string;
  /** Plain text before the mark at which the summary ends; undefined when there is none. */
  readonly summary?: string | undefined;
  /** Description of the first picture that has one; may be empty. */
  readonly picture: string;
  /** Addresses of the pictures that readers see. */
  readonly pictures: readonly string[];
  /** Every id in the content. */
  readonly anchors: ReadonlySet<string>;
}

export interface RenderContext extends AddressContext {
  readonly typography: Typography;
  /** Whether `:tada:` is an emoji. */
  readonly hasEmoji?: boolean;
  /** What each abbreviation stands for. */
  readonly abbreviations?: ReadonlyMap<string, string>;
}

export function renderTree(source: Root, context: RenderContext): Content {
  const tree = prepare(source, context);
  const { anchors } = context;
  const summary = takeSummary(tree);
  const forReaders = treeFor(tree, 'readers', anchors);
  return {
    page: writeHtml(treeFor(tree, 'page', anchors), { highlight: true }),
    readers: writeHtml(forReaders, { highlight: false }),
    opening: openingOf(tree),
    summary,
    picture: pictureIn(tree),
    pictures: picturesIn(forReaders),
    anchors: anchors.ids,
  };
}

/** The tree of the page, without the marks at which a summary ends. */
export function pageTree(source: Root, context: RenderContext): Root {
  const tree = prepare(source, context);
  takeSummary(tree);
  return treeFor(tree, 'page', context.anchors);
}

/** The tree that both audiences get in their own ways. */
function prepare(source: Root, context: RenderContext): Root {
  const tree = containsRaw(source) ? parseHtml(source, context.body) : source;
  const { anchors, abbreviations, typography, hasEmoji = false } = context;
  removeForbiddenIn(tree);
  setIds(tree, anchors);
  // The names of headings contain the names of emoji, as on GitHub.
  if (hasEmoji) setEmoji(tree);
  if (abbreviations) setAbbreviations(tree, abbreviations);
  resolveAddresses(tree, context);
  if (typography === 'smart') setPunctuation(tree);
  setFormulas(tree, context.warn);
  return tree;
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

/** The text before the mark at which the summary ends; undefined when there is none. Removes the marks. */
function takeSummary(tree: Root): string | undefined {
  const isEnd = ({ tagName }: Element) => tagName === SUMMARY_END;
  if (!elementsIn(tree).some(isEnd)) return undefined;
  const before: Root = { type: 'root', children: untilEnd(tree).children };
  rewrite(tree, (each) => (isEnd(each) ? [] : undefined));
  const text = oneLine(textOf(before));
  return VISIBLE.test(text) ? text : undefined;
}

/** The children before the first mark, and whether there is one among them. */
function untilEnd(parent: Parent): { children: ElementContent[]; ended: boolean } {
  const children: ElementContent[] = [];
  for (const child of childrenOf(parent)) {
    if (child.type !== 'element') children.push(child);
    else if (child.tagName === SUMMARY_END) return { children, ended: true };
    else {
      const inner = untilEnd(child);
      children.push({ ...child, children: inner.children });
      if (inner.ended) return { children, ended: true };
    }
  }
  return { children, ended: false };
}

function pictureIn(tree: Root): string {
  for (const each of elementsIn(tree)) {
    const alt = each.tagName === 'img' ? oneLine(attribute(each, 'alt') ?? '') : '';
    if (VISIBLE.test(alt)) return alt;
  }
  return '';
}
