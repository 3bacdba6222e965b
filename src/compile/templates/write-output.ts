// Outputs: the value of `{{ … }}`, or what is done when it has none.

import type { Copy } from './copy.ts';
import { isInAddress, unread } from './in-address.ts';
import { addressOf } from './markdown-text.ts';
import * as messages from './messages.ts';
import type { Rewriting } from './rewriting.ts';
import type { SampleContext, SampleWriter } from './samples.ts';
import type { Scanned } from './scan.ts';
import type { Output } from './tokens.ts';

/** A name, as a variable has, rather than the braces of some code. */
const PLAIN_EXPRESSION = /^[a-z_$][\w$.-]*$/i;

export class OutputWriter {
  readonly #source: string;
  readonly #context: SampleContext;
  readonly #out: Rewriting;
  readonly #copy: Copy;
  readonly #samples: SampleWriter;
  /** Whether braces in the text can only be those of a template. */
  readonly #isTemplate: boolean;

  constructor(
    source: string,
    tokens: readonly Scanned[],
    context: SampleContext,
    out: Rewriting,
    copy: Copy,
    samples: SampleWriter,
  ) {
    this.#source = source;
    this.#context = context;
    this.#out = out;
    this.#copy = copy;
    this.#samples = samples;
    this.#isTemplate =
      context.language.dialect === 'jekyll' ||
      tokens.some((token) => token.kind === 'directive' && token.syntax === 'tag' && token.role !== 'single');
  }

  write(token: Output): void {
    const { start, end, expression } = token;
    const { scope, warn } = this.#context;
    const isAutolink = this.#source[start - 1] === '<';
    if (!isAutolink) this.#copy.to(start);
    const inAddress = !isAutolink && isInAddress(this.#out);
    const value = scope.valueOf(expression, inAddress);
    if (value !== undefined) {
      if (!inAddress && /^(?!\s*```)\s*\S.*\n\s*\S/.test(value) && this.#copy.lineOf(token).isAlone) {
        // Text of several lines that the post has captured.
        this.#copy.replace(token, `\n\n${this.#samples.shown(value).trim()}\n\n`);
        return;
      }
      const isRoot = value === '' && inAddress && /[\s"')>]/.test(this.#source[end] ?? ' ');
      this.#copy.replaceByText(
        token,
        isRoot ? '/' : inAddress ? addressOf(value) : this.#samples.shown(value),
        [],
      );
      return;
    }
    if (inAddress) {
      const typed = this.#source.slice(start, end);
      // An address may have braces of its own, as those of an API do.
      const stays = !/\s/.test(typed) && !this.#isVariable(expression);
      this.#copy.replace(token, stays ? typed : unread(typed));
      return;
    }
    if (!this.#isVariable(expression) && !/=["']$/.test(this.#out.tail(2))) {
      if (PLAIN_EXPRESSION.test(expression)) warn(start, messages.staysAsText(expression));
      this.#copy.to(end);
      return;
    }
    warn(start, messages.withoutValue(expression));
    // An address in angle brackets of which nothing is known.
    const isWhole = isAutolink && this.#source[end] === '>';
    this.#copy.to(isWhole ? start - 1 : start);
    this.#copy.skipTo(isWhole ? end + 1 : end);
  }

  /** Whether braces around an expression mean a variable, although its value is not known. */
  #isVariable(expression: string): boolean {
    const [name = ''] = /^[\w.[\]-]*/.exec(expression) ?? [];
    return (
      this.#isTemplate || this.#context.scope.isVariable(name) || /[\w"')\]]\s*\|\s*[a-z_]+/i.test(expression)
    );
  }
}
