// The first feed of a fresh process: the cost of the first request after a deploy or a quiet night.

import type { RunningWorkerd } from '../../src/commands/workerd.ts';
import { ask, type Case } from './cases.ts';
import { cpuMicrosWhenIdle } from './cpu.ts';

/** CPU microseconds that a server uses for its first request of all. Starts it and stops it. */
export async function firstRequestMicros(start: () => Promise<RunningWorkerd>, of: Case): Promise<number> {
  const server = await start();
  try {
    // Reading the script, and the work that follows it, are part of the start.
    const before = await cpuMicrosWhenIdle(server.pid);
    await ask(server.port, of.path, of.headers);
    return (await cpuMicrosWhenIdle(server.pid)) - before;
  } finally {
    await server.stop();
  }
}
