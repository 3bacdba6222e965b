// Links with one escaped parenthesis of two: `[a](/b_(c\))`. For CommonMark the other one is not closed; kramdown counts
// it as closed, and many links to an encyclopedia were written so.

import { inlineTokenizer, type Syntax } from './syntax.ts';

const LINK =
  /^\[((?:\\.|[^[\]\\\n]){1,500})\]\(([^\s()<>]{1,1000}\([^\s()<>\\]{0,500})\\\)([^\s()<>]{0,1000})\)/;

export const HALF_ESCAPED_LINKS: Syntax = {
  dialects: ['jekyll'],
  tokenizers: () => [
    inlineTokenizer('halfEscapedLink', (rest, lexer) => {
      const [raw, text = '', before = '', after = ''] = LINK.exec(rest) ?? [];
      if (raw === undefined) return undefined;
      return {
        type: 'link',
        raw,
        href: `${before})${after}`,
        title: null,
        text,
        tokens: lexer.inlineTokens(text),
      };
    }),
  ],
};
