// The grammar: where the library's patterns differ from CommonMark, and where paragraphs, lists and text must end
// because a line or a character begins something that only some dialects have.

import { Lexer, type MarkedOptions, Tokenizer, type TokensList } from 'marked';

/** What a dialect adds to the grammar. */
export interface Additions {
  /** Lines that end a paragraph, list or table: sources of patterns that match from the start of the line. */
  readonly lines: readonly string[];
  /** What a run of text ends at: sources of patterns. */
  readonly begins: readonly string[];
  /** Whether emphasis begins and ends beside East Asian punctuation, too. */
  readonly hasOpenEmphasis?: boolean;
}

type Rules = Tokenizer['rules'];

/** Splits Markdown into tokens with the grammar of the library, mended, and with what a dialect adds. */
export function lex(markdown: string, options: MarkedOptions, additions: Additions): TokensList {
  const tokenizer = options.tokenizer ?? new Tokenizer();
  const lexer = new Lexer({ ...options, tokenizer });
  // The lexer has just given its tokenizer the rules of the library.
  tokenizer.rules = rulesOf(tokenizer.rules, additions);
  return lexer.lex(markdown);
}

function rulesOf({ block, inline, other }: Rules, { lines, begins, hasOpenEmphasis }: Additions): Rules {
  const starts = lines.map((line) => `${line}|`).join('');
  // In the library, `.` does not match U+2028, which is an ordinary character in Markdown.
  const anyCharacter: Change = ['.*', '[^\\n]*'];
  const paragraphs: Change = ['(?:\\n(?! {0,3}((?:-', `(?:\\n(?!${starts} {0,3}((?:-`];
  // In the text of a link, a backtick that nothing closes is a character.
  const lonelyBacktick: Change = ['|``+(?=\\])', '|``+(?=\\])|`+(?!`)(?![^`]*`)'];
  const rows: Change = ['(?:(?! *\\n|', `(?:(?! *\\n|${starts}`];
  return {
    other: { ...other, hrRegex: endsOfItems(other.hrRegex, lines) },
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
      ...(hasOpenEmphasis && openEmphasis(inline)),
      // Brackets and parentheses hide the emphasis in them only when they are a link: `[**a**](not an address)` is none.
      blockSkip: changed(inline.blockSkip, [PARENTHESES, LINK_TARGET]),
      link: changed(inline.link, lonelyBacktick),
      reflink: changed(inline.reflink, lonelyBacktick),
      text: changed(inline.text, ['[\\\\<!\\[`*~_]', ['[\\\\<!\\[`*~_]', ...begins].join('|')]),
    },
  };
}

/** Punctuation beside which scripts without spaces go on: ideographic, full-width, and quotation marks. */
const WIDE = '[\\u3000-\\u303F\\uFF01-\\uFF65\\u2014\\u2018-\\u201F\\u2026]';
const WIDE_LETTER = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]';
const AFTER_MARK = '(?!\\*)(?!~)[\\s\\p{P}\\p{S}](\\*+)(?=(?:[^\\s\\p{P}\\p{S}]|~))';
const IN_WORD = '(?:[^\\s\\p{P}\\p{S}]|~)(\\*+)(?=(?:[^\\s\\p{P}\\p{S}]|~))';

/**
 * CommonMark sees no end of emphasis between punctuation and a letter, as in `**…。**` before a word, because in scripts
 * with spaces a word begins there. kramdown does.
 */
function openEmphasis({ emStrongLDelim, emStrongRDelimAst }: Rules['inline']): Partial<Rules['inline']> {
  const closing = `[\\p{P}\\p{S}](?=\\*+${WIDE_LETTER})`;
  return {
    emStrongLDelim: changed(emStrongLDelim, ['(?!\\*)(?!~)[', `(?!\\*)(?!~)(?!${WIDE})[`]),
    emStrongRDelimAst: changed(
      emStrongRDelimAst,
      [`${AFTER_MARK}|`, `(?!${WIDE}|${closing})${AFTER_MARK}|`],
      [IN_WORD, IN_WORD.replace('|~)', () => `|~|${WIDE}|(?!\\*)${closing})`)],
    ),
  };
}

const PARENTHESES = '\\]\\((?:\\\\[\\s\\S]|[^\\\\\\(\\)]|\\((?:\\\\[\\s\\S]|[^\\\\\\(\\)])*\\))*\\)';
/** An address, and perhaps a title: https://spec.commonmark.org/0.31.2/#inline-link */
const LINK_TARGET = [
  '\\]\\([ \\t\\n]*(?:<(?:\\\\.|[^\\n<>\\\\])*>|(?!<)(?:\\\\[\\s\\S]|[^\\s\\\\()]|\\((?:\\\\[\\s\\S]|[^\\s\\\\()])*\\))*)',
  '(?:[ \\t\\n]+(?:"(?:\\\\[\\s\\S]|[^"\\\\]){0,999}"|\'(?:\\\\[\\s\\S]|[^\'\\\\]){0,999}\'|\\((?:\\\\[\\s\\S]|[^)\\\\]){0,999}\\)))?',
  '[ \\t\\n]*\\)',
].join('');

type Change = readonly [from: string, to: string];

/** A pattern with parts of its source replaced. Throws when a release of the library has no such part. */
function changed(pattern: RegExp, ...changes: readonly Change[]): RegExp {
  const source = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the grammar of marked has changed: no ${from} in ${before}`);
    return before.replaceAll(from, () => to);
  }, pattern.source);
  return new RegExp(source, pattern.flags);
}

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
