// Tables of contents: `[[toc]]`, `[toc]` and kramdown's `{:toc}`. Pages list the headings there; feeds have nothing.
//
// https://vitepress.dev/guide/markdown#table-of-contents https://kramdown.gettalong.org/converter/html.html#toc

import { CONTENTS, element } from '../../html/elements.ts';
import { ALL, blockTokenizer, type Handlers, type Syntax } from './syntax.ts';

const MARK = /^ {0,3}(?:\[\[_{0,2}toc_{0,2}\]\]|\[_{0,2}toc_{0,2}\]|\$\{toc\})[ \t]*(?=\n[ \t]*(?:\n|$)|$)/i;

export const CONTENTS_MARK: Syntax = {
  dialects: ALL,
  tokenizers: () => [
    blockTokenizer('contents', (rest) => {
      const [raw] = MARK.exec(rest) ?? [];
      return raw === undefined ? undefined : { type: 'contents', raw };
    }),
  ],
};

export const TABLE_OF_CONTENTS: Handlers = { contents: () => [element(CONTENTS, {})] };
