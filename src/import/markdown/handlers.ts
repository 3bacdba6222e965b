// Elements as Markdown: which ones have a form in Markdown, and how the others stay HTML.

import type { Element } from 'hast';
import type { Handle, State } from 'hast-util-to-mdast';
import { defaultHandlers } from 'hast-util-to-mdast';
import type { Emphasis, Nodes, PhrasingContent, RootContent, Text } from 'mdast';
import {
  defaultHandlers as defaultWriters,
  type Info,
  type Options as ToMarkdownOptions,
  type State as WritingState,
} from 'mdast-util-to-markdown';
import { attribute, isInline } from '../../compile/html/elements.ts';
import { htmlOf, startTagOf, withoutTemplates } from './parse.ts';

/** The elements that Markdown has, with the attributes that it has for them. */
const IN_MARKDOWN: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  blockquote: [],
  br: [],
  code: [],
  del: [],
  em: [],
  figure: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  img: ['src', 'alt', 'title'],
  input: ['type', 'checked', 'disabled'],
  li: [],
  ol: ['start'],
  p: [],
  pre: [],
  strong: [],
  table: [],
  tbody: [],
  td: ['align'],
  th: ['align'],
  thead: [],
  tr: [],
  ul: [],
};

/** Parts that are handled by the element around them. */
const PARTS = /^(?:li|tbody|td|th|thead|tr)$/;

/**
 * HTML in a line. The library that writes Markdown takes nodes of this type for a part of a line, and `html` for either a
 * part of one or a block.
 */
interface InlineHtml {
  type: 'textDirective';
  name: 'html';
  children: [];
  value: string;
}

/** A tag within a line. */
export function inlineHtml(value: string): PhrasingContent {
  const node: InlineHtml = { type: 'textDirective', name: 'html', children: [], value };
  return node as unknown as PhrasingContent;
}

/** Inline elements without content, or with content that is not a part of the line. */
const WHOLE = new Set(['audio', 'br', 'embed', 'iframe', 'img', 'input', 'object', 'video', 'wbr', 'ruby']);

/** The element as HTML: within a line, only its tags, so that the text in it can be Markdown. */
function asHtml(state: State, each: Element): RootContent[] {
  if (!isInline(each) && !/^(?:video|audio)$/.test(each.tagName))
    return [{ type: 'html', value: htmlOf(each) }];
  if (WHOLE.has(each.tagName) || each.children.some((child) => !isInline(child)))
    return [inlineHtml(htmlOf(each))];
  const content = state.all(each) as RootContent[];
  return [inlineHtml(startTagOf(each)), ...content, inlineHtml(`</${each.tagName}>`)];
}

function isInMarkdown({ tagName, properties }: Element): boolean {
  const attributes = IN_MARKDOWN[tagName];
  if (!attributes) return false;
  const isNamed = tagName === 'a' ? Boolean(properties.href) : tagName !== 'img' || Boolean(properties.src);
  return isNamed && Object.keys(properties).every((name) => attributes.includes(name));
}

const handle: Handle = (state, each, parent) => {
  if (each.tagName === 'figure') return figureOf(state, each) ?? asHtml(state, each);
  if (each.tagName === 'code' && isCodeBlock(each, parent)) return undefined;
  // A row of a table is one line.
  if (each.tagName === 'br' && isCell(parent)) return inlineHtml('<br>');
  if (PARTS.test(each.tagName) || isInMarkdown(each))
    return (defaultHandlers as Record<string, Handle>)[each.tagName]?.(state, each, parent);
  return asHtml(state, each);
};

function isCell(parent: unknown): boolean {
  return /^t[dh]$/.test((parent as Element | undefined)?.tagName ?? '');
}

function isCodeBlock(each: Element, parent: unknown): boolean {
  return each.tagName === 'code' && (parent as Element | undefined)?.tagName === 'pre';
}

/** A picture with a caption of plain text. Longwave makes a figure of a picture that is alone, and shows its title below. */
function figureOf(state: State, { children }: Element): RootContent | undefined {
  const [shown, caption, ...others] = children.filter((child) => child.type === 'element');
  if (!shown || caption?.tagName !== 'figcaption' || others.length > 0) return undefined;
  const image = shown.tagName === 'a' && shown.children.length === 1 ? shown.children[0] : shown;
  const [text, ...more] = caption.children;
  if (image?.type !== 'element' || image.tagName !== 'img' || more.length > 0 || text?.type !== 'text')
    return undefined;
  if (
    attribute(image, 'title') !== undefined ||
    !isInMarkdown(image) ||
    !isInMarkdown({ ...shown, tagName: shown.tagName })
  )
    return undefined;
  const titled: Element = { ...image, properties: { ...image.properties, title: text.value.trim() } };
  const content = shown === image ? titled : { ...shown, children: [titled] };
  return {
    type: 'paragraph',
    children: state.all({ type: 'root', children: [content] }) as PhrasingContent[],
  };
}

/** For every element. */
export const HANDLERS: Readonly<Record<string, Handle>> = Object.fromEntries(
  [
    ...Object.keys(defaultHandlers),
    ...'abbr bdi bdo cite data dd details dfn dl dt figure hgroup iframe ins kbd mark object q rp rt ruby samp small source sub summary sup time track u var video audio picture section div span article aside address caption col colgroup nav tfoot embed param header footer rb rtc'.split(
      ' ',
    ),
  ].map((name) => [name, handle]),
);

const emphasisHandler = (...args: Parameters<typeof defaultWriters.emphasis>) =>
  defaultWriters.emphasis(...args);

/** How the library writes text, emphasis and HTML in a line. */
export const WRITING: ToMarkdownOptions = {
  handlers: {
    text: (node: Text, _: unknown, state: WritingState, info: Info) =>
      withoutTemplates(state.safe(node.value, info)),
    emphasis: Object.assign(emphasisHandler, {
      attention: ({ data }: Emphasis) => ({
        construct: 'emphasis' as const,
        markers: data?.marker === '*' ? ['*', '_'] : ['_', '*'],
        sizes: [1],
      }),
      peek: ({ data }: Emphasis) => data?.marker ?? '_',
    }),
    textDirective: Object.assign((node: Nodes) => (node as unknown as InlineHtml).value, { peek: () => '<' }),
  } as NonNullable<ToMarkdownOptions['handlers']>,
};
