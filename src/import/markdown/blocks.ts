// Blocks: text that is in no paragraph is put into one, and two line breaks in a row begin a new paragraph.

import type { Element, ElementContent } from 'hast';
import { childrenOf, element, isInline, type Parent } from '../../compile/html/elements.ts';
import { isBlank } from './parse.ts';

/** Elements that may contain paragraphs. */
const CONTAINERS = new Set(['blockquote', 'dd', 'details', 'div', 'li', 'td', 'th', 'figcaption', 'aside']);
/** Those of them in which text without a paragraph is usual. */
const MAY_HAVE_TEXT = new Set(['dd', 'li', 'td', 'th', 'figcaption']);

/** Puts all text of a tree into paragraphs, and splits paragraphs at two line breaks. */
export function makeParagraphs(parent: Parent): void {
  for (const child of childrenOf(parent)) if (child.type === 'element') makeParagraphs(child);
  if (parent.type === 'element' && !CONTAINERS.has(parent.tagName)) {
    if (parent.tagName !== 'p') parent.children = childrenOf(parent).flatMap(splitParagraph);
    return;
  }
  const keepsText = parent.type === 'element' && MAY_HAVE_TEXT.has(parent.tagName);
  const children = childrenOf(parent).flatMap(splitParagraph);
  const hasBlocks = children.some((child) => !isInline(child));
  const hasBreaks = splitAtBreaks(children.filter(isInline)).length > 1;
  parent.children = keepsText && !hasBlocks && !hasBreaks ? children : withParagraphs(children, keepsText);
}

/** The children with a paragraph around each run of text and inline elements; a list item may begin with bare text. */
function withParagraphs(children: readonly ElementContent[], keepsFirst: boolean): ElementContent[] {
  const result: ElementContent[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    const paragraphs = splitAtBreaks(run).map((content) => element('p', {}, content));
    const [only] = paragraphs;
    if (keepsFirst && result.length === 0 && paragraphs.length === 1 && only) result.push(...only.children);
    else result.push(...paragraphs);
    run = [];
  };
  for (const child of children) {
    if (isInline(child) && (child.type !== 'comment' || isBlank(child))) {
      run.push(child);
      continue;
    }
    flush();
    result.push(child);
  }
  flush();
  return result;
}

/** A paragraph as several, if it has two line breaks in a row; without any, if it has nothing to show. */
function splitParagraph(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || node.tagName !== 'p') return [node];
  const parts = splitAtBreaks(node.children);
  return parts.map((children): Element => ({ ...node, children }));
}

/** The runs between two or more line breaks, without breaks at their ends. Runs with nothing to show are left out. */
function splitAtBreaks(nodes: readonly ElementContent[]): ElementContent[][] {
  const runs: ElementContent[][] = [[]];
  let breaks: ElementContent[] = [];
  for (const node of nodes) {
    if (isBreak(node)) breaks.push(node);
    else if (breaks.length > 0 && isBlank(node)) continue;
    else {
      if (breaks.length > 1) runs.push([]);
      else runs.at(-1)?.push(...breaks);
      breaks = [];
      runs.at(-1)?.push(node);
    }
  }
  return runs.map(withoutBreaksAround).filter((run) => run.some(shows));
}

function withoutBreaksAround(run: readonly ElementContent[]): ElementContent[] {
  const isEmpty = (node: ElementContent) => isBreak(node) || isBlank(node);
  const first = run.findIndex((node) => !isEmpty(node));
  const last = run.findLastIndex((node) => !isEmpty(node));
  return first < 0 ? [] : run.slice(first, last + 1);
}

function isBreak(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'br';
}

/** Whether a reader sees something of it: a no-break space alone is what editors put into empty paragraphs. */
function shows(node: ElementContent): boolean {
  if (node.type === 'text') return /[^\s\u200B\uFEFF]/u.test(node.value);
  if (node.type !== 'element') return false;
  return (
    !/^(?:a|b|br|em|i|span|strong|u)$/.test(node.tagName) ||
    Boolean(node.properties.id) ||
    node.children.some(shows)
  );
}
