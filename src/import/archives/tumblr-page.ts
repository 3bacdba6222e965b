// A page of Tumblr's export: the HTML file of one post, whose parts depend on the type of the post.

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
import { textOf } from '../../compile/html/text-of.ts';
import { distinct, momentOf, plainTitle, webAddress } from '../feeds/values.ts';
import type { ImportedPost } from '../imported.ts';
import { htmlOf, parseHtml } from '../markdown/parse.ts';
import { hasClass } from './parts.ts';
import { plainLinks } from './tumblr-post.ts';

/** The mark of a page of the export. */
export const MARK = /<span id="timestamp">/;

export function postOfPage(
  page: string,
  number: string,
  origin: string | undefined,
  source: string,
): ImportedPost {
  const tree = parseHtml(plainLinks(page));
  const all = elementsIn(tree);
  const footer = all.find((each) => attribute(each, 'id') === 'footer');
  const time = all.find((each) => attribute(each, 'id') === 'timestamp');
  const date = momentOf(readableDate(textOf(time ?? text('')).trim()));
  const tags = elementsIn(footer ?? { type: 'root', children: [] }).filter((each) => hasClass(each, 'tag'));
  const nodes = shownIn(tree);
  const [first, ...rest] = nodes;
  const title = first?.type === 'element' && first.tagName === 'h1' ? first : undefined;
  const link = title ? undefined : linkIn(nodes);
  const content = title ? rest : link ? nodes.slice(1) : nodes;
  const name = plainTitle(textOf(title ?? link?.element ?? text('')));
  return {
    source,
    ...(origin !== undefined && { id: `${origin}/post/${number}`, url: `/post/${number}` }),
    slug: number,
    ...(name !== undefined && { title: name }),
    ...(date !== undefined && { date }),
    ...(link && { link: link.address }),
    content: { html: htmlOf({ type: 'root', children: contentOf(content, title !== undefined) }) },
    tags: distinct(tags.map((each) => textOf(each))),
    authors: [],
    enclosures: [],
  };
}

/** What the page shows of the post. */
function shownIn(tree: Root): ElementContent[] {
  const hidden = /^(?:head|title|meta|link|style|script)$/;
  rewrite(tree, (each) => {
    if (hidden.test(each.tagName) || attribute(each, 'id') === 'footer') return [];
    return /^(?:html|body)$/.test(each.tagName) ? each.children : undefined;
  });
  return childrenOf(tree).filter(
    (node) => node.type === 'element' || (node.type === 'text' && node.value.trim() !== ''),
  );
}

/** The link of a post that is about another page: it comes first, and has a text. */
function linkIn([first]: readonly ElementContent[]): { element: Element; address: string } | undefined {
  if (first?.type !== 'element' || first.tagName !== 'a' || textOf(first).trim() === '') return undefined;
  const address = webAddress(attribute(first, 'href'));
  return address === undefined ? undefined : { element: first, address };
}

/** The content of a post. A quote has no title, and is the text before a caption that names its source. */
function contentOf(nodes: readonly ElementContent[], hasTitle: boolean): ElementContent[] {
  const shown = nodes.filter((node) => node.type !== 'text' || !/^[\s;.']*$/.test(node.value));
  const end = shown.findIndex((node) => node.type === 'element' && hasClass(node, 'caption'));
  const said = shown.slice(0, end);
  const isQuote = !hasTitle && end > 0 && said.some((node) => node.type === 'text') && said.every(isInline);
  if (!isQuote) return shown.flatMap(withCaption);
  return [element('blockquote', {}, [element('p', {}, said)]), ...shown.slice(end).flatMap(withCaption)];
}

/** The caption of a picture in a set has marks of the program that made the file. */
function withCaption(node: ElementContent): ElementContent[] {
  if (node.type !== 'element') return [node];
  const [, caption] = node.tagName === 'p' ? (/^' \.(.*)\.$/s.exec(textOf(node).trim()) ?? []) : [];
  if (caption !== undefined) return caption.trim() === '' ? [] : [element('p', {}, [text(caption.trim())])];
  if (!hasClass(node, 'caption')) return [node];
  return /^[\s—–-]*$/.test(textOf(node)) && elementsIn(node).length === 0 ? [] : node.children;
}

/** `June 24th, 2015 10:15pm`, without a time zone. */
function readableDate(typed: string): string | undefined {
  const [, month, day, year, hours, minutes, half] =
    /^(\p{L}+) (\d{1,2})(?:st|nd|rd|th)?, (\d{4}) (\d{1,2}):(\d\d)([ap]m)?/iu.exec(typed) ?? [];
  if (month === undefined) return undefined;
  const hour = (Number(hours) % (half === undefined ? 24 : 12)) + (/^p/i.test(half ?? '') ? 12 : 0);
  return `${day} ${month.slice(0, 3)} ${year} ${String(hour).padStart(2, '0')}:${minutes}:00 GMT`;
}
