// The end of npm start: workerd ends with it in every case.

import { execFile, spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { copyProject } from '../journeys/running-blog.ts';

const SERVES = 'Press Ctrl+C to stop.';
const DEADLINE = { timeout: 60_000, interval: 1000 };

/** Runs a command line in a copy of the project, as a process group. Resolves when it has printed a text. */
async function start({ onTestFinished }: TestContext, commandLine: string, text = SERVES) {
  const folder = await copyProject({ posts: { '2026-01-01-first.md': 'First.' } });
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
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
  return { folder, isRunning, shell, pid: Number(/^pid (\d+)$/m.exec(output)?.[1]) };
}

/** Prints the id of the process, and throws an exception on SIGUSR2. */
const PRELOAD = `data:text/javascript,${encodeURIComponent(
  "console.log('pid ' + process.pid); process.on('SIGUSR2', () => { throw new Error('lost'); });",
)}`;
const START = `node --import tsx --import "${PRELOAD}" src/commands/start.ts`;

// Concurrent, because each waits for its own processes in its own folder.
describe.concurrent('npm start', { timeout: 180_000 }, () => {
  it('ends with workerd when the pipe that it prints to is closed', async (test) => {
    const { folder, isRunning } = await start(test, `${START} | head -n 3`, 'posts.lock.json');
    await vi.waitFor(async () => {
      // A process notices a closed pipe only when it writes.
      await writeFile(join(folder, 'posts', '2026-01-01-first.md'), `Now ${Date.now()}.`);
      expect(isRunning()).toBe(false);
    }, DEADLINE);
  });

  it.for<[string, NodeJS.Signals]>([
    ['the terminal is closed', 'SIGHUP'],
    ['it is asked to end', 'SIGTERM'],
    ['an exception is not caught', 'SIGUSR2'],
  ])('ends with workerd when %s', async ([_, name], test) => {
    const { isRunning, pid } = await start(test, START);
    expect(isRunning()).toBe(true);
    process.kill(pid, name);
    await vi.waitFor(() => expect(isRunning()).toBe(false), DEADLINE);
  });

  it('ends with workerd when the shell that started it is killed', async (test) => {
    const { isRunning, shell } = await start(test, `${START}; true`);
    shell.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning()).toBe(false), DEADLINE);
  });

  it('ends the previous workerd after a change', async (test) => {
    const { folder, pid } = await start(test, START);
    const workerds = async () => {
      const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,pid=,args=']);
      const children = stdout.split('\n').map((line) => line.trim().split(/\s+/));
      return children.filter(([parent, , name]) => parent === String(pid) && name?.endsWith('workerd'));
    };
    const [first] = await workerds();
    await writeFile(join(folder, 'posts', '2026-01-01-first.md'), 'Changed.');
    await vi.waitFor(async () => {
      const running = await workerds();
      expect(running).toHaveLength(1);
      expect(running).not.toEqual([first]);
    }, DEADLINE);
  });
});
