// Attribute lists: `{: .class #id key="value"}` after a block or in a text, as kramdown and Python-Markdown read them,
// and `{#id .class}` at the end of a heading or, for Hugo, after a block.
//
// https://kramdown.gettalong.org/syntax.html#attribute-list-definitions
// https://gohugo.io/content-management/markdown-attributes/

import type { Element, ElementContent } from 'hast';
import type { Token, Tokens } from 'marked';
import { ALL, blockTokenizer, inlineTokenizer, type Nodes, type Syntax } from './syntax.ts';

/** What a list says of an element. */
export interface Attributes {
  readonly id?: string;
  readonly classes: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** Names of other lists, and words that mean something by themselves, such as `toc`. */
  readonly names: readonly string[];
}

/** The attributes that a list may set. Addresses are not among them. */
const SETTABLE = new Set(
  'title lang dir width height alt start value open reversed role loading type'.split(' '),
);

const ITEM =
  /\s*(?:\.([^\s.#{}"'=]+)|#([^\s#{}"'=]+)|:?([\w-]+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]+))|([\w-]+))(?=[\s.#}]|$)/y;

/** The attributes in the text between the braces. Undefined when it is no list. */
export function parseAttributes(list: string): Attributes | undefined {
  const classes: string[] = [];
  const names: string[] = [];
  const values: Record<string, string> = {};
  let id: string | undefined;
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < list.length) {
    const [item, className, typedId, key, quoted, single, bare, name] = ITEM.exec(list) ?? [];
    if (item === undefined) return undefined;
    const value = quoted ?? single ?? bare ?? '';
    if (className !== undefined) classes.push(className);
    else if (typedId !== undefined) id = typedId;
    else if (key === 'id') id = value;
    else if (key === 'class') classes.push(...value.split(/\s+/));
    else if (key !== undefined) values[key.toLowerCase()] = value;
    else if (name !== undefined) names.push(name);
  }
  return { ...(id !== undefined && { id }), classes, values, names };
}

/** Whether a list says something by itself, without a definition elsewhere. */
function isExplicit({ id, classes, values, names }: Attributes): boolean {
  const says = id !== undefined || classes.length > 0 || Object.keys(values).length > 0;
  return says && names.length === 0;
}

/** Characters of a list in a text: more than anybody writes. */
const LONGEST = 1000;

/** A list after or before a block, or in a text. */
export interface AttributeToken extends Tokens.Generic {
  readonly attributes: Attributes;
  /** The lists that names refer to, by name. */
  readonly definitions: ReadonlyMap<string, Attributes>;
}

/** The inside of braces, with quoted values. */
const INSIDE = /((?:[^{}\n"']|"[^"\n]*"|'[^'\n]*')*)/.source;
const BLOCK = new RegExp(`^ {0,3}\\{:(?![:/])${INSIDE}\\}[ \\t]*(?:\\n|$)`);
const HUGO_BLOCK = new RegExp(`^ {0,3}\\{(?=[.#]|[\\w-]+=)${INSIDE}\\}[ \\t]*(?:\\n|$)`);
/** In a text, a list may go on in the next line. */
const SPAN = /^\{:(?![:/])((?:[^{}"']|"[^"\n]*"|'[^'\n]*')*)\}/;
const DEFINITION = new RegExp(`^ {0,3}\\{:([\\w-]+):(?=\\s)${INSIDE}\\}[ \\t]*(?:\\n|$)`);
/** The beginning of a line that is a list and nothing else. */
const LINE = / {0,3}\{:(?=[ \t]*(?:[.#]|[\w-]+=))[^\n]*\}[ \t]*(?:\n|$)/.source;
const LINE_OF_NAMES = / {0,3}\{:(?![:/])[^\n{}]*\}[ \t]*(?:\n|$)/.source;
const HUGO_LINE = / {0,3}\{(?:[.#]|[\w-]+=)[^\n]*\}[ \t]*(?:\n|$)/.source;

/** Lists whose attributes are written out: everywhere. */
export const ATTRIBUTE_LISTS: Syntax = {
  dialects: ALL,
  line: LINE,
  begins: '\\{:',
  tokenizers: () => [reader('block', BLOCK, isExplicit), reader('inline', SPAN, isExplicit)],
};

/** Lists that name others, and `{:toc}`. */
export const NAMED_ATTRIBUTE_LISTS: Syntax = {
  dialects: ['jekyll'],
  line: LINE_OF_NAMES,
  begins: '\\{:',
  tokenizers: () => {
    const definitions = new Map<string, Attributes>();
    return [
      blockTokenizer('attributeDefinition', (rest) => {
        const [raw, name = '', list = ''] = DEFINITION.exec(rest) ?? [];
        const attributes = raw === undefined ? undefined : parseAttributes(list.trim());
        if (raw === undefined || !attributes) return undefined;
        definitions.set(name, attributes);
        return { type: 'attributeDefinition', raw };
      }),
      reader('block', BLOCK, () => true, definitions),
      reader('inline', SPAN, () => true, definitions),
    ];
  },
};

/** Lists without a colon on a line of their own. */
export const BLOCK_ATTRIBUTES: Syntax = {
  dialects: ['hugo'],
  line: HUGO_LINE,
  tokenizers: () => [reader('block', HUGO_BLOCK, isExplicit)],
};

/** Classes on a line of their own, as the plugin writes them that Eleventy's authors use most. */
const CLASSES = /^ {0,3}\{(?=\.)([^{}\n"'=]*)\}[ \t]*(?:\n|$)/;

export const BLOCK_CLASSES: Syntax = {
  dialects: ['gfm'],
  line: / {0,3}\{\.[a-z][\w .#-]*\}[ \t]*(?:\n|$)/.source,
  tokenizers: () => [reader('block', CLASSES, isExplicit)],
};

const NONE: ReadonlyMap<string, Attributes> = new Map();

function reader(
  level: 'block' | 'inline',
  pattern: RegExp,
  accepts: (attributes: Attributes) => boolean,
  definitions = NONE,
) {
  const type = level === 'block' ? 'attributes' : 'spanAttributes';
  const read = (rest: string): AttributeToken | undefined => {
    const [raw, list = ''] = pattern.exec(level === 'block' ? rest : rest.slice(0, LONGEST)) ?? [];
    const attributes = raw === undefined ? undefined : parseAttributes(list.trim());
    if (raw === undefined || !attributes || !accepts(attributes)) return undefined;
    return { type, raw, attributes, definitions };
  };
  return level === 'block' ? blockTokenizer(type, read) : inlineTokenizer(type, read);
}

/** A text, and the list at its end. */
export interface WithAttributes {
  readonly tokens: readonly Token[];
  readonly attributes?: AttributeToken;
}

/** The list at the end of a heading, such as `{#id}`, and the tokens before it. */
export function headingAttributes(tokens: readonly Token[]): WithAttributes {
  const last = tokens.at(-1) as Tokens.Generic | undefined;
  const before = tokens.slice(0, -1);
  if (last?.type === 'spanAttributes') return { tokens: before, attributes: last as AttributeToken };
  const start = last?.type === 'text' ? last.raw.lastIndexOf('{') : -1;
  const raw = last?.raw.slice(start) ?? '';
  const [, list] = (start >= 0 && AT_END.exec(raw.trimEnd().replace(/^\{#[ \t]+/, '{#'))) || [];
  const attributes = list === undefined ? undefined : parseAttributes(list.trim());
  if (!last || !attributes || !isExplicit(attributes)) return { tokens };
  const rest = last.raw.slice(0, start).trimEnd();
  const shorter = rest === '' ? [] : [{ ...last, raw: rest, text: rest } as Token];
  return {
    tokens: [...before, ...shorter],
    attributes: { type: 'spanAttributes', raw, attributes, definitions: NONE },
  };
}

const AT_END = new RegExp(`^\\{:?${INSIDE}\\}$`);

/** Sets attributes on an element; `asId` makes the property from an id. */
export function setAttributes(
  target: Element,
  { attributes, definitions }: AttributeToken,
  asId: (id: string) => string = (id) => id,
): void {
  const named = attributes.names.flatMap((name) => definitions.get(name) ?? []);
  for (const { id, classes, values } of [...named, attributes]) {
    if (id !== undefined) target.properties.id = asId(id);
    addClasses(target, classes);
    for (const [name, value] of Object.entries(values))
      if (SETTABLE.has(name)) target.properties[name] = value;
  }
}

/** The language of code belongs to the code, and not to the block around it. */
function addClasses(target: Element, classes: readonly string[]): void {
  const [code] = target.children;
  const hasCode = target.tagName === 'pre' && code?.type === 'element';
  const isLanguage = (name: string) => hasCode && /^language-/.test(name);
  if (hasCode) addTo(code, classes.filter(isLanguage));
  addTo(
    target,
    classes.filter((name) => !isLanguage(name)),
  );
}

function addTo({ properties }: Element, classes: readonly string[]): void {
  if (classes.length === 0) return;
  const before = Array.isArray(properties.className) ? properties.className : [];
  properties.className = [...new Set([...before, ...classes])];
}

/** The last of some nodes, if it is an element: what a list after it refers to. */
export function lastElement(nodes: Nodes): Element | undefined {
  const last = nodes.findLast((node: ElementContent) => node.type !== 'text' || node.value.trim() !== '');
  return last?.type === 'element' ? last : undefined;
}
