// The first feed on a fresh process: what a reader pays who comes just after a deploy, or after a quiet night.

import type { RunningWorkerd } from '../../src/commands/workerd.ts';
import { ask, type Case } from './cases.ts';
import { cpuMicrosWhenIdle } from './cpu.ts';

/** CPU microseconds that a server uses for its first request of all. Starts it and stops it. */
export async function firstRequestMicros(start: () => Promise<RunningWorkerd>, of: Case): Promise<number> {
  const server = await start();
  try {
    // What reading the script costs belongs to the start, and so does whatever is still going on behind it.
    const before = await cpuMicrosWhenIdle(server.pid);
    await ask(server.port, of.path, of.headers);
    return (await cpuMicrosWhenIdle(server.pid)) - before;
  } finally {
    await server.stop();
  }
}
