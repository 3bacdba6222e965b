// Mishaps while npm start runs: readers notice none of them, and what it prints about them is true.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { commandLines } from '../../src/commands/processes.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { openDescriptors, soak } from './recompiling.ts';

const SECONDS = 1000;
const POST = '2026-01-01-first.md';
const textOf = (what: unknown) => `This is ${what}. ![A dial](dial.svg)\n`;

let blog: RunningBlog;
beforeAll(async () => {
  blog = await startBlog({
    posts: { [POST]: textOf('new'), 'dial.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  });
}, 180 * SECONDS);
afterAll(() => blog?.stop());

const startFolder = () => join(blog.folder, '.longwave');
const shows = async (text: string) => (await (await fetch(`${blog.origin}/atom.xml`)).text()).includes(text);
const workerds = () => {
  const served = ` serve ${startFolder()}/`;
  return [...commandLines()].flatMap(([pid, line]) => (line.includes(served) ? [pid] : []));
};
async function claim(): Promise<{ pid: number; address: string }> {
  const [name = ''] = (await readdir(startFolder())).filter((each) => each.startsWith('start-'));
  return JSON.parse(await readFile(join(startFolder(), name), 'utf8'));
}
/** Saves the post, and resolves with what is printed from then on, once it has this text. */
async function save(what: string, printed: string): Promise<string> {
  const length = blog.output().length;
  await blog.writePost(POST, textOf(what));
  const since = () => blog.output().slice(length);
  await blog.waitFor(() => since().includes(printed), printed);
  return since();
}

describe('a blog that npm start serves', { timeout: 180 * SECONDS }, () => {
  it('answers every request while versions replace each other, and keeps no connection of an old one', async () => {
    const { pid } = await claim();
    const before = process.platform === 'linux' ? openDescriptors(pid) : 0;
    const paths = ['/atom.xml', '/media/dial.svg', '/', '/posts/first'];
    const { failures, requests } = await soak(blog, { post: POST, textOf, paths, saves: 5 });
    expect([failures, requests > 100]).toEqual([[], true]);
    await blog.waitFor(() => workerds().length === 1, 'the old versions to end');
    if (process.platform === 'linux')
      await blog.waitFor(() => openDescriptors(pid) <= before + 2, `${before} descriptors`);
    await blog.waitFor(
      async () => (await readdir(join(startFolder(), 'versions'))).length === 1,
      'one version',
    );
  });

  it('is not served by a second npm start in its folder, at whatever port', async () => {
    const before = await readdir(startFolder(), { recursive: true });
    const second = promisify(execFile)('node', ['--import', 'tsx', 'src/commands/start.ts'], {
      cwd: blog.folder,
      env: { ...process.env, PORT: '0' },
    });
    const { pid } = await claim();
    await expect(second).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `npm start runs in this folder already (process ${pid}) and serves ${blog.origin}/; use that one, or stop it with Ctrl+C first\n`,
    });
    expect(await readdir(startFolder(), { recursive: true })).toEqual(before);
    expect(await shows('This is')).toBe(true);
  });

  it('is served again when workerd has crashed', async () => {
    await save('stable', 'changed; serving');
    const [crashed = 0] = workerds();
    await blog.waitFor(() => workerds().length === 1, 'one workerd');
    process.kill(crashed, 'SIGKILL');
    await blog.waitFor(
      () => blog.output().includes('workerd has ended unexpectedly (SIGKILL); starting it again.'),
      'the message',
    );
    await blog.waitFor(() => shows('This is stable'), 'the blog');
    expect(workerds()).not.toContain(crashed);
  });

  it('is the previous version when the new one cannot be written', async () => {
    const versions = join(startFolder(), 'versions');
    await rename(versions, `${versions}-away`);
    await writeFile(versions, '');
    onTestFinished(async () => {
      await rm(versions, { force: true });
      await rename(`${versions}-away`, versions);
    });
    const printed = await save('unwritten', 'Still serving the previous version: 1 entry.');
    expect(printed).toMatch(
      /^the new version cannot be written to \.longwave\/versions\/\d+: (EEXIST|ENOTDIR)/m,
    );
    expect(await shows('This is unwritten')).toBe(false);
    expect(await readFile(join(blog.folder, 'posts.lock.json'), 'utf8')).toContain('"version"');
  });

  it('is the new version when the lock cannot be written, and the message says what is not recorded', async () => {
    const lock = () => readFile(join(blog.folder, 'posts.lock.json'), 'utf8');
    const before = await lock();
    const blocked = join(blog.folder, `posts.lock.json.new-${(await claim()).pid}`);
    await mkdir(join(blocked, 'x'), { recursive: true });
    const printed = await save('unrecorded', 'changed; serving 1 entry at');
    expect(printed).toMatch(
      /^posts\.lock\.json cannot be written \(.+\)\. Posts are served, but their ids are not recorded/m,
    );
    expect(printed).not.toContain('Still serving');
    expect(await shows('This is unrecorded')).toBe(true);
    expect(await lock()).toBe(before);
    await rm(blocked, { recursive: true, force: true });
    await save('recorded', 'changed; serving 1 entry at');
    expect(await lock()).not.toBe(before);
  });

  it('leaves no workerd when npm start is killed', async () => {
    expect(workerds()).toHaveLength(1);
    process.kill((await claim()).pid, 'SIGKILL');
    await expect.poll(workerds, { timeout: 20 * SECONDS }).toEqual([]);
    expect(existsSync(join(startFolder(), 'versions'))).toBe(true);
  });

  it('is served by the next npm start, which ends and removes what killed ones have left', async () => {
    const first = await startAgain();
    const [orphan = 0] = workerds();
    for (const [pid, line] of commandLines())
      if (line.endsWith(`kill -9 "$0" ${orphan}`)) process.kill(pid, 'SIGKILL');
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(workerds()).toEqual([orphan]);
    const next = await startAgain();
    expect(workerds()).toHaveLength(1);
    expect(workerds()).not.toContain(orphan);
    next.kill('SIGTERM');
    await once(next, 'exit');
    expect(await readdir(startFolder())).toEqual([]);
  });
});

/** Starts the blog again in its folder, after its npm start was killed. Resolves when it serves. */
async function startAgain() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/commands/start.ts'], {
    cwd: blog.folder,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for await (const part of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += part;
    if (output.includes('Press Ctrl+C')) break;
  }
  child.stdout.resume();
  return child;
}
