// MDX: expressions, statements and elements of HTML, written as Markdown and HTML.

import type { Argument } from './arguments.ts';
import { htmlOf } from './components.ts';
import type { Copy } from './copy.ts';
import { isInAddress, unread } from './in-address.ts';
import { isComment, literalOf } from './javascript.ts';
import { escapeText } from './markdown-text.ts';
import * as messages from './messages.ts';
import { namesIn } from './modules.ts';
import type { Rewriting } from './rewriting.ts';
import type { SampleContext } from './samples.ts';
import type { Expression, Html, Statement } from './scan.ts';
import type { Values } from './values.ts';

export class MdxWriter {
  readonly #source: string;
  readonly #context: SampleContext;
  readonly #out: Rewriting;
  readonly #copy: Copy;
  readonly #values: Values;

  constructor(source: string, context: SampleContext, out: Rewriting, copy: Copy, values: Values) {
    this.#source = source;
    this.#context = context;
    this.#out = out;
    this.#copy = copy;
    this.#values = values;
  }

  writeExpression(token: Expression): void {
    const { start, expression } = token;
    this.#copy.to(start);
    if (isComment(expression)) {
      this.#copy.replace(token, '');
      return;
    }
    const value = literalOf(expression) ?? this.#values.valueOf(expression);
    if (value !== undefined) {
      this.#copy.replace(token, value.trim() === '' ? value : escapeText(value));
      return;
    }
    if (isInAddress(this.#out)) {
      this.#copy.replace(token, unread(`{{${expression}}}`));
      return;
    }
    this.#context.warn(start, messages.notRun(expression));
    this.#copy.replace(token, '');
  }

  writeStatement(token: Statement): void {
    const { start, end } = token;
    for (const [name, value] of namesIn(this.#source.slice(start, end))) this.#context.scope.set(name, value);
    this.#copy.replace(token, '');
  }

  writeHtml(token: Html): void {
    const { tag } = token;
    const line = this.#copy.lineOf(token);
    const isBlock = BLOCK.test(tag.name) && line.isAlone;
    const html = htmlOf(tag, (expression) => this.#values.valueOf(expression.text) ?? literal(expression));
    const values = tag.attributes.flatMap(({ value }) => value ?? []);
    // The text after a summary is Markdown, too.
    const endsBlock = tag.name === 'summary' && tag.role === 'close' && line.isLast;
    if (!isBlock) this.#copy.replace(token, endsBlock ? `${html}\n` : html, values);
    else this.#copy.replace(token, tag.role === 'close' ? `\n${html}\n` : `${html}\n`, values);
  }
}

/** Elements whose content is Markdown in MDX when their tags are alone in their lines. */
const BLOCK =
  /^(?:article|aside|blockquote|center|details|div|figure|footer|header|main|nav|section|td|th|li|dd)$/;

function literal({ text, isQuoted }: Argument): string | undefined {
  return isQuoted ? text : undefined;
}
