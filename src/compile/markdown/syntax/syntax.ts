// Syntax: what a construct of Markdown consists of that CommonMark and GitHub's tables, tasks and links lack.

import type { ElementContent } from 'hast';
import type { Lexer, Token, TokenizerExtension } from 'marked';
import type { Unclosed } from '../../html/raw-html.ts';
import type { Punctuation } from '../../html/typography.ts';
import type { Anchors } from '../../links/anchors.ts';
import type { Warn } from '../../links/references.ts';
import type { Dialect } from '../../settings/settings.ts';
import type { Places } from '../places.ts';

export const ALL: readonly Dialect[] = ['gfm', 'jekyll', 'hugo', 'obsidian'];

/** How a construct is recognised. */
export interface Syntax {
  /** The dialects that have it. */
  readonly dialects: readonly Dialect[];
  /** Lines that end a paragraph, list or table: the source of a pattern for the beginning of a line. */
  readonly line?: string;
  /** How it begins in the middle of a text: the source of a pattern, which may look at the character before. */
  readonly begins?: string;
  /** The tokenizers for one post: some remember what they have read of it. */
  readonly tokenizers: () => TokenizerExtension[];
}

export type Nodes = ElementContent[];

/** What a handler needs besides its token. */
export interface TreeContext {
  readonly dialect: Dialect;
  readonly places: Places;
  readonly anchors: Anchors;
  readonly punctuation: Punctuation;
  readonly unclosed: Unclosed;
  readonly warn: Warn;
  /** The nodes of blocks. */
  readonly blocks: (tokens: readonly Token[]) => Nodes;
  /** The nodes of a text, with every format closed. */
  readonly inline: (tokens: readonly Token[] | undefined) => Nodes;
}

/** Makes the nodes of one kind of token. Tokens of extensions have any property, so they are not typed. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Handler = (token: any, context: TreeContext) => Nodes;
export type Handlers = Readonly<Record<string, Handler>>;

/** Called for the rest of a text, with the tokens before it. Returns undefined when no construct begins there. */
type Read = (rest: string, lexer: Lexer, before: readonly Token[]) => Token | undefined;

export function blockTokenizer(name: string, read: Read): TokenizerExtension {
  return tokenizer(name, 'block', read);
}

export function inlineTokenizer(name: string, read: Read): TokenizerExtension {
  return tokenizer(name, 'inline', read);
}

function tokenizer(name: string, level: 'block' | 'inline', read: Read): TokenizerExtension {
  return {
    name,
    level,
    tokenizer(rest, before) {
      return read(rest, this.lexer, before as Token[]);
    },
  };
}

/** How deeply quotes, lists, notes and the like may be nested: deeper than anybody writes. */
const MAX_DEPTH = 100;

/**
 * Limits the depth of blocks in blocks. The parser reads the inside of a block again for every level: thousands of
 * levels take minutes, and may end the process by a stack overflow. Throws a RangeError.
 */
export class Depth {
  #depth = 0;

  nested<T>(read: () => T): T {
    if (this.#depth === MAX_DEPTH) throw new RangeError('lists and quotes are nested too deeply');
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }
}

/**
 * A line that looks like the beginning of a construct and is none, as a paragraph of its own. The parser would join it to
 * the paragraph before it, and copy all of that for each such line.
 */
export function lineOfText(rest: string, lexer: Lexer): Token {
  const [raw] = /^[^\n]*\n?/.exec(rest) ?? [''];
  const text = raw.trim();
  return { type: 'paragraph', raw, text, tokens: lexer.inline(text) };
}
