// Findings: each is one line with a place that editors can open, and none can control the terminal.

import { describe, expect, it } from 'vitest';
import {
  type Finding,
  formatFinding,
  formatFindings,
  listFindings,
} from '../../../src/compile/report/findings.ts';

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

  const dead = (where: string, message: string): Finding => ({
    ...warning(where, message),
    kind: 'dead link',
  });
  const sixDead = Array.from({ length: 6 }, (_, number) =>
    dead(`posts/${number % 2}:${number + 1}:1`, `${number}`),
  );

  it('of one kind are shown as far as they are few, and else summed up', () => {
    expect(formatFindings(sixDead.slice(1))).toHaveLength(5);
    expect(formatFindings([...sixDead, warning('z:1:1')])).toEqual([
      'posts/0:1:1: warning: 0',
      'posts/0:3:1: warning: 2',
      'posts/0:5:1: warning: 4',
      'posts/1:2:1: warning: 1',
      'posts/1:4:1: warning: 3',
      'z:1:1: warning: odd',
      '6 links in 2 posts lead nowhere; npm run check lists them',
    ]);
  });

  it('of one kind have a line each as errors', () => {
    const errors = sixDead.map((each) => ({ ...each, severity: 'error' as const }));
    expect(formatFindings(errors)).toHaveLength(6);
  });

  it('of one kind in one post are summed up', () => {
    const missing = sixDead.map((each): Finding => ({ ...each, file: 'posts/a', kind: 'missing file' }));
    expect(formatFindings(missing).at(-1)).toBe(
      '6 pictures and files in 1 post are missing; npm run check lists them',
    );
  });

  it('are all in a list, in order, even the same warning about several posts', () => {
    const found = [...sixDead, warning('c:1:1'), warning('a:2:1')];
    const lines = listFindings(found);
    expect(lines).toHaveLength(8);
    expect([lines[0], lines[1], lines[7]]).toEqual([
      'a:2:1: warning: odd',
      'c:1:1: warning: odd',
      'posts/1:6:1: warning: 5',
    ]);
  });

  it('are not sorted in place', () => {
    const found = [error('b:1:1'), error('a:1:1')];
    formatFindings(found);
    expect(found.map(({ file }) => file)).toEqual(['b', 'a']);
  });
});
