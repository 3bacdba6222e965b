// Fingerprints of a text, by which the lock recognises a post that has another title and another path.

import { digestOf } from '../text/digest.ts';
import { sketchOf, wordsOf } from '../text/similarity.ts';

export interface Fingerprints {
  /** Digest of the Markdown alone. Absent when it has too few words to tell posts apart. */
  readonly bodyDigest?: string;
  /** Sketch of the words, by which an edited text is recognised. Absent for a short text. */
  readonly sketch?: string;
}

/** Fewer words than these are in the texts of many posts: a caption, a link, "to be continued". */
const MIN_WORDS = 10;

export function fingerprintsOf(body: string): Fingerprints {
  const words = wordsOf(body);
  const sketch = sketchOf(words);
  return {
    ...(words.length >= MIN_WORDS && { bodyDigest: digestOf([body]) }),
    ...(sketch !== undefined && { sketch }),
  };
}
