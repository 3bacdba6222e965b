// Places: where each token is in the body. The parser does not say, but tokens come in the order of the text.

import type { Token, Tokens } from 'marked';
import type { HtmlPiece } from '../html/raw-html.ts';
import { innerTokens } from './inner-tokens.ts';

type Parts = HtmlPiece['parts'];

/** Finds every token of a body, in the order in which its author wrote them. */
export class Places {
  readonly #body: string;
  readonly #parts = new Map<Token, Parts>();
  readonly #addresses = new Map<Token, number>();
  /** Offsets of the addresses in `[name]: address`, by address. */
  readonly #definitions = new Map<string, number>();
  /** How many characters of the body may still be searched for tokens that are not near the cursor. */
  #patience = PATIENCE;
  /** Everything before this offset belongs to tokens that have been found. */
  #cursor = 0;

  constructor(tokens: readonly Token[], body: string) {
    this.#body = body;
    this.#find(tokens);
  }

  /** The tokens that contain no others, and links and pictures. */
  get tokens(): Iterable<Token> {
    return this.#parts.keys();
  }

  /** Offset of the address of a link or picture. */
  addressOf(token: Tokens.Generic): number {
    const isReference = /^!?\[[\s\S]*\]$/.test(token.raw);
    const definition = isReference ? this.#definitions.get(token.href) : undefined;
    return definition ?? this.#addresses.get(token) ?? 0;
  }

  /** The text of a token, with the offset of each of its lines: in a quote, there is a `>` between them. */
  pieceOf(token: Tokens.Generic): HtmlPiece {
    return { html: token.raw, parts: this.#parts.get(token) ?? [[0, 0]] };
  }

  #find(tokens: readonly Tokens.Generic[]): void {
    for (const token of tokens) {
      const inner = innerTokens(token);
      if (token.type === 'link' || token.type === 'image') this.#locate(token, inner);
      else if (inner.length > 0) this.#find(inner);
      else if (token.type !== 'footnotes') this.#locate(token, []);
    }
  }

  #locate(token: Tokens.Generic, inner: readonly Token[]): void {
    const parts = this.#partsOf(token.raw);
    const start = parts[0]?.[1] ?? this.#cursor;
    const [index, last] = parts.at(-1) ?? [0, start];
    this.#parts.set(token, parts);
    this.#find(inner);
    if (token.type === 'def' && !this.#definitions.has(token.href))
      this.#definitions.set(token.href, this.#endOf(/\]:[\s>]*<?/g, start));
    if (token.type === 'link' || token.type === 'image')
      this.#addresses.set(token, this.#addressIn(token.raw, start));
    this.#cursor = Math.max(this.#cursor, last + token.raw.trimEnd().length - index);
  }

  /** The address in a link, which comes after the text of the link or the picture in it. */
  #addressIn(raw: string, start: number): number {
    if (!/^!?\[/.test(raw)) return this.#body[start] === '<' ? start + 1 : start;
    return raw.endsWith(')') ? this.#endOf(/\]\([\s>]*<?/g, Math.max(start, this.#cursor)) : start;
  }

  /** Where the next match of a pattern ends. */
  #endOf(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.test(this.#body) ? pattern.lastIndex : from;
  }

  /** Where a text is in the body: in one part, or, if the body has something between its lines, in a part per line. */
  #partsOf(raw: string): Parts {
    const whole = this.#indexOf(raw, this.#cursor);
    if (whole >= 0) return [[0, whole]];
    const parts: (readonly [number, number])[] = [];
    let cursor = this.#cursor;
    for (const { 0: line, index } of raw.matchAll(/[^\n]+/g)) {
      const trimmed = line.trim();
      const offset = trimmed === '' ? -1 : this.#indexOf(trimmed, cursor);
      if (offset < 0) continue;
      const indent = line.indexOf(trimmed);
      parts.push(parts.length === 0 ? [0, offset - indent - index] : [index, offset - indent]);
      cursor = offset + trimmed.length;
    }
    return parts.length > 0 ? parts : [[0, this.#cursor]];
  }

  /** Where a text begins. A text that the body does not contain as it is would be searched for up to the end each time. */
  #indexOf(text: string, from: number): number {
    const near = this.#body.slice(from, from + text.length + NEAR).indexOf(text);
    if (near >= 0) return from + near;
    if (this.#patience <= 0) return -1;
    this.#patience -= this.#body.length - from;
    return this.#body.indexOf(text, from);
  }
}

/** Characters between the cursor and the beginning of nearly every token. */
const NEAR = 1000;
const PATIENCE = 10_000_000;
