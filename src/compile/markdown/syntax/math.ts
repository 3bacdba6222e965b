// Math: formulas in TeX between `$$`, `$`, `\[` and `\(`. What is in them is no Markdown.
//
// https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
// https://kramdown.gettalong.org/syntax.html#math-blocks https://gohugo.io/content-management/mathematics/

import type { TokenizerExtension, Tokens } from 'marked';
import { atOffset, element, FORMULA, text } from '../../html/elements.ts';
import { offsetAt } from '../../html/raw-html.ts';
import { ALL, blockTokenizer, type Handlers, inlineTokenizer, lineOfText, type Syntax } from './syntax.ts';

interface FormulaToken extends Tokens.Generic {
  readonly tex: string;
  readonly isDisplay: boolean;
  /** What readers see instead of a formula, with marks that programs for formulas know. */
  readonly shown: string;
}

/** Characters of a formula in a text. */
const LONGEST = 1000;
const TEX = String.raw`(?:[^$\\\n]|\\[^\n]|\n(?![ \t]*(?:\n|$)))`;
/** A dollar within `$$`. */
const SINGLE = String.raw`\$(?!\$)`;
const DISPLAY_BLOCK = new RegExp(
  String.raw`^ {0,3}\$\$(?!\$)((?:${TEX}|${SINGLE}){1,20000}?)\$\$[ \t]*(?=\n|$)`,
);
const DISPLAY = String.raw`\$\$(?!\$)((?:${TEX}|${SINGLE}){1,${LONGEST}}?)\$\$(?!\$)`;
/** A formula and no price. No text ends at a dollar after a letter or digit, so that this need not be looked for. */
const INLINE = String.raw`\$(?![\s$\x60]|\d[\d.,]*[kmb]?\s+[a-z]{2})((?:${TEX}){1,${LONGEST}}?)(?<![\s\\])\$(?![\w$])`;
/** GitHub's form that no Markdown can disturb. */
const QUOTED = String.raw`\$\x60([^\x60\n]{1,${LONGEST}})\x60\$`;
const BACKSLASH_INLINE = String.raw`\\\(((?:[^\\\n]|\\(?!\\?\))[^\n]|\n(?![ \t]*(?:\n|$))){1,${LONGEST}}?)\\{1,2}\)`;
/** A formula in lines of its own, between brackets after one backslash or two. */
const backslashBlock = (backslashes: string) =>
  new RegExp(
    String.raw`^ {0,3}${backslashes}\[((?:[^\\\n]|\\(?!\\?\][ \t]*(?:\n|$))[^\n]|\\\n|\n(?![ \t]*(?:\n|$))){1,2000}?)\\{1,2}\][ \t]*(?=\n|$)`,
  );
const backslashLine = (backslashes: string) => String.raw` {0,3}${backslashes}\[[ \t]*(?:\n|$)`;
const ONE = String.raw`\\(?!\\)`;
const TWO = String.raw`\\\\`;

/** Lines that end a paragraph, because they begin a formula. */
const DISPLAY_LINE = String.raw` {0,3}\$\$[ \t]*(?:\n|$)`;

const NOT_AFTER_DOLLAR = '(?<!\\$)';
const NOT_IN_WORD = '(?<![\\w$])';

const onLine = (
  pattern: RegExp,
  line: RegExp,
  form: (raw: string, tex: string) => Partial<FormulaToken> = (raw) => ({ shown: raw.trim() }),
) =>
  blockTokenizer('formulaBlock', (rest, lexer) => {
    const [raw, tex = ''] = pattern.exec(rest) ?? [];
    if (raw === undefined || tex.trim() === '') return line.test(rest) ? lineOfText(rest, lexer) : undefined;
    return { type: 'formulaBlock', raw, tex, isDisplay: true, ...form(raw, tex) };
  });

const inText = (
  source: string,
  form: (tex: string) => Partial<FormulaToken> | undefined = () => ({}),
): TokenizerExtension => {
  const pattern = new RegExp(`^${source}`, 'u');
  return inlineTokenizer('formula', (rest) => {
    const [raw, tex = ''] = pattern.exec(rest) ?? [];
    if (raw === undefined || tex.trim() === '') return undefined;
    const given = form(tex);
    return given && { type: 'formula', raw, tex, isDisplay: false, shown: raw, ...given };
  });
};

/** Between two dollars on each side; for kramdown, those in a text are not displayed on a line of their own. */
const display = (isInline: boolean): Syntax => ({
  dialects: isInline ? ['jekyll'] : ALL.filter((dialect) => dialect !== 'jekyll'),
  line: DISPLAY_LINE,
  begins: `${NOT_AFTER_DOLLAR}\\$\\$(?!\\$)`,
  tokenizers: () => [
    onLine(DISPLAY_BLOCK, new RegExp(`^${DISPLAY_LINE}`)),
    inText(DISPLAY, (tex) => (isInline ? { shown: `\\(${tex}\\)` } : { isDisplay: true })),
  ],
});

export const DISPLAY_MATH = display(false);
export const KRAMDOWN_MATH = display(true);

export const INLINE_MATH: Syntax = {
  dialects: ['gfm', 'obsidian'],
  begins: `${NOT_IN_WORD}\\$(?![\\s$])`,
  tokenizers: () => [inText(QUOTED, (tex) => ({ shown: `$${tex}$` })), inText(INLINE)],
};

/** Words between escaped parentheses are no formula: `\\(as here\\)`. */
function isProse(tex: string): boolean {
  return /[a-z]{3}\s[a-z]{2}/i.test(tex) && !/[\\^_={}<>+|]/.test(tex);
}

export const BACKSLASH_MATH: Syntax = {
  dialects: ['hugo'],
  line: backslashLine(ONE),
  tokenizers: () => [
    onLine(backslashBlock(ONE), new RegExp(`^${backslashLine(ONE)}`)),
    inText(BACKSLASH_INLINE, (tex) => (isProse(tex) ? undefined : {})),
  ],
};

/** Markdown takes one of two backslashes away, in the formula as well, and a script does the rest. */
export const DOUBLE_BACKSLASH_MATH: Syntax = {
  dialects: ['jekyll', 'hugo'],
  line: backslashLine(TWO),
  tokenizers: () => [
    onLine(backslashBlock(TWO), new RegExp(`^${backslashLine(TWO)}`), (_, tex) =>
      escapedOnce(tex, (once) => `\\[${once}\\]`),
    ),
    inText(String.raw`\\${BACKSLASH_INLINE}`, (tex) => escapedOnce(tex, (once) => `\\(${once}\\)`)),
  ],
};

/** The characters before which a backslash is no text in kramdown. */
const ESCAPED = /\\([\\.*_+`<>()[\]{}#!:|"'$=-])/g;

function escapedOnce(tex: string, show: (once: string) => string): Pick<FormulaToken, 'tex' | 'shown'> {
  const once = tex.replace(ESCAPED, '$1');
  return { tex: once, shown: show(once) };
}

const ANYWHERE = new RegExp(`${NOT_AFTER_DOLLAR}${DISPLAY}|${NOT_IN_WORD}(?:${QUOTED}|${INLINE})`, 'gu');

/** The text with formulas that hide what is in them, so that no emphasis begins or ends there. */
export function hideFormulas(masked: string): string {
  return masked.includes('$')
    ? masked.replace(ANYWHERE, (formula) => `[${'a'.repeat(formula.length - 2)}]`)
    : masked;
}

export const MATH: Handlers = {
  formula: (token: FormulaToken, { places }) => [
    atOffset(formulaOf(token), offsetAt(places.pieceOf(token), 0)),
  ],
  formulaBlock: (token: FormulaToken, { places }) => [
    element('p', {}, [atOffset(formulaOf(token), offsetAt(places.pieceOf(token), 0))]),
    text('\n'),
  ],
};

function formulaOf({ tex, isDisplay, shown }: FormulaToken) {
  return element(FORMULA, { display: isDisplay ? 'block' : 'inline', value: tex.trim() }, [text(shown)]);
}
