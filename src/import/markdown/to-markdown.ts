// HTML to Markdown. Whatever Markdown cannot say stays HTML: each block is rendered as a post would be, and compared.

import type { ElementContent, Root } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import type { Root as MdastRoot, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown as writeMarkdown } from 'mdast-util-to-markdown';
import { attribute, elementsIn } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { Anchors, partOf } from '../../compile/links/anchors.ts';
import { type Place, resolveAddresses } from './addresses.ts';
import { makeParagraphs } from './blocks.ts';
import { canonical } from './canonical.ts';
import { fitEmphasis } from './emphasis.ts';
import { flatHtml } from './flat.ts';
import { HANDLERS, inlineHtml, WRITING } from './handlers.ts';
import { htmlOf, isBlank, MORE, parseHtml } from './parse.ts';
import { renderedPage } from './render.ts';
import { tidy } from './tidy.ts';

/**
 * The Markdown of an HTML text; empty when it shows nothing. Of elements that are nested more deeply than can be read, as
 * broken editors make them, it has the text, the links and the pictures.
 */
export function toMarkdown(html: string, place: Place = NOWHERE): string {
  try {
    return convert(html, place);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return convert(flatHtml(html), place);
  }
}

function convert(html: string, place: Place): string {
  const tree = parseHtml(html);
  resolveAddresses(tree, place);
  tidy(tree);
  makeParagraphs(tree);
  removeUsualIds(tree);
  const blocks = tree.children.filter(
    (node) => node.type !== 'doctype' && !isBlank(node),
  ) as ElementContent[];
  const whole = write(blocks.flatMap(asMarkdown));
  if (showsTheSame(whole, htmlBlocks(blocks))) return whole;
  return write(blocks.flatMap((block) => faithful(block)));
}

const NOWHERE: Place = { base: undefined, origin: undefined };

/** One block in Markdown, if that shows the same as its HTML; else its HTML. */
function faithful(block: ElementContent): RootContent[] {
  const nodes = asMarkdown(block);
  if (block.type === 'comment') return nodes;
  const html: RootContent = { type: 'html', value: htmlOf(block) };
  return showsTheSame(write(nodes), write([html])) ? nodes : [html];
}

function asMarkdown(block: ElementContent): RootContent[] {
  if (block.type === 'comment') return [{ type: 'html', value: MORE }];
  const tree: Root = { type: 'root', children: [block] };
  const { children } = toMdast(tree, {
    handlers: { ...HANDLERS },
    nodeHandlers: { comment: () => undefined },
    document: true,
  }) as {
    children: RootContent[];
  };
  const written: MdastRoot = { type: 'root', children };
  fitEmphasis(written, inlineHtml);
  return written.children;
}

function htmlBlocks(blocks: readonly ElementContent[]): string {
  return write(blocks.map((block) => ({ type: 'html', value: htmlOf(block) })));
}

function write(children: RootContent[]): string {
  return writeMarkdown(
    { type: 'root', children },
    {
      extensions: [gfmToMarkdown(), WRITING],
      bullet: '-',
      emphasis: '_',
      rule: '-',
      incrementListMarker: true,
    },
  );
}

function showsTheSame(markdown: string, html: string): boolean {
  return canonical(renderedPage(markdown)) === canonical(renderedPage(html));
}

/** Removes the ids of headings that Longwave gives them anyway. */
function removeUsualIds(tree: Root): void {
  const headings = elementsIn(tree).filter(({ tagName }) => /^h[1-6]$/.test(tagName));
  const anchors = new Anchors('x');
  const isUsual = (heading: (typeof headings)[number]) => {
    const usual = anchors.addHeading(textOf(heading).trim());
    return usual !== undefined && partOf('x', usual) === attribute(heading, 'id');
  };
  for (const heading of headings) if (isUsual(heading)) delete heading.properties.id;
}
