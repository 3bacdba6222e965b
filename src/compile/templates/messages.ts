// Messages about template syntax. Each names the syntax, but not its arguments, so that all of one kind are one line.

import { oneLine } from '../text/text.ts';
import type { Directive } from './tokens.ts';

const MARKS = {
  tag: ['{% ', ' %}'],
  shortcode: ['{{< ', ' >}}'],
  component: ['<', '>'],
  bracket: ['[', ']'],
} as const;

const LONGEST = 60;

function shorten(text: string): string {
  const line = oneLine(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** A directive as its author knows it; for an include, with the name of the file. */
export function nameOf({ syntax, name, role, args, isCall }: Directive): string {
  if (isCall) return `{{ ${shorten(name)}() }}`;
  const [open, close] = MARKS[syntax];
  const file = /^(?:include|render|partial)/.test(name) ? ` ${args.positional[0]?.text ?? ''}`.trimEnd() : '';
  const slash = role === 'close' ? '/' : '';
  return `${open}${slash}${shorten(name + file)}${close}`;
}

const WRITE_IT = 'write what it shows as Markdown or HTML';
const SAMPLE = 'if it is a sample, put it into backticks';

export function withoutMeaning(directive: Directive, hasContent: boolean): string {
  const name = nameOf(directive);
  return hasContent
    ? `${name} means nothing here, so only the text in it is shown; ${WRITE_IT}`
    : `${name} means nothing here and is left out; ${WRITE_IT}, or, ${SAMPLE}`;
}

export function cannotInclude(directive: Directive, reason: string): string {
  return `${nameOf(directive)} is left out: ${reason}; ${WRITE_IT}, or change the file in posts/_includes`;
}

export function notEvaluated(directive: Directive): string {
  return `${nameOf(directive)} is not evaluated, and all of the text in it is shown once; remove what readers should not see`;
}

export function neverClosed(directive: Directive): string {
  return `${nameOf(directive)} is never closed and is left out; add its end, or, ${SAMPLE}`;
}

export function closesNothing(directive: Directive): string {
  const name = directive.syntax === 'tag' ? `{% end${shorten(directive.name)} %}` : nameOf(directive);
  return `${name} ends nothing and is left out; remove it, or, ${SAMPLE}`;
}

/** An expression without what differs in a list of the same kind: `{{ release.url.gz }}`, `{{ release.size.gz }}`. */
function rootOf(expression: string): string {
  const [, root, rest = ''] = /^((?:site|page)\.\w+|\w+)([.[].*)?$/s.exec(expression) ?? [];
  return root === undefined ? shorten(expression) : shorten(rest === '' ? root : `${root}.…`);
}

export function withoutValue(expression: string): string {
  return `{{ ${rootOf(expression)} }} has no value here and is left out; write what it stands for, or give it one in \`variables\` in src/site.ts`;
}

export function staysAsText(expression: string): string {
  return `{{ ${shorten(expression)} }} looks like a variable of a template, and readers see it as it is; write what it stands for, or, ${SAMPLE}`;
}

export function notRun(expression: string): string {
  return `{${shorten(expression)}} is JavaScript, which is not run, and is left out; ${WRITE_IT}`;
}

export function embedsNote(typed: string): string {
  return `${shorten(typed)} shows another note in Obsidian and is a link to it here; copy what readers should see`;
}
