// Watching the project: which changes are reported, and that watching goes on whatever happens to a folder.

import { mkdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { watchFolders } from '../../src/commands/watch.ts';

/** Longer than it takes until a change is reported. */
const QUIET_MS = 600;
const DEADLINE = { timeout: 60_000 };

type Changed = (path: string) => Promise<void>;

async function watchProject(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  work: Changed = async () => {},
) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'longwave-watch-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const folder of ['posts/trip', 'src']) await mkdir(join(root, folder), { recursive: true });
  for (const file of ['posts/a.md', 'posts/trip/index.md', 'src/site.ts'])
    await writeFile(join(root, file), 'A');
  const reported: string[] = [];
  const changed: Changed = (path) => {
    reported.push(relative(root, path));
    return work(path);
  };
  const watching = await watchFolders(root, ['posts', 'src'], changed, (message) => reported.push(message));
  onTestFinished(() => watching.close());
  const at = (path: string) => join(root, path);
  return { reported, at };
}

const anyReport = (reported: string[]) => vi.waitFor(() => expect(reported).not.toEqual([]), DEADLINE);

/** Does something, waits until nothing more is reported, and forgets the reports. */
async function settle(reported: string[], action: () => Promise<unknown>): Promise<void> {
  await action();
  await anyReport(reported);
  for (let before = 0; before < reported.length; await pause(QUIET_MS)) before = reported.length;
  reported.length = 0;
}

/** Writes a file again and again, because a slow machine may open the new watcher only after the first time. */
function writeUntilReported(reported: string[], at: (path: string) => string, file: string): Promise<void> {
  return vi.waitFor(
    async () => {
      await writeFile(at(file), String(Date.now()));
      expect(reported).toContain(file);
    },
    { ...DEADLINE, interval: QUIET_MS },
  );
}

// Concurrent, because they only wait, each with its own folder.
describe.concurrent('watching', { timeout: 120_000 }, () => {
  it.for(['posts/a.md', 'posts/new.md', 'posts/trip/index.md', 'src/site.ts'])(
    'reports a change of %s, and of nothing else',
    async (file, { onTestFinished }) => {
      const { reported, at } = await watchProject({ onTestFinished });
      for (const folder of ['dist', '.git', 'postscript']) await mkdir(at(folder));
      for (const other of ['posts.lock.json', 'dist/archive.bin']) await writeFile(at(other), 'X');
      await writeFile(at(file), 'X');
      await anyReport(reported);
      expect(new Set(reported)).toEqual(new Set([file]));
    },
  );

  type Action = (at: (path: string) => string, reported: string[]) => Promise<unknown>;
  const remove = (path: string) => rm(path, { recursive: true });
  /** Synchronous, so that no watcher can look while the folder is missing. */
  const replaceAtOnce = (path: string) => {
    rmSync(path, { recursive: true });
    mkdirSync(path);
  };
  it.for<[string, string, Action]>([
    [
      'was away for a while',
      'posts',
      async (at, reported) => {
        await remove(at('posts'));
        await anyReport(reported);
        await mkdir(at('posts'));
      },
    ],
    [
      'was moved away and back',
      'posts',
      async (at, reported) => {
        await rename(at('posts'), at('posts2'));
        await anyReport(reported);
        await rename(at('posts2'), at('posts'));
      },
    ],
    ['was replaced at once', 'posts', async (at) => replaceAtOnce(at('posts'))],
    ['within another was replaced at once', 'posts/trip', async (at) => replaceAtOnce(at('posts/trip'))],
    [
      'became a link',
      'posts',
      async (at) => {
        await rename(at('posts'), at('elsewhere'));
        await symlink('elsewhere', at('posts'), 'junction');
      },
    ],
  ])('goes on when a folder %s', async ([_, folder, action], { onTestFinished }) => {
    const { reported, at } = await watchProject({ onTestFinished });
    await settle(reported, () => action(at, reported));
    await writeUntilReported(reported, at, `${folder}/later.md`);
  });

  it('survives a link to itself', async ({ onTestFinished }) => {
    const { reported, at } = await watchProject({ onTestFinished });
    await settle(reported, () => symlink('loop.md', at('posts/loop.md')));
    await writeUntilReported(reported, at, 'posts/a.md');
  });

  it('reports many changes at once only a few times', async ({ onTestFinished }) => {
    const { reported, at } = await watchProject({ onTestFinished });
    const names = Array.from({ length: 50 }, (_, number) => `posts/new${number}.md`);
    await Promise.all(names.map((name) => writeFile(at(name), 'X')));
    await anyReport(reported);
    await pause(QUIET_MS);
    expect(reported.length).toBeLessThan(names.length / 2);
  });

  it('does not report a change while an earlier one is being handled', async ({ onTestFinished }) => {
    let finish = () => {};
    const handled = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { reported, at } = await watchProject({ onTestFinished }, () => handled);
    await writeFile(at('posts/a.md'), 'X');
    await anyReport(reported);
    await writeFile(at('src/site.ts'), 'X');
    await pause(QUIET_MS);
    expect(reported).toEqual(['posts/a.md']);
    finish();
    await vi.waitFor(() => expect(reported).toContain('src/site.ts'), DEADLINE);
  });
});
