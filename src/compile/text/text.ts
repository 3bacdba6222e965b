// Text: removes the characters that XML forbids, puts text on one line, shortens it and compares it.

// The complement of `Char` in XML 1.0 section 2.2.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

export function removeForbidden(text: string): string {
  return text.replace(FORBIDDEN, '');
}

/** The characters that `removeForbidden` removes: their offsets, and their names such as `U+0008`. */
export function findForbidden(text: string): { offset: number; name: string }[] {
  return [...text.matchAll(FORBIDDEN)].map(({ 0: character, index }) => ({
    offset: index,
    name: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  }));
}

/** The warning about such a character. */
export function leftOut(name: string): string {
  return `the character ${name} is removed, because feeds cannot contain it`;
}

/**
 * The text on a single line, as for a title: without forbidden characters, with one space for each run of spaces, tabs
 * and line ends. Other kinds of spaces stay; French puts a no-break space before a question mark.
 */
export function oneLine(text: string): string {
  return removeForbidden(text)
    .replace(/[\t\n\r ]+/g, ' ')
    .trim();
}

/** The text, shortened to at most `limit` characters as readers count them, at the end of a word, with `…` after it. */
export function cutAtWord(text: string, limit: number): string {
  const end = endOfCharacters(text, limit);
  if (end === text.length) return text;
  const cut = text.slice(0, end);
  // Of scripts without spaces, a run of more than 40 characters is not a word, and may be cut anywhere.
  const word = cut.replace(/\s+(?:[!-\u009F\u00A1-\u058F]*|\S{0,40})$/u, '');
  return `${(word === '' ? cut : word).replace(/[\s,;:.–-]+$/, '')}…`;
}

// The language makes no difference: grapheme clusters are the same in all of them (Unicode UAX 29).
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Latin, Greek, Cyrillic, kana and Han without combining marks: each code unit is a character. */
const SIMPLE =
  /^[\x20-\u02FF\u0370-\u0482\u2010-\u2026\u3000-\u3029\u3041-\u3096\u30A0-\u30FF\u4E00-\u9FFF]*$/;

/** Offset at which the first `limit` characters end. An emoji of seven code points counts as one character. */
function endOfCharacters(text: string, limit: number): number {
  // Segmenting takes as long as rendering a third of a post.
  if (text.length <= limit || SIMPLE.test(text.slice(0, limit + 1))) return Math.min(limit, text.length);
  let count = 0;
  for (const { index } of CHARACTERS.segment(text)) {
    if (count === limit) return index;
    count += 1;
  }
  return text.length;
}

/** The text without the characters at its end that match; `last` matches one character. */
export function withoutEnd(text: string, last: RegExp): string {
  // A regular expression for all of them at once would look for the end again from each character of a long run.
  let end = text.length;
  while (end > 0 && last.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Compares by code units, for Array.sort: the same order in every locale. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
