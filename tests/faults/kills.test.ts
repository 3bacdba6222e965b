// kill -9 at any moment: the lock is complete, no post is touched, and the next command works as if nothing had been.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCK_FILE } from '../../src/compile/lock/lock.ts';
import { parseLock } from '../../src/compile/lock/parse-lock.ts';
import { post } from '../compile/blog.ts';
import { type Owner, openProject } from '../owner/an-owner.ts';
import { killProcessesIn, processesIn } from './processes.ts';
import { randomFor, SEED, times } from './random.ts';

const KILLS = times(40);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START_MS = 30 * SECOND;
/** Longer than a command takes, so that some kills come too late. */
const LONGEST_MS = 1800;

let owner: Owner;
beforeAll(async () => {
  owner = await openProject(post('title: First\ndate: 2020-01-01\ntags: [radio]'));
  await owner.setHub('https://blog.example', undefined);
});
afterAll(async () => {
  killProcessesIn(owner.folder);
  await owner.close();
});

function begin(command: string, environment: Record<string, string> = {}): ChildProcess {
  const folders = [
    join(owner.folder, 'stand-in'),
    join(owner.folder, 'node_modules', '.bin'),
    process.env.PATH,
  ];
  return spawn(process.execPath, ['--import', 'tsx', `src/commands/${command}.ts`], {
    cwd: owner.folder,
    env: { PATH: folders.join(delimiter), HOME: owner.folder, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Saves a post while the command may be running. */
function save(number: number): Promise<void> {
  const text = post(
    `title: Number ${number}\ndate: 2021-01-01T00:00:${String(number % 60).padStart(2, '0')}Z`,
  );
  return writeFile(join(owner.folder, 'posts', `post-${number % 5}.md`), text);
}

/** Every file of a folder with its content. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Throws when the lock is there and not complete. */
async function checkLock(): Promise<void> {
  const text = await readFile(join(owner.folder, LOCK_FILE), 'utf8').catch(() => undefined);
  if (text !== undefined) parseLock(text);
}

/** Runs `npm start` until it serves, and ends it. Resolves with what it printed. */
async function startOnce(): Promise<string> {
  const child = begin('start');
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      printed += part;
    });
  const deadline = Date.now() + START_MS;
  while (!printed.includes('Press Ctrl+C') && child.exitCode === null && Date.now() < deadline)
    await pause(50);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return printed;
}

const TEMPORARY = /\.(?:new|old)-\d+/;

async function temporaryFiles(): Promise<string[]> {
  const names = await readdir(owner.folder);
  const inside = await readdir(join(owner.folder, '.longwave')).catch(() => []);
  return [...names, ...inside].filter((name) => TEMPORARY.test(name));
}

describe.each(['start', 'build', 'deploy'])(`npm run %s, killed at any moment (SEED=${SEED})`, (command) => {
  it('leaves the lock complete and the posts as they are', { timeout: 5 * MINUTE }, async () => {
    const random = randomFor(command);
    let killed = 0;
    for (let number = 0; number < KILLS; number += 1) {
      const child = begin(command);
      child.stdout?.resume();
      child.stderr?.resume();
      const ended = once(child, 'exit');
      await pause(random() * LONGEST_MS);
      if (random() < 0.5) await save(number);
      const posts = await contentsOf(join(owner.folder, 'posts'));
      await pause(random() * 400);
      killed += Number(child.kill('SIGKILL'));
      await ended;
      await checkLock();
      expect(await contentsOf(join(owner.folder, 'posts')), `kill ${number}`).toEqual(posts);
    }
    expect(killed).toBeGreaterThan(KILLS / 4);
  });

  it('is followed by a start that works and leaves nothing behind', { timeout: 2 * MINUTE }, async () => {
    expect(await startOnce()).toContain('Longwave is serving');
    await pause(SECOND);
    expect(processesIn(owner.folder)).toEqual([]);
    expect(await temporaryFiles()).toEqual([]);
    await checkLock();
  });
});
