// Watched compiles: what a compile publishes, from a thread that is watched. faults/endless-posts has posts that take too long.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { WatchedCompiler } from '../../src/compile/compile-watched.ts';
import { NOON, post, settingsFor, writeFiles } from './blog.ts';

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
