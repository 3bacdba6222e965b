// Markdown.pl, John Gruber's own program: it shows of a post whose Markdown is in the feed what its HTML says.

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainMarkdown } from '../../src/compile/markdown/plain-markdown.ts';
import { aPost, essenceOf, forReaders } from '../compile/markdown/original-markdown.ts';
import { runs } from '../runs.ts';

const original = (body: string) => execFileSync('markdown', { input: body, encoding: 'utf8' });

describe('original Markdown', () => {
  it('says the same as ours of a post that is plain', { timeout: 120_000 }, () => {
    let plain = 0;
    fc.assert(
      fc.property(aPost, (body) => {
        if (!isPlainMarkdown(body)) return;
        plain += 1;
        expect(essenceOf(original(body))).toBe(essenceOf(forReaders(body)));
      }),
      runs(1000),
    );
    expect(plain).toBeGreaterThan(100);
  });
});
