// Plain Markdown: a reader that renders it without any extension shows what the HTML says.

import fc from 'fast-check';
import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { isPlainMarkdown } from '../../../src/compile/markdown/plain-markdown.ts';
import { runs } from '../../runs.ts';
import { aPost, essenceOf, forReaders } from './original-markdown.ts';

/** Without GitHub's extensions: as CommonMark, and as marked takes the original. */
const OTHERS = [new Marked({ gfm: false }), new Marked({ gfm: false, pedantic: true })];

describe('plain Markdown', () => {
  it.each([
    'Words & more words, 1 < 2.',
    'Two lines\nof one paragraph.\n\nAnd another.',
    'A line that ends  \nin a break.',
    '*Stressed* and **strong**, _too_ and __again__ (*so*).',
    'Code: `a < b && c`.',
    'A [link](https://e.org/a_b?x=1&y=2 "Title") and <https://e.org>.',
    'A [link][here] and [here][].\n\n[here]: https://e.org/ "Title"',
    'A picture: ![a dial](https://e.org/dial.png)',
    '# Heading\n\n## Another\n\nThird\n=====\n\nFourth\n---',
    '> Quoted\n> text\n>\n> and more',
    '- one\n- two,\n  longer\n\nThen:\n\n1. one\n2. two',
    '    code\n\n    more code',
    'Before\n\n---\n\nafter',
    'これは普通の文章です。',
    'It costs $5 at 10:30:45, and a == b.',
  ])('is %j', (body) => expect(isPlainMarkdown(body)).toBe(true));

  it.each([
    ['nothing', ''],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['a footnote', 'Text.[^1]\n\n[^1]: Note.'],
    ['a fence', '```js\nlet a;\n```'],
    ['a fence of tildes', '~~~\ncode\n~~~'],
    ['a relative picture', '![a](a.png)'],
    ['a relative link', '[a](../b.md)'],
    ['a link to a path', '[a](/posts/b)'],
    ['a link to a fragment', '[a](#b)'],
    ['a relative definition', '[a][b]\n\n[b]: b.md'],
    ['raw HTML', 'A <b>word</b>.'],
    ['a comment', '<!-- hidden -->\n\nText.'],
    ['a script', '<script>alert(1)</script>'],
    ['an entity', 'A&nbsp;B'],
    ['a numeric entity', '&#65;'],
    ['a bare address', 'See https://e.org/ there.'],
    ['a bare host', 'See www.e.org there.'],
    ['a bare mail address', 'Write to me@e.org now.'],
    ['a mail address', '<me@e.org>'],
    ['what is struck out', '~~not~~ this'],
    ['a task', '- [ ] this'],
    ['a caption', '![a](https://e.org/a.png "Caption")'],
    ['emphasis in a word', 'un*frigging*believable'],
    ['emphasis at the start of a word', '*un*believable'],
    ['emphasis at the end of a word', 'un*believable*'],
    ['a pipe', 'a | b'],
    ['underscores in a word', 'snake_case_name'],
    ['emphasis in emphasis', '*a **b** c*'],
    ['a backslash', '1\\. no list'],
    ['a break by backslash', 'a\\\nb'],
    ['a list that starts elsewhere', '7. seven\n8. eight'],
    ['a list with parentheses', '1) one\n2) two'],
    ['a list with another mark', '- a\n+ b'],
    ['a list that interrupts a paragraph', 'Text:\n- a\n- b'],
    ['a number that ends a sentence', 'It was in\n1986. Or later.'],
    ['a list with blank lines', '- a\n\n- b'],
    ['a nested list', '- a\n  - b'],
    ['a list before code', '- a\n\n    code'],
    ['a hash without a space', '#tag'],
    ['a heading with hashes at its end', '# C #'],
    ['a heading over text', '# C\ntext'],
    ['an underline of two lines', 'a\nb\n---'],
    ['a quote with a lazy line', '> a\nb'],
    ['a link with a title in parentheses', '[a](https://e.org (T))'],
    ['a link with pointed brackets', '[a](<https://e.org>)'],
    ['a link with parentheses', '[a](https://e.org/b_(c))'],
    ['a short reference', '[a]\n\n[a]: https://e.org'],
    ['a reference to nothing', '[a][b]'],
    ['two definitions of one name', '[a][a]\n\n[a]: https://e.org/1\n[A]: https://e.org/2'],
    ['brackets', 'It [sic] is.'],
    ['two backquotes', '``a ` b``'],
    ['a tab', 'a\tb'],
    ['a definition list', 'Term\n: Meaning'],
    ['attributes of a paragraph', 'A\n{: .c}'],
    ['attributes of a word', 'A {: .c}'],
    ['an id of a heading', '# A {#b}'],
    ['a class of a heading', '# A {.b}'],
    ['a formula', 'A $b$'],
    ['a formula on lines of its own', '$$\na\n$$'],
    ['a highlight', 'A ==b== c'],
    ['a comment of Obsidian', 'A %%b%% c'],
    ['the name of a block', 'A ^b'],
    ['the name of a block alone', '^b'],
    ['an emoji by its name', 'A :tada:'],
    ['an emoji in a link', '[A :tada:](https://e.org)'],
    ['a container', ':::note\nA\n:::'],
    ['an alert', '> [!NOTE]\n> A'],
    ['a table of contents', '[[toc]]'],
    ['the end of the summary', 'A\n\n<!--more-->\n\nB'],
    ['an abbreviation', '*[HTML]: Hyper\n\nHTML'],
    ['a definition after a blank line', 'Term\n\n: Meaning'],
    ['a line of code after a paragraph', 'a\n    b'],
    ['a post too long to be in a feed twice', 'word '.repeat(3_900_000).trim()],
    ['a word too long for it', 'a'.repeat(19_000_000)],
  ])('is not %s', (_, body) => expect(isPlainMarkdown(body)).toBe(false));

  it('is the same to readers without any extension', { timeout: 60_000 }, () => {
    let plain = 0;
    fc.assert(
      fc.property(aPost, (body) => {
        if (!isPlainMarkdown(body)) return;
        plain += 1;
        const expected = essenceOf(forReaders(body));
        for (const other of OTHERS) expect(essenceOf(other.parse(body, { async: false }))).toBe(expected);
      }),
      runs(3000),
    );
    expect(plain).toBeGreaterThan(300);
  });
});
