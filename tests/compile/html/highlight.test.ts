// Highlighting: marks the parts of code without changing a character.

import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight, tooLongToHighlight } from '../../../src/compile/html/highlight.ts';

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

  // [code, what is said of it]
  it.each([
    [`${'a '.repeat(15_000)}a`, 'this code has more than 30000 characters'],
    ['deadbeef'.repeat(126), 'this code has more than 1000 characters without a space'],
  ])('leaves code that is too long plain', (code, reason) => {
    expect(highlight(code, 'ts')).toBeUndefined();
    expect(tooLongToHighlight(code, 'ts')).toBe(reason);
    expect(tooLongToHighlight(code, 'morse')).toBeUndefined();
  });

  it('marks code that is just short enough', () => {
    const code = `${'a'.repeat(1000)} ${'"a" '.repeat(7200)}`.slice(0, 30_000);
    expect(highlight(code, 'ts')).toContain('hljs-string');
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
