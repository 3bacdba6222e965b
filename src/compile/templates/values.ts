// Values: what the arguments of a directive stand for, and the variables that a directive sets.

import type { Argument } from './arguments.ts';
import type { Directive } from './tokens.ts';
import type { Scope } from './variables.ts';

export interface ValueContext {
  readonly scope: Scope;
  /** A field of the front matter. */
  readonly parameter: (name: string) => string | undefined;
}

export class Values {
  readonly #source: string;
  readonly #context: ValueContext;

  constructor(source: string, context: ValueContext) {
    this.#source = source;
    this.#context = context;
  }

  /** Keeps the variables that a directive sets; `content` is what is between it and its end tag. */
  set({ name, args }: Directive, content: string | undefined): void {
    const { scope } = this.#context;
    if (/^(?:assign|set)$/.test(name))
      for (const [variable, value] of args.named)
        scope.set(
          this.#nameAsWritten(value, variable),
          args.positional.length > 0 ? undefined : this.textOf(value),
        );
    if (/^(?:capture|set)$/.test(name) && content !== undefined && args.positional[0])
      scope.set(args.positional[0].text, /\{[{%]/.test(content) ? undefined : content.trim());
    if (/^(?:for|tablerow)$/.test(name) && args.positional[0]) scope.set(args.positional[0].text, undefined);
  }

  /** Names of arguments are kept without case and underscores; those of variables are not. */
  #nameAsWritten({ offset }: Argument, name: string): string {
    const before = this.#source.slice(Math.max(0, offset - 200), offset);
    return /([\w.-]+)\s*=\s*["']?$/.exec(before)?.[1] ?? name;
  }

  /** The text of an argument; undefined when it is a variable without a value. */
  textOf(given: Argument | undefined): string | undefined {
    if (!given) return undefined;
    const { text, isQuoted } = given;
    if (isQuoted) return text.includes('{{') ? this.#filledIn(text) : text;
    const value = this.valueOf(text);
    const isVariable = value === undefined && /^(?:site|page|post|include|props|this)[.[]|[({]/.test(text);
    return isVariable ? undefined : (value ?? text);
  }

  /** The value of an expression in an argument, in Liquid or JavaScript. */
  valueOf(expression: string): string | undefined {
    const name = expression
      .trim()
      .replace(/^\{(.*)\}$/s, '$1')
      .trim();
    const file = /^(?:require|useBaseUrl|withBase|url)\(\s*["']([^"']+)["']\s*\)/.exec(name)?.[1];
    const field = /^(?:frontmatter|frontMatter|metadata|page\.data|data)\.([\w-]+)$/.exec(name)?.[1];
    return (
      file ??
      (field === undefined ? undefined : this.#context.parameter(field)) ??
      this.#context.scope.valueOf(name.replace(/\.(?:src|default)$/, ''), true)
    );
  }

  #filledIn(text: string): string {
    return text.replace(
      /\{\{-?\s*([^{}]{1,300}?)\s*-?\}\}/g,
      (typed, expression) => this.#context.scope.valueOf(expression, true) ?? typed,
    );
  }
}
