// Watched compiles: a post that takes too long or too much memory is an error with its name, and stops no other post.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { WatchedCompiler } from '../../src/compile/compile-watched.ts';
import { formatFindings } from '../../src/compile/report/findings.ts';
import { type Files, NOON, post, settingsFor, writeFiles } from './blog.ts';

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

describe('a watched compile', () => {
  const compiler = new WatchedCompiler();
  afterAll(() => compiler.close());

  it('publishes what a compile publishes, and tells how far it is', async () => {
    const files = { 'a.md': post('title: A\ndate: 2026-01-01'), 'b.md': post('title: B\ndate: 2026-01-02') };
    const steps: string[] = [];
    const { compiled, findings } = await compiler.compile({
      folder: await writeFiles(files),
      settings: settingsFor(),
      templates: { feeds: 'feeds', pages: 'pages' },
      now: NOON,
      drafts: 'exclude',
      progress: (done, total) => steps.push(`${done}/${total}`),
    });
    expect(findings).toEqual([]);
    expect(compiled?.entries).toEqual({ published: 2, scheduled: 0 });
    expect(compiled?.packed.length).toBeGreaterThan(0);
    expect(steps).toEqual(['1/2', '2/2']);
  });

  it('rejects with an error that belongs to no post', async () => {
    const settings = { ...settingsFor(), site: undefined } as never;
    const options = { folder: await writeFiles({}), settings, templates: { feeds: '', pages: '' } };
    await expect(compiler.compile({ ...options, now: NOON, drafts: 'exclude' })).rejects.toThrow(
      /site|origin/,
    );
  });

  it('never keeps its process running, not even after such an error', async () => {
    const file = new URL('../../src/compile/compile-watched.ts', import.meta.url);
    const script = `
      const { WatchedCompiler } = await import('${file}');
      await new WatchedCompiler().compile({ folder: '', settings: {} }).catch(() => console.log('rejected'));`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const options = { cwd: fileURLToPath(new URL('../..', import.meta.url)), timeout: 25_000 };
    expect((await promisify(execFile)(process.execPath, args, options)).stdout).toBe('rejected\n');
  });
});

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
