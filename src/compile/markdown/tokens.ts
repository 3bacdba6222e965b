// Tokens: the body of a post, parsed, and with everything on its tokens that does not differ between audiences.

import { decodeHTMLStrict } from 'entities';
import { Marked, type MarkedExtension, type Token, Tokenizer, type Tokens } from 'marked';
import markedFootnote from 'marked-footnote';
import { settleBlock, settleInline } from '../html/raw-html.ts';
import { checkSources, followSources } from '../html/sources.ts';
import { Anchors } from '../links/anchors.ts';
import { decode, type Reference, type Resolve } from '../links/references.ts';
import { type FootnoteList, placeFootnotes } from './footnotes.ts';

/** Called for markup that is never closed and hides the text behind it; `raw` begins with it. */
export type Unclosed = (markup: string, raw: string) => void;

/** What is left on tokens, so that renderers need to know nothing of the post. */
export interface Prepared {
  reference?: Reference | undefined;
  /** Id of a heading, and its address on the page. */
  anchor?: { readonly id: string; readonly address: string | undefined };
  /** Of a picture: whether others come before it, and whether its title stands below it. */
  later?: boolean;
  captioned?: boolean;
  /** Of a paragraph that is nothing but a picture: what stands below that, if anything. */
  figure?: { readonly caption: string };
}

type Prepares = Tokens.Generic & Prepared;

export interface ParsedBody {
  readonly tokens: Token[];
  readonly anchors: Anchors;
  readonly hasRawHtml: boolean;
}

/** Lists and quotes within each other: more than anybody writes, and little enough for the parser's memory. */
const DEEPEST = 100;

/** Throws RangeError for Markdown so deeply nested that the parser cannot follow. */
export function parseMarkdown(body: string, slug: string, resolve: Resolve, unclosed: Unclosed): ParsedBody {
  // The footnote extension counts within its instance: a fresh one for each post.
  const marked = new Marked({ gfm: true }, shallow(), markedFootnote());
  const tokens = marked.lexer(body);
  marked.walkTokens(tokens, marked.defaults.walkTokens ?? (() => {}));

  // Links need to know all ids, headings those in raw HTML: so tokens are gathered before any is prepared.
  const gathered = new Map<string, Prepares[]>(PREPARED.map((type) => [type, []]));
  marked.walkTokens(tokens, (token) => {
    for (const inline of inlineTokens(token)) settleInline(inline);
    gathered.get(token.type)?.push(token);
  });
  const of = (type: (typeof PREPARED)[number]) => gathered.get(type) ?? [];

  const anchors = new Anchors(slug);
  const follow = followSources();
  for (const token of of('html')) {
    prepareHtml(token, anchors, unclosed);
    checkSources(token.text, follow, resolve.warn);
  }
  for (const token of of('footnotes')) placeFootnotes(token as FootnoteList, anchors, resolve);
  for (const token of of('heading')) prepareHeading(token, anchors, resolve);
  for (const token of [...of('link'), ...of('image')]) prepareReference(token, anchors, resolve);
  for (const token of of('image').slice(1)) token.later = true;
  for (const token of of('paragraph')) prepareFigure(token);
  return { tokens, anchors, hasRawHtml: of('html').some(({ text }) => text !== '') };
}

/**
 * The parser reads a list or quote anew for every level of it, which takes minutes for some thousand levels, and may
 * end the process where the memory for calls does.
 */
function shallow(): MarkedExtension {
  let depth = 0;
  const within = <T>(read: () => T): T => {
    if (depth === DEEPEST) throw new RangeError('lists and quotes lie too deep in each other');
    depth += 1;
    try {
      return read();
    } finally {
      depth -= 1;
    }
  };
  return {
    tokenizer: {
      list(source) {
        return within(() => Tokenizer.prototype.list.call(this, source));
      },
      blockquote(source) {
        return within(() => Tokenizer.prototype.blockquote.call(this, source));
      },
    },
  };
}

const PREPARED = ['html', 'footnotes', 'heading', 'link', 'image', 'paragraph'] as const;

function prepareHtml(token: Prepares, anchors: Anchors, unclosed: Unclosed): void {
  const settled = settleBlock(token.text);
  token.text = settled.html;
  if (settled.unclosed !== undefined) unclosed(settled.unclosed, token.raw);
  for (const id of typedIds(settled.html)) anchors.addTyped(id);
}

function prepareHeading(token: Prepares, anchors: Anchors, resolve: Resolve): void {
  const id = anchors.addHeading(textOf(token.tokens ?? []).trim());
  if (id !== undefined) token.anchor = { id, address: resolve(`#${id}`)?.page };
}

function prepareReference(token: Prepares, anchors: Anchors, resolve: Resolve): void {
  const typed = decodeHTMLStrict(token.href);
  const address = typed.startsWith('#') ? `#${anchors.find(decode(typed.slice(1)))}` : typed;
  token.reference = resolve(address, typed);
}

function prepareFigure(token: Prepares): void {
  const image: (Tokens.Image & Prepared) | undefined = loneImage(token.tokens);
  if (!image) return;
  token.figure = { caption: image.title ?? '' };
  image.captioned = Boolean(image.title);
}

const TYPED_ID = /(?:\sid|<a\s+name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/gi;

function typedIds(html: string): string[] {
  return [...html.matchAll(TYPED_ID)].map(([, double, single, bare]) =>
    decodeHTMLStrict(double ?? single ?? bare ?? '').trim(),
  );
}

/** The lists of tokens within a line that a token holds. */
function inlineTokens(token: Tokens.Generic): Token[][] {
  if (token.type !== 'table') return token.tokens ? [token.tokens] : [];
  const { header, rows } = token as Tokens.Table;
  return [header, ...rows].flat().map(({ tokens }) => tokens);
}

/** What a heading says, without pictures, footnotes and tags. */
function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'html' || token.type === 'image') return '';
      if (token.type === 'codespan') return token.text;
      if ('tokens' in token && token.tokens) return textOf(token.tokens);
      return token.type === 'text' || token.type === 'escape' ? decodeHTMLStrict(token.text) : ' ';
    })
    .join('');
}

/** The picture of a paragraph that holds nothing else; it may be a link. */
function loneImage(tokens: readonly Token[] | undefined): Tokens.Image | undefined {
  const [only, ...others] = (tokens ?? []).filter((token) => !isBlank(token));
  if (others.length > 0 || !(only as Prepared | undefined)?.reference) return undefined;
  if (only?.type === 'link') return loneImage(only.tokens);
  return only?.type === 'image' ? (only as Tokens.Image) : undefined;
}

/** White space, or what is left of a comment. */
function isBlank(token: Token): boolean {
  return (token.type === 'html' || token.type === 'text') && token.text.trim() === '';
}
