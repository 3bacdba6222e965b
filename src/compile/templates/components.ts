// Components: tags of JSX in MDX. Those of HTML are written as HTML; the others are directives.

import { type Argument, type Arguments, keyOf, NO_ARGUMENTS } from './arguments.ts';
import { contentOf } from './contents.ts';
import type { Finder } from './finder.ts';
import { closeOf, literalOf, type Patience } from './javascript.ts';
import type { Directive } from './tokens.ts';

/** An attribute of a component, as written. */
interface Attribute {
  readonly name: string;
  /** Absent for one that stands alone, and for a spread. */
  readonly value?: Argument;
  /** Whether the value is an expression in braces. */
  readonly isExpression?: boolean;
}

export interface ComponentTag {
  readonly end: number;
  readonly name: string;
  readonly role: Directive['role'];
  readonly attributes: readonly Attribute[];
}

const OPENING = /<(\/?)([A-Za-z][\w.:-]*)?/y;
const SPACE = /\s*/y;
const NAME = /[^\s"'<>/={}]+/y;
const QUOTED = /"[^"]*"|'[^']*'/y;
const UNQUOTED = /[^\s"'=<>`{}]+/y;
const EQUALS = /\s*=\s*/y;

/** The tag that begins at an offset; undefined when there is none. An expression in it may contain anything. */
export function readComponentTag(text: string, start: number, patience: Patience): ComponentTag | undefined {
  const [opening, slash, name = ''] = at(OPENING, text, start) ?? [];
  if (opening === undefined) return undefined;
  const attributes: Attribute[] = [];
  let offset = start + opening.length;
  while (offset < text.length) {
    offset += at(SPACE, text, offset)?.[0].length ?? 0;
    const end = text.startsWith('/>', offset) ? offset + 2 : text[offset] === '>' ? offset + 1 : undefined;
    if (end !== undefined) {
      const role = slash === '/' ? 'close' : text[end - 2] === '/' && end - 2 >= offset ? 'single' : 'open';
      return { end, name, role, attributes };
    }
    if (name === '') return undefined;
    const next = readAttribute(text, offset, patience);
    if (!next) return undefined;
    attributes.push(next.attribute);
    patience.left -= next.end - offset;
    offset = next.end;
  }
  return undefined;
}

function readAttribute(text: string, start: number, patience: Patience) {
  if (text[start] === '{') {
    const end = closeOf(text, start, patience);
    return end === undefined ? undefined : { end, attribute: { name: '' } };
  }
  const name = at(NAME, text, start)?.[0];
  if (name === undefined) return undefined;
  const equals = at(EQUALS, text, start + name.length)?.[0];
  if (equals === undefined) return { end: start + name.length, attribute: { name } };
  const from = start + name.length + equals.length;
  if (text[from] === '{') {
    const end = closeOf(text, from, patience);
    if (end === undefined) return undefined;
    return { end, attribute: { name, isExpression: true, value: expressionAt(text, from + 1, end - 1) } };
  }
  const quoted = at(QUOTED, text, from)?.[0];
  const bare = quoted === undefined ? at(UNQUOTED, text, from)?.[0].replace(/\/$/, '') : undefined;
  if (bare)
    return {
      end: from + bare.length,
      attribute: { name, value: { text: bare, offset: from, isQuoted: true } },
    };
  if (quoted === undefined) return undefined;
  const value = { text: quoted.slice(1, -1), offset: from + 1, isQuoted: true };
  return { end: from + quoted.length, attribute: { name, value } };
}

/** An expression as a value: quoted when it is a literal, and otherwise perhaps the name of a variable. */
function expressionAt(text: string, from: number, to: number): Argument {
  const typed = text.slice(from, to);
  const literal = literalOf(typed);
  const offset = from + typed.length - typed.trimStart().length + (literal === undefined ? 0 : 1);
  return { text: literal ?? typed.trim(), offset, isQuoted: literal !== undefined };
}

function at(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

/** Whether a name is that of a component, or of an element that a script defines, rather than one of HTML. */
export function isComponent(name: string): boolean {
  return name === '' || /^[A-Z]|[.-]/.test(name);
}

/** Whether a tag of HTML is JSX all the same, as in `style={{ … }}`. Liquid has two braces in other attributes, too. */
export function hasExpression({ attributes }: ComponentTag): boolean {
  return attributes.some(
    ({ name, value, isExpression = false }) =>
      isExpression && (name === 'style' || !(value?.text ?? '').startsWith('{')),
  );
}

/** Whether the content of an element is Markdown because its author says so, as in kramdown. */
export function isMarkdownElement({ attributes, role }: ComponentTag): boolean {
  return role === 'open' && attributes.some(({ name, value }) => name === 'markdown' && value?.text !== '0');
}

/** Elements that contain no blocks. */
const OF_TEXT = /^(?:p|h[1-6]|span|a|em|strong|b|i|small)$/i;

/** The tags of such an element around blocks of Markdown. */
export function tagsAround(tag: ComponentTag): [opening: string, closing: string] {
  const name = OF_TEXT.test(tag.name) ? 'div' : tag.name;
  return [htmlOf({ ...tag, name }, () => undefined), `</${name}>`];
}

/** A component as a directive. */
export function directiveOf(tag: ComponentTag, text: string, start: number, find: Finder): Directive {
  const { name, role, attributes, end } = tag;
  const common = { kind: 'directive', start, end, syntax: 'component', role, name } as const;
  if (role === 'close') return { ...common, args: NO_ARGUMENTS };
  const inner = role === 'open' ? contentOf(text, name, 'component', end, find) : undefined;
  return { ...common, args: argumentsOf(attributes), ...(inner && { inner: inner.extent, end: inner.end }) };
}

function argumentsOf(attributes: readonly Attribute[]): Arguments {
  const named = attributes.flatMap(({ name, value }) => (value ? [[keyOf(name), value] as const] : []));
  return { named: new Map(named), positional: [] };
}

/** Attributes that have another name in HTML. */
const RENAMED: Readonly<Record<string, string>> = { className: 'class', htmlFor: 'for' };
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** A tag of HTML, with its attributes as HTML has them; `valueIn` gives those that are expressions. */
export function htmlOf(
  { name, role, attributes }: ComponentTag,
  valueIn: (expression: Argument) => string | undefined,
): string {
  if (role === 'close') return `</${name}>`;
  const written = attributes.map(({ name: attribute, value, isExpression }) => {
    if (attribute === '' || /^on[A-Z]|^markdown$/.test(attribute)) return '';
    if (attribute === 'style' && isExpression) return '';
    const htmlName = RENAMED[attribute] ?? attribute;
    if (value === undefined) return ` ${htmlName}`;
    const text = isExpression ? valueIn(value) : value.text;
    if (text === undefined) return value.text === 'true' ? ` ${htmlName}` : '';
    return text.includes('"') && !text.includes("'")
      ? ` ${htmlName}='${text}'`
      : ` ${htmlName}="${text.replaceAll('"', '&quot;')}"`;
  });
  const isClosed = role === 'single' && !VOID.test(name);
  return `<${name}${written.join('')}>${isClosed ? `</${name}>` : ''}`;
}
