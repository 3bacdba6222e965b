// Lines: what stands beside a directive in its line, which decides whether it is a block of its own.

/** What may stand before a block in its line: indentation, marks of quotes and of list items. */
const LEAD = /^(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*$/;
const LONGEST_LEAD = 200;
const AFTER = /[ \t]*(?:\n|$)/y;
const ITEM = /[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/y;
const BLANK = /[ \t>]*(?:\n|$)/y;

/** A piece of a text, and the line that it begins in. */
export class Line {
  readonly #source: string;
  readonly #lineStart: number;
  readonly #start: number;
  readonly #end: number;

  constructor(source: string, lineStart: number, start: number, end: number) {
    this.#source = source;
    this.#lineStart = lineStart;
    this.#start = start;
    this.#end = end;
  }

  /** Nothing but indentation and marks stands before it. */
  get isFirst(): boolean {
    return this.#start - this.#lineStart <= LONGEST_LEAD && LEAD.test(this.#lead);
  }

  /** Nothing stands after it. */
  get isLast(): boolean {
    return matches(AFTER, this.#source, this.#end);
  }

  get isAlone(): boolean {
    return this.isFirst && this.isLast;
  }

  get isAfterBlank(): boolean {
    const before = this.#source.slice(Math.max(0, this.#lineStart - 50), this.#lineStart);
    return this.#lineStart === 0 || /\n[ \t>]*\n$/.test(`\n${before}`);
  }

  get isBeforeBlank(): boolean {
    return this.isLast && matches(BLANK, this.#source, this.#nextLine);
  }

  /** The line begins with an element of HTML, so that Markdown in it is not read. */
  get isHtml(): boolean {
    const beginning = this.#source.slice(this.#lineStart, this.#lineStart + 6);
    return this.#start > this.#lineStart && /^[ \t]{0,3}<[a-z/]/i.test(beginning);
  }

  /** It begins the item of a list, which a blank line before it would end. */
  get isFirstOfItem(): boolean {
    return /[^\s>]/.test(this.#lead);
  }

  /** The item that it begins ends with its line, because another one follows. */
  get isWholeItem(): boolean {
    return this.isFirstOfItem && matches(ITEM, this.#source, this.#nextLine);
  }

  /**
   * A text of several lines, each of which begins as this line does, with spaces for the mark of an item, and without the
   * spaces that are removed from all lines here.
   */
  indented(text: string, removed = 0): string {
    const prefix = this.#prefix.slice(removed);
    const [first, ...others] = text.split('\n');
    return [first, ...others.map((line) => (line === '' ? prefix.trimEnd() : prefix + line))].join('\n');
  }

  /** The same without what `indented` adds. */
  unindented(text: string): string {
    const { length } = this.#prefix;
    if (length === 0) return text;
    const prefix = new RegExp(`^[ \\t>]{0,${length}}`, 'gm');
    return text.replace(prefix, '');
  }

  get #lead(): string {
    return this.#source.slice(this.#lineStart, Math.min(this.#start, this.#lineStart + LONGEST_LEAD));
  }

  get #prefix(): string {
    return this.isFirst ? this.#lead.replace(/[^\s>]/g, ' ') : '';
  }

  get #nextLine(): number {
    const newline = this.#source.indexOf('\n', this.#end);
    return newline < 0 ? this.#source.length : newline + 1;
  }
}

function matches(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/** The lines of a text, asked for in the order of the text. */
export class Lines {
  readonly #source: string;
  #start = 0;
  #searched = 0;

  constructor(source: string) {
    this.#source = source;
  }

  at(start: number, end: number): Line {
    const newline = this.#source.slice(this.#searched, start).lastIndexOf('\n');
    if (newline >= 0) this.#start = this.#searched + newline + 1;
    this.#searched = Math.max(this.#searched, start);
    return new Line(this.#source, this.#start, start, end);
  }
}
