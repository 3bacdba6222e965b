// Markdown: the body of a post, parsed once and written twice: for the entry's page and for feed readers.

import type { Root } from 'hast';
import { Marked, type MarkedExtension, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { type ReadElement, readerOfElements, type Unclosed } from '../html/raw-html.ts';
import { type Content, pageTree, type RenderContext, renderTree } from '../html/render-tree.ts';
import { PUNCTUATION } from '../html/typography.ts';
import { Anchors } from '../links/anchors.ts';
import type { Resolve, Warn } from '../links/references.ts';
import type { Dialect, Typography } from '../settings/settings.ts';
import { lex } from './grammar.ts';
import { innerTokens } from './inner-tokens.ts';
import { Emphasis, readTable } from './kramdown.ts';
import { Places } from './places.ts';
import { warnOfForbidden } from './references-to-characters.ts';
import type { Abbreviation } from './syntax/abbreviations.ts';
import { additionsOf, syntaxesOf } from './syntax/dialects.ts';
import { numberFootnotes } from './syntax/footnotes.ts';
import { hideFormulas } from './syntax/math.ts';
import { Depth } from './syntax/syntax.ts';
import { treeOf } from './tree.ts';

export interface MarkdownContext {
  readonly slug: string;
  /** Ids of the heading that became the title. */
  readonly titleIds?: readonly string[] | undefined;
  /** `gfm` if it is absent. */
  readonly dialect?: Dialect;
  readonly typography: Typography;
  readonly resolve: Resolve;
  readonly warn: Warn;
  readonly unclosed: Unclosed;
}

/** Throws a RangeError when Markdown or HTML is nested too deeply to be parsed. */
export function renderMarkdown(body: string, context: MarkdownContext): Content {
  return renderTree(...parse(body, context));
}

/** The tree of the page alone, for comparing. Throws a RangeError as above. */
export function pageOfMarkdown(body: string, context: MarkdownContext): Root {
  return pageTree(...parse(body, context));
}

function parse(body: string, context: MarkdownContext): [tree: Root, context: RenderContext] {
  const { slug, dialect = 'gfm', typography, warn, unclosed } = context;
  const anchors = new Anchors(slug, context.titleIds);
  const tokens = tokensOf(body, dialect);
  const places = new Places(tokens, body);
  warnOfForbidden(places, warn);
  const punctuation = PUNCTUATION[typography];
  const tree = treeOf(tokens, { places, anchors, punctuation, unclosed, warn, dialect });
  const abbreviations = abbreviationsIn(tokens);
  return [tree, { ...context, body, anchors, abbreviations, hasEmoji: dialect !== 'obsidian' }];
}

function tokensOf(body: string, dialect: Dialect): TokensList {
  const depth = new Depth();
  const syntaxes = syntaxesOf(dialect, depth);
  // The library tries the last one first.
  const extensions = syntaxes.flatMap(({ tokenizers }) => tokenizers()).reverse();
  const options = { gfm: true, extensions };
  const marked = new Marked(
    options,
    limitDepth(depth),
    wholeElements(),
    linksInText(),
    hiddenFormulas(body),
    ...(dialect === 'jekyll' ? [textElements(), asInKramdown()] : []),
  );
  const tokens = lex(body, marked.defaults, additionsOf(syntaxes, dialect));
  numberFootnotes(tokens, innerTokens);
  return tokens;
}

function limitDepth(depth: Depth): MarkedExtension {
  return {
    tokenizer: {
      list(source) {
        return depth.nested(() => Tokenizer.prototype.list.call(this, source));
      },
      blockquote(source) {
        return depth.nested(() => Tokenizer.prototype.blockquote.call(this, source));
      },
    },
  };
}

/** Reads a script or frame as a whole, in the middle of a line, and in HTML that a blank line would end. */
function wholeElements(): MarkedExtension {
  const read = readerOfElements();
  return {
    tokenizer: {
      tag(source) {
        const raw = read(source);
        if (raw === undefined) return false;
        return { type: 'html', raw, text: raw, block: false, inLink: false, inRawBlock: false };
      },
      html(source) {
        const token = Tokenizer.prototype.html.call(this, source);
        if (!token) return undefined;
        const raw = source.slice(0, endOfHtml(source, token.raw.length, read));
        return { ...token, raw, text: raw };
      },
    },
  };
}

const START_TAG = /<(?:iframe|script|style|textarea)(?=[\s/>])/gi;
const BLANK_LINE = /\n[ \t]*(?:\n|$)/g;

/** Where HTML ends: at its blank line, or, when that is in a script or the like, at the one after the end tag. */
function endOfHtml(source: string, blankLine: number, read: ReadElement): number {
  let end = blankLine;
  START_TAG.lastIndex = 0;
  for (let tag = START_TAG.exec(source); tag && tag.index < end; tag = START_TAG.exec(source)) {
    const element = read(source.slice(tag.index));
    if (element === undefined) continue;
    START_TAG.lastIndex = tag.index + element.length;
    if (START_TAG.lastIndex <= end) continue;
    BLANK_LINE.lastIndex = START_TAG.lastIndex;
    const blank = BLANK_LINE.exec(source);
    end = blank?.index ?? source.length;
  }
  return end;
}

const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/**
 * An address in text that is none, such as `http://a.example:1,http://b.example`, stays text. A backslash in one is an
 * escape, as in the text around it.
 */
function linksInText(): MarkedExtension {
  return {
    tokenizer: {
      url(source) {
        const token = Tokenizer.prototype.url.call(this, source);
        if (!token) return undefined;
        const [href, text] = [token.href, token.text].map((each) => each.replace(ESCAPE, '$1'));
        if (href === undefined || text === undefined || !URL.canParse(href)) return undefined;
        return { ...token, href, text, tokens: [{ type: 'text', raw: token.raw, text, escaped: false }] };
      },
    },
  };
}

/** A picture or line break alone in its line, with text in the next one. */
const TEXT_AFTER_ELEMENT = /^ {0,3}(?:<(?:img|br|wbr)\b[^<>]*>(?:[ \t]*\n)?[ \t]*)+[^\s<]/i;

/** In kramdown, such an element begins a paragraph; for CommonMark, HTML up to the next blank line. */
function textElements(): MarkedExtension {
  return { tokenizer: { html: (source) => (TEXT_AFTER_ELEMENT.test(source) ? undefined : false) } };
}

function asInKramdown(): MarkedExtension {
  const emphasis = new Emphasis();
  return {
    tokenizer: {
      emStrong(source, masked) {
        // The lexer takes any token, also the text of a delimiter without an end.
        return emphasis.read(this, source, masked) as Tokens.Em | Tokens.Strong | undefined;
      },
      table(source) {
        return readTable(this, source);
      },
    },
  };
}

function hiddenFormulas(body: string): MarkedExtension {
  return body.includes('$') ? { hooks: { emStrongMask: hideFormulas } } : {};
}

/** What each abbreviation stands for. The last explanation counts. */
function abbreviationsIn(tokens: readonly Token[]): Map<string, string> {
  const found = tokens.filter((token): token is Abbreviation => token.type === 'abbreviation');
  return new Map(found.map(({ short, long }) => [short, long]));
}
