// Text: characters that XML forbids are removed, and long text is shortened at a word.

import { describe, expect, it } from 'vitest';
import { cutAtWord, findForbidden, oneLine, removeForbidden } from '../../../src/compile/text/text.ts';

describe('the characters that XML forbids', () => {
  // A text, and the names of its forbidden characters.
  it.each([
    ['back\bspace', ['U+0008']],
    ['nul\0', ['U+0000']],
    ['vertical\vtab and form\ffeed', ['U+000B', 'U+000C']],
    ['escape\u001B[31m', ['U+001B']],
    ['noncharacters \uFFFE\uFFFF', ['U+FFFE', 'U+FFFF']],
    ['half an emoji \uD83D', ['U+D83D']],
    ['the other half \uDE00', ['U+DE00']],
    ['halves the wrong way round \uDE00\uD83D', ['U+DE00', 'U+D83D']],
  ])('%j are found and removed', (text, names) => {
    const found = findForbidden(text);
    expect(found.map(({ name }) => name)).toEqual(names);
    expect(found.map(({ offset }) => text.charCodeAt(offset))).toEqual(
      names.map((name) => Number.parseInt(name.slice(2), 16)),
    );
    expect(findForbidden(removeForbidden(text))).toEqual([]);
    expect(removeForbidden(text)).toHaveLength(text.length - names.length);
  });

  // Unusual, but XML 1.0 allows all of them (section 2.2, `Char`).
  it.each([
    'tab\tline\nreturn\r',
    'C1 \u0085',
    'whole emoji 😀',
    'plane 16 \u{10FFFD}',
    'replacement \uFFFD',
  ])('%j are not among them', (text) => {
    expect(findForbidden(text)).toEqual([]);
    expect(removeForbidden(text)).toBe(text);
  });
});

describe('one line', () => {
  it.each([
    ['as typed', 'as typed'],
    ['  space around  ', 'space around'],
    ['two\nlines', 'two lines'],
    ['tabs\t\tand  spaces', 'tabs and spaces'],
    ['Pourquoi\u00A0? 東京\u3000タワー, 10\u202Fkm', 'Pourquoi\u00A0? 東京\u3000タワー, 10\u202Fkm'],
    ['\u00A0indented', 'indented'],
    [' \u00A0\u3000 ', ''],
    ['a\bb', 'ab'],
    ['\n\t', ''],
  ])('of %j is %j', (text, line) => expect(oneLine(text)).toBe(line));
});

describe('cutting at a word', () => {
  // A text, the limit in characters, and the shortened text.
  it.each([
    ['short enough', 12, 'short enough'],
    ['one word too many', 12, 'one word…'],
    ['the comma, is not kept', 12, 'the comma…'],
    ['nor a dash – at the end', 14, 'nor a dash…'],
    ['incomprehensibilities', 10, 'incomprehe…'],
    ['日本語の長いテキスト', 4, '日本語の…'],
    ['日本語の', 4, '日本語の'],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀😀', 3, '😀😀😀…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2, '👩‍👩‍👧‍👦👩‍👩‍👧‍👦…'],
    ['🇵🇹🇧🇷🇯🇵', 2, '🇵🇹🇧🇷…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301e\u0301…'],
    ['e\u0301e\u0301', 2, 'e\u0301e\u0301'],
    ['abe\u0301d', 3, 'abe\u0301…'],
    ['நிநிநி', 2, 'நிநி…'],
    ['naïve 𝒶𝓁𝓅𝒽𝒶 𝒷𝑒𝓉𝒶', 12, 'naïve 𝒶𝓁𝓅𝒽𝒶…'],
    ['', 5, ''],
  ])('%j to %i is %j', (text, limit, cut) => expect(cutAtWord(text, limit)).toBe(cut));

  it('never cuts a surrogate pair in two', () => {
    expect(findForbidden(cutAtWord('😀'.repeat(300), 280))).toEqual([]);
  });

  it('cuts a script without spaces anywhere, even if there is a space near the start', () => {
    expect(cutAtWord(`RSS ${'は配信の形式であり'.repeat(40)}`, 280)).toHaveLength(281);
  });
});
