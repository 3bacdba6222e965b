// Containers: `:::note` to `:::`, as VitePress, Docusaurus and Starlight read them. They become quotes with a heading,
// which every reader shows apart from the text, and `:::details` becomes what it says.
//
// https://vitepress.dev/guide/markdown#custom-containers https://docusaurus.io/docs/markdown-features/admonitions

import type { Token, Tokens } from 'marked';
import { element, text } from '../../html/elements.ts';
import { alertOf, detailsOf, isAlert, nameOf } from './alerts.ts';
import { ALL, blockTokenizer, type Handlers, type Syntax } from './syntax.ts';

interface ContainerStart extends Tokens.Generic {
  readonly colons: number;
  readonly name: string;
  /** The title; empty when there is none. */
  readonly tokens: Token[];
}

interface Container extends Tokens.Generic {
  readonly name: string;
  readonly title: readonly Token[];
  readonly content: Token[];
}

const START =
  /^ {0,3}(:{3,})[ \t]*(?=[A-Za-z{])([A-Za-z][\w-]*)?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*(\{[^}\n]*\})?([^\n]*)(?:\n|$)/;
/** The kind in Pandoc's `{.note}` and Quarto's `{.callout-note}`. */
const CLASS = /\.(?:callout-)?([A-Za-z][\w-]*)/;
const END = /^ {0,3}(:{3,})[ \t]*(?:\n|$)/;
const LINE = / {0,3}:{3,}[ \t]*(?:[A-Za-z{][^\n]*)?(?:\n|$)/.source;

export const CONTAINERS: Syntax = {
  dialects: ALL,
  line: LINE,
  tokenizers: () => [
    blockTokenizer('containerEnd', (rest) => {
      const [raw, colons = ''] = END.exec(rest) ?? [];
      return raw === undefined ? undefined : { type: 'containerEnd', raw, colons: colons.length };
    }),
    blockTokenizer('containerStart', (rest, lexer) => {
      const [raw, colons = '', word, label, list = '', words = ''] = START.exec(rest) ?? [];
      if (raw === undefined) return undefined;
      const title = (label ?? words).trim();
      const tokens = title === '' ? [] : lexer.inline(title);
      const name = word ?? CLASS.exec(list)?.[1] ?? '';
      return { type: 'containerStart', raw, colons: colons.length, name: name.toLowerCase(), tokens };
    }),
  ],
};

const MAX_DEPTH = 100;

/** Puts what is between the lines of a container into it. One that is not closed ends with the block around it. */
export function foldContainers(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ type }) => type === 'containerStart')) return tokens;
  const top: Token[] = [];
  const open: { readonly colons: number; readonly content: Token[] }[] = [];
  for (const token of tokens) {
    const around = open.at(-1)?.content ?? top;
    if (token.type === 'containerStart') {
      if (open.length === MAX_DEPTH) throw new RangeError('containers are nested too deeply');
      const { colons, name, tokens: title } = token as ContainerStart;
      const content: Token[] = [];
      around.push({ type: 'container', raw: '', name, title, content } as Tokens.Generic);
      open.push({ colons, content });
    } else if (token.type === 'containerEnd') {
      const { colons } = token as Tokens.Generic;
      const same = open.findLastIndex((each) => each.colons === colons);
      const closed = same >= 0 ? same : open.findLastIndex((each) => each.colons < colons);
      if (closed >= 0) open.length = closed;
      else around.push(token);
    } else around.push(token);
  }
  return top;
}

export const CONTAINER: Handlers = {
  container: ({ name, title, content }: Container, { blocks, inline }) => {
    const inner = blocks(content);
    if (name === 'details') {
      const summary = title.length > 0 ? inline(title) : [text(nameOf(name))];
      return [detailsOf(name, summary, inner), text('\n')];
    }
    if (isAlert(name)) return [alertOf(name, inline(title), inner), text('\n')];
    const heading =
      title.length > 0 ? [element('p', {}, [element('strong', {}, inline(title))]), text('\n')] : [];
    const properties = name === '' ? {} : { className: [name] };
    return [element('div', properties, [text('\n'), ...heading, ...inner]), text('\n')];
  },
  // An end without a beginning is text.
  containerEnd: ({ raw }: Tokens.Generic) => [element('p', {}, [text(raw.trim())]), text('\n')],
};
