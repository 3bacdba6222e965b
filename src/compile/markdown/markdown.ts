// Markdown: the body of a post, parsed once and written twice: for the entry's page and for feed readers.

import { Marked, type MarkedExtension, Tokenizer, type TokensList } from 'marked';
import markedFootnote from 'marked-footnote';
import { readerOfElements, type Unclosed } from '../html/raw-html.ts';
import { type Content, renderTree } from '../html/render-tree.ts';
import { PUNCTUATION } from '../html/typography.ts';
import { Anchors } from '../links/anchors.ts';
import type { Resolve, Warn } from '../links/references.ts';
import type { Typography } from '../settings/settings.ts';
import { Places } from './places.ts';
import { warnOfForbidden } from './references-to-characters.ts';
import { treeOf } from './tree.ts';

export interface MarkdownContext {
  readonly slug: string;
  readonly typography: Typography;
  readonly resolve: Resolve;
  readonly warn: Warn;
  readonly unclosed: Unclosed;
}

/** Throws a RangeError when Markdown or HTML is nested too deeply to be parsed. */
export function renderMarkdown(body: string, context: MarkdownContext): Content {
  const { slug, typography, warn, unclosed } = context;
  const anchors = new Anchors(slug);
  const tokens = tokensOf(body);
  const places = new Places(tokens, body);
  warnOfForbidden(places, warn);
  const tree = treeOf(tokens, { places, anchors, punctuation: PUNCTUATION[typography], unclosed, warn });
  return renderTree(tree, { ...context, body, anchors });
}

function tokensOf(body: string): TokensList {
  // The footnote extension keeps counting from post to post, so each post needs an instance of its own.
  const marked = new Marked({ gfm: true }, limitDepth(), wholeElements(), markedFootnote());
  const tokens = marked.lexer(body);
  marked.walkTokens(tokens, marked.defaults.walkTokens ?? (() => {}));
  return tokens;
}

/** How deeply lists and quotes may be nested: deeper than anybody writes, but not too deep for the parser's stack. */
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

/** Reads a script or frame in the middle of a line as one token, because its content is not Markdown. */
function wholeElements(): MarkedExtension {
  const read = readerOfElements();
  return {
    tokenizer: {
      tag(source) {
        const raw = read(source);
        if (raw === undefined) return false;
        return { type: 'html', raw, text: raw, block: false, inLink: false, inRawBlock: false };
      },
    },
  };
}
