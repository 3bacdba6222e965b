// The leading heading: when it is the title of a post, which text of it is, and what is left.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeHeading, titleOfName } from '../../../src/compile/posts/leading-heading.ts';

const titleOf = (body: string, isMdx = false) => takeHeading(body, isMdx)?.title;

describe('a leading heading', () => {
  // The text of a post, the title, and the text without the heading.
  it.each([
    ['# Tuning in\nText.', 'Tuning in', '\nText.'],
    ['\n \n# Tuning in\n\nText.', 'Tuning in', '\n \n\n\nText.'],
    ['  # Tuning in', 'Tuning in', ''],
    ['Tuning in\n=====\nText.', 'Tuning in', '\n\nText.'],
    ['# One\n\n# Two', 'One', '\n\n# Two'],
  ])('of %j is the title %j', (body, title, rest) => {
    expect(takeHeading(body, false)).toMatchObject({ title, body: rest });
  });

  // A heading, and the ids by which links refer to it.
  it.each([
    ['# Tuning in', ['Tuning in']],
    ['# Tuning `in` {#listen}', ['listen', 'Tuning in']],
    ['# Tuning in {# listen}', ['listen', 'Tuning in']],
    ['# Tuning in {: .title #listen}', ['listen', 'Tuning in']],
    ['Tuning in {#listen}\n===', ['listen', 'Tuning in']],
  ])('%j has the ids %j', (body, ids) => expect(takeHeading(body, false)?.ids).toEqual(ids));

  it('is read without template syntax', () => {
    const readLine = (line: string, index: number) => line.replace('{% new %}', `*${index}*`);
    expect(takeHeading('\n# Tuning in {% new %}', false, readLine)?.title).toBe('Tuning in 1');
    expect(takeHeading('# {% new %}', false, () => '')).toBeUndefined();
  });

  // A heading, and its text.
  it.each([
    ['# Tuning  in #', 'Tuning in'],
    ['# C#', 'C#'],
    ['# Tuning in ##  ', 'Tuning in'],
    ['# Tuning in {#listen}', 'Tuning in'],
    ['# Tuning in {: .title }', 'Tuning in'],
    ['# Tuning in {.title #listen}', 'Tuning in'],
    ['# Tuning in {# listen}', 'Tuning in'],
    ['Tuning in {#listen}\n===', 'Tuning in'],
    ['# Sets {a}', 'Sets {a}'],
    ['# [Tuning][1] [in]', 'Tuning [in]'],
    ['# Tuning in &#8212; &nope;', 'Tuning in — &nope;'],
    ['# **Tuning** _in_', 'Tuning in'],
    ['# ***Tuning*** in', 'Tuning in'],
    ['# `a_b_c` and snake_case_names', 'a_b_c and snake_case_names'],
    ['# 2 * 3 * 4', '2 * 3 * 4'],
    ['# [Tuning](https://example.org/) ![in](in.png)', 'Tuning in'],
    ['# Tuning <em>in</em>', 'Tuning in'],
    ['# 1 < 2 &amp; 3 > 2', '1 < 2 & 3 > 2'],
    ['# \\# is a \\*mark\\*', '# is a *mark*'],
    ['# 時刻', '時刻'],
  ])('%j is the title %j', (body, title) => expect(titleOf(body)).toBe(title));

  it.each([
    'Text.\n\n# Heading',
    '## Heading',
    '#hashtag',
    '#',
    '# #',
    '    # code',
    '- item\n===',
    '> quote\n===',
    'Text\n---',
    'Text',
    '====',
    '',
    '\n\n',
    '<!-- comment -->\n# Heading',
    "import taxes from 'x'\n# Heading",
    `# ${'a'.repeat(600)}`,
  ])('is not in %j', (body) => expect(takeHeading(body, false)).toBeUndefined());

  it('may have imports above it in MDX', () => {
    const body = "import A from './a';\nimport B from './b';\n\n# Tuning in\n\nText.";
    expect(takeHeading(body, true)).toMatchObject({
      title: 'Tuning in',
      body: "import A from './a';\nimport B from './b';\n\n\n\nText.",
    });
  });

  it('is text as it is typed, and the lines of the post keep their numbers', () => {
    const words = fc.stringMatching(/^[\p{L}\p{N},;:'"?-]{1,10}( [\p{L}\p{N},;:'"?-]{1,10}){0,5}$/u);
    fc.assert(
      fc.property(words, fc.array(words), (title, lines) => {
        const found = takeHeading([`# ${title}`, ...lines].join('\n'), false);
        expect(found).toMatchObject({ title, body: ['', ...lines].join('\n') });
      }),
    );
  });
});

it.each([
  ['my-first-post', 'My First Post'],
  ['inNews', 'Innews'],
  ['--a--b', 'A B'],
  ['ärger', 'Ärger'],
])('the name %s is the title %s in Jekyll', (name, title) => expect(titleOfName(name)).toBe(title));
