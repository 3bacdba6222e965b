// The claim on a folder: of all processes that want it at once, one gets it, and a dead one never keeps it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { identifyProcess } from '../../src/commands/processes.ts';

const MODULE = fileURLToPath(new URL('../../src/commands/folder-claim.ts', import.meta.url));
const ADDRESS = 'http://localhost:1234/';
/** Claims the folder, serves, and runs on; or prints why not. */
const CLAIMING = `const { claimFolder } = await import(process.argv[1]);
try {
  const claimed = await claimFolder(process.argv[2]);
  await claimed.servesAt('${ADDRESS}');
  console.log('claimed');
  setInterval(() => {}, 1000);
} catch (error) {
  console.log(error.message);
}`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-claim-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** Starts a process that claims the folder. Resolves with what it prints. */
async function claim() {
  const argv = ['--import', 'tsx', '--input-type=module', '-e', CLAIMING, MODULE, folder];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [printed] = await once(child.stdout.setEncoding('utf8'), 'data');
  const kill = async () => [child.kill('SIGKILL'), await once(child, 'exit')];
  return { printed: String(printed).trim(), pid: child.pid, kill };
}

const claims = () => readdir(folder);
const refusal = (pid: number | undefined) =>
  `npm start runs in this folder already (process ${pid}) and serves ${ADDRESS}; use that one, or stop it with Ctrl+C first`;

describe('a folder', { timeout: 60_000 }, () => {
  it('is claimed by one of several processes that start at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, claim));
    const winners = all.filter(({ printed }) => printed === 'claimed');
    expect(winners).toHaveLength(1);
    const losers = all.filter(({ printed }) => printed !== 'claimed');
    expect(losers.map(({ printed }) => printed)).toEqual(losers.map(() => refusal(winners[0]?.pid)));
    expect(await claims()).toHaveLength(1);
  });

  it('is free again when the process that claimed it was killed', async () => {
    const first = await claim();
    await first.kill();
    expect(await claims()).toHaveLength(1);
    expect((await claim()).printed).toBe('claimed');
    expect(await claims()).toHaveLength(1);
  });

  it.each([
    ['a process whose number another has now', { pid: process.pid, identity: 'another', address: ADDRESS }],
    [
      'this process before the machine was started again',
      { pid: process.ppid, identity: 'boot 1', address: ADDRESS },
    ],
    ['no process', { pid: 2 ** 22 + 1, identity: '', address: ADDRESS }],
    ['nobody', null],
  ])('is not kept by a claim of %s', async (_, content) => {
    await writeFile(join(folder, 'start-dead.json'), JSON.stringify(content));
    expect((await claim()).printed).toBe('claimed');
    expect(await claims()).not.toContain('start-dead.json');
  });

  it('is not taken from a process that has claimed it and does not serve yet', async () => {
    const identity = identifyProcess(process.pid);
    await writeFile(join(folder, 'start-slow.json'), JSON.stringify({ pid: process.pid, identity }));
    expect((await claim()).printed).toBe(
      `npm start runs in this folder already (process ${process.pid}); use that one, or stop it with Ctrl+C first`,
    );
    expect(await claims()).toEqual(['start-slow.json']);
  });
});
