// Contents: the directives whose content is not Markdown, and where it ends.

import { keyOf } from './arguments.ts';
import type { Finder } from './finder.ts';
import type { Syntax } from './tokens.ts';

/** What the content of a directive is, if it is not Markdown. */
export type ContentKind = 'code' | 'comment' | 'literal';

/** Their names, in lower case without hyphens and underscores. */
const CODE =
  /^(?:high|highlight|highlightcode|hl|codeblock|sourcecode|snippet|prism|pygments|listing|mermaid|graphviz|plantuml|code\w*)$/;
const COMMENT = /^(?:comment|css|js|style|stylesheet|javascript|schema)$/;
const LITERAL = /^(?:raw|rawhtml|html|safehtml|unsafe|verbatim|math|katex|latex|mathjax)$/;

export function contentKindOf(name: string): ContentKind | undefined {
  const key = keyOf(name);
  if (CODE.test(key)) return 'code';
  if (COMMENT.test(key)) return 'comment';
  return LITERAL.test(key) ? 'literal' : undefined;
}

/** Where the content of a directive is, and where its end tag ends. Undefined when it is Markdown, or has no end. */
export function contentOf(text: string, name: string, syntax: Syntax, from: number, find: Finder) {
  if (contentKindOf(name) === undefined) return undefined;
  const close = closeOf(name, syntax);
  const to = find(close, from);
  if (to < 0) return undefined;
  // Several samples in one directive, each in a fence, are Markdown.
  if (/^code(?!block|$)/i.test(name) && /^\s*(?:```|~~~)/m.test(text.slice(from, to))) return undefined;
  close.lastIndex = to;
  const end = to + (close.exec(text)?.[0].length ?? 0);
  return { extent: [from, to] as const, end };
}

const closes = new Map<string, RegExp>();

function closeOf(name: string, syntax: Syntax): RegExp {
  const key = `${syntax} ${name}`;
  const known = closes.get(key);
  if (known) return known;
  const escaped = name.replace(/[./]/g, '\\$&');
  const sources: Readonly<Record<Syntax, string>> = {
    tag: `\\{%[-~]?\\s{0,9}(?:end_?|/\\s?)${escaped}\\s{0,9}[-~]?%\\}`,
    shortcode: `\\{\\{[<%]\\s{0,9}/\\s{0,9}${escaped}\\s{0,9}[%>]\\}\\}`,
    component: `</${escaped}\\s{0,9}>`,
    bracket: `\\[/${escaped}\\]`,
  };
  const pattern = new RegExp(sources[syntax], 'gu');
  closes.set(key, pattern);
  return pattern;
}
