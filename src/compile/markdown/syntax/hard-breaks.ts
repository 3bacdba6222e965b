// Hard breaks of kramdown: two backslashes at the end of a line.
//
// https://kramdown.gettalong.org/syntax.html#paragraphs

import { inlineTokenizer, type Syntax } from './syntax.ts';

const BREAK = /^\\\\\n(?!\s*$)/;

export const HARD_BREAKS: Syntax = {
  dialects: ['jekyll'],
  tokenizers: () => [
    inlineTokenizer('hardBreak', (rest) => {
      const [raw] = BREAK.exec(rest) ?? [];
      return raw === undefined ? undefined : { type: 'br', raw };
    }),
  ],
};
