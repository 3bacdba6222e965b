// Slugs of names: how other blog software writes the name of a tag, an author or a post in an address.

import { lowerCase } from './lower-case.ts';

/** How old addresses spell names where that does not follow from the name: the names by their slugs. */
export interface OldSlugs {
  readonly tags?: Readonly<Record<string, string>>;
  readonly authors?: Readonly<Record<string, string>>;
}

/** As Hugo does: letters, digits and a few other characters, with a hyphen for each run of spaces or hyphens. */
export function hugoSlug(name: string): string {
  return lowerCase(name)
    .replace(/[^\p{L}\p{M}\p{N}._/\\#+~\s-]+/gu, '')
    .split(/[\s-]+/)
    .filter((word) => word !== '')
    .join('-');
}

/** As Jekyll does by default: letters and digits, with a hyphen for each run of anything else. */
export function jekyllSlug(name: string): string {
  return hyphenated(lowerCase(name), /[^\p{L}\p{M}\p{Nd}]+/gu);
}

/** As Jekyll does for `:title`: in the case of the name, and with the characters that an address may have as they are. */
export function prettySlug(name: string): string {
  return hyphenated(name.normalize('NFC'), /[^\p{L}\p{M}\p{Nd}._~!$&'()+,;=@]+/gu);
}

/** As WordPress does: without accents and punctuation. */
export function wordPressSlug(name: string): string {
  const bare = withoutAccents(name)
    .replace(/&[a-z]+;/g, '')
    .replace(/[./\u2013\u2014]/g, '-');
  return hyphenated(bare.replace(/[^\p{L}\p{M}\p{N}_\s-]+/gu, ''), /[\s-]+/g);
}

/** As the slugify libraries of Eleventy, Ghost and Zola do: with words for signs, and only letters of ASCII. */
function wordySlug(name: string): string {
  return jekyllSlug(withoutAccents(name.replaceAll('&', ' and ')));
}

/** Every slug by which a name may be known, the most exact first, each once. An empty one is left out. */
export function slugsOf(name: string): string[] {
  const slugs = [hugoSlug, jekyllSlug, wordPressSlug, wordySlug].map((slugOf) => slugOf(name));
  return [...new Set([lowerCase(name), ...slugs])].filter((slug) => slug !== '');
}

function hyphenated(name: string, others: RegExp): string {
  return name.replace(others, '-').replace(/^-|-$/g, '').normalize('NFC');
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
};

/** In lower case, and Latin letters without their accents; a mark of another script is part of its letter. */
function withoutAccents(name: string): string {
  return lowerCase(name)
    .normalize('NFD')
    .replace(/(?<=[a-z]\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[ßæœøđłþ]/g, (letter) => LETTERS[letter] ?? letter);
}
