// Markdown: the body of a post, parsed once and rendered twice, for the entry's own page and for feed readers.

import { decodeHTML, decodeHTMLStrict, escapeUTF8 } from 'entities';
import { Marked, type RendererObject, type Token } from 'marked';
import { ORIGIN_MARK } from '../../archive/origin.ts';
import { cleanForPage, cleanForReaders, textOfHtml } from '../html/html.ts';
import type { Audience, Resolve, Warn } from '../links/references.ts';
import type { Typography } from '../settings/settings.ts';
import { findForbidden, leftOut, removeForbidden } from '../text/text.ts';
import { type FootnoteList, type FootnoteMark, renderMark, renderNotes } from './footnotes.ts';
import { highlight } from './highlight.ts';
import { type Prepared, parseMarkdown, type Unclosed } from './tokens.ts';
import { keepPunctuation, keepReferences, setPunctuation } from './typography.ts';

/** Both renderings of a body, and what else the parse has shown. */
export interface Content {
  readonly page: string;
  readonly readers: string;
  /** Plain text of the first paragraph that has any, or else of everything; may be empty. */
  readonly opening: string;
  /** Every id in the content. */
  readonly anchors: ReadonlySet<string>;
}

export interface MarkdownContext {
  readonly slug: string;
  readonly typography: Typography;
  readonly resolve: Resolve;
  readonly unclosed: Unclosed;
}

const RENDERERS = {
  plain: { page: rendererFor('page', 'plain'), readers: rendererFor('readers', 'plain') },
  smart: { page: rendererFor('page', 'smart'), readers: rendererFor('readers', 'smart') },
};

/** Throws RangeError for Markdown so deeply nested that the parser cannot follow. */
export function renderMarkdown(body: string, context: MarkdownContext): Content {
  const { slug, typography, unclosed } = context;
  const resolve = withStandIn(context.resolve);
  const { tokens, anchors, hasRawHtml } = parseMarkdown(body, slug, resolve, unclosed);
  const { page, readers } = RENDERERS[typography];
  const forbidden = new Set<string>();
  const finish = (html: string, clean: typeof cleanForPage) => {
    const cleaned = hasRawHtml ? clean(html, { anchors, resolve }) : html;
    for (const { name } of findForbidden(cleaned)) forbidden.add(name);
    const allowed = removeForbidden(cleaned).replaceAll(STAND_IN, ORIGIN_MARK);
    return typography === 'smart' ? setPunctuation(allowed) : allowed;
  };
  const forReaders = finish(readers.parser(tokens), cleanForReaders);
  const forPage = finish(page.parser(tokens), cleanForPage);
  if (resolve.warn) tellForbidden(body, forbidden, resolve.warn);
  return {
    page: forPage,
    readers: forReaders,
    opening:
      openingOf(tokens, (token) => finish(readers.parser([token]), cleanForReaders)) ||
      textOfHtml(forReaders),
    anchors: anchors.ids,
  };
}

/** For the mark of the origin, which would be removed with whatever else XML forbids. */
const STAND_IN = '\uFDD6';

function withStandIn(resolve: Resolve): Resolve {
  const resolveOnce = (address: string, typed?: string) => {
    // Raw HTML lies among links that Markdown has made, and whose addresses are resolved already.
    if (address.startsWith(STAND_IN)) return { page: address.slice(STAND_IN.length), readers: address };
    const reference = resolve(address, typed);
    return reference && { ...reference, readers: reference.readers.replace(ORIGIN_MARK, STAND_IN) };
  };
  return Object.assign(resolveOnce, resolve.warn && { warn: resolve.warn });
}

const REFERENCE = /&#(?:\d+|x[\da-f]+);?/gi;

/** The file itself has none of these any more: so they come from references such as `&#8;`. */
function tellForbidden(body: string, names: ReadonlySet<string>, warn: Warn): void {
  if (names.size === 0) return;
  for (const [reference] of body.matchAll(REFERENCE)) {
    const [character] = findForbidden(decodeHTML(reference));
    if (character && names.has(character.name)) warn(reference, leftOut(character.name));
  }
}

function openingOf(tokens: readonly Token[], render: (token: Token) => string): string {
  for (const token of tokens) {
    const text = token.type === 'paragraph' && !(token as Prepared).figure ? textOfHtml(render(token)) : '';
    if (text !== '') return text;
  }
  return '';
}

/** A link within a heading that is a link would end it. */
function holdsLink(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) =>
      ['link', 'html', 'footnoteRef'].includes(token.type) ||
      ('tokens' in token && token.tokens !== undefined && holdsLink(token.tokens)),
  );
}

function rendererFor(audience: Audience, typography: Typography): Marked {
  const isPage = audience === 'page';
  const keep = typography === 'smart' ? keepPunctuation : (text: string) => text;
  const captionHtml = (text: string) => {
    const html = escapeProse(text);
    return typography === 'smart' ? keepReferences(html) : html;
  };

  const renderer: RendererObject = {
    text(token) {
      if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
      // What a backslash stands before is meant as it is.
      if ((token as Token).type === 'escape') return keep(escapeProse(token.text));
      // The parser has decoded `&#45;`, which a dash is not to be made of.
      return typography === 'smart' ? keepReferences(escapeProse(token.raw)) : escapeProse(token.text);
    },
    heading({ tokens, depth, ...token }) {
      const text = this.parser.parseInline(tokens);
      const { anchor } = token as Prepared;
      if (!anchor) return `<h${depth}>${text}</h${depth}>\n`;
      const isLink = isPage && anchor.address !== undefined && !holdsLink(tokens);
      // The text itself is the link: that has a name in every language, and adds nothing to the heading's own.
      const content = isLink
        ? `<a class="anchor" href="${escapeUTF8(anchor.address ?? '')}">${text}</a>`
        : text;
      return `<h${depth} id="${escapeUTF8(anchor.id)}">${content}</h${depth}>\n`;
    },
    paragraph({ tokens, ...token }) {
      const text = this.parser.parseInline(tokens);
      const { figure } = token as Prepared;
      if (!figure) return `<p>${text}</p>\n`;
      const { caption } = figure;
      return `<figure>${text}${caption && `<figcaption>${captionHtml(caption)}</figcaption>`}</figure>\n`;
    },
    link({ tokens, title, raw, ...token }) {
      const { reference } = token as Prepared;
      // An address that stands for itself is to be copied, not to be set.
      const isBare = !raw.startsWith('[');
      const text = isBare ? keep(escapeProse(token.text)) : this.parser.parseInline(tokens);
      if (!reference) return text;
      return `<a href="${escapeUTF8(reference[audience])}"${titleAttribute(title)}>${text}</a>`;
    },
    image({ title, tokens, text, ...token }) {
      const { reference, later = false, captioned = false } = token as Prepared;
      const alt = escapeText(tokens ? this.parser.parseInline(tokens, this.parser.textRenderer) : text);
      if (!reference) return alt;
      const { size } = reference;
      const attributes = [
        `src="${escapeUTF8(reference[audience])}" alt="${alt}"${captioned ? '' : titleAttribute(title)}`,
        ...(size ? [`width="${size.width}" height="${size.height}"`] : []),
        // The first picture is what the page opens with, and must not wait.
        ...(isPage && later ? ['loading="lazy"'] : []),
        ...(isPage ? ['decoding="async"'] : []),
      ];
      return `<img ${attributes.join(' ')}>`;
    },
    code({ text, lang = '' }) {
      const [language = ''] = lang.split(/\s/);
      const html = isPage ? highlight(text, language) : undefined;
      // The library's own way, for readers and for languages that nobody here can read.
      if (html === undefined) return false;
      return `<pre><code class="language-${escapeUTF8(language)}">${html}\n</code></pre>\n`;
    },
    checkbox({ checked }) {
      if (!isPage) return checked ? '☑ ' : '☐ ';
      return `<input type="checkbox" disabled${checked ? ' checked' : ''}> `;
    },
  };
  return new Marked({
    gfm: true,
    renderer,
    extensions: [
      { name: 'footnote', renderer: () => '' },
      { name: 'footnoteRef', renderer: (token) => renderMark(token as FootnoteMark, audience) },
      {
        name: 'footnotes',
        renderer(token) {
          return renderNotes(token as FootnoteList, audience, (tokens) => this.parser.parse(tokens));
        },
      },
    ],
  });
}

function titleAttribute(title: string | null | undefined): string {
  return title ? ` title="${escapeText(title)}"` : '';
}

/** Text of Markdown, in which `&amp;` means an ampersand, as the value of an attribute. */
function escapeText(text: string): string {
  return escapeUTF8(decodeHTMLStrict(text));
}

/** Text of Markdown between tags: character references stay as they are typed if they mean one, quotes need none. */
function escapeProse(text: string): string {
  return text.replace(/[<>]|&(?:#\d{1,7};|#x[\da-f]{1,6};|\w+;)?/gi, (typed) =>
    decodeHTMLStrict(typed) === typed ? escapeUTF8(typed) : typed,
  );
}
