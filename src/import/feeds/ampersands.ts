// Ampersands: one that begins no reference is text, as in an address that a program has not escaped. The parser would take
// everything up to the next semicolon for the name of a character.

/** A part in which ampersands are text already, or an ampersand that begins no reference. */
const MARK = /<!\[CDATA\[|<!--|&(?!#\d{1,9};|#x[\da-f]{1,9};|[a-z][a-z\d]{0,40};)/gi;

/** More characters than any match and what is looked at after it. */
const LONGEST = 64;

/** Escapes the ampersands of XML that comes in pieces. */
export class AmpersandEscaper {
  #rest = '';
  /** What ends the part in which it is. */
  #closing: string | undefined;

  /** The text that is certain by now. */
  write(piece: string): string {
    const text = this.#rest + piece;
    return this.#escape(text, text.length - LONGEST);
  }

  /** The text that remains. */
  end(): string {
    return this.#escape(this.#rest, this.#rest.length);
  }

  #escape(text: string, limit: number): string {
    let written = '';
    let at = 0;
    while (at < limit) {
      const found = this.#closing === undefined ? nextMark(text, at, limit) : undefined;
      const to = found?.index ?? this.#endOfPart(text, at, limit);
      written += text.slice(at, to);
      at = to;
      if (!found) continue;
      const [mark] = found;
      written += mark === '&' ? '&amp;' : mark;
      at += mark.length;
      if (mark !== '&') this.#closing = mark === '<!--' ? '-->' : ']]>';
    }
    this.#rest = text.slice(at);
    return written;
  }

  /** The position after a CDATA section or a comment, or the limit when there is none or it goes on. */
  #endOfPart(text: string, at: number, limit: number): number {
    const closing = this.#closing;
    const end = closing === undefined ? -1 : text.indexOf(closing, at);
    if (closing === undefined || end === -1) return limit;
    this.#closing = undefined;
    return end + closing.length;
  }
}

function nextMark(text: string, at: number, limit: number): RegExpExecArray | undefined {
  MARK.lastIndex = at;
  const found = MARK.exec(text);
  return found && found.index < limit ? found : undefined;
}
