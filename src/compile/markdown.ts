// Markdown: the body of a post, parsed once and rendered twice, for the entry's own page and for feed readers.

import { decodeHTMLStrict, escapeUTF8 } from 'entities';
import { Marked, type Tokens } from 'marked';
import markedFootnote from 'marked-footnote';
import { cleanForPage, cleanForReaders, textOfHtml } from './html.ts';
import type { Reference } from './references.ts';
import { removeForbidden } from './text.ts';

/** Both renderings of a body, and the text that a summary can be cut from. */
export interface Content {
  readonly page: string;
  readonly readers: string;
  /** Plain text of the first paragraph that has any, or else of everything; may be empty. */
  readonly opening: string;
}

export interface MarkdownContext {
  /** Prefix of every id in the content: entries meet on one page in a reader, where their footnotes must not. */
  readonly slug: string;
  /** Undefined for an address that must not be linked. */
  readonly resolve: (address: string) => Reference | undefined;
}

type Audience = 'page' | 'readers';

/** What the preparing walk leaves on tokens, so that the renderers need to know nothing of the post. */
interface Prepared {
  reference?: Reference | undefined;
  anchor?: string;
}
interface FootnoteRef extends Tokens.Generic, Prepared {
  readonly label: string;
  readonly id: string;
  readonly index: number;
}
interface Footnotes extends Tokens.Generic, Prepared {
  readonly items: readonly { label: string; content: Tokens.Generic[]; refs: readonly FootnoteRef[] }[];
}

const AUDIENCES = { page: rendererFor('page'), readers: rendererFor('readers') };

export function renderMarkdown(body: string, context: MarkdownContext): Content {
  // The footnote extension counts within its instance: a fresh one for each post.
  const marked = new Marked({ gfm: true }, markedFootnote());
  const tokens = marked.lexer(body);
  marked.walkTokens(tokens, marked.defaults.walkTokens ?? (() => {}));
  let hasRawHtml = false;
  marked.walkTokens(tokens, (token) => {
    if (token.type === 'html') hasRawHtml = true;
    prepare(token, context);
  });

  const page = AUDIENCES.page.parser(tokens);
  const readers = AUDIENCES.readers.parser(tokens);
  const paragraphs = tokens
    .filter(({ type }) => type === 'paragraph')
    .map((token) => AUDIENCES.readers.parser([token]));
  return {
    page: removeForbidden(hasRawHtml ? cleanForPage(page, context.resolve) : page),
    readers: removeForbidden(hasRawHtml ? cleanForReaders(readers, context.resolve) : readers),
    opening: [...paragraphs, readers].map(textOfHtml).find((text) => text !== '') ?? '',
  };
}

function prepare(token: Tokens.Generic, { slug, resolve }: MarkdownContext): void {
  const prepared = token as Tokens.Generic & Prepared;
  if (token.type === 'link' || token.type === 'image')
    prepared.reference = resolve(decodeHTMLStrict(token.href));
  if (token.type === 'footnoteRef' || token.type === 'footnotes') {
    prepared.anchor = `${slug}-fn`;
    prepared.reference = resolve(`#${prepared.anchor}`);
  }
}

function rendererFor(audience: Audience): Marked {
  return new Marked({
    gfm: true,
    renderer: {
      link({ tokens, title, ...token }) {
        const text = this.parser.parseInline(tokens);
        const { reference } = token as Prepared;
        if (!reference) return text;
        return `<a href="${escapeUTF8(reference[audience])}"${titleAttribute(title)}>${text}</a>`;
      },
      image({ title, tokens, text, ...token }) {
        const { reference } = token as Prepared;
        const alt = escapeText(tokens ? this.parser.parseInline(tokens, this.parser.textRenderer) : text);
        if (!reference) return alt;
        return `<img src="${escapeUTF8(reference[audience])}" alt="${alt}"${titleAttribute(title)}>`;
      },
      checkbox({ checked }) {
        if (audience === 'readers') return checked ? '☑ ' : '☐ ';
        return `<input type="checkbox" disabled${checked ? ' checked' : ''}> `;
      },
    },
    extensions: [
      { name: 'footnote', renderer: () => '' },
      { name: 'footnoteRef', renderer: (token) => footnoteMark(token as FootnoteRef, audience) },
      {
        name: 'footnotes',
        renderer(token) {
          return footnoteList(token as Footnotes, audience, (tokens) => this.parser.parse(tokens));
        },
      },
    ],
  });
}

function footnoteMark({ anchor, reference, id, index }: FootnoteRef, audience: Audience): string {
  const href = `${reference?.[audience]}-${id}`;
  return `<sup><a id="${anchor}ref-${id}${again(index)}" href="${href}" data-footnote-ref>${id}</a></sup>`;
}

function footnoteList(
  { anchor, reference, items }: Footnotes,
  audience: Audience,
  render: (tokens: Tokens.Generic[]) => string,
): string {
  if (items.length === 0) return '';
  const notes = items.map(({ content, refs }) => {
    const id = refs[0]?.id ?? '';
    const back = refs
      .map(({ index }) => `${reference?.[audience]}ref-${id}${again(index)}`)
      .map((href) => ` <a href="${href}" data-footnote-backref>↩</a>`)
      .join('');
    const text = render(content).trimEnd();
    const ended = text.endsWith('</p>') ? `${text.slice(0, -'</p>'.length)}${back}</p>` : text + back;
    return `<li id="${anchor}-${id}">${ended}</li>\n`;
  });
  return `<section class="footnotes">\n<hr>\n<ol>\n${notes.join('')}</ol>\n</section>\n`;
}

function again(index: number): string {
  return index === 0 ? '' : `-${index + 1}`;
}

function titleAttribute(title: string | null | undefined): string {
  return title ? ` title="${escapeText(title)}"` : '';
}

/** Text of Markdown, in which `&amp;` means an ampersand, as the value of an attribute. */
function escapeText(text: string): string {
  return escapeUTF8(decodeHTMLStrict(text));
}
