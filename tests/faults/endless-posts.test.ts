// Endless posts: a post that takes too long is an error with its name, and stops no other post.

import { describe, expect, it } from 'vitest';
import { WatchedCompiler } from '../../src/compile/compile-watched.ts';
import { formatFindings } from '../../src/compile/report/findings.ts';
import { type Files, NOON, post, settingsFor, writeFiles } from '../compile/blog.ts';

async function compileWatched(compiler: WatchedCompiler, files: Files) {
  const result = await compiler.compile({
    folder: await writeFiles(files),
    settings: settingsFor(),
    templates: { feeds: 'feeds', pages: 'pages' },
    now: NOON,
    drafts: 'exclude',
    prerender: 'nothing',
  });
  return { ...result, lines: formatFindings(result.findings) };
}

/** A post for which the Markdown parser needs minutes. */
const ENDLESS = post('title: A\ndate: 2026-01-01', `${'a'.repeat(400_000)}@`);

describe('a post that takes too long', () => {
  it('is an error with its name, and the findings of the others are complete, also the next time', async () => {
    const compiler = new WatchedCompiler({ budgetMs: 1000 });
    const files = { 'a.md': post('title: A', '[x](y)'), 'endless.md': ENDLESS, 'z/ä.md': ENDLESS };
    const remedy = 'look for very long lines, deep nesting or thousands of repetitions, or split the post';
    const { lines, compiled } = await compileWatched(compiler, files);
    expect(compiled).toBeUndefined();
    expect(lines).toEqual([
      expect.stringMatching(/^posts\/a.md:1:1: the post has no date/),
      expect.stringMatching(/^posts\/a.md:4:5: there is no file posts\/y/),
      `posts/endless.md:1:1: the post takes longer than 1 s to compile; ${remedy}`,
      `posts/z/ä.md:1:1: the post takes longer than 1 s to compile; ${remedy}`,
    ]);
    const next = await compileWatched(compiler, { 'a.md': post('title: A\ndate: 2026-01-01') });
    expect(next.compiled?.entries.published).toBe(1);
    await compiler.close();
  });
});
