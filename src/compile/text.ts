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

/** Text for one line, such as a title: forbidden characters gone, white space runs folded to a space. */
export function oneLine(text: string): string {
  return removeForbidden(text).replace(/\s+/g, ' ').trim();
}

/** The beginning of a text, cut at a word when it is longer than `limit` characters. */
export function cutAtWord(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  const cut = characters.slice(0, limit).join('');
  // What runs on for longer than any word is a script without spaces, which may be cut anywhere.
  const word = cut.replace(/\s+\S{0,40}$/u, '');
  return `${(word === '' ? cut : word).replace(/[\s,;:.–-]+$/, '')}…`;
}
