// JavaScript in MDX: where an expression ends, and the value of one that is only a literal. Nothing is run.

/** How many characters may still be read in search of the ends of expressions. */
export interface Patience {
  left: number;
}

const STEP =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[`{}()[\]]|[^"'`/{}()[\]]+|[\s\S]/y;

/** The offset after the bracket that closes the one at an offset; undefined when none does. */
export function closeOf(text: string, start: number, patience: Patience): number | undefined {
  const open: string[] = [];
  let at = start;
  while (at < text.length && patience.left > 0) {
    // The text of a template, up to an expression in it.
    const inTemplate = open.at(-1) === '`';
    const step = inTemplate ? templateStep(text, at) : stepAt(text, at);
    patience.left -= step.length;
    at += step.length;
    if (/^[({[]$/.test(step) || step === '${') open.push(step);
    else if (step === '`') {
      if (inTemplate) open.pop();
      else open.push(step);
    } else if (/^[)}\]]$/.test(step) && !inTemplate) open.pop();
    if (open.length === 0) return at;
  }
  return undefined;
}

function stepAt(text: string, at: number): string {
  STEP.lastIndex = at;
  return STEP.exec(text)?.[0] ?? text.slice(at, at + 1);
}

const TEMPLATE = /`|\$\{|\\[\s\S]|[^`$\\]+|[\s\S]/y;

function templateStep(text: string, at: number): string {
  TEMPLATE.lastIndex = at;
  return TEMPLATE.exec(text)?.[0] ?? text.slice(at, at + 1);
}

/** The value of a string, a template without expressions, or a number; undefined for anything else. */
export function literalOf(expression: string): string | undefined {
  const typed = expression.trim();
  if (/^-?\d+(?:\.\d+)?$/.test(typed)) return typed;
  const [, quote, content] = /^(["'`])([\s\S]*)\1$/.exec(typed) ?? [];
  if (quote === undefined || content === undefined) return undefined;
  if (quote === '`' && content.includes('${')) return undefined;
  if (content.replace(/\\[\s\S]/g, '').includes(quote)) return undefined;
  return content.replace(
    /\\(n|t|[\s\S])/g,
    (_, character) => ({ n: '\n', t: '\t' })[character as 'n' | 't'] ?? character,
  );
}

/** Whether an expression has only comments in it. */
export function isComment(expression: string): boolean {
  return expression.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim() === '';
}
