// Python literals: the settings of a program whose configuration is Python, read without running it. What is written out as a
// text, a number, a list or a map is known; what is computed is not.

/** The settings at the top level, the last assignment of a name counting. */
export function pythonSettings(text: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const match of text.matchAll(/^([A-Za-z_]\w*)[ \t]*=(?!=)[ \t]*/gm)) {
    const [assignment, name = ''] = match;
    const value = new Literals(text, match.index + assignment.length).value();
    if (value !== undefined) settings[name] = value;
  }
  return settings;
}

const DEEPEST = 20;
const WORDS = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Reads one literal from a place in a text. */
class Literals {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** Undefined for what is no literal. */
  value(depth = 0): unknown {
    if (depth > DEEPEST) return undefined;
    this.#skip(depth > 0);
    const word = this.#take(/(?:True|False|None)\b|-?\d+(?:\.\d+)?(?![\w.])/y);
    if (word !== undefined) return WORDS.has(word) ? WORDS.get(word) : Number(word);
    if (/["']|[a-z]{1,2}["']/iy.test(this.#text.slice(this.#at, this.#at + 3)))
      return this.#string(depth > 0);
    const open = this.#take(/[[({]/y);
    if (open === '{') return this.#map(depth);
    if (open === undefined) return undefined;
    const { items, isTuple } = this.#items(depth);
    // `("a" "b")` is one text in brackets, and `("a",)` is a tuple.
    return open === '(' && !isTuple ? items[0] : items;
  }

  #items(depth: number): { items: unknown[]; isTuple: boolean } {
    const items: unknown[] = [];
    let isTuple = false;
    for (;;) {
      this.#skip(true);
      if (this.#take(/[\])]/y) !== undefined) return { items, isTuple };
      const before = this.#at;
      items.push(this.value(depth + 1));
      this.#skip(true);
      if (this.#take(/,/y) !== undefined) isTuple = true;
      else if (this.#at === before || !/[\])]/.test(this.#text[this.#at] ?? '')) return { items, isTuple };
    }
  }

  #map(depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (;;) {
      this.#skip(true);
      if (this.#take(/\}/y) !== undefined) return map;
      const key = this.value(depth + 1);
      this.#skip(true);
      if (key === undefined || this.#take(/:/y) === undefined) return map;
      const value = this.value(depth + 1);
      if (value !== undefined && key !== '__proto__') map[String(key)] = value;
      this.#skip(true);
      if (this.#take(/,/y) === undefined && this.#text[this.#at] !== '}') return map;
    }
  }

  /** Texts beside each other are one. */
  #string(isInside: boolean): string | undefined {
    let whole: string | undefined;
    for (;;) {
      const prefix = this.#take(/[rbu]{0,2}(?="|')/iy);
      const quote = prefix === undefined ? undefined : this.#take(/"""|'''|"|'/y);
      if (quote === undefined) return whole;
      const end = endOfString(this.#text, this.#at, quote);
      if (end === -1) return undefined;
      const written = this.#text.slice(this.#at, end);
      whole = (whole ?? '') + (/r/i.test(prefix ?? '') ? written : unescaped(written));
      this.#at = end + quote.length;
      this.#skip(isInside);
    }
  }

  #skip(isInside: boolean): void {
    this.#take(isInside ? /(?:\s|#[^\n]*|\\\n)+/y : /(?:[ \t]|\\\n)+/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at;
    else if (text[at] === '\n' && quote.length === 1) return -1;
  }
  return -1;
}

function unescaped(text: string): string {
  const names: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\n': '' };
  return text.replace(/\\([\s\S])/g, (written, character: string) => {
    if (/[\\"']/.test(character)) return character;
    return names[character] ?? written;
  });
}
