// Similarity: how much two texts have in common, as their sketches tell.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarity, sketchOf, wordsOf } from '../../../src/compile/text/similarity.ts';
import { runs } from '../../runs.ts';

function sketch(text: string): string {
  const made = sketchOf(wordsOf(text));
  if (made === undefined) throw new RangeError(`too short: ${text}`);
  return made;
}

const likeness = (a: string, b: string) => similarity(sketch(a), sketch(b));

/** A text of different words. */
const text = (length: number, name = 'word') => Array.from({ length }, (_, n) => `${name}${n}`).join(' ');

describe('the words of a text', () => {
  it.each([
    ['are in lower case', 'Only ONCE', ['only', 'once']],
    [
      'leave out punctuation and Markdown',
      '# One, *two* `three`!\n\n- four',
      ['one', 'two', 'three', 'four'],
    ],
    ['leave out addresses', '[one](/a/b.html) <https://c.example/d> https://e.example two', ['one', 'two']],
    ['leave out tags', '<p class="x">one</p>', ['one']],
    ['keep numbers', 'version 1.25', ['version', '1', '25']],
    ['keep accents, however they are encoded', 'cafe\u0301 caf\u00e9', ['caf\u00e9', 'caf\u00e9']],
    ['keep vowel signs', 'हिन्दी में', ['हिन्दी', 'में']],
    ['are characters in Chinese and Japanese', '漢字とkana。', ['漢', '字', 'と', 'kana']],
    ['are characters in Thai', 'สวัส', ['ส', 'ว', 'ั', 'ส']],
    ['are none in a picture', '![](photo.jpg)', []],
    ['are found in unfinished Markdown', '[a](b <c [d](', ['a', 'c', 'd']],
  ])('%s', (_, markdown, words) => {
    expect(wordsOf(markdown)).toEqual(words);
  });
});

describe('a sketch', () => {
  it('is the same in every version, since locks contain it', () => {
    expect(sketch(text(100))).toMatchInlineSnapshot(
      `"XBV3IRBdHMi14Gg2KPTl9r2rMLvTp5WNuDOdT7Ep1zbm7KNNXxHmf_Rbj2xyafXy"`,
    );
    expect(
      sketch([...'天地玄黃宇宙洪荒'.repeat(9)].map((each, n) => each + n).join('')),
    ).toMatchInlineSnapshot(`"oh6sATHzXL6ESbgEFQkXxh9R7OzDDj6zYWInQrpssdpdvmGi8X8CzklVDSJeMw2V"`);
  });

  it('is the same for the same words with other Markdown, line ends and addresses', () => {
    const plain = `${text(60)} the end`;
    const marked = `## ${text(60).replaceAll(' ', '\n')}\n\n**[The end](https://new.example/end)**.`;
    expect(sketch(marked)).toBe(sketch(plain));
  });

  // [text, whether it is long enough]
  it.each<[string, string, boolean]>([
    ['nothing', '', false],
    ['one word', 'TODO', false],
    [
      'a note',
      'Away next week. The next letter comes on the fourth of May, as long as the trains run.',
      false,
    ],
    ['the same words again and again', 'the same words again '.repeat(50), false],
    ['fifty-one different words', text(51), false],
    ['fifty-two different words', text(52), true],
    [
      'fifty-one different characters',
      String.fromCodePoint(...Array.from({ length: 51 }, (_, n) => 0x4e00 + n)),
      false,
    ],
    [
      'fifty-two different characters',
      String.fromCodePoint(...Array.from({ length: 52 }, (_, n) => 0x4e00 + n)),
      true,
    ],
  ])('of %s', (_, short, isLong) => {
    expect(sketchOf(wordsOf(short)) !== undefined).toBe(isLong);
  });
});

describe('the similarity of two texts', () => {
  it('is 1 for the same, and about 0 for others', () => {
    expect(likeness(text(100), text(100))).toBe(1);
    expect(likeness(text(100), text(100, 'other'))).toBeLessThan(0.1);
  });

  it('is 0 for sketches of another length', () => {
    expect(similarity(sketch(text(100)), sketch(text(100)).slice(1))).toBe(0);
  });

  it('is about the share of their runs of three words that both contain', () => {
    const runsOf = (words: readonly string[]) =>
      new Set(words.slice(2).map((word, n) => `${words[n]} ${words[n + 1]} ${word}`));
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 60, max: 600 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (name, length, kept) => {
          const own = text(length, `n${name}x`).split(' ');
          const other = own.map((word, n) => (n < length * kept ? word : `${word}z`));
          const [runsOfOwn, runsOfOther] = [runsOf(own), runsOf(other)];
          const shared = [...runsOfOwn].filter((run) => runsOfOther.has(run)).length;
          const resemblance = shared / (runsOfOwn.size + runsOfOther.size - shared);
          // Five standard errors of 64 samples.
          const error = Math.abs(likeness(own.join(' '), other.join(' ')) - resemblance);
          expect(error).toBeLessThan(
            5 * Math.sqrt(Math.max(resemblance * (1 - resemblance), 1 / 64) / 64) + 0.02,
          );
        },
      ),
      runs(200),
    );
  });

  it('does not depend on the order of paragraphs', () => {
    expect(
      likeness(`${text(200)}\n\n${text(200, 'b')}`, `${text(200, 'b')}\n\n${text(200)}`),
    ).toBeGreaterThan(0.9);
  });
});
