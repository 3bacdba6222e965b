// Copying: writes the old text with other text in place of some of it, and blank lines around what becomes a block.

import type { Argument } from './arguments.ts';
import { type Line, Lines } from './lines.ts';
import { asHtml } from './markdown-text.ts';
import type { Rewriting } from './rewriting.ts';

/** A piece of the old text. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

export class Copy {
  readonly #source: string;
  readonly #out: Rewriting;
  readonly #lines: Lines;
  /** Elements of MDX around the text: how many spaces to remove from each line of their content, and where it ends. */
  readonly #indents: { readonly spaces: number; readonly end: number }[] = [];
  /** Everything before this offset has been written. */
  #at = 0;

  constructor(source: string, out: Rewriting) {
    this.#source = source;
    this.#out = out;
    this.#lines = new Lines(source);
  }

  /** Everything before this offset has been written. */
  get at(): number {
    return this.#at;
  }

  lineOf({ start, end }: Extent): Line {
    return this.#lines.at(start, end);
  }

  /** Leaves out what comes before an offset. */
  skipTo(offset: number): void {
    this.#at = offset;
  }

  /** How many spaces are removed from each line here. */
  get indentation(): number {
    while (this.#indents.length > 0 && (this.#indents.at(-1)?.end ?? 0) <= this.#at) this.#indents.pop();
    return this.#indents.at(-1)?.spaces ?? 0;
  }

  /** Removes from the lines of an element the spaces that its first line begins with. */
  unindent(from: number, to: number): void {
    if (to <= this.#at) return;
    const [, spaces = ''] = /^\s*\n([ \t]*)\S/.exec(this.#source.slice(from, from + 1000)) ?? [];
    this.#indents.push({ spaces: spaces.length, end: to });
  }

  /** Copies text up to an offset, without the spaces that only indent it inside elements of MDX. */
  to(end: number): void {
    const strip = this.indentation;
    if (strip === 0) this.#out.copy(this.#at, end);
    else
      for (const { 0: line, index } of this.#source.slice(this.#at, end).matchAll(/[^\n]*\n|[^\n]+/g)) {
        const from = this.#at + index;
        const isStart = from === 0 || this.#source[from - 1] === '\n';
        const spaces = isStart ? (/^[ \t]*/.exec(line.slice(0, strip))?.[0].length ?? 0) : 0;
        this.#out.copy(from + spaces, from + line.length);
      }
    this.#at = Math.max(this.#at, end);
  }

  /** Writes a text in place of a piece of the old one. Its arguments, as far as the text has them, keep their places. */
  replace(token: Extent, text: string, args: readonly Argument[] = []): void {
    this.to(token.start);
    this.#out.write(
      text,
      token.start,
      args.filter(({ text: quoted }) => quoted.length > 2),
    );
    this.#at = token.end;
  }

  /** Text that may be a block, and then needs blank lines around it. */
  replaceByText(token: Extent, text: string, args: readonly Argument[]): void {
    const line = this.lineOf(token);
    const isFence = /^`{3,}[^`]*\n/.test(text);
    if (line.isAlone && (isFence || /^(?:!?\[|<(?:figure|iframe|audio|video|hr))/.test(text))) {
      this.to(token.start);
      const after = line.isBeforeBlank || line.isWholeItem ? '' : '\n';
      this.replace(token, line.indented(blankLineBefore(line) + text + after, this.indentation), args);
      return;
    }
    if (isFence) {
      this.replace(token, `\n\n${text}\n\n`);
      return;
    }
    const inline = text.replace(/\s*\n\s*/g, ' ');
    this.replace(token, line.isHtml ? asHtml(inline) : inline, args);
  }

  /** Text of a file: HTML in lines of its own is a block, and in a line a part of that. Markdown stays as it is. */
  replaceByFile(token: Extent, text: string): void {
    const line = this.lineOf(token);
    if (!/^<[a-z!]/i.test(text)) this.replace(token, text);
    else if (!line.isAlone) this.replace(token, text.replace(/\s*\n\s*/g, ' '));
    else {
      this.to(token.start);
      const after = line.isBeforeBlank ? '' : '\n';
      this.replace(token, line.indented(blankLineBefore(line) + text + after, this.indentation));
    }
  }
}

export function blankLineBefore({ isAfterBlank, isFirstOfItem }: Line): string {
  return isAfterBlank || isFirstOfItem ? '' : '\n';
}
