// Text: what an author may type, less what no XML document can carry.

// The complement of `Char` in XML 1.0 section 2.2.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

export function removeForbidden(text: string): string {
  return text.replace(FORBIDDEN, '');
}

/** Offsets of the characters that `removeForbidden` takes away, with their names (`U+0008`). */
export function findForbidden(text: string): { offset: number; name: string }[] {
  return [...text.matchAll(FORBIDDEN)].map(({ 0: character, index }) => ({
    offset: index,
    name: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  }));
}

/** What an author is told of such a character. */
export function leftOut(name: string): string {
  return `the character ${name} is left out, since no feed can carry it`;
}

/**
 * Text for one line, such as a title: forbidden characters gone, runs of spaces and line ends folded to a space. Between
 * words, spaces of other kinds are there on purpose, as before a French question mark.
 */
export function oneLine(text: string): string {
  return removeForbidden(text)
    .replace(/[\t\n\r ]+/g, ' ')
    .trim();
}

/** The beginning of a text, cut at a word when it is longer than `limit` characters, as a person counts them. */
export function cutAtWord(text: string, limit: number): string {
  const end = endOfCharacters(text, limit);
  if (end === text.length) return text;
  const cut = text.slice(0, end);
  // What runs on for longer than any word is a script without spaces, which may be cut anywhere.
  const word = cut.replace(/\s+\S{0,40}$/u, '');
  return `${(word === '' ? cut : word).replace(/[\s,;:.–-]+$/, '')}…`;
}

// The language does not matter: what a character is, Unicode says for all of them (UAX 29).
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Latin, Greek, Cyrillic, kana and Han without anything that joins: here a code unit is a character. */
const SIMPLE =
  /^[\x20-\u02FF\u0370-\u0482\u2010-\u2026\u3000-\u3029\u3041-\u3096\u30A0-\u30FF\u4E00-\u9FFF]*$/;

/** Offset at which the first `limit` characters end: an emoji of seven code points is one of them. */
function endOfCharacters(text: string, limit: number): number {
  // To segment costs as much as to render a third of a post.
  if (text.length <= limit || SIMPLE.test(text.slice(0, limit + 1))) return Math.min(limit, text.length);
  let count = 0;
  for (const { index } of CHARACTERS.segment(text)) {
    if (count === limit) return index;
    count += 1;
  }
  return text.length;
}

/** By code units: an order that no locale changes. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
