// Watching the project: what is told of, and that nothing done to a folder ends it.

import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchFolders } from '../../src/commands/watch.ts';
import { writeFiles } from '../compile/blog.ts';

/** Longer than changes take to settle and to be told. */
const QUIET_MS = 600;
const DEADLINE = { timeout: 10_000 };

async function watchProject() {
  const root = await writeFiles({ 'posts/a.md': 'A', 'posts/trip/index.md': 'T', 'src/site.ts': 'S' });
  const told: string[] = [];
  const changed = async (path: string) => {
    told.push(relative(root, path));
  };
  const watching = await watchFolders(root, ['posts', 'src'], changed, (message) => told.push(message));
  onTestFinished(() => watching.close());
  const at = (path: string) => join(root, path);
  return { told, at };
}

/** Does something, and then waits until nothing more is told of it. */
async function inQuiet(told: string[], action: () => Promise<unknown>): Promise<void> {
  await action();
  await vi.waitFor(() => expect(told).not.toEqual([]), DEADLINE);
  for (let before = 0; before < told.length; await pause(QUIET_MS)) before = told.length;
  told.length = 0;
}

describe('watching', () => {
  it.each(['posts/a.md', 'posts/new.md', 'posts/trip/index.md', 'src/site.ts'])(
    'tells of %s',
    async (file) => {
      const { told, at } = await watchProject();
      await writeFile(at(file), 'X');
      await vi.waitFor(() => expect(new Set(told)).toEqual(new Set([file])), DEADLINE);
    },
  );

  it('tells of nothing else in the project', async () => {
    const { told, at } = await watchProject();
    for (const folder of ['dist', '.git', 'postscript']) await mkdir(at(folder));
    for (const file of ['posts.lock.json', 'dist/archive.bin']) await writeFile(at(file), 'X');
    await pause(QUIET_MS);
    expect(told).toEqual([]);
  });

  type Action = (at: (path: string) => string) => Promise<unknown>;
  const remove = (path: string) => rm(path, { recursive: true });
  it.each<[string, string, Action]>([
    [
      'was away for a while',
      'posts',
      async (at) => {
        await remove(at('posts'));
        await pause(QUIET_MS);
        await mkdir(at('posts'));
      },
    ],
    [
      'was moved away and back',
      'posts',
      async (at) => {
        await rename(at('posts'), at('posts2'));
        await pause(QUIET_MS);
        await rename(at('posts2'), at('posts'));
      },
    ],
    [
      'was made anew at once',
      'posts',
      async (at) => {
        await remove(at('posts'));
        await mkdir(at('posts'));
      },
    ],
    [
      'was made anew at once within another',
      'posts/trip',
      async (at) => {
        await remove(at('posts/trip'));
        await mkdir(at('posts/trip'));
      },
    ],
    [
      'has become a link',
      'posts',
      async (at) => {
        await rename(at('posts'), at('elsewhere'));
        await symlink('elsewhere', at('posts'), 'junction');
      },
    ],
  ])('goes on when a folder %s', async (_, folder, action) => {
    const { told, at } = await watchProject();
    await inQuiet(told, () => action(at));
    await writeFile(at(`${folder}/later.md`), 'L');
    await vi.waitFor(() => expect(told).toContain(`${folder}/later.md`), DEADLINE);
  });

  it('survives a link that leads to itself', async () => {
    const { told, at } = await watchProject();
    await inQuiet(told, () => symlink('loop.md', at('posts/loop.md')));
    await writeFile(at('posts/a.md'), 'X');
    await vi.waitFor(() => expect(told).toContain('posts/a.md'), DEADLINE);
  });
});
