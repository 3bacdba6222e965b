// Highlights: `==text==`, as Obsidian and Hugo read it.
//
// https://help.obsidian.md/syntax https://gohugo.io/configuration/markup/#extras

import type { Tokens } from 'marked';
import { element } from '../../html/elements.ts';
import { type Handlers, inlineTokenizer, type Syntax } from './syntax.ts';

const MARK = /^==(?=[^\s=])((?:[^=\n]|=(?!=)|\n(?![ \t]*\n)){0,2000}?[^\s=])==(?![=\w])/;

export const HIGHLIGHTS: Syntax = {
  dialects: ['hugo', 'obsidian'],
  // In `a==b`, it is an operator.
  begins: '(?<![\\w)\\]=])==',
  tokenizers: () => [
    inlineTokenizer('mark', (rest, lexer) => {
      const [raw, content = ''] = MARK.exec(rest) ?? [];
      if (raw === undefined) return undefined;
      return { type: 'mark', raw, tokens: lexer.inlineTokens(content) };
    }),
  ],
};

export const MARKED: Handlers = {
  mark: ({ tokens }: Tokens.Generic, { inline }) => [element('mark', {}, inline(tokens))],
};
