// Highlighting: code for a page, its parts marked by what they are. Readers get code plain, for they have no style for it.

import highlighter from 'highlight.js/lib/common';

/** Code as HTML with `<span class="hljs-…">` around its parts; undefined for a language that is not known. */
export function highlight(code: string, language: string): string | undefined {
  if (!highlighter.getLanguage(language)) return undefined;
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
