// Highlighting: marks the parts of code for pages. Feed readers have no styles for it and get plain code.

import highlighter from 'highlight.js/lib/common';

/** Code as HTML with `<span class="hljs-…">` around its parts; undefined for an unknown language. */
export function highlight(code: string, language: string): string | undefined {
  if (!highlighter.getLanguage(language)) return undefined;
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
