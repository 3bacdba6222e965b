// Findings: each is one line with a place that editors can open, and none can control the terminal.

import { describe, expect, it } from 'vitest';
import { type Finding, formatFinding, formatFindings } from '../../../src/compile/report/findings.ts';

const finding = (severity: Finding['severity'], where: string, message: string): Finding => {
  const [file = '', line, column] = where.split(':');
  return { severity, file, place: { line: Number(line), column: Number(column) }, message };
};
const error = (where: string, message = 'wrong') => finding('error', where, message);
const warning = (where: string, message = 'odd') => finding('warning', where, message);

describe('a finding', () => {
  it('is a line that an editor can open', () => {
    expect(formatFinding(error('posts/2026/x.md:3:7', 'date "tomorow" is not a date'))).toBe(
      'posts/2026/x.md:3:7: date "tomorow" is not a date',
    );
  });

  it('says when it is only a warning', () => {
    expect(formatFinding(warning('posts/x.md:3:7'))).toBe('posts/x.md:3:7: warning: odd');
  });

  it('has no line breaks and no escape characters, whatever it quotes', () => {
    expect(formatFinding(error('posts/x.md:1:1', 'slug "a\nb\u001B[31m\u009B1mc" is wrong'))).toBe(
      'posts/x.md:1:1: slug "a b[31m 1mc" is wrong',
    );
  });
});

describe('a finding that quotes a very long text', () => {
  it('keeps its beginning, and its end, which says what to write', () => {
    const line = formatFinding(error('posts/x.md:1:1', `"${'a'.repeat(100_000)}" is wrong; write b`));
    expect(line.length).toBeLessThan(1100);
    expect(line).toMatch(/^posts\/x\.md:1:1: "aaa.*aaa … aaa.*aaa" is wrong; write b$/);
  });
});

describe('findings', () => {
  // The findings, and the lines that are printed.
  it.each<[string, Finding[], string[]]>([
    ['are none for nothing', [], []],
    [
      'come in the order of files, lines and columns',
      [error('b:1:1'), error('a:10:1'), error('a:9:2'), error('a:9:1')],
      ['a:9:1: wrong', 'a:9:2: wrong', 'a:10:1: wrong', 'b:1:1: wrong'],
    ],
    [
      'have one line for the same warning about several posts, with their number',
      [warning('c:1:1'), warning('a:2:1'), error('b:1:1'), warning('b:7:1')],
      ['a:2:1: warning: odd (and in 2 more)', 'b:1:1: wrong'],
    ],
    [
      'have a line for each different warning',
      [warning('a:1:1', 'odd'), warning('b:1:1', 'strange')],
      ['a:1:1: warning: odd', 'b:1:1: warning: strange'],
    ],
    [
      'have a line for each error, because each must be corrected',
      [error('a:1:1'), error('b:1:1'), error('a:2:1')],
      ['a:1:1: wrong', 'a:2:1: wrong', 'b:1:1: wrong'],
    ],
  ])('%s', (_, found, lines) => expect(formatFindings(found)).toEqual(lines));

  it('are not sorted in place', () => {
    const found = [error('b:1:1'), error('a:1:1')];
    formatFindings(found);
    expect(found.map(({ file }) => file)).toEqual(['b', 'a']);
  });
});
