// Slugs: tells from the words and numbers in two addresses whether their posts may be one, or are two of a series.

import { wordsOf } from '../text/similarity.ts';

/** Decides whether half of the words in the longer of two permalinks, numbers aside, are in the other too. */
export function haveSimilarWords(path: string, other: string): boolean {
  const words = namesIn(path);
  const others = namesIn(other);
  const shared = [...words].filter((word) => others.has(word));
  return shared.length * 2 >= Math.max(words.size, others.size);
}

/** Decides whether two permalinks have similar words, but different numbers, as `version-1-2` and `version-1-3`. */
export function areOfOneSeries(path: string, other: string): boolean {
  const [numbers, others] = [numbersIn(path), numbersIn(other)];
  return numbers !== '' && others !== '' && numbers !== others && haveSimilarWords(path, other);
}

function namesIn(path: string): Set<string> {
  return new Set(wordsOf(slugOf(path).replace(/\p{N}+/gu, ' ')));
}

function numbersIn(path: string): string {
  return (slugOf(path).match(/\p{N}+/gu) ?? []).join(' ');
}

function slugOf(path: string): string {
  return lastStep(path).normalize('NFKC');
}

/**
 * The last step of a permalink without its ending: what stays of an address when a site changes the pattern of its
 * permalinks.
 */
export function lastStep(path: string): string {
  const page = path.replace(/(?:\/index\.html?|\.html?|\/)$/, '');
  return page.slice(page.lastIndexOf('/') + 1);
}
