// Depth: brackets count only where they open a list or an object.

import { describe, expect, it } from 'vitest';
import { tooDeepInJson, tooDeepInYaml } from '../../../src/compile/report/depth.ts';

const MANY = 101;

describe('a text is too deep', () => {
  it.each<[string, string, number]>([
    ['lists', '['.repeat(MANY), 100],
    ['objects', '{a: '.repeat(MANY), 400],
    ['lists on one line', `a: 1\n${'- '.repeat(MANY)}b`, 5],
  ])('for YAML with 101 levels of %s', (_, text, offset) => {
    expect(tooDeepInYaml(text)).toBe(offset);
  });

  it.each<[string, string, number]>([
    ['lists', '['.repeat(MANY), 100],
    ['objects', '{"a":'.repeat(MANY), 500],
    ['lists after text with a quote', `["\\"]",${'['.repeat(MANY)}`, 106],
  ])('for JSON with 101 levels of %s', (_, text, offset) => {
    expect(tooDeepInJson(text)).toBe(offset);
  });

  it.each([
    ['in quotes', `a: "${'['.repeat(MANY)}"`],
    ['in a block', `a: |\n  ${'['.repeat(MANY)}\n`],
    ['in plain text', `a: x${'['.repeat(MANY)}`],
    ['that are closed', `a: [${'[], '.repeat(MANY)}]`],
  ])('but not for YAML with 101 brackets %s', (_, text) => {
    expect(tooDeepInYaml(text)).toBeUndefined();
  });

  it('but not for JSON with 101 brackets in text, as in the names of tags', () => {
    expect(tooDeepInJson(`[${'"tag:[", '.repeat(MANY)}"\\"["]`)).toBeUndefined();
  });
});
