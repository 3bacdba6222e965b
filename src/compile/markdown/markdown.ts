// Markdown: the body of a post, parsed once and written twice, for the entry's own page and for feed readers.

import { Marked, type MarkedExtension, Tokenizer, type TokensList } from 'marked';
import markedFootnote from 'marked-footnote';
import type { Unclosed } from '../html/raw-html.ts';
import { type Content, renderTree } from '../html/render-tree.ts';
import { PUNCTUATION } from '../html/typography.ts';
import { Anchors } from '../links/anchors.ts';
import type { Resolve, Warn } from '../links/references.ts';
import type { Typography } from '../settings/settings.ts';
import { findPlaces } from './places.ts';
import { warnOfForbidden } from './references-to-characters.ts';
import { treeOf } from './tree.ts';

export interface MarkdownContext {
  readonly slug: string;
  readonly typography: Typography;
  readonly resolve: Resolve;
  readonly warn: Warn;
  readonly unclosed: Unclosed;
}

/** Throws RangeError for Markdown or HTML so deeply nested that the parsers cannot follow. */
export function renderMarkdown(body: string, context: MarkdownContext): Content {
  const { slug, typography, warn, unclosed } = context;
  const anchors = new Anchors(slug);
  const tokens = tokensOf(body);
  const places = findPlaces(tokens, body);
  warnOfForbidden(places, warn);
  const tree = treeOf(tokens, { places, anchors, punctuation: PUNCTUATION[typography], unclosed });
  return renderTree(tree, { ...context, body, anchors });
}

function tokensOf(body: string): TokensList {
  // The footnote extension counts within its instance: a fresh one for each post.
  const marked = new Marked({ gfm: true }, shallow(), markedFootnote());
  const tokens = marked.lexer(body);
  marked.walkTokens(tokens, marked.defaults.walkTokens ?? (() => {}));
  return tokens;
}

/** Lists and quotes within each other: more than anybody writes, and little enough for the parser's memory. */
const DEEPEST = 100;

/**
 * The parser reads a list or quote anew for every level of it, which takes minutes for some thousand levels, and may
 * end the process where the memory for calls does.
 */
function shallow(): MarkedExtension {
  let depth = 0;
  const within = <T>(read: () => T): T => {
    if (depth === DEEPEST) throw new RangeError('lists and quotes are nested too deeply');
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
