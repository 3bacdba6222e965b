// Parts of a text between an opening and a closing mark, found in linear time even if most of them are never closed.

/**
 * Replaces every part that begins with a match of `opening` and ends with the next match of `closing`. Both must have the
 * flag `g`. A part without an end stays as it is.
 */
export function replaceEnclosed(
  text: string,
  opening: RegExp,
  closing: RegExp,
  replace: (content: string, opening: RegExpExecArray) => string,
): string {
  let result = '';
  let done = 0;
  opening.lastIndex = 0;
  for (let start = opening.exec(text); start; start = opening.exec(text)) {
    const from = opening.lastIndex;
    closing.lastIndex = from;
    const end = closing.exec(text);
    // There is none after any later opening either.
    if (!end) break;
    result += text.slice(done, start.index) + replace(text.slice(from, end.index), start);
    done = closing.lastIndex;
    opening.lastIndex = done;
  }
  return result + text.slice(done);
}
