// Comments: what only the author sees, between `%%` for Obsidian and in `{::comment}` for kramdown.
//
// https://help.obsidian.md/syntax#Comments https://kramdown.gettalong.org/syntax.html#extensions

import type { Lexer, Token } from 'marked';
import { blockTokenizer, type Handlers, inlineTokenizer, lineOfText, type Syntax } from './syntax.ts';

/** Comments without an end in a post, before no more ends are looked for: each search reads the rest of the text. */
const MOST_LACKING = 100;

/** Finds the next end of something in one text after another, and looks for an end that a text lacks only once. */
function finder(end: RegExp) {
  let lacking: string | undefined;
  let times = 0;
  return (rest: string, from: number): number | undefined => {
    if (times > MOST_LACKING || lacking?.endsWith(rest)) {
      times += 1;
      return undefined;
    }
    end.lastIndex = from;
    if (end.test(rest)) return end.lastIndex;
    lacking = rest;
    return undefined;
  };
}

const comment = (raw: string): Token => ({ type: 'comment', raw });

export const OBSIDIAN_COMMENTS: Syntax = {
  dialects: ['obsidian'],
  begins: '%%',
  tokenizers: () => {
    const find = finder(/%%[ \t]*(?:\n|$)/g);
    return [
      blockTokenizer('comment', (rest) => {
        if (!/^ {0,3}%%[ \t]*\n/.test(rest)) return undefined;
        const end = find(rest, rest.indexOf('%%') + 2);
        return end === undefined ? undefined : comment(rest.slice(0, end));
      }),
      inlineTokenizer('comment', (rest) => {
        const [raw] = /^%%(?:[^%]|%(?!%)){0,5000}%%/.exec(rest) ?? [];
        return raw === undefined ? undefined : comment(raw);
      }),
    ];
  },
};

const OPENING = /^ {0,3}\{::(comment|nomarkdown|options)\b[^}\n]*?(\/?)\}/;

/** A line that ends a paragraph. */
const LINE = /^ {0,3}\{::(?:comment|nomarkdown|options)\b[^\n]*\}[ \t]*(?:\n|$)/;

export const KRAMDOWN_EXTENSIONS: Syntax = {
  dialects: ['jekyll'],
  line: LINE.source.slice(1),
  begins: '\\{::',
  tokenizers: () => {
    const find = finder(/\{:\/(?:comment|nomarkdown)?\}[ \t]*\n?/g);
    const read = (rest: string): Token | undefined => {
      const [opening, name, close] = OPENING.exec(rest) ?? [];
      if (opening === undefined) return undefined;
      const end = close === '/' ? opening.length : find(rest, opening.length);
      if (end === undefined) return undefined;
      const raw = rest.slice(0, end);
      if (name !== 'nomarkdown' || close === '/') return comment(raw);
      const html = raw.slice(opening.length, raw.lastIndexOf('{:/')).replace(/^\n/, '');
      return { type: 'rawHtml', raw, html };
    };
    const readBlock = (rest: string, lexer: Lexer) =>
      read(rest) ?? (LINE.test(rest) ? lineOfText(rest, lexer) : undefined);
    return [blockTokenizer('kramdownExtension', readBlock), inlineTokenizer('kramdownExtension', read)];
  },
};

export const COMMENTS: Handlers = { comment: () => [] };
