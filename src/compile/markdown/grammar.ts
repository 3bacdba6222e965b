// The grammar: where the library's patterns differ from CommonMark, and where paragraphs, lists and text must end
// because a line or a character begins something that only some dialects have.

import { Lexer, type MarkedOptions, Tokenizer, type TokensList } from 'marked';
import { listRules } from './kramdown.ts';
import { type Change, changed } from './patterns.ts';

/** What a dialect adds to the grammar. */
export interface Additions {
  /** Lines that end a paragraph, list or table: sources of patterns that match from the start of the line. */
  readonly lines: readonly string[];
  /** What a run of text ends at: sources of patterns. */
  readonly begins: readonly string[];
  /** Whether lists go on and nest as in kramdown. */
  readonly hasOpenLists?: boolean;
}

type Rules = Tokenizer['rules'];

/** Splits Markdown into tokens with the grammar of the library, mended, and with what a dialect adds. */
export function lex(markdown: string, options: MarkedOptions, additions: Additions): TokensList {
  const tokenizer = options.tokenizer ?? new Tokenizer();
  const lexer = new Lexer({ ...options, tokenizer });
  // The lexer has just given its tokenizer the rules of the library.
  tokenizer.rules = rulesFor(tokenizer.rules, additions);
  return lexer.lex(markdown);
}

/** By what is added to them. Making the patterns takes longer than reading a short post with them. */
const KNOWN_RULES = new Map<string, Rules>();

function rulesFor(rules: Rules, additions: Additions): Rules {
  const key = JSON.stringify(additions);
  const known = KNOWN_RULES.get(key) ?? rulesOf(rules, additions);
  KNOWN_RULES.set(key, known);
  return known;
}

function rulesOf({ block, inline, other }: Rules, { lines, begins, hasOpenLists }: Additions): Rules {
  const starts = lines.map((line) => `${line}|`).join('');
  // In the library, `.` does not match U+2028, which is an ordinary character in Markdown.
  const anyCharacter: Change = ['.*', '[^\\n]*'];
  const paragraphs: Change = ['(?:\\n(?! {0,3}((?:-', `(?:\\n(?!${starts} {0,3}((?:-`];
  // In the text of a link, a backtick that nothing closes is a character.
  const lonelyBacktick: Change = ['|``+(?=\\])', '|``+(?=\\])|`+(?!`)(?![^`]*`)'];
  const rows: Change = ['(?:(?! *\\n|', `(?:(?! *\\n|${starts}`];
  return {
    other: { ...other, ...(hasOpenLists && listRules(other)), hrRegex: endsOfItems(other.hrRegex, lines) },
    block: {
      ...block,
      heading: changed(block.heading, anyCharacter),
      lheading: changed(block.lheading, ['(?:.|\\n(?!', `(?:[^\\n]|\\n(?!${starts}`]),
      table: changed(block.table, anyCharacter, rows),
      paragraph: changed(block.paragraph, anyCharacter, paragraphs, rows),
      blockquote: changed(block.blockquote, paragraphs),
      // A tab may come after the end of a fence, too.
      fences: changed(block.fences, ['\\1~*) *(?=', '\\1~*)[ \\t]*(?=']),
    },
    inline: {
      ...inline,
      // Brackets and parentheses hide the emphasis in them only when they are a link: `[**a**](not an address)` is none.
      blockSkip: changed(inline.blockSkip, [PARENTHESES, LINK_TARGET]),
      link: changed(inline.link, lonelyBacktick),
      reflink: changed(inline.reflink, lonelyBacktick),
      text: changed(inline.text, ['[\\\\<!\\[`*~_]', ['[\\\\<!\\[`*~_]', ...begins].join('|')]),
    },
  };
}

const PARENTHESES = '\\]\\((?:\\\\[\\s\\S]|[^\\\\\\(\\)]|\\((?:\\\\[\\s\\S]|[^\\\\\\(\\)])*\\))*\\)';
/** An address, and perhaps a title: https://spec.commonmark.org/0.31.2/#inline-link */
const LINK_TARGET = [
  '\\]\\([ \\t\\n]*(?:<(?:\\\\.|[^\\n<>\\\\])*>|(?!<)(?:\\\\[\\s\\S]|[^\\s\\\\()]|\\((?:\\\\[\\s\\S]|[^\\s\\\\()])*\\))*)',
  '(?:[ \\t\\n]+(?:"(?:\\\\[\\s\\S]|[^"\\\\]){0,999}"|\'(?:\\\\[\\s\\S]|[^\'\\\\]){0,999}\'|\\((?:\\\\[\\s\\S]|[^)\\\\]){0,999}\\)))?',
  '[ \\t\\n]*\\)',
].join('');

/** What ends a list item whose text has an indentation: a rule, or one of the lines, indented less than the text. */
function endsOfItems(ruleOf: (indent: number) => RegExp, lines: readonly string[]) {
  const known = new Map<number, RegExp>();
  return (indent: number): RegExp => {
    const most = Math.max(0, Math.min(3, indent - 1));
    const own = lines.map((line) => `^(?:${line.replace(' {0,3}', ` {0,${most}}`)})`);
    const ends = known.get(most) ?? new RegExp([ruleOf(indent).source, ...own].join('|'));
    known.set(most, ends);
    return ends;
  };
}
