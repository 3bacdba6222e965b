// Variables: the values of `{{ … }}` that a post has without its generator: of its own fields, of the site, and literals.

import { type Argument, parseArguments } from './arguments.ts';
import { fence } from './markdown-text.ts';

/** What the variables of a post stand for. */
export interface Variables {
  /** Address of the site, without a slash at the end. */
  readonly origin: string;
  /** By name, such as `site.title` and `page.url`. */
  readonly known: ReadonlyMap<string, string>;
}

/** Variables whose value depends on where they stand: an address in a link leads to this site, wherever that is served. */
const ORIGIN =
  /^(?:site\.url|site\.base_?url|config\.base_?url|baseurl|base_url|metadata\.url|meta\.url|site\.origin)$/i;
const BASE = /^(?:site\.base_?url|baseurl)$/i;

/** Reads variables, and keeps those that the post sets. */
export class Scope {
  readonly #variables: Variables;
  /** Undefined for those whose value is not known. */
  readonly #own = new Map<string, string | undefined>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  set(name: string, value: string | undefined): void {
    this.#own.set(name, value);
  }

  /** Whether a name can only be that of a variable, so that braces around it are no sample. */
  isVariable(name: string): boolean {
    const [root = ''] = name.split(/[.[]/, 1);
    return (
      this.#own.has(root) || /^(?:site|page|layout|paginator|forloop|collections|content|include)$/.test(root)
    );
  }

  /** The value of an expression; undefined when it is not known. In an address, that of the site is empty. */
  valueOf(expression: string, inAddress: boolean): string | undefined {
    const [first = '', ...filters] = splitAtBars(expression);
    const start = this.#operandOf(first.trim(), inAddress);
    return filters.reduce<string | undefined>(
      (value, filter) => (value === undefined ? undefined : this.#filtered(value, filter.trim(), inAddress)),
      start,
    );
  }

  #operandOf(operand: string, inAddress: boolean): string | undefined {
    const [, , quoted] = /^(["'])(.*)\1$/s.exec(operand) ?? [];
    if (quoted !== undefined) return quoted;
    if (/^-?\d+(?:\.\d+)?$/.test(operand)) return operand;
    if (this.#own.has(operand)) return this.#own.get(operand);
    if (BASE.test(operand)) return this.#base;
    if (ORIGIN.test(operand)) return inAddress ? '' : this.#variables.origin;
    return this.#variables.known.get(operand);
  }

  /** The path that the addresses of the site begin with. */
  get #base(): string {
    return this.#variables.known.get('site.baseurl') ?? '';
  }

  #filtered(value: string, filter: string, inAddress: boolean): string | undefined {
    const [, name = '', rest = ''] = /^(\w+)\s*[:(]?\s*(.*?)\)?$/s.exec(filter) ?? [];
    const origin = inAddress ? '' : this.#variables.origin;
    if (name === 'absolute_url') return /^[a-z]+:/i.test(value) ? value : origin + this.#base + rooted(value);
    if (name === 'relative_url') return /^[a-z]+:/i.test(value) ? value : this.#base + rooted(value);
    const [argument] = parseArguments(rest, 0).positional;
    return FILTERS[name]?.(value, this.#valueOfArgument(argument, inAddress));
  }

  #valueOfArgument(argument: Argument | undefined, inAddress: boolean): string {
    if (!argument) return '';
    return argument.isQuoted ? argument.text : (this.#operandOf(argument.text, inAddress) ?? '');
  }
}

/** Filters that need nothing but the text and one argument. */
const FILTERS: Readonly<Record<string, (value: string, argument: string) => string | undefined>> = {
  append: (value, argument) => value + argument,
  capitalize: (value) => value.slice(0, 1).toUpperCase() + value.slice(1),
  default: (value, argument) => value || argument,
  downcase: (value) => value.toLowerCase(),
  escape: (value) => value,
  highlight: (value, argument) => fence(value, argument),
  htmlBaseUrl: (value) => value,
  lower: (value) => value.toLowerCase(),
  lstrip: (value) => value.trimStart(),
  markdown: (value) => value,
  markdownify: (value) => value,
  prepend: (value, argument) => argument + value,
  raw: (value) => value,
  rstrip: (value) => value.trimEnd(),
  safe: (value) => value,
  slugify: (value) =>
    value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, ''),
  strip: (value) => value.trim(),
  trim: (value) => value.trim(),
  upcase: (value) => value.toUpperCase(),
  upper: (value) => value.toUpperCase(),
  uri_escape: (value) => encodeURI(value),
  url: (value) => value,
  url_encode: (value) => encodeURIComponent(value),
  xml_escape: (value) => value,
};

/** Whether a filter is known. */
export function isFilter(name: string): boolean {
  return name === 'absolute_url' || name === 'relative_url' || FILTERS[name] !== undefined;
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** Splits an expression at the bars that are not in quotes. */
function splitAtBars(expression: string): string[] {
  const parts = [''];
  for (const [piece] of expression.matchAll(/"[^"]*"|'[^']*'|\||[^|"']+|["']/g)) {
    if (piece === '|') parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts;
}
