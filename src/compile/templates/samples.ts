// Samples: code and literal text that shows template syntax, as its generator shows it.

import { CodeFinder } from './code.ts';
import { literalOf } from './javascript.ts';
import { codeElement } from './markdown-text.ts';
import * as messages from './messages.ts';
import type { Rewriting } from './rewriting.ts';
import type { Language } from './scan.ts';
import type { Syntax } from './tokens.ts';
import type { Scope } from './variables.ts';

export interface SampleContext {
  readonly language: Language;
  readonly scope: Scope;
  readonly warn: (offset: number, message: string) => void;
}

const RAW_TAG = /\{%[-~]?\s{0,9}(?:end)?(?:raw|verbatim)\s{0,9}[-~]?%\}/.source;
/** With its whole line, if there is nothing else in it. */
const RAW = new RegExp(`(?<=^|\\n)[ \\t>]{0,20}${RAW_TAG}[ \\t]{0,20}\\n|${RAW_TAG}`, 'g');
const HAS_RAW = /\{%[-~]?\s{0,9}endraw/;
/** Only fences, indentation and the name of a language before the first of them. */
const WRAPPED = /^[ \t>]*(?:[-*+][ \t]+)?(?:`+|~{3,}|<[^>]*>)?[^\n`{]*\n?[ \t>]*\{%[-~]?\s{0,9}raw/;
const ESCAPED = /\{\{([<%])\s?\/\*((?:(?!\*\/)[^\n]){0,1000})\*\/\s?([>%])\}\}/g;
const OUTPUT = /\{\{-?\s{0,9}((?:"[^"\n]{0,100}"|'[^'\n]{0,100}'|[^{}"'\n]){1,300}?)\s{0,9}-?\}\}/g;
const DIRECTIVE =
  /\{%(?:(?!%\})[^\n`]){0,300}%\}|\{\{[<%](?:(?![%>]\}\})[^\n`]){0,300}[%>]\}\}|\{%|\{\{[<%]/g;

export class SampleWriter {
  readonly #source: string;
  readonly #context: SampleContext;
  readonly #out: Rewriting;

  constructor(source: string, context: SampleContext, out: Rewriting) {
    this.#source = source;
    this.#context = context;
    this.#out = out;
  }

  /** Writes code, and returns true, when its generator does not show it as it is. */
  writeCode(from: number, to: number): boolean {
    const { dialect } = this.#context.language;
    const code = this.#source.slice(from, to);
    if (dialect === 'hugo')
      return this.#replaceAll(from, code, ESCAPED, ([, open, text, close]) => `{{${open}${text}${close}}}`);
    const isWrapped = dialect === 'jekyll' || (HAS_RAW.test(code) && WRAPPED.test(code));
    if (!isWrapped) return false;
    if (dialect !== 'jekyll') return this.#replaceAll(from, code, RAW, () => '');
    return this.#replaceAll(
      from,
      code,
      new RegExp(`${RAW.source}|${OUTPUT.source}`, 'g'),
      this.#readLiquid(from),
    );
  }

  /** Jekyll reads Liquid in code, too. Only what it knows is no sample. */
  #readLiquid(from: number): (match: RegExpExecArray) => string {
    let isRaw = false;
    return (match) => {
      const [typed, expression] = match;
      if (expression === undefined) {
        isRaw = !typed.includes('end');
        return '';
      }
      const { scope, warn } = this.#context;
      const value = isRaw ? typed : scope.valueOf(expression, false);
      if (value !== undefined) return value;
      if (!scope.isVariable(expression)) return typed;
      warn(from + match.index, messages.withoutValue(expression));
      return '';
    };
  }

  /** Writes a text with other text for each match of a pattern. Returns false, and writes nothing, without matches. */
  #replaceAll(
    from: number,
    text: string,
    pattern: RegExp,
    replace: (match: RegExpExecArray) => string,
  ): boolean {
    let done = 0;
    for (const match of text.matchAll(pattern)) {
      this.#out.copy(from + done, from + match.index);
      const made = replace(match);
      if (made === match[0]) this.#out.copy(from + match.index, from + match.index + made.length);
      else this.#out.write(made, from + match.index);
      done = match.index + match[0].length;
    }
    if (done > 0) this.#out.copy(from + done, from + text.length);
    return done > 0;
  }

  /** The code in a directive. */
  codeText(from: number, to: number, syntax: Syntax): string {
    const typed = this.#source.slice(from, to);
    const inBraces = syntax === 'component' ? /^\s*\{([\s\S]*)\}\s*$/.exec(typed)?.[1] : undefined;
    const literal = inBraces === undefined ? undefined : literalOf(inBraces);
    const code = (literal ?? typed).replace(/^[ \t]*\n/, '').trimEnd();
    if (syntax === 'shortcode') return code.replace(ESCAPED, '{{$1$2$3}}');
    if (syntax !== 'tag') return code;
    if (this.#context.language.dialect !== 'jekyll' || HAS_RAW.test(code)) return code.replace(RAW, '');
    return code.replace(OUTPUT, (output, name) => this.#context.scope.valueOf(name, false) ?? output);
  }

  /** Writes text that is Markdown, but in which no directive is read. Those outside code are shown as code. */
  writeLiterally(from: number, to: number): void {
    const text = this.#source.slice(from, to);
    for (const { start, end, isCode } of partsOf(text, this.#context.language)) {
      const part = text.slice(start, end);
      const isChanged =
        !isCode && this.#replaceAll(from + start, part, DIRECTIVE, ([typed]) => codeElement(typed));
      if (!isChanged) this.#out.copy(from + start, from + end);
    }
  }

  /** A value as text: a directive in it is shown as code. */
  shown(value: string): string {
    return value.replace(DIRECTIVE, codeElement);
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly isCode: boolean;
}

/** A Markdown text as code and what is between. */
function partsOf(text: string, { isMdx }: Language): Part[] {
  const finder = new CodeFinder(text, !isMdx);
  const parts: Part[] = [];
  let done = 0;
  const add = (start: number, end: number): number => {
    parts.push({ start: done, end: start, isCode: false }, { start, end, isCode: true });
    done = end;
    return end;
  };
  const first = finder.atLine(0);
  if (first !== undefined) add(0, first);
  const pattern = /\n|`+|<(?=[!a-z])/gi;
  pattern.lastIndex = done;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { 0: found, index } = match;
    const start = found === '\n' ? index + 1 : index;
    const end =
      found === '\n'
        ? finder.atLine(start)
        : found === '<'
          ? finder.atMarkup(index)
          : finder.atBackticks(index, found.length);
    if (end !== undefined && end > start) pattern.lastIndex = add(start, end);
  }
  parts.push({ start: done, end: text.length, isCode: false });
  return parts;
}
