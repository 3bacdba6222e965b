// Front matter: YAML whose values stay as typed, with the place of each. Nothing in it is executed.

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseFrontMatter } from '../../../src/compile/posts/front-matter.ts';
import { Unreadable } from '../../../src/compile/report/findings.ts';

const parse = (...lines: string[]) => parseFrontMatter(['---', ...lines, '---', 'Text.'].join('\n'));

/** Why a post cannot be read, each reason as `line:column: message`. */
function refusals(source: string): string[] {
  try {
    parseFrontMatter(source);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [error, ...error.others].map(({ place, message }) => `${place.line}:${place.column}: ${message}`);
  }
  return [];
}

const refusal = (source: string) => refusals(source).join('\n');

describe('front matter', () => {
  // What is typed after `field:`, and its value: text as typed, even where YAML would make it a number or a date.
  it.each([
    ['1.10', '1.10'],
    ['10:30', '10:30'],
    ['2026-02-30', '2026-02-30'],
    ['2026-11-22 09:30:00 +0200', '2026-11-22 09:30:00 +0200'],
    ['0x1F', '0x1F'],
    ['1e3', '1e3'],
    ['yes', 'yes'],
    ['no', 'no'],
    ['True', 'True'],
    ['on', 'on'],
    ['"1.10"', '1.10'],
    ['"a\\tb \\u2026"', 'a\tb …'],
    ["'it''s'", "it's"],
    ['a # comment', 'a'],
    ['a#b', 'a#b'],
    ['[a, 1.0]', ['a', '1.0']],
    ['{a: 007}', { a: '007' }],
    ['>\n  folded\n  text', 'folded text\n'],
    ['null', null],
    ['~', null],
    ['', null],
    ['"null"', 'null'],
    ['""', ''],
  ])('has `field: %s` as %j', (typed, value) =>
    expect(parse(`field: ${typed}`).data).toEqual({ field: value }),
  );

  it('resolves an alias whose anchor is above it', () => {
    expect(parse('a: &name Ada', 'b: *name').data).toEqual({ a: 'Ada', b: 'Ada' });
  });

  it('treats __proto__ like any other field', () => {
    const { data } = parse('__proto__: {draft: "true"}');
    expect(Object.keys(data)).toEqual(['__proto__']);
    expect(data.draft).toBeUndefined();
    expect(({} as Record<string, unknown>).draft).toBeUndefined();
  });

  // The source, its fields, its body, and the line of the file on which the body begins.
  it.each([
    ['---\ntitle: A\n---\nText.\n', { title: 'A' }, 'Text.\n', 4],
    ['---\ntitle: A\n---\n\n\nText.', { title: 'A' }, '\n\nText.', 4],
    ['---  \ntitle: A\n--- \t\nText.', { title: 'A' }, 'Text.', 4],
    ['---yaml\ntitle: A\n---\nText.', { title: 'A' }, 'Text.', 4],
    ['--- yml\ntitle: A\n---\nText.', { title: 'A' }, 'Text.', 4],
    ['---\ntitle: A\n---', { title: 'A' }, '', 4],
    ['---\n---\nText.', {}, 'Text.', 3],
    ['---\n# nothing yet\n\n---\nText.', {}, 'Text.', 5],
    ['---\ntitle: A\n---\nText.\n\n---\n\nMore.', { title: 'A' }, 'Text.\n\n---\n\nMore.', 4],
    ['Text.\n\n---\n\nMore.', {}, 'Text.\n\n---\n\nMore.', 1],
    ['----\nText.', {}, '----\nText.', 1],
    ['+++ a\nText.', {}, '+++ a\nText.', 1],
    ['Text.\n+++\nMore.', {}, 'Text.\n+++\nMore.', 1],
    ['', {}, '', 1],
  ])('of %j ends at the closing line', (source, data, body, bodyLine) => {
    expect(parseFrontMatter(source)).toMatchObject({ data, body, bodyLine });
  });

  // A post with a mistake, and the message, with line and column in the file.
  it.each([
    ['---\ntitle: A\n\nText.', '1:1: the front matter is not closed; add a line --- below its last field'],
    [
      '---\ntitle: A\n--- x\nText.\n---\n',
      '3:4: the front matter ends on this line, but there is text after the ---; write nothing else on the line',
    ],
    [
      '---\ntitle: A\n-----\n',
      '3:4: the front matter ends on this line, but there is text after the ---; write nothing else on the line',
    ],
    ['---toml\na = 1\n---\n', '1:4: front matter must be YAML; write --- instead of ---toml'],
    ['---json\n{"a": 1}\n---\n', '1:4: front matter must be YAML; write --- instead of ---json'],
    [
      '+++\ntitle = "A"\n+++\nText.',
      '1:1: front matter must be YAML; write --- instead of +++, and `field: value` instead of `field = value`',
    ],
    [
      '+++  \ntitle = "A"\n',
      '1:1: front matter must be YAML; write --- instead of +++, and `field: value` instead of `field = value`',
    ],
    [
      '\n+++\ntitle = "A"\n+++\n',
      '1:1: front matter must begin on the first line of the file; remove the blank lines above it',
    ],
    [
      '---\ntitle: A\n? [a]\n: b\n---\n',
      '3:3: the front matter is not YAML: a list or an object cannot be the name of a field; write a word',
    ],
    [
      '---\nauthor: {{name: Ada}: b}\n---\n',
      '2:10: the front matter is not YAML: a list or an object cannot be the name of a field; write a word',
    ],
    ['---\nno colon\n---\n', '2:1: the front matter must be lines of the form `field: value`'],
    ['---\n- a\n---\n', '2:1: the front matter must be lines of the form `field: value`'],
    [
      '---\na: 1\na: 2\n---\n',
      '3:1: the front matter is not YAML: Map keys must be unique; keep one of the two lines',
    ],
    [
      '---\na:\n\tb: 1\n---\n',
      '3:1: the front matter is not YAML: Tabs are not allowed as indentation; indent with spaces',
    ],
    [
      '---\na: 1\nb: c: d\n---\n',
      '3:4: the front matter is not YAML: Nested mappings are not allowed in compact mappings; put text that contains a colon and a space in quotes',
    ],
    ['---yaml\na: "b\n---\n', '2:6: the front matter is not YAML: Missing closing "quote'],
  ])('%j is refused', (source, message) => expect(refusal(source)).toBe(message));

  // Several mistakes, and the places that are reported: one on each line, and none that only follows from another.
  it.each([
    ['title: a: b\nlink: c: d', ['2:8', '3:7']],
    ['title: a: b: c\nlink: d', ['2:8']],
    ['a: 1\na: 2\na: 3', ['3:1', '4:1']],
    ['a: @b\nb: c\nc: - d', ['2:4', '4:4']],
    ['a: "x" y\nb: c: d\ne: "f" g', ['2:8', '3:4', '4:8']],
    ['a: b: c\nd: {e: f}}\ng: h', ['2:4', '3:10']],
    ['  a: 1\n b: 2\nc: 3', ['3:2']],
    ['? [a]\n: b\n? {d: e}\n: f', ['2:3', '4:3']],
  ])('%j is refused for all its mistakes', (yaml, places) => {
    const told = refusals(`---\n${yaml}\n---\n`);
    expect(told.map((line) => line.replace(/: the front matter is not YAML: .*/, ''))).toEqual(places);
  });

  it('with an alias that has no anchor is refused', () => {
    expect(refusal('---\na: *b\n---\n')).toBe(
      '2:4: the front matter is not YAML: there is no &b above *b; write the value here',
    );
  });

  it('with a list as the name of a field is refused without a warning on the console', () => {
    const warn = vi.spyOn(process, 'emitWarning');
    onTestFinished(() => warn.mockRestore());
    expect(refusal('---\n? [a]\n: b\n---\n')).toMatch(/^2:3: /);
    expect(warn).not.toHaveBeenCalled();
  });

  it('with aliases of aliases of aliases is refused before they fill the memory', () => {
    const ten = (name: string) => `[${Array(10).fill(`*${name}`)}]`;
    const bomb = `---\na: &a x\nb: &b ${ten('a')}\nc: &c ${ten('b')}\nd: &d ${ten('c')}\n---\n`;
    expect(refusal(bomb)).toMatch(/^2:1: the front matter is not YAML: Excessive alias count/);
  });

  // The parser would end the process for some of these.
  it.each([
    ['[', 2, 104],
    ['{a: ', 2, 404],
    ['- ', 3, 1],
    ['? ', 3, 1],
  ])('with levels of %j without end is refused at its place', (level, line, column) => {
    const told = refusal(
      `---\na: ${level.length > 2 || level === '[' ? '' : '\n'}${level.repeat(10_000)}\n---\n`,
    );
    expect(told).toMatch(new RegExp(`^${line}:${column}: the front matter has too many levels; `));
  });

  it('longer than 65,536 characters is refused', () => {
    expect(refusal(`---\na: ${'b '.repeat(40_000)}\n---\n`)).toMatch(
      /^1:1: the front matter is longer than 65536 /,
    );
  });

  it.each(['a: &a [*a]', 'tags: &a\n  - *a', 'a: &a {b: [*a]}'])(
    'with %j, which contains itself, is refused',
    (yaml) => {
      expect(refusal(`---\n${yaml}\n---\n`)).toMatch(
        /^[23]:\d+: the front matter is not YAML: \*a stands for a value that contains it; write what you mean instead$/,
      );
    },
  );

  it.each(['---js', '---javascript', '--- js', '---coffee'])(
    'after %s is refused and not executed',
    (opening) => {
      const source = `${opening}\n{ title: globalThis.wasExecuted = true }\n---\nText.`;
      expect(refusal(source)).toMatch(/^1:4: front matter must be YAML/);
      expect(globalThis).not.toHaveProperty('wasExecuted');
    },
  );

  it('that is broken is refused again the second time', () => {
    const broken = '---\ntitle: [\n---\nText.';
    expect(refusal(broken)).toMatch(/^2:9: the front matter is not YAML/);
    expect(refusal(broken)).toBe(refusal(broken));
  });
});

describe('the place of a field', () => {
  const { placeOf } = parse(
    'title: A', //                 line 2
    'empty:',
    'tags: [one, two]', //         line 4
    'authors:',
    '  - name: Ada', //            line 6
    '    url: nowhere',
    'audio: {url: a.mp3}', //      line 8
  );

  // A path of keys, and the place of its value, or of the object or list around it.
  it.each([
    [['title'], 2, 8],
    [['empty'], 3, 7],
    [['tags'], 4, 7],
    [['tags', 1], 4, 13],
    [['tags', 7], 4, 7],
    [['authors', 0, 'name'], 6, 11],
    [['authors', 0, 'url'], 7, 10],
    [['authors', 0, 'email'], 6, 5],
    [['audio', 0, 'url'], 8, 8],
    [['absent'], 1, 1],
    [[], 1, 1],
  ])('%j is %i:%i', (path, line, column) => expect(placeOf(path)).toEqual({ line, column }));

  it('is the start of the file when there is no front matter', () => {
    expect(parseFrontMatter('Text.').placeOf(['title'])).toEqual({ line: 1, column: 1 });
  });
});
