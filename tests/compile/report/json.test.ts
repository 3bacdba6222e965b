// JSON with places: messages about a broken file say where it is broken, and how.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotJson, parseJson, placesInJson } from '../../../src/compile/report/json.ts';
import { placeAt } from '../../../src/compile/report/places.ts';
import { runs } from '../../runs.ts';

function mistakeIn(text: string): NotJson | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof NotJson) return error;
    throw error;
  }
}

describe('the place of a value in JSON', () => {
  const text = '{"a": [1, {"b": "x"}],\n\t"": null, "c": "\u2028\\ud83d\\/", "d": [[0]], "d": 1}';

  // [path, the text at its place]
  it.each<[PropertyKey[], string]>([
    [[], '{"a"'],
    [['a'], '[1'],
    [['a', 0], '1,'],
    [['a', 1, 'b'], '"x"'],
    [[''], 'null'],
    [['c'], '"\u2028'],
    [['a', 1, 'c'], '{"b"'],
    [['a', 7, 'b'], '[1'],
    [['e', 'f'], '{"a"'],
  ])('%j is its own, or that of the object or list that lacks it', (path, start) => {
    expect(placesInJson(text)(path)).toEqual(placeAt(text, text.indexOf(start)));
  });
});

describe('a mistake in JSON', () => {
  // [text, column and message of its mistake]
  it.each([
    ['', '1:1', 'it ends too early'],
    ['[1,', '1:4', 'it ends too early'],
    ['{"a": "b', '1:9', 'it ends too early'],
    ['{"a":\n{"b":', '2:6', 'it ends too early'],
    ['[1,]', '1:3', 'there is a comma after the last item; remove it'],
    ['{"a":[{"b":1,\n}]}', '1:13', 'there is a comma after the last item; remove it'],
    ['[\n{"a":1}\n{"b":2}\n]', '3:1', 'Missing , or : between list items'],
    ['{"a" 1}', '1:6', 'Missing , or : between object items'],
    ['[1,,2]', '1:4', 'Unexpected , in list'],
    ['[[1]', '1:5', 'it ends too early'],
  ])('%j is at %s', (text, where, message) => {
    const { line, column } = mistakeIn(text)?.place ?? {};
    expect(`${line}:${column}`).toBe(where);
    expect(mistakeIn(text)?.message).toBe(message);
  });

  // Only the parser of Node reads a text of more than a million characters.
  it.each([
    ['', '1:1000005', 'it ends too early'],
    ['"b', '2:5', 'it ends too early'],
    ['1 2]', '2:5', "Expected ',' or ']' after array element"],
    ['1]', 'none', 'none'],
  ])('in a very long text that ends with %j is at %s', (end, where, message) => {
    const found = mistakeIn(`["${'a'.repeat(1_000_000)}",\n  ${end}`);
    expect(found ? `${found.place.line}:${found.place.column}` : 'none').toBe(where);
    expect(found?.message ?? 'none').toBe(message);
  });

  // JSON allows these, but neither parser can be trusted with them.
  it.each([
    ['[', '1:101'],
    ['{"a":', '1:501'],
    ['[\n', '101:1'],
  ])('that is %j 100,000 times has a place', (level, where) => {
    const mistake = mistakeIn(`${level.repeat(100_000)}`);
    expect(`${mistake?.place.line}:${mistake?.place.column}`).toBe(where);
    expect(mistake?.message).toBe('it has too many levels of lists and objects');
  });

  // YAML allows these, so the message is that of JSON.parse, which differs from one version of Node to the next.
  it.each(["['a']", '["a\nb"]'])('%j is reported, too, at the start of the file', (text) => {
    expect(mistakeIn(text)?.place).toEqual({ line: 1, column: 1 });
    expect(mistakeIn(text)?.message).toMatch(/JSON/);
  });

  it('is found wherever a valid text has been damaged, and nothing else is thrown', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 1 }))
      .map(([text, number, typed]) => {
        const at = number % (text.length + 1);
        return text.slice(0, at) + typed + text.slice(at + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        const mistake = mistakeIn(text);
        if (mistake) expect(mistake.message).not.toBe('');
        else expect(() => placesInJson(text)([])).not.toThrow();
      }),
      runs(500),
    );
  });
});
