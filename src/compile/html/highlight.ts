// Highlighting: marks the parts of code for pages. Feed readers have no styles for it and get plain code.

import highlighter from 'highlight.js/lib/common';

/** Characters of code, and of a run without a space: the highlighter takes longer for each the more there are. */
const MOST = 30_000;
const LONGEST_RUN = 1000;

/** Why code stays plain: it would take too long. Undefined when it does not, or when its language is unknown. */
export function tooLongToHighlight(code: string, language: string): string | undefined {
  if (!highlighter.getLanguage(language)) return undefined;
  if (code.length > MOST) return `this code has more than ${MOST} characters`;
  return RUN.test(code) ? `this code has more than ${LONGEST_RUN} characters without a space` : undefined;
}

const RUN = new RegExp(`\\S{${LONGEST_RUN + 1}}`);

/** Code as HTML with `<span class="hljs-…">` around its parts; undefined for an unknown language, and for code that is too long. */
export function highlight(code: string, language: string): string | undefined {
  if (!highlighter.getLanguage(language) || tooLongToHighlight(code, language)) return undefined;
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
