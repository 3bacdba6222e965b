// Code in Markdown: fences, indented code, code spans, and HTML whose content is not text. Samples of template syntax stay.

/** A line that begins a fence, in lists and quotes too. */
const FENCE = /((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})([^\n]*)/y;
const LIST_ITEM = /((?:[ \t]|>)*)([-*+]|\d{1,9}[.)])([ \t]+|(?=\n|$))/y;
const BLANK = /[ \t>]*(?:\n|$)/y;
const INDENT = /[ \t]*/y;
const PARAGRAPH_END = /\n(?=[ \t>]*(?:\n|`{3,}|~{3,}))/g;
const MARKUP = /<(?:!--|(?:pre|code|script|style|textarea)(?=[\s>]))/iy;

/** Finds code in a text that is read once from its beginning to its end. */
export class CodeFinder {
  readonly #text: string;
  readonly #hasIndentedCode: boolean;
  /** Offsets of the runs of backticks of each length. */
  #runs: Map<number, number[]> | undefined;
  /** Where the paragraph ends that has been looked at last. */
  #paragraphEnd = -1;
  /** End tags that the rest of the text lacks. */
  readonly #lacking = new Set<string>();
  #afterBlank = true;
  /** Columns of the content of the list item around a line; 0 outside lists. */
  #listIndent = 0;

  /** MDX has no indented code. */
  constructor(text: string, hasIndentedCode: boolean) {
    this.#text = text;
    this.#hasIndentedCode = hasIndentedCode;
  }

  /** The end of the code that begins with the line at an offset; undefined when none does. */
  atLine(start: number): number | undefined {
    const fence = this.#fenceEnd(start);
    if (fence !== undefined) {
      this.#afterBlank = false;
      return fence;
    }
    const wasAfterBlank = this.#afterBlank;
    this.#afterBlank = matchAt(BLANK, this.#text, start) !== undefined;
    if (this.#afterBlank) return undefined;
    const indent = columnsOf(matchAt(INDENT, this.#text, start)?.[0] ?? '');
    if (wasAfterBlank && this.#hasIndentedCode && indent >= this.#listIndent + 4) {
      this.#afterBlank = true;
      return lineEnd(this.#text, start);
    }
    this.#followList(start, indent, wasAfterBlank);
    return undefined;
  }

  /** The end of the code span that begins with the backticks at an offset; undefined when they are text. */
  atBackticks(start: number, length: number): number | undefined {
    if (start > this.#paragraphEnd) {
      PARAGRAPH_END.lastIndex = start;
      this.#paragraphEnd = PARAGRAPH_END.exec(this.#text)?.index ?? this.#text.length;
    }
    this.#runs ??= runsIn(this.#text);
    const close = firstAfter(this.#runs.get(length) ?? [], start);
    return close !== undefined && close < this.#paragraphEnd ? close + length : undefined;
  }

  /** The end of a comment, or of an element whose content is code, that begins at an offset. */
  atMarkup(start: number): number | undefined {
    const opening = matchAt(MARKUP, this.#text, start)?.[0].toLowerCase();
    if (opening === undefined || this.#lacking.has(opening)) return undefined;
    const close = opening === '<!--' ? '-->' : `</${opening.slice(1)}`;
    const found = indexOfLowerCase(this.#text, close, start + opening.length);
    if (found < 0) {
      this.#lacking.add(opening);
      return undefined;
    }
    return found + close.length;
  }

  #fenceEnd(start: number): number | undefined {
    const [line, prefix = '', marks = '', info = ''] = matchAt(FENCE, this.#text, start) ?? [];
    if (line === undefined || (marks.startsWith('`') && info.includes('`'))) return undefined;
    if (!this.#isFencePrefix(prefix)) return undefined;
    const inQuote = prefix.includes('>');
    const least = inQuote ? 0 : this.#leastIndent(prefix);
    const close = new RegExp(`^[ \\t>]*\\${marks[0]}{${marks.length},}[ \\t]*$`);
    let at = lineEnd(this.#text, start);
    while (at < this.#text.length) {
      const end = lineEnd(this.#text, at);
      const next = this.#text.slice(at, end).replace(/\n$/, '');
      if (inQuote && !/^[ \t]*>/.test(next)) return at;
      if (least > 0 && next.trim() !== '' && columnsOf(/^[ \t]*/.exec(next)?.[0] ?? '') < least) return at;
      if (close.test(next)) return end;
      at = end;
    }
    return this.#text.length;
  }

  /** Columns before each line of a fence in the item of a list; with fewer, the item ends, and the fence with it. */
  #leastIndent(prefix: string): number {
    const columns = columnsOf(prefix);
    if (/[^ \t]/.test(prefix)) return columns;
    return columns >= this.#listIndent ? this.#listIndent : 0;
  }

  /** Whether the spaces before a fence are few enough: with more of them, it is indented code. */
  #isFencePrefix(prefix: string): boolean {
    if (!this.#hasIndentedCode || !this.#afterBlank) return true;
    return columnsOf(/^[ \t]*/.exec(prefix)?.[0] ?? '') < this.#listIndent + 4;
  }

  #followList(start: number, indent: number, wasAfterBlank: boolean): void {
    const item = matchAt(LIST_ITEM, this.#text, start);
    if (item) this.#listIndent = columnsOf(item[0]);
    else if (wasAfterBlank && indent < Math.min(2, this.#listIndent)) this.#listIndent = 0;
  }
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}

/** The offset after the line break that ends a line. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

function runsIn(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const offsets = runs.get(run.length);
    if (offsets) offsets.push(index);
    else runs.set(run.length, [index]);
  }
  return runs;
}

/** The first of some ascending numbers that is greater than another. */
function firstAfter(numbers: readonly number[], least: number): number | undefined {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > least) high = middle;
    else low = middle + 1;
  }
  return numbers[low];
}

function indexOfLowerCase(text: string, wanted: string, from: number): number {
  const pattern = new RegExp(wanted, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}
