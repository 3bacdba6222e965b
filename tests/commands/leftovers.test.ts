// What commands that were killed have left: removed, except for what belongs to others.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clearStartFolder, removeUnfinished } from '../../src/commands/leftovers.ts';
import { writeFiles } from '../compile/blog.ts';

const DEAD = 2 ** 22 + 1;
const FOREVER = 'console.log(1); setInterval(() => {}, 1000);';

/** A process with this command line after that of Node. */
async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, ['-e', FOREVER, '--', ...args], {
    argv0: 'workerd',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('what a killed build has left beside its output', () => {
  it('is removed', async () => {
    const folder = await writeFiles({
      [`dist.new-${DEAD}/archive.bin`]: '',
      [`dist.old-${DEAD}/archive.bin`]: 'old',
      [`posts.lock.json.new-${DEAD}`]: '',
      [`.longwave-import-${DEAD}/posts/a.md`]: '',
      'dist/archive.bin': 'new',
      'posts.lock.json': '{}',
    });
    await removeUnfinished(folder);
    expect((await readdir(folder)).sort()).toEqual(['dist', 'posts.lock.json']);
    expect(await readFile(join(folder, 'dist/archive.bin'), 'utf8')).toBe('new');
  });

  it('is moved back when it is the only output', async () => {
    const folder = await writeFiles({ [`dist.old-${DEAD}/archive.bin`]: 'old', [`dist.new-${DEAD}/a`]: '' });
    await removeUnfinished(folder);
    expect(await readdir(folder)).toEqual(['dist']);
    expect(await readFile(join(folder, 'dist/archive.bin'), 'utf8')).toBe('old');
  });

  it('stays while its command runs, and goes when another program has its number', async () => {
    const [command, other] = [await run('src/commands/build.ts'), await run('unrelated')];
    const folder = await writeFiles({ [`dist.new-${command.pid}/a`]: '', [`dist.new-${other.pid}/a`]: '' });
    await removeUnfinished(folder);
    expect(await readdir(folder)).toEqual([`dist.new-${command.pid}`]);
  });

  it.each([
    'dist.old',
    '.longwave-import-mine',
    'dist.older-1',
    'posts.lock.json.old-20261126',
    'my-dist.new-1',
    'dist.new-1.zip',
  ])('is not a file of the owner: %s', async (name) => {
    const folder = await writeFiles({ [name]: '' });
    await removeUnfinished(folder);
    expect(await readdir(folder)).toEqual([name]);
  });
});

describe('what a killed npm start has left in its folder', () => {
  it('is removed, except for the claims', async () => {
    const folder = await writeFiles({
      'versions/1/worker.js': '',
      'output/archive.bin': '',
      'start-a.json': '',
    });
    await clearStartFolder(folder);
    expect(await readdir(folder)).toEqual(['start-a.json']);
  });

  it('does not end processes that only mention the folder', async () => {
    const folder = await writeFiles({ 'versions/1/config.capnp': '' });
    await mkdir(join(folder, 'other'));
    const editor = await run('vim', join(folder, 'versions/1/config.capnp'));
    await clearStartFolder(folder);
    expect(process.kill(editor.pid as number, 0)).toBe(true);
    expect(editor.signalCode).toBeNull();
  });
});
