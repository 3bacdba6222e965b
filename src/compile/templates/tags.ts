// Tags and shortcodes: `{% name … %}` of Liquid, Nunjucks, Hexo and Zola, `{{ … }}`, and Hugo's `{{< name … >}}`.

import { keyOf, NO_ARGUMENTS, parseArguments } from './arguments.ts';
import { contentOf } from './contents.ts';
import type { Finder } from './finder.ts';
import type { Directive, Made, Output, Syntax, Token } from './tokens.ts';
import { isFilter } from './variables.ts';

/** A name may be followed by brackets, as in Zola; a slash before it closes, a slash at the end says that nothing follows. */
const NAME = /^[-~]?\s*(\/?)\s*([\p{L}_][\p{L}\p{N}_./:-]*)?\s*/u;
const ENDS: Readonly<Record<string, string>> = {
  '{{<': '>}}',
  '{{%': '%}}',
  '{%': '%}',
  '{{': '}}',
  '{#': '#}',
};

/** The token that begins with a `{` at an offset; undefined when that is text. */
export function readTag(text: string, start: number, find: Finder): Token | undefined {
  const opening = openingAt(text, start);
  if (opening === undefined) return undefined;
  const literal = opening === '{{' ? literalAt(text, start) : undefined;
  if (literal) return literal;
  const close = ENDS[opening] ?? '';
  const from = start + opening.length;
  const found = find(close, from);
  // A tag that was forgotten to be closed must not swallow the text up to the next one.
  // A comment may contain anything.
  const others = opening === '{#' ? [find(opening, from)] : [find(opening, from), find('{%', from)];
  const isBefore = (other: number) => other >= 0 && other < found;
  const isCut = () =>
    opening !== '{#' && isBefore(find(BLANK_LINE, from)) && !ARGUMENTS.test(text.slice(from, found));
  const isClosed = found >= 0 && !others.some(isBefore) && text[from] !== '{' && !isCut();
  if (!isClosed) return opening === '{{' || opening === '{#' ? undefined : neverClosed(start, opening, close);
  const end = found + close.length;
  const content = text.slice(from, found);
  if (opening === '{#') return /^-?\s/.test(content) ? made(start, end, '') : undefined;
  if (opening === '{{') return outputOf(content, start, end);
  const escaped = opening === '{%' ? undefined : escapedShortcode(content);
  if (escaped !== undefined) return made(start, end, opening + escaped + close);
  return directiveOf(text, content, { start, end, from }, opening === '{%' ? 'tag' : 'shortcode', find);
}

const BLANK_LINE = /\n[ \t]*\n/g;
/** A name and arguments with names, which may be as long as their author likes. */
const ARGUMENTS = /^-?\s*\w+(?:\s+[\w./-]+)?(?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"'=]+))+\s*$/;

/** `{{ "{{" }}`, which may contain anything. */
const LITERAL =
  /\{\{-?\s{0,9}((?:"[^"\n]{0,500}"|'[^'\n]{0,500}')(?:[^"'{}\n]|"[^"\n]{0,100}"|'[^'\n]{0,100}'){0,200}?)\s{0,9}-?\}\}/y;

function literalAt(text: string, start: number): Output | Directive | undefined {
  LITERAL.lastIndex = start;
  const [matched, expression] = LITERAL.exec(text) ?? [];
  if (matched === undefined || expression === undefined) return undefined;
  const end = start + matched.length;
  return ofFilter(expression, start, end) ?? { kind: 'output', start, end, expression: expression.trim() };
}

function openingAt(text: string, start: number): string | undefined {
  return [text.slice(start, start + 3), text.slice(start, start + 2)].find(
    (each) => ENDS[each] !== undefined,
  );
}

function made(start: number, end: number, text: string): Made {
  return { kind: 'made', start, end, text };
}

function neverClosed(start: number, opening: string, close: string): Made {
  const warning = `${opening} is never closed and is left out; write ${close} where it ends, or put it into backticks if it is a sample`;
  return { kind: 'made', start, end: start + opening.length, text: '', warning };
}

// In Hugo, a comment between the angle brackets is shown as the shortcode that is in it.
function escapedShortcode(content: string): string | undefined {
  return /^\s*\/\*(.*)\*\/\s*$/s.exec(content)?.[1];
}

interface Extent {
  readonly start: number;
  readonly end: number;
  /** Where the content begins. */
  readonly from: number;
}

function directiveOf(
  text: string,
  content: string,
  { start, end, from }: Extent,
  syntax: Syntax,
  find: Finder,
): Directive {
  const [matched = '', slash = '', name = ''] = NAME.exec(content) ?? [];
  const rest = content.slice(matched.length).replace(/\s*[-~]?$/, '');
  const ofEnd = syntax === 'tag' ? /^end_?(.*)$/.exec(name)?.[1] : undefined;
  const closed = slash === '/' ? name : ofEnd;
  const common = { kind: 'directive', start, end, syntax, args: NO_ARGUMENTS } as const;
  if (closed !== undefined) return { ...common, role: 'close', name: closed };
  const args = parseArguments(withoutBrackets(rest), from + matched.length);
  if (rest.endsWith('/')) return { ...common, role: 'single', name, args };
  const inner = contentOf(text, name, syntax, end, find);
  return { ...common, role: 'open', name, args, ...(inner && { inner: inner.extent, end: inner.end }) };
}

/** `(a="b")` in Zola and Nunjucks, with a space for each bracket so that places stay. */
function withoutBrackets(rest: string): string {
  return rest.startsWith('(') ? rest.replace(/^\(/, ' ').replace(/\)\s*\/?$/, '') : rest.replace(/\/$/, '');
}

/** A text, and a filter that makes something of it, as Eleventy's authors define them: `{{ "id" | youtube: "title" }}`. */
const OF_FILTER = /^[-\s]*("[^"]*"|'[^']*')\s*\|\s*([a-z_]\w*)\s*(?::([^|]*)|\(([^|]*)\))?[-\s]*$/is;

/** Characters of a text with its filter: more than anybody writes. */
const LONGEST_FILTER = 1000;

/** `{{ name(a="b") }}` calls a shortcode in Zola; anything else is a value. */
function outputOf(content: string, start: number, end: number): Directive | Output {
  const [matched, space = '', name = '', args = ''] =
    /^([-\s]*)([a-z_]\w*)\((.*)\)[-\s]*$/is.exec(content) ?? [];
  const filtered = ofFilter(content, start, end);
  if (filtered) return filtered;
  if (matched === undefined || keyOf(name) === 'super')
    return { kind: 'output', start, end, expression: content.replace(/^[-\s]+|[-\s]+$/g, '') };
  const offset = start + 2 + space.length + name.length + 1;
  return {
    kind: 'directive',
    start,
    end,
    syntax: 'tag',
    role: 'single',
    name,
    args: parseArguments(args, offset),
    isCall: true,
  };
}

function ofFilter(content: string, start: number, end: number): Directive | undefined {
  if (content.length > LONGEST_FILTER) return undefined;
  const [, literal, name, liquid, nunjucks] = OF_FILTER.exec(content) ?? [];
  if (literal === undefined || name === undefined || isFilter(name)) return undefined;
  const from = start + 2 + content.indexOf(literal);
  const args = parseArguments(literal, from);
  const others = parseArguments((liquid ?? nunjucks ?? '').replaceAll(',', ' '), from);
  return {
    ...{ kind: 'directive', start, end, syntax: 'tag', role: 'single', name, isCall: true },
    args: { named: others.named, positional: [...args.positional, ...others.positional] },
  };
}
