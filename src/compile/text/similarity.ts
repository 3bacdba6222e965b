// Similarity: tells from two short sketches how much two texts have in common, so that an edited post is recognised.
//
// The resemblance of two texts is the share of their shingles (here, runs of three words) that both contain (Broder, "On
// the resemblance and containment of documents", 1997). A sketch estimates it by min-wise hashing (Broder, Charikar,
// Frieze and Mitzenmacher, "Min-wise independent permutations", 1998): it holds, for each of 64 hash functions, the
// lowest hash of any shingle, which two texts share with a probability that equals their resemblance. Six bits of each
// are enough (Li and König, "b-Bit minwise hashing", 2010), and make one character.

/** Number of characters in a sketch. The standard error of an estimate is at most half its inverse root: 0.06. */
const HASHES = 64;
/** A text with fewer different shingles than this is short: a template or one changed number decides too much. */
const MIN_SHINGLES = 50;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Addresses and tags, which change when files move. None of the patterns looks at a character more than twice. */
const MARKUP = /https?:\/\/[^\s<>()]*|\]\([^\s()]*|<[^<>]*>/g;

// Properties of characters rather than Intl.Segmenter, whose words depend on the dictionaries of the ICU version.
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const WORD = new RegExp(String.raw`[${UNSPACED}]|(?:(?![${UNSPACED}])[\p{L}\p{M}\p{N}])+`, 'gu');

/** The words of a Markdown text in lower case, without addresses; in scripts without spaces, its characters. */
export function wordsOf(markdown: string): string[] {
  return markdown.replace(MARKUP, ' ').normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

/** The sketch of a text in 64 characters of base64url. Undefined when the text is too short for one. */
export function sketchOf(words: readonly string[]): string | undefined {
  const shingles = shinglesOf(words);
  if (new Set(shingles).size < MIN_SHINGLES) return undefined;
  return MULTIPLIERS.map((multiplier) => ALPHABET[mix(lowest(shingles, multiplier)) & 63]).join('');
}

/** The estimated resemblance of the texts of two sketches: 1 for the same text, about 0 for unrelated ones. */
export function similarity(a: string, b: string): number {
  if (a.length !== b.length) return 0;
  let equal = 0;
  for (let index = 0; index < a.length; index += 1) if (a[index] === b[index]) equal += 1;
  // One in 64 characters of unrelated texts is the same by chance.
  return Math.max(0, (equal / a.length - 1 / ALPHABET.length) / (1 - 1 / ALPHABET.length));
}

/** The hash of every run of three words. */
function shinglesOf(words: readonly string[]): Uint32Array {
  const shingles = new Uint32Array(Math.max(0, words.length - 2));
  let [first, second] = words.slice(0, 2).map(hashOf) as [number, number];
  for (let index = 0; index < shingles.length; index += 1) {
    const third = hashOf(words[index + 2] as string);
    shingles[index] = mix(Math.imul(mix(Math.imul(mix(first), 31) + second), 31) + third);
    [first, second] = [second, third];
  }
  return shingles;
}

/** FNV-1a, over UTF-16 code units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Lets every bit of a number change every other: the finalizer of MurmurHash3, a permutation of 32-bit numbers. */
function mix(number: number): number {
  let mixed = number;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Odd numbers: multiplying by one permutes the 32-bit numbers. */
const MULTIPLIERS = Array.from({ length: HASHES }, (_, index) => mix(index + 1) | 1);

/** The lowest of the multiplied hashes, as signed numbers. */
function lowest(hashes: Uint32Array, multiplier: number): number {
  let least = 0x7fffffff;
  for (let index = 0; index < hashes.length; index += 1) {
    const permuted = Math.imul(hashes[index] as number, multiplier);
    if (permuted < least) least = permuted;
  }
  return least;
}
