// Tidying: removes from the HTML of a post what only the old site's style sheet, scripts and editor needed.

import type { Element, ElementContent, Root } from 'hast';
import {
  attribute,
  childrenOf,
  element,
  elementsIn,
  isInline,
  rewrite,
  text,
} from '../../compile/html/elements.ts';
import { showLazyPictures } from '../../compile/html/picture-address.ts';
import { isAllowed } from '../../compile/html/sanitize.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { nameCode } from './code.ts';
import { insteadOfEmbed } from './embeds.ts';
import { removeForms } from './forms.ts';
import { findLazyPictures } from './lazy.ts';
import { distributed, placeElements } from './misplaced.ts';
import { insteadOfPicture } from './not-pictures.ts';
import { tidyPasted } from './pasted.ts';

/** Removed with all that is in them. */
const REMOVED = new Set(['script', 'style', 'template', 'textarea', 'title', 'head', 'meta', 'link', 'base']);
/** Kept as HTML, though Longwave shows a link instead of them. */
const EMBEDDED = new Set(['embed', 'object', 'param']);
/** Elements without a meaning of their own. */
const WRAPPERS = new Set(['article', 'div', 'font', 'footer', 'header', 'main', 'section', 'span']);
/** Old names, and the present ones. */
const RENAMED: Readonly<Record<string, string>> = {
  b: 'strong',
  i: 'em',
  strike: 'del',
  s: 'del',
  tt: 'code',
};
const EMPTY = /^(?:h[1-6]|em|strong|del|a|li|ul|ol|blockquote|figcaption)$/;

export function tidy(tree: Root): void {
  tidyPasted(tree);
  removeForms(tree);
  findLazyPictures(tree);
  removeFallbacks(tree);
  showLazyPictures(tree);
  nameCode(tree);
  placeElements(tree);
  const referred = idsReferredTo(tree);
  rewrite(tree, (each) => {
    const { tagName, children } = each;
    const embed = insteadOfEmbed(each);
    if (embed) return embed;
    if (REMOVED.has(tagName)) return [];
    const shown = tagName === 'img' ? insteadOfPicture(namedAttributes(each)) : undefined;
    if (shown !== undefined) return shown === '' ? [] : [text(shown)];
    each.tagName = RENAMED[tagName] ?? tagName;
    tidyAttributes(each, referred);
    if (tagName === 'picture') return children.filter(isPicture);
    if (tagName === 'figure') return unwrapFigure(each);
    if (WRAPPERS.has(tagName) && Object.keys(each.properties).length === 0) return unwrapped(each);
    if (!isAllowed(each.tagName) && !EMBEDDED.has(tagName)) return unwrapped(each);
    const blocks = distributed(each);
    if (blocks) return blocks;
    if (EMPTY.test(each.tagName)) return isEmpty(each) ? spaceOf(each) : withoutSpace(each);
    return undefined;
  });
}

/** Removes pictures for browsers without scripts that are beside one that a script would show. */
function removeFallbacks(tree: Root): void {
  const hasPicture = (each: Element | undefined) => each && [each, ...elementsIn(each)].some(isPicture);
  for (const parent of [tree, ...elementsIn(tree)]) {
    const elements = childrenOf(parent).filter((child) => child.type === 'element');
    const fallbacks = new Set<ElementContent>(
      elements.filter((each, index) => {
        if (each.tagName !== 'noscript' || !hasPicture(each)) return false;
        const [before, after] = [elements[index - 1], elements[index + 1]];
        return hasPicture(before) || (after?.tagName === 'img' && attribute(after, 'src') !== undefined);
      }),
    );
    if (fallbacks.size > 0) parent.children = childrenOf(parent).filter((child) => !fallbacks.has(child));
  }
}

function isPicture(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'img';
}

function namedAttributes(each: Element) {
  const [src, alt, width, height] = ['src', 'alt', 'width', 'height'].map((name) => attribute(each, name));
  return { src, alt, width, height };
}

function idsReferredTo(tree: Root): Set<string> {
  const hrefs = elementsIn(tree).map((each) => attribute(each, 'href') ?? '');
  return new Set(hrefs.flatMap((href) => (href.includes('#') ? [href.slice(href.indexOf('#') + 1)] : [])));
}

/** Attributes that say something to readers. The others are for style sheets, scripts and statistics. */
const KEPT =
  /^(?:href|src|alt|title|lang|dir|cite|dateTime|width|height|colSpan|rowSpan|align|start|reversed|value|type|controls|poster|loop|muted|open|data|name|id|span|scope|allowFullScreen|checked|disabled|srcLang|kind|label|download|role|className|rel|aria.*)$/;
const NOISE =
  /^(?:nofollow|noopener|noreferrer|external|ugc|sponsored|attachment|wp-att-\d+|bookmark|category|tag)$/;

function tidyAttributes(each: Element, referred: ReadonlySet<string>): void {
  const { tagName } = each;
  const [, align] = /(?:^|;)\s*text-align:\s*(left|center|right)/i.exec(attribute(each, 'style') ?? '') ?? [];
  if (align !== undefined && /^t[dh]$/.test(tagName)) each.properties.align ??= align;
  const isSized =
    each.properties.srcSet === undefined && !/wp-image-/.test(attribute(each, 'className') ?? '');
  const kept = Object.entries(each.properties).filter(([name, value]) => {
    if (!KEPT.test(name) || (value === '' && name !== 'alt') || value === null) return false;
    if (name === 'className') return tagName === 'code';
    if (name === 'id' || name === 'name') return keepsId(each, String(value), referred);
    if (name === 'width' || name === 'height') return tagName !== 'img' || isSized;
    if (name === 'dir') return value !== 'ltr' && value !== 'auto';
    if (name === 'cite') return false;
    if (name === 'type') return !/^(?:ul|li|a)$/.test(tagName);
    if (name === 'align') return /^t[dh]$/.test(tagName);
    if (name === 'title') return !repeats(each, String(value));
    if (/^aria|^role$/.test(name)) return /^doc-/.test(String(value));
    return true;
  });
  each.properties = Object.fromEntries(kept);
  const { rel } = each.properties;
  if (Array.isArray(rel)) each.properties.rel = rel.filter((token) => !NOISE.test(String(token)));
  if (Array.isArray(each.properties.rel) && each.properties.rel.length === 0) delete each.properties.rel;
  if (tagName === 'a' && each.properties.name !== undefined) {
    each.properties.id ??= each.properties.name;
    delete each.properties.name;
  }
}

/** An id that a link in the post leads to, or that an address with a fragment may. */
function keepsId({ tagName }: Element, id: string, referred: ReadonlySet<string>): boolean {
  return referred.has(id) || /^h[1-6]$/.test(tagName) || (tagName === 'a' && !/^more-\d+$/.test(id));
}

/** Whether a title says again what the text, the description or the name of the file says. */
function repeats(each: Element, title: string): boolean {
  const address = attribute(each, 'src') ?? attribute(each, 'href') ?? '';
  const file = address
    .replace(/[?#].*$/s, '')
    .replace(/^.*\//s, '')
    .replace(/\.\w+$/, '');
  const said = [attribute(each, 'alt') ?? '', textOf(each), address, file];
  return said.some((each) => plain(each) === plain(title));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** What is in a wrapper. Blocks stay apart from the text around them. */
function unwrapped({ tagName, children }: Element): ElementContent[] {
  if (isInline({ type: 'element', tagName, properties: {}, children: [] }) || tagName === 'font')
    return children;
  if (children.some((child) => !isInline(child)))
    return [text('\n'), element('div', {}, children), text('\n')].flatMap(inDiv);
  return [element('p', {}, children)];
}

/** A div of blocks as these blocks, with its bare text in paragraphs. */
function inDiv(node: ElementContent): ElementContent[] {
  if (node.type !== 'element') return [node];
  const blocks: ElementContent[] = [];
  let run: ElementContent[] = [];
  for (const child of [...node.children, undefined]) {
    if (child && isInline(child)) run.push(child);
    else {
      if (run.length > 0) blocks.push(element('p', {}, run));
      run = [];
      if (child) blocks.push(child);
    }
  }
  return blocks;
}

/** A figure without a caption is what is in it, unless that is a picture. */
function unwrapFigure(figure: Element): ElementContent[] | undefined {
  const children = figure.children.filter((child) => child.type === 'element');
  if (children.some((child) => child.tagName === 'figcaption') && children.length > 1) return undefined;
  return figure.children.every(isInline) ? [element('p', {}, figure.children)] : figure.children;
}

function isEmpty({ properties, children }: Element): boolean {
  if (properties.id !== undefined) return false;
  return children.every(
    (child) => child.type === 'comment' || (child.type === 'text' && child.value.trim() === ''),
  );
}

function spaceOf({ tagName, children }: Element): ElementContent[] {
  return /^(?:em|strong|del|a)$/.test(tagName) && children.length > 0 ? [text(' ')] : [];
}

/** An inline element with the white space at its ends outside. */
function withoutSpace(each: Element): ElementContent[] | undefined {
  if (!/^(?:em|strong|del|a)$/.test(each.tagName)) return undefined;
  const inner = [...each.children];
  const before: ElementContent[] = [];
  const after: ElementContent[] = [];
  const isBreak = (node: ElementContent | undefined) => node?.type === 'element' && node.tagName === 'br';
  while (isBreak(inner[0])) before.push(inner.shift() as ElementContent);
  while (isBreak(inner.at(-1))) after.unshift(inner.pop() as ElementContent);
  const [first] = inner;
  if (first?.type === 'text' && /^[\s]/.test(first.value)) {
    before.push(text(' '));
    inner[0] = text(first.value.trimStart());
  }
  const last = inner.at(-1);
  if (last?.type === 'text' && /[\s]$/.test(last.value)) {
    after.unshift(text(' '));
    inner[inner.length - 1] = text(last.value.trimEnd());
  }
  if (before.length === 0 && after.length === 0) return undefined;
  return [...before, { ...each, children: inner }, ...after];
}
