// Front matter: YAML whose values stay as typed, with the place of each. Nothing in it is executed.

import fc from 'fast-check';
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

  // Lines of YAML, and the value: text in quotes may go on in lines without indentation.
  it.each([
    ['a: "ten\n2020: eleven\n2021: twelve."', 'ten 2020: eleven 2021: twelve.'],
    ['a: "b\nc\n\nd"', 'b c\nd'],
    ["a: 'b\nit''s: c' # e", "b it's: c"],
    ['a: "b \\" c\nd"', 'b " c d'],
    ['a: "b\n2020: c"', 'b 2020: c'],
    ['a:\n- "b\nc"', ['b c']],
    ['a:\n  - d: "b\n    c\ne."\n    f: g', [{ d: 'b c e.', f: 'g' }]],
    ['a: |\n  - d: "b\n  c"', '- d: "b\nc"\n'],
    ['a: "b\n  c"', 'b c'],
  ])('has %j as %j', (lines, value) => {
    const { data, placeOf } = parse(lines, 'z: 1');
    expect(data).toEqual({ a: value, z: '1' });
    expect(placeOf(['z'])).toMatchObject({ line: lines.split('\n').length + 2 });
  });

  // TOML, and its data: text as typed, even where TOML has numbers and dates.
  it.each([
    ['a = 1.10', { a: '1.10' }],
    ['a = true', { a: 'true' }],
    ['a = 2026-11-22', { a: '2026-11-22' }],
    ['a = 2026-11-22T09:30:00+02:00', { a: '2026-11-22T09:30:00+02:00' }],
    ['a = 2026-11-22 09:30:00', { a: '2026-11-22 09:30:00' }],
    ['a = "b \\"c\\" \\u2026"', { a: 'b "c" …' }],
    ["a = 'b\\c'", { a: 'b\\c' }],
    ['a = [1, "b"]', { a: ['1', 'b'] }],
    ['a.b = 1\na.c = 2', { a: { b: '1', c: '2' } }],
    ['a = {b = 1, c = [{d = 2}]}', { a: { b: '1', c: [{ d: '2' }] } }],
    ['[a]\nb = 1\n[a.c]\nd = 2', { a: { b: '1', c: { d: '2' } } }],
    ['[a.c]\nd = 2\n[a]\nb = 1', { a: { b: '1', c: { d: '2' } } }],
    ['[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3', { a: [{ b: '1' }, { b: '2', c: { d: '3' } }] }],
    ['"a b" = 1 # comment', { 'a b': '1' }],
  ])('in TOML, %j is %j', (toml, data) => {
    expect(parseFrontMatter(`+++\n${toml}\n+++\n`).data).toEqual(data);
  });

  it('in JSON has numbers, true and false as text', () => {
    expect(parseFrontMatter('{"a": 1.5, "b": true, "c": null, "d": [1]}').data).toEqual({
      ...{ a: '1.5', b: 'true', c: null, d: ['1'] },
    });
  });

  it('in every language has any text as it was written', () => {
    // What JSON escapes is escaped in YAML and in TOML the same; TOML allows no delete character.
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\u007F'));
    fc.assert(
      fc.property(text, text, (value, item) => {
        const [a, b] = [JSON.stringify(value), JSON.stringify(item)];
        for (const source of [
          `---\na: ${a}\nb: [${b}]\n---\nText.`,
          `+++\na = ${a}\nb = [${b}]\n+++\nText.`,
          `{\n"a": ${a},\n"b": [${b}]\n}\nText.`,
        ])
          expect(parseFrontMatter(source)).toMatchObject({ data: { a: value, b: [item] }, body: 'Text.' });
      }),
    );
  });

  it('never fails for another reason than the words in its refusal, whatever the file is', () => {
    const mark = fc.constantFrom(
      '---',
      '+++',
      ';;;',
      '{',
      '}',
      '"',
      "'",
      ':',
      '=',
      '[',
      ']',
      '\n',
      ' ',
      'a',
      '#',
      '\t',
      '...',
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 40 }), (marks) => {
        for (const begin of ['', '---\n', '+++\n', '{\n', ';;;\n'])
          expect(() => refusals(begin + marks.join(''))).not.toThrow();
      }),
    );
  });

  it.each(['+++\n__proto__ = {draft = true}\n+++', '{"__proto__": {"draft": true}}'])(
    'treats the __proto__ in %j like any other field',
    (source) => {
      const { data } = parseFrontMatter(source);
      expect(Object.keys(data)).toEqual(['__proto__']);
      expect(data.draft).toBeUndefined();
    },
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
    ['---\ntitle: A\n...\nText.', { title: 'A' }, 'Text.', 4],
    ['---\ntitle: A\n------\nText.', { title: 'A' }, 'Text.', 4],
    ['\n \n---\ntitle: A\n---\nText.', { title: 'A' }, 'Text.', 6],
    ['\n--- a\nText.', {}, '\n--- a\nText.', 1],
    ['---toml\ntitle = "A"\n---\nText.', { title: 'A' }, 'Text.', 4],
    ['+++\ntitle = "A"\n+++ \nText.', { title: 'A' }, 'Text.', 4],
    ['+++\na = """\n---\n"""\n+++\nText.', { a: '---\n' }, 'Text.', 6],
    ['+++\n+++\nText.', {}, 'Text.', 3],
    ['+++\n# nothing yet\n+++\nText.', {}, 'Text.', 4],
    ['---json\n{"title": "A"}\n---\nText.', { title: 'A' }, 'Text.', 4],
    ['{\n  "title": "{A"\n}\nText.', { title: '{A' }, 'Text.', 4],
    ['{"title": "A", "b": {"c": "}"}}\nText.', { title: 'A', b: { c: '}' } }, 'Text.', 2],
    [';;;\n"title": "A"\n;;;\nText.', { title: 'A' }, 'Text.', 4],
    ['title: A\ntags:\n- b\n---\nText.', { title: 'A', tags: ['b'] }, 'Text.', 5],
    ['title: A\n---\nText.', {}, 'title: A\n---\nText.', 1],
    ['title: A\n\nb: c\n---\nText.', {}, 'title: A\n\nb: c\n---\nText.', 1],
    ['title: A\nb: c\nText.', {}, 'title: A\nb: c\nText.', 1],
    ['{a}\nText.', {}, '{a}\nText.', 1],
    ['{\nText.', {}, '{\nText.', 1],
    ['{"a": 1} is JSON.', {}, '{"a": 1} is JSON.', 1],
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
    ['---org\na\n---\n', '1:4: front matter must be YAML, TOML or JSON; write --- instead of ---org'],
    ['+++  \ntitle = "A"\n', '1:1: the front matter is not closed; add a line +++ below its last field'],
    ['\n---\nText.\n', '2:1: the front matter is not closed; add a line --- below its last field'],
    [
      '+++\ntitle = "A"\n+++ b\n',
      '3:4: the front matter ends on this line, but there is text after the +++; write nothing else on the line',
    ],
    [
      '+++\n\ntitle = "A "b""\n+++\n',
      '3:13: the front matter is not TOML: Must be a newline; write `title = "A \\"b\\""`',
    ],
    ['+++\ntitle = A\n+++\n', '2:9: the front matter is not TOML: Unexpected character; write `title = "A"`'],
    ['+++\ntitle: A\n+++\n', '2:6: the front matter is not TOML: Unexpected character; write `title = "A"`'],
    [
      '+++\na = 1\na = 2\n+++\n',
      '3:1: the front matter is not TOML: Defining a key multiple times is invalid',
    ],
    ['+++\ndate = 2026-02-30\n+++\n', '2:17: the front matter is not TOML: Unexpected invalid date'],
    [
      '---json\n{"a": 1,}\n---\n',
      '2:8: the front matter is not JSON: there is a comma after the last item; remove it',
    ],
    [
      '{\n  "a": 1\n  "b": 2\n}\n',
      '2:8: the front matter is not JSON: Implicit keys need to be on a single line',
    ],
    [';;;\n"a" 1\n;;;\n', '2:5: the front matter is not JSON: Missing , or : between object items'],
    ['---json\n[1]\n---\n', '2:1: the front matter must be an object between { and }'],
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
      "3:4: the front matter is not YAML: text that contains a colon and a space must be in quotes; write `b: 'c: d'`",
    ],
    [
      '---\na: "b\nc\nd: "e"\n---\n',
      "2:4: the front matter is not YAML: Missing closing \"quote; write `a: 'b'`",
    ],
    ['---yaml\na: "b\n---\n', "2:4: the front matter is not YAML: Missing closing \"quote; write `a: 'b'`"],
    [
      '---\ntitle: "a\ndate: 2026-11-22\n---\n',
      "2:8: the front matter is not YAML: Missing closing \"quote; write `title: 'a'`",
    ],
    [
      '---\ntitle: "A" in B\n---\n',
      '2:12: the front matter is not YAML: Unexpected scalar at node end; write `title: \'"A" in B\'`',
    ],
    [
      "---\ntitle: 'It's\\'\n---\n",
      '2:12: the front matter is not YAML: Unexpected scalar at node end; write `title: "It\'s\\\\"`',
    ],
    [
      '---\ntitle: [A] in B\n---\n',
      "2:12: the front matter is not YAML: Unexpected scalar at node end; write `title: '[A] in B'`",
    ],
  ])('%j is refused', (source, message) => expect(refusal(source)).toBe(message));

  // Several mistakes, and the places that are reported: one on each line, and none that only follows from another.
  it.each([
    ['title: a: b\nlink: c: d', ['2:8', '3:7']],
    ['title: a: b: c\nlink: d', ['2:8']],
    ['a: 1\na: 2\na: 3', ['3:1', '4:1']],
    ['a: @b\nb: c\nc: - d', ['2:4', '4:4']],
    ['a: "x" y\nb: c: d\ne: "f" g', ['2:8', '3:4', '4:8']],
    ['a: b: c\nd: {e: f}}\ng: h', ['2:4', '3:10']],
    ['a: "b\nc: d\ne: f', ['2:4']],
    ['a: b: c\nd: "e\nf: g', ['2:4', '3:4']],
    ['  a: 1\n b: 2\nc: 3', ['3:2']],
    ['? [a]\n: b\n? {d: e}\n: f', ['2:3', '4:3']],
  ])('%j is refused for all its mistakes', (yaml, places) => {
    const told = refusals(`---\n${yaml}\n---\n`);
    expect(told.map((line) => line.replace(/: the front matter is not YAML: .*/, ''))).toEqual(places);
  });

  it('has the last of two fields of one name in Jekyll, with a warning', () => {
    const front = parseFrontMatter('---\na: 1\nb: {c: 1, c: 2}\na: 3\n---\n', 'jekyll');
    expect(front.data).toEqual({ a: '3', b: { c: '2' } });
    expect(front.placeOf(['a'])).toEqual({ line: 4, column: 4 });
    expect(front.warnings).toEqual([
      { place: { line: 2, column: 1 }, message: 'there is another a below, which counts, as in Jekyll' },
      { place: { line: 3, column: 5 }, message: 'there is another c below, which counts, as in Jekyll' },
    ]);
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

  it.each([
    ['+++\na = ', '[', '\n+++\n'],
    ['+++\na = ', '{a = ', '\n+++\n'],
    ['+++\na = ', '[', `${']'.repeat(200)}\n+++\n`],
    ['+++\n[', 'a.', 'a]\nb = 1\n+++\n'],
    ['{"a": ', '[', `${']'.repeat(200)}}\n`],
  ])('in %j with levels of %j without end is refused', (before, level, after) => {
    expect(refusal(`${before}${level.repeat(200)}${after}`)).toMatch(/levels|is not TOML/);
    expect(refusal(`${before}${level.repeat(10_000)}${after}`)).toMatch(/levels|is not/);
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
      expect(refusal(source)).toMatch(/^1:4: front matter must be YAML, TOML or JSON/);
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

  it.each(
    [['title'], ['tags', 1], ['extra', 'image'], ['extra', 'absent'], ['people', 1, 'name'], ['absent']].map(
      (path) => [path] as const,
    ),
  )('%j is found in TOML and JSON', (path) => {
    const toml = [
      '+++', // 1
      'title = "A"',
      'tags = ["one",', // 3
      '  "two"]',
      '[extra]', // 5
      'image = "a.png"',
      '[[people]]', // 7
      'name = "Ada"',
      '[[people]]', // 9
      'name = "Grace"',
      '+++',
    ];
    const json = [
      '{', // 1
      '"title": "A",',
      '"tags": ["one",', // 3
      '  "two"],',
      '"extra": {', // 5
      '"image": "a.png"},',
      '"people": [{', // 7
      '"name": "Ada"',
      '}, {', // 9
      '"name": "Grace"}]',
      '}',
    ];
    const lines: Readonly<Record<string, number>> = {
      title: 2,
      'tags,1': 4,
      'extra,image': 6,
      'extra,absent': 5,
      'people,1,name': 10,
      absent: 1,
    };
    for (const source of [toml, json])
      expect(parseFrontMatter(source.join('\n')).placeOf(path).line).toBe(lines[String(path)]);
  });

  it('has a column in TOML', () => {
    expect(parseFrontMatter('+++\na = [1,\n  [2, 3]]\n+++').placeOf(['a', 1, 1])).toEqual({
      line: 3,
      column: 7,
    });
  });

  it('is the start of the file when there is no front matter', () => {
    expect(parseFrontMatter('Text.').placeOf(['title'])).toEqual({ line: 1, column: 1 });
  });
});
