// Highlighting: marks the parts of code without changing a character.

import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../src/compile/html/highlight.ts';

describe('highlighting', () => {
  // [code, language as a fence names it, HTML]
  it.each([
    ['let a = 1;', 'js', '<span class="hljs-keyword">let</span> a = <span class="hljs-number">1</span>;'],
    ['<b>', 'html', '<span class="hljs-tag">&lt;<span class="hljs-name">b</span>&gt;</span>'],
    ['title: x', 'yaml', '<span class="hljs-attr">title:</span> <span class="hljs-string">x</span>'],
  ])('%j in %s', (code, language, html) => {
    expect(highlight(code, language)).toBe(html);
  });

  it.each(['', 'morse', 'constructor', '__proto__'])('does nothing for the language %j', (language) => {
    expect(highlight('a', language)).toBeUndefined();
  });

  it('changes no character of any code, and adds only spans', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          'js',
          'html',
          'css',
          'bash',
          'yaml',
          'json',
          'xml',
          'python',
          'ts',
          'diff',
          'markdown',
        ),
        (code, language) => {
          const html = highlight(code, language) ?? '';
          const text = html.replace(/<span class="[\w\s-]+">|<\/span>/g, '');
          expect(text).not.toMatch(/[<>]/);
          expect(decodeHTML(text)).toBe(code);
        },
      ),
    );
  });
});
