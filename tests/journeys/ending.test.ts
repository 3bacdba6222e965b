// The end of npm start: whatever it is that ends it, workerd ends with it.

import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { copyProject } from './running-blog.ts';

const SERVES = 'Ctrl+C stops.';
const DEADLINE = { timeout: 30_000, interval: 1000 };

let folder: string;
beforeAll(async () => {
  folder = await copyProject({ posts: { '2026-01-01-first.md': 'First.' } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command line, in a process group with all that it starts. Resolves once it has printed a text. */
async function start(commandLine: string, text = SERVES) {
  const shell = spawn('sh', ['-c', commandLine], {
    cwd: folder,
    env: { ...process.env, PORT: '0' },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const signal = (name: NodeJS.Signals | 0) => process.kill(-(shell.pid as number), name);
  const isRunning = () => {
    try {
      return signal(0);
    } catch {
      return false;
    }
  };
  onTestFinished(() => void (isRunning() && signal('SIGKILL')));
  let output = '';
  const printed = shell.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false });
  for await (const chunk of printed) {
    output += chunk;
    if (output.includes(text)) break;
  }
  return { isRunning, pid: Number(/^pid (\d+)$/m.exec(output)?.[1]) };
}

/** Says which process it is, and throws on demand. */
const PRELOAD = `data:text/javascript,${encodeURIComponent(
  "console.log('pid ' + process.pid); process.on('SIGUSR2', () => { throw new Error('lost'); });",
)}`;
const START = `node --import tsx --import "${PRELOAD}" src/commands/start.ts`;

describe('npm start', { timeout: 60_000 }, () => {
  it('ends with workerd when the pipe that it prints to is closed', async () => {
    const { isRunning } = await start(`${START} | head -n 3`, 'posts.lock.json');
    await vi.waitFor(async () => {
      // Only whoever writes notices that nobody reads.
      await writeFile(join(folder, 'posts', '2026-01-01-first.md'), `Now ${Date.now()}.`);
      expect(isRunning()).toBe(false);
    }, DEADLINE);
  });

  it.each<[string, NodeJS.Signals]>([
    ['the terminal is closed', 'SIGHUP'],
    ['it is told to', 'SIGTERM'],
    ['an exception is caught by nobody', 'SIGUSR2'],
  ])('ends with workerd when %s', async (_, name) => {
    const { isRunning, pid } = await start(START);
    expect(isRunning()).toBe(true);
    process.kill(pid, name);
    await vi.waitFor(() => expect(isRunning()).toBe(false), DEADLINE);
  });
});
