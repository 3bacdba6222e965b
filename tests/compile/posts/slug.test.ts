// Slugs: a name in any script becomes part of an address, and a slug stays as it is.

import { describe, expect, it } from 'vitest';
import { lowerCase } from '../../../src/archive/lower-case.ts';
import { toSlug } from '../../../src/compile/posts/slug.ts';

describe('a slug', () => {
  // A name, and its slug.
  it.each([
    ['Hello, World!', 'hello-world'],
    ['snake_case ~ kept', 'snake_case-~-kept'],
    ['Wellenlängen', 'wellenlängen'],
    ['a\u0308', 'ä'],
    ['日本語の記事', '日本語の記事'],
    ['हिन्दी', 'हिन्दी'],
    ['../etc/passwd', 'etc-passwd'],
    ['100% & more', '100-more'],
    ['--a--', 'a'],
    ['😀', ''],
    // These are two characters in upper case, and one in lower case.
    ['J\u030C', '\u01F0'],
    ['T\u0308', '\u1E97'],
    ['\u03AA\u0301', '\u0390'],
    // And these the other way round.
    ['\u0130', 'i\u0307'],
    ['I\u0307', 'i\u0307'],
    ['ΟΔΟΣ', 'οδος'],
  ])('of %j is %j', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
    expect(toSlug(slug)).toBe(slug);
  });

  it('stays the same in every form of Unicode, for every letter with every accent', () => {
    const characters = Array.from({ length: 0x11_00_00 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code));
    const capitals = characters.filter((each) => each.toLowerCase() !== each);
    const composed = characters.filter((each) => each.normalize('NFD') !== each);
    const accents = new Set(composed.flatMap((each) => [...each.normalize('NFD')].slice(1)));
    const accented = capitals.flatMap((letter) => [...accents].map((accent) => letter + accent));
    const unstable = [...capitals, ...composed, ...accented].filter((name) => {
      const slug = lowerCase(name);
      return (
        slug !== slug.normalize('NFC') ||
        slug !== lowerCase(slug) ||
        slug !== lowerCase(name.normalize('NFD'))
      );
    });
    expect(unstable).toEqual([]);
  });
});
