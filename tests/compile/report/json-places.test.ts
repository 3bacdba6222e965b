// Places in JSON: a broken lock can be mended only by somebody who is told where.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotJson, placesInJson } from '../../../src/compile/report/json-places.ts';
import { runs } from '../../runs.ts';

function mistakeIn(text: string): NotJson | undefined {
  try {
    placesInJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof NotJson) return error;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a place in JSON', () => {
  const text = '{"a": [1, {"b": "x"}],\n "": null}';

  // A path, and what stands at its place.
  it.each<[PropertyKey[], string]>([
    [[], '{"a"'],
    [['a'], '[1'],
    [['a', 0], '1,'],
    [['a', 1, 'b'], '"x"'],
    [[''], 'null'],
    [['a', 1, 'c'], '{"b"'],
    [['a', 7, 'b'], '[1'],
    [['c', 'd'], '{"a"'],
  ])('%j is there, or around what is missing', (path, start) => {
    expect(text.slice(placesInJson(text)(path)).startsWith(start)).toBe(true);
  });

  it('is told apart from one that only looks the same', () => {
    const text = '[{"0":{"a,b":1}},2]';
    expect(placesInJson(text)([0, '0', 'a,b'])).toBe(text.indexOf('1'));
    expect(placesInJson(text)([1])).toBe(text.indexOf('2'));
  });
});

describe('a mistake in JSON', () => {
  // A text, the offset of its mistake, and the words for it.
  it.each([
    ['', 0, 'it ends too early'],
    ['[1,', 3, 'it ends too early'],
    ['{"a": "b', 8, 'it ends too early'],
    ['[1,]', 3, 'expected a value, found ]'],
    ['[1\n2]', 3, 'expected "," or "]", found 2]'],
    ['{"a" 1}', 5, 'expected ":", found 1}'],
    ['{a: 1}', 1, 'expected a name in quotes, found a: 1}'],
    ['{"a":1,}', 7, 'expected a name in quotes, found }'],
    ["['a']", 1, "expected a value, found 'a']"],
    ['["a\nb"]', 1, 'expected a value, found "a'],
    ['[01]', 2, 'expected "," or "]", found 1]'],
    ['{} {}', 3, 'expected the end, found {}'],
    ['  x', 2, 'expected a value, found x'],
  ])('%j is at %i', (text, offset, message) => {
    expect(mistakeIn(text)).toMatchObject({ offset, message });
  });

  it('is found wherever JSON.parse finds one, and nowhere else', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"\\u00e9"',
        '"\\x"',
        '-1.5e3',
        '0',
        'null',
        ' ',
        '\t',
        '\f',
      ),
      { maxLength: 8 },
    );
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 1 }))
      .map(
        ([text, at, typed]) =>
          text.slice(0, at % (text.length + 1)) + typed + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          damaged,
          pieces.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(mistakeIn(text) === undefined).toBe(isJson(text));
        },
      ),
      runs(2000),
    );
  });

  it('is to lie deeper than any file we write', () => {
    expect(mistakeIn('['.repeat(100_000))?.message).toBe('lists and objects lie too deep in each other');
  });
});
