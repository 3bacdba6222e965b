// npm run check: what it says of a blog.

import { describe, expect, it } from 'vitest';
import { describeCheck } from '../../src/commands/checked.ts';
import { compileBlog, type Files, NOON, post, settingsFor } from '../compile/blog.ts';

const check = async (files: Files, deadLinks: 'error' | 'warning' = 'error') => {
  const settings = settingsFor({ deadLinks });
  const { findings, compiled } = await compileBlog(files, { settings, tells: true });
  const lockOnDisk = { lock: undefined, warnings: [], bytes: undefined };
  return describeCheck({ findings, lockOnDisk, ...(compiled && { compiled }) }, NOON);
};

const LINKS = Array.from({ length: 9 }, (_, number) => `[x](/gone/${number})`).join('\n');

describe('npm run check', () => {
  it('says that nothing is wrong, how many entries there are, and what readers would notice', async () => {
    expect(await check({ 'a.md': post('date: 2026-11-01'), 'b.md': post('date: 2026-12-01') })).toEqual([
      '1 entry, 1 scheduled: nothing is wrong.',
      expect.stringContaining('There is no posts.lock.json'),
    ]);
  });

  it('lists every warning with its place, however many there are of a kind', async () => {
    const lines = await check({ 'a.md': post('date: 2026-11-01', LINKS) }, 'warning');
    for (const [index, line] of lines.slice(0, 9).entries())
      expect(line).toMatch(new RegExp(`^posts/a\\.md:${index + 4}:5: warning: .*"/gone/${index}"`));
    expect(lines.slice(9, 11)).toEqual(['', '1 entry: 0 errors and 9 warnings.']);
  });

  it('lists every error, and says that nothing can be published', async () => {
    const lines = await check({ 'a.md': post('date: 2026-11-01\nfeeed: x', LINKS) });
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('9 errors and 1 warning; nothing can be published.');
  });
});
