// Highlights: `==text==`, as Obsidian and Hugo read it.
//
// https://help.obsidian.md/syntax https://gohugo.io/configuration/markup/#extras

import type { Tokens } from 'marked';
import { element } from '../../html/elements.ts';
import { type Handlers, inlineTokenizer, type Syntax } from './syntax.ts';

const MARK = /^==(?=[^\s=])((?:[^=\n]|=(?!=)|\n(?![ \t]*\n)){0,2000}?[^\s=])==(?![=\w])/;
/** In `a==b`, it is an operator. */
const OPERAND = /[\w)\]=]$/;

export const HIGHLIGHTS: Syntax = {
  dialects: ['hugo', 'obsidian'],
  characters: '=',
  tokenizers: () => [
    inlineTokenizer('mark', (rest, lexer, before) => {
      const [raw, content = ''] = MARK.exec(rest) ?? [];
      if (raw === undefined || OPERAND.test(before.at(-1)?.raw ?? '')) return undefined;
      return { type: 'mark', raw, tokens: lexer.inlineTokens(content) };
    }),
  ],
};

export const MARKED: Handlers = {
  mark: ({ tokens }: Tokens.Generic, { inline }) => [element('mark', {}, inline(tokens))],
};
