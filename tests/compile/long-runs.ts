// Long runs: posts of the kinds that made a compile take the square of their length, each of a length that is wanted.

import type { Dialect } from '../../src/compile/settings/settings.ts';

const post = (body: string) => `---\ntitle: A\ndate: 2026-01-01\n---\n${body}\n`;
const front = (field: string) => `---\ntitle: A\ndate: 2026-01-01\n${field}\n---\nText.\n`;
const run = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));
const fence = (language: string, piece: string) => (length: number) =>
  post(`\`\`\`${language}\n${run(piece, length)}\n\`\`\``);

/** Gives a post of roughly `length` characters, by what is in it. All of them are compiled in linear time. */
export const LONG_RUNS: Readonly<Record<string, (length: number) => string>> = {
  'control characters': (length) => post(run('\u0001', length)),
  'lines of control characters': (length) => post(run('\u0001\n', length)),
  'references to control characters': (length) => post(run('&#1;\n\n', length)),
  'references to control characters in a quote': (length) => post(run('> &#1;\n', length)),
  'scripts in a line': (length) => post(run('a<script>', length)),
  'half scripts': (length) => post(run('<script', length)),
  'a slug of hyphens': (length) => front(`slug: a${'-'.repeat(Math.min(length, 60_000))}b`),
  'a srcset of commas': (length) => post(`<img src="https://e/" srcset="a${','.repeat(length)}b">`),
  'a srcset of spaces': (length) => post(`<img src="https://e/" srcset="a${' '.repeat(length)}b">`),
  'a link to a long name': (length) => post(`[a](#${'m'.repeat(length)})\n\n# ${'n'.repeat(length)}`),
  'pictures beside sources': (length) =>
    post(`<picture>${run('<source srcset="https://e/a">', length / 2)}${run('<img>', length / 2)}</picture>`),
  'tags closed in another order': (length) => post(`a ${run('<b>', 3000)}${run('</i>', length)}`),
  'a link to many folders above': (length) => post(`[a](${run('../', length)})`),
  'a link to many folders': (length) => post(`[a](${run('/a', length)})`),
  'links in a fence of markdown': fence('markdown', '[a]('),
  'hexadecimal in a fence of ts': fence('ts', 'deadbeef'),
  'hexadecimal in a fence of ini': fence('ini', 'deadbeef'),
  'hexadecimal in a fence of java': fence('java', 'deadbeef'),
  'hexadecimal in a fence of scss': fence('scss', 'deadbeef'),
  'tags in a fence of tsx': fence('tsx', '<a>'),
  'brackets in front matter': (length) => front(`x: ${'['.repeat(length)}`),
  'levels in front matter': (length) => front(`x:\n  ${run('- ', length)}a`),
  'tags that are open': (length) => post(run('{% a ', length)),
  'tags that are closed': (length) => post(run('{% a %}', length)),
  'pairs of tags in each other': (length) =>
    post(`${run('{% note %}', length / 2)}${run('{% endnote %}', length / 2)}`),
  'fences in raw tags': (length) => post(`{% raw %}${run('```\n{% a %}\n', length)}{% endraw %}`),
  'brackets of WordPress': (length) => post(run('[caption][embed]', length)),
  'components without an end': (length) => post(run('<Tweet a={', length)),
  'lines in quotes': (length) => post(run('> *a\n> b*\n', length)),
};

/** The same, by dialect, for what programs add to Markdown. */
export const LONG_RUNS_IN: Readonly<Record<Dialect, Readonly<Record<string, (length: number) => string>>>> = {
  gfm: {
    'formulas that never end': (length) => post(run('$$a ', length)),
    'formulas in a line': (length) => post(run('$a$ ', length)),
    'lines of dollars': (length) => post(run('$$\n', length)),
    'containers that never end': (length) => post(run('a\n\n:::\n', length)),
    'containers in containers': (length) => post(run(':::note\n', length)),
    'attributes that never end': (length) => post(run('*a*{:.b ', length)),
    'attributes in a list': (length) => post(`*a*{:${run(' .b', length)}}`),
    'names between colons': (length) => post(run(':tada', length)),
    'places of contents': (length) => post(run('[[toc]]\n\n# a\n\n', length)),
    'ends of a summary': (length) => post(run('a <!--more--> ', length)),
    'marks of footnotes that never end': (length) => post(run('[^', length)),
    'lazy lines in a footnote': (length) => post(`[^1]\n\n[^1]: a\n${run('b\n', length)}`),
    'footnotes in footnotes': (length) => post(run('[^1]: ', length)),
    'emphasis in links without an address': (length) => post(run('[**b**](a b)', length)),
    'programs in HTML': (length) => post(run('<?php ?>', length)),
    'ids in HTML': (length) => post(run('<b id=x>a</b>', length)),
  },
  jekyll: {
    'terms without a definition': (length) => post(run('a\n', length)),
    'definitions of a term': (length) => post(`a\n${run(': b\n', length)}`),
    'lazy lines in a definition': (length) => post(`a\n: b\n${run('c\n', length)}`),
    'definitions in definitions': (length) => post(`a\n${run(': ', length)}`),
    abbreviations: (length) => post(`*[A]: b\n\n${run('A ', length)}`),
    'comments that never end': (length) => post(run('{::comment}\n', length)),
    'names of attributes': (length) => post(run('{:a: .b}\n{:a}\n\n', length)),
  },
  hugo: {
    'highlights that never end': (length) => post(run('==a ', length)),
    'formulas in brackets': (length) => post(run('\\[\n', length)),
    'formulas in parentheses': (length) => post(run('\\(a ', length)),
    'lines of attributes': (length) => post(run('{.a}\n', length)),
  },
  obsidian: {
    'comments in a line': (length) => post(run('%% a ', length)),
    'comments on lines': (length) => post(`%%\n${run('%% a\n', length)}`),
    'lines of a note': (length) => post(run('a\n', length)),
    'names of blocks': (length) => post(run('a ^b ', length)),
  },
};
