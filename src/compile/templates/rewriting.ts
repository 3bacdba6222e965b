// A rewriting: a text that is made from another, piece by piece, and the place in that other of every character.

/** The index in the new text at which a piece begins, its offset in the old text, and whether it was copied. */
type Piece = readonly [index: number, offset: number, isCopied: boolean];

/** Puts a directive together with what stands beside it in a way that neither author meant. */
const JOINED = /\{(?:%|\{[%<])/;

export class Rewriting {
  readonly #source: string;
  readonly #texts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Adds a part of the old text. */
  copy(from: number, to: number): void {
    if (to > from) this.#add(this.#source.slice(from, to), from, true);
  }

  /** Adds text that stands for what the author wrote at an offset. Each of the parts that it quotes keeps its place. */
  write(text: string, offset: number, quoted: readonly Quoted[] = []): void {
    const places = quoted
      .map((each) => ({ ...each, index: each.text === '' ? -1 : text.indexOf(each.text) }))
      .filter(({ index }) => index >= 0)
      .sort((a, b) => a.index - b.index);
    let done = 0;
    for (const each of places) {
      if (each.index < done) continue;
      const end = each.index + each.text.length;
      this.#add(text.slice(done, each.index), offset, false);
      this.#add(text.slice(each.index, end), each.offset, true);
      done = end;
    }
    this.#add(text.slice(done), offset, false);
  }

  /** At least the last `length` characters of the new text, if it has as many. */
  tail(length: number): string {
    let tail = '';
    for (let last = this.#texts.length - 1; last >= 0 && tail.length < length; last -= 1)
      tail = (this.#texts[last] ?? '').slice(-LONGEST_TAIL) + tail;
    return tail;
  }

  get text(): string {
    return this.#texts.join('');
  }

  /** The offset in the old text of a character of the new one. */
  offsetOf(index: number): number {
    let [low, high] = [0, this.#pieces.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.[0] ?? 0) <= index) low = middle;
      else high = middle;
    }
    const [start, offset, isCopied] = this.#pieces[low] ?? [0, 0, false];
    return isCopied ? offset + index - start : offset;
  }

  #add(text: string, offset: number, isCopied: boolean): void {
    if (text === '') return;
    const before = this.tail(2).slice(-2);
    const after = text.slice(0, 2);
    const isJoint = JOINED.test(before + after) && !JOINED.test(after) && !JOINED.test(before);
    if (isJoint && !this.#isContinued(offset, isCopied)) this.#push(' ', offset, false);
    this.#push(text, offset, isCopied);
  }

  /** Whether a copied piece follows the one that was copied before it in the old text, too. */
  #isContinued(offset: number, isCopied: boolean): boolean {
    const [index, before, wasCopied] = this.#pieces.at(-1) ?? [0, 0, false];
    return isCopied && wasCopied && before + this.#length - index === offset;
  }

  #push(text: string, offset: number, isCopied: boolean): void {
    if (!this.#isContinued(offset, isCopied)) this.#pieces.push([this.#length, offset, isCopied]);
    this.#texts.push(text);
    this.#length += text.length;
  }
}

const LONGEST_TAIL = 1000;

/** A part of a new text that its author wrote, and where. */
export interface Quoted {
  readonly text: string;
  readonly offset: number;
}
