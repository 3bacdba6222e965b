// Markdown: the body of a post, parsed once and written twice, for the entry's own page and for feed readers.

import { Marked, type MarkedExtension, Tokenizer, type TokensList } from 'marked';
import markedFootnote from 'marked-footnote';
import { elementWithoutMarkdown, type Unclosed } from '../html/raw-html.ts';
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
  const marked = new Marked({ gfm: true }, limitDepth(), WHOLE_ELEMENTS, markedFootnote());
  const tokens = marked.lexer(body);
  marked.walkTokens(tokens, marked.defaults.walkTokens ?? (() => {}));
  return tokens;
}

/** How deeply lists and quotes may be nested: deeper than anybody writes, and within what the parser's stack can hold. */
const MAX_DEPTH = 100;

/**
 * Limits the depth of lists and quotes. The parser reads a list or quote again for every level of it: thousands of
 * levels take minutes, and may end the process by a stack overflow.
 */
function limitDepth(): MarkedExtension {
  let depth = 0;
  const nested = <T>(read: () => T): T => {
    if (depth === MAX_DEPTH) throw new RangeError('lists and quotes are nested too deeply');
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
        return nested(() => Tokenizer.prototype.list.call(this, source));
      },
      blockquote(source) {
        return nested(() => Tokenizer.prototype.blockquote.call(this, source));
      },
    },
  };
}

/** Takes a script, frame or the like within a line as one token, since nothing in it is Markdown. */
const WHOLE_ELEMENTS: MarkedExtension = {
  tokenizer: {
    tag(source) {
      const raw = elementWithoutMarkdown(source);
      if (raw === undefined) return false;
      return { type: 'html', raw, text: raw, block: false, inLink: false, inRawBlock: false };
    },
  },
};
