// Slugs of the filters `slugify` and `slug` of Eleventy, which are those of two libraries. Other scripts than Latin are
// spelt with Latin letters by long tables, so that a name in them is not known.

const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', þ: 'th', ð: 'd', đ: 'd', ł: 'l', ı: 'i' },
};
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const WORDS: Readonly<Record<string, string>> = {
  ...{ $: 'dollar', '%': 'percent', '&': 'and', '<': 'less', '>': 'greater', '|': 'or' },
  ...{ '♥': 'love', '“': '"', '”': '"', '‘': "'", '’': "'", '…': '...', '©': '(c)', '®': '(r)', '™': 'tm' },
  đ: 'dj',
};

/** As @sindresorhus/slugify does: `C++ & Größe` is `c-and-groesse`. Undefined for a name with another script. */
export function slugifyOf(name: string): string | undefined {
  if (isForeign(name)) return undefined;
  const latin = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('♥', ' love ')
    .replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter);
  return withoutMarks(latin)
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** As the package slugify does: `C++ & Größe` is `c++-and-grosse`. Undefined for a name with another script. */
export function slugOf(name: string): string | undefined {
  if (isForeign(name)) return undefined;
  const spelt = [...name.normalize('NFC').toLowerCase()].map((sign) => WORDS[sign] ?? sign).join('');
  return withoutMarks(spelt)
    .replaceAll('-', ' ')
    .replace(/[^\w\s$*+~.()'"!:@]+/g, '')
    .trim()
    .replace(/\s+/g, '-');
}

function isForeign(name: string): boolean {
  return /[^\p{ASCII}\p{Script=Latin}\p{P}\p{S}\p{M}\p{N}\p{Z}]/u.test(name);
}

/** Latin letters without their marks, and those that are no letter with a mark as two. */
function withoutMarks(text: string): string {
  return text
    .replace(/[ßæøœþðđłı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}
