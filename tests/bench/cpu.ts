// The CPU time of another process, precise enough for a single request: /proc/PID/stat counts in steps of ten
// milliseconds, but the statistics of the scheduler for each thread are in nanoseconds.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const IDLE_MS = 25;
const IDLE_SHARE = 0.02;
const SETTLE_ATTEMPTS = 200;

/** Throws an Error on a system whose kernel does not count CPU time this way. */
export function requireCpuAccounts(): void {
  if (!existsSync('/proc/self/schedstat'))
    throw new Error('The benchmark reads CPU time from /proc/PID/task/*/schedstat; run it on Linux.');
}

/** CPU time of a process so far, with all its threads, in microseconds. */
export async function cpuMicros(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const used = await Promise.all(
    threads.map((thread) => threadNanos(`/proc/${pid}/task/${thread}/schedstat`)),
  );
  return used.reduce((sum, nanos) => sum + nanos, 0) / 1000;
}

/** Waits until a process is idle. Resolves with its CPU time so far, in microseconds. */
export async function cpuMicrosWhenIdle(pid: number): Promise<number> {
  let before = await cpuMicros(pid);
  for (let attempt = 0; attempt < SETTLE_ATTEMPTS; attempt += 1) {
    await pause(IDLE_MS);
    const now = await cpuMicros(pid);
    if (now - before <= IDLE_MS * 1000 * IDLE_SHARE) return now;
    before = now;
  }
  throw new Error(`process ${pid} does not come to rest`);
}

/** The first of its numbers is the time on a CPU; a thread that has just ended has none. */
async function threadNanos(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '0');
  return Number(text.split(' ')[0]);
}
