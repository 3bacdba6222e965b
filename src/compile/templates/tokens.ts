// Tokens: what a body consists of besides text that stays as it is.

import type { Arguments } from './arguments.ts';

/** The languages that directives are written in. Tags are those of Liquid, Nunjucks, Zola and Hexo. */
export type Syntax = 'tag' | 'shortcode' | 'component' | 'bracket';

/** A directive: `{% name … %}`, `{{< name … >}}`, `<Name … />` or `[name …]`. */
export interface Directive {
  readonly kind: 'directive';
  readonly start: number;
  readonly end: number;
  readonly syntax: Syntax;
  readonly role: 'open' | 'close' | 'single';
  /** As its author wrote it. Empty for the end tag of any directive. */
  readonly name: string;
  readonly args: Arguments;
  /** Whether it is written as a call: `{{ name(…) }}`. */
  readonly isCall?: true;
  /** The offsets of its content, when that is not Markdown. */
  readonly inner?: readonly [from: number, to: number];
}

/** `{{ expression }}`. */
export interface Output {
  readonly kind: 'output';
  readonly start: number;
  readonly end: number;
  readonly expression: string;
}

/** Code, which is a sample. */
export interface Code {
  readonly kind: 'code';
  readonly start: number;
  readonly end: number;
}

/** Text that stands for what is there. */
export interface Made {
  readonly kind: 'made';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What to tell the author. */
  readonly warning?: string;
}

export type Token = Directive | Output | Code | Made;
