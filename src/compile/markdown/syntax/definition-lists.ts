// Definition lists: terms, and lines that begin with a colon, as PHP Markdown Extra, kramdown and Hugo read them.
//
// https://kramdown.gettalong.org/syntax.html#definition-lists

import type { Lexer, Token, Tokens } from 'marked';
import { element, text } from '../../html/elements.ts';
import { blockTokenizer, type Depth, type Handlers, type Syntax } from './syntax.ts';

interface DefinitionList extends Tokens.Generic {
  /** Terms and definitions in the order of the text. */
  readonly items: readonly DefinitionItem[];
}

interface DefinitionItem extends Tokens.Generic {
  readonly type: 'term' | 'definition';
  readonly tokens: Token[];
}

const BLOCK = /[:>#|`~<]|[*+-][ \t]|\d{1,9}[.)][ \t]|\[[^\]\n]+\]:|\{/.source;
const TERM = new RegExp(`(?!\\s| {4}| {0,3}(?:${BLOCK}))[^\\n]+\\n`).source;
/** Lines of terms before a definition. */
const TERMS = new RegExp(`^((?:${TERM}){1,20}?)(?:[ \\t]*\\n)?(?= {0,3}:[ \\t]+\\S)`);
const DEFINITION = /^ {0,3}:[ \t]+/;
const INDENT = /^(?: {4}| {0,3}\t)/;
const SMALL_INDENT = /^ {2,4}/;

export function definitionLists(depth: Depth): Syntax {
  return {
    dialects: ['jekyll', 'hugo'],
    tokenizers: () => [
      blockTokenizer('definitionList', (rest, lexer) => {
        const { raw, items } = readList(rest, lexer, depth);
        return items.length === 0 ? undefined : { type: 'definitionList', raw, items };
      }),
    ],
  };
}

function readList(rest: string, lexer: Lexer, depth: Depth): { raw: string; items: DefinitionItem[] } {
  const items: DefinitionItem[] = [];
  let end = 0;
  for (;;) {
    // A term after a definition comes after a blank line.
    const [gap = ''] = /^(?:[ \t]*\n)*/.exec(rest.slice(end)) ?? [];
    const start = items.length === 0 ? end : end + gap.length;
    const ahead = rest.slice(start);
    const [group, terms = ''] = (items.length > 0 && gap === '' ? undefined : TERMS.exec(ahead)) ?? [];
    if (group === undefined) break;
    for (const line of terms.trimEnd().split('\n'))
      items.push({ type: 'term', raw: line, tokens: lexer.inline(line.trim()) });
    const isLoose = group.length > terms.length;
    end = readDefinitions(rest, start + group.length, isLoose, items, lexer, depth);
  }
  return { raw: rest.slice(0, end), items };
}

/** Reads definitions until something else begins, and returns where that is. */
function readDefinitions(
  rest: string,
  start: number,
  isLoose: boolean,
  items: DefinitionItem[],
  lexer: Lexer,
  depth: Depth,
): number {
  let end = start;
  let loose = isLoose;
  for (;;) {
    const blank = /^(?:[ \t]*\n)*/.exec(rest.slice(end, end + 1000))?.[0] ?? '';
    const from = end + blank.length;
    const [mark] = DEFINITION.exec(rest.slice(from, from + 1000)) ?? [];
    if (mark === undefined) return end;
    loose ||= blank !== '';
    const { content, stop } = readDefinition(rest, from + mark.length);
    const isTight = !loose && !/\n[ \t]*\n/.test(content);
    const blocks = depth.nested(() => lexer.blockTokens(content));
    const tokens = isTight ? blocks.map(withoutParagraph) : blocks;
    items.push({ type: 'definition', raw: rest.slice(from, stop), tokens });
    end = stop;
  }
}

/** The text of a definition without its indentation, and where it ends. */
function readDefinition(rest: string, start: number): { content: string; stop: number } {
  const lines: string[] = [];
  let stop = start;
  for (let read = start; read < rest.length; ) {
    const next = rest.indexOf('\n', read);
    const line = rest.slice(read, next < 0 ? rest.length : next);
    const isBlank = line.trim() === '';
    const isAfterBlank = lines.length > 0 && lines.at(-1)?.trim() === '';
    if (read > start && !isBlank && (DEFINITION.test(line) || (isAfterBlank && !/^(?: {2}|\t)/.test(line))))
      break;
    lines.push(read === start ? line : withoutIndent(line));
    read += line.length + 1;
    if (!isBlank) stop = Math.min(read, rest.length);
  }
  return { content: lines.join('\n').trimEnd(), stop };
}

/** The text of a paragraph: in a list without blank lines, it is not a paragraph of its own. */
function withoutParagraph(token: Token): Token {
  return token.type === 'paragraph' ? ({ ...token, type: 'text' } as Token) : token;
}

function withoutIndent(line: string): string {
  return INDENT.test(line) ? line.replace(INDENT, '') : line.replace(SMALL_INDENT, '');
}

export const DEFINITION_LISTS: Handlers = {
  definitionList: ({ items }: DefinitionList, { blocks, inline }) => {
    const children = items.flatMap(({ type, tokens }) => [
      type === 'term' ? element('dt', {}, inline(tokens)) : element('dd', {}, blocks(tokens)),
      text('\n'),
    ]);
    return [element('dl', {}, [text('\n'), ...children]), text('\n')];
  },
};
