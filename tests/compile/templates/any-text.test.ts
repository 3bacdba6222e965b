// Any text: braces, brackets and tags in any order are read, and none of it comes through to readers as raw syntax.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/compile/markdown/markdown.ts';
import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { runs } from '../../runs.ts';
import { read } from './reading.ts';

const DIALECTS: readonly Dialect[] = ['gfm', 'jekyll', 'hugo', 'obsidian'];
const dialect = fc.constantFrom(...DIALECTS);

/** Pieces of template syntax, and of the Markdown that decides what is code. A tag that is removed joins
 * what is beside it, and so does a backslash. */
const PIECES = [
  ...[
    '{%',
    '%}',
    '{{',
    '}}',
    '{{<',
    '>}}',
    '{{%',
    '%}}',
    '{',
    '}',
    '%',
    ' <',
    '>',
    '/>',
    '{#',
    '#}',
    '-%}',
    '{%-',
  ],
  ...[
    ' a ',
    ' raw ',
    ' endraw ',
    ' highlight js ',
    ' endhighlight ',
    ' note ',
    ' endnote ',
    ' end ',
    ' if x ',
    ' endif ',
  ],
  ...[
    ' assign a = "b" ',
    ' include a src="b.png" ',
    ' youtube dQw4w9WgXcQ ',
    ' /a ',
    ' a="b" ',
    ' site.url ',
    ' a | b ',
  ],
  ...[
    '{% a %}',
    '{% enda %}',
    '{{< a >}}',
    '{{< /a >}}',
    '{{ a }}',
    ' <A b={c}> ',
    ' </A> ',
    ' <A /> ',
    ' <div> ',
    ' </div> ',
  ],
  ...[
    '[[',
    ']]',
    '![[',
    '|',
    '%%',
    '[caption]',
    '[/caption]',
    '[embed]',
    '[/embed]',
    '[a](',
    ')',
    ']: ',
    'import a from "b"',
    'export const a = {',
  ],
  ...[
    '`',
    '``',
    '```\n',
    '~~~\n',
    '\n',
    '\n\n',
    '    ',
    '- ',
    '> ',
    '\\',
    '"',
    "'",
    '$',
    ' <!-- ',
    ' --> ',
    ' <pre> ',
    ' </pre> ',
  ],
];
const soup = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 3 })), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));

/** What readers see of a body, without code. */
function proseOf(body: string): string {
  const context = {
    dialect: 'gfm',
    slug: 'a',
    typography: 'plain',
    resolve: () => undefined,
    warn: () => {},
    unclosed: () => {},
  } as const;
  return renderMarkdown(body, context).readers.replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '');
}

describe('any text', () => {
  it('is read, and readers see no directive outside code', () => {
    const property = (text: string, of: Dialect, isMdx: boolean) => {
      const { body } = read(text, of, isMdx);
      expect(proseOf(body)).not.toMatch(/\{%|\{\{(?:&lt;|%)/);
    };
    fc.assert(fc.property(soup, dialect, fc.boolean(), property), runs(400));
  });

  it('has its warnings within it', () => {
    const property = (text: string, of: Dialect) => {
      const lines = text.split('\n');
      for (const warning of read(text, of).warnings) {
        const [line = 0, column = 0] = warning.split(':', 2).map(Number);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        expect(warning).not.toMatch(/undefined|\[object|\n/);
      }
    };
    fc.assert(fc.property(soup, dialect, property), runs(150));
  });

  it('without any of this syntax stays byte for byte', () => {
    const plain = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/[{}[\]<%]/g, '('));
    const property = (text: string, of: Dialect) => {
      expect(read(text, of).body).toBe(text);
    };
    fc.assert(fc.property(plain, dialect, property), runs(100));
  });
});
