// Abbreviations: `*[HTML]: HyperText Markup Language` explains every HTML in the text, as kramdown reads it.
//
// https://kramdown.gettalong.org/syntax.html#abbreviations

import type { Tokens } from 'marked';
import { blockTokenizer, type Handlers, type Syntax } from './syntax.ts';

export interface Abbreviation extends Tokens.Generic {
  readonly short: string;
  readonly long: string;
}

const DEFINITION = /^ {0,3}\*\[([^\]\n]+)\]:[ \t]*([^\n]*)(?:\n|$)/;

export const ABBREVIATIONS: Syntax = {
  dialects: ['jekyll'],
  line: / {0,3}\*\[[^\]\n]+\]:/.source,
  tokenizers: () => [
    blockTokenizer('abbreviation', (rest) => {
      const [raw, short = '', long = ''] = DEFINITION.exec(rest) ?? [];
      return raw === undefined ? undefined : { type: 'abbreviation', raw, short, long: long.trim() };
    }),
  ],
};

export const ABBREVIATION: Handlers = { abbreviation: () => [] };
