// One round of load: sends requests for some seconds, and measures the cost of each.

import autocannon from 'autocannon';
import type { RunningWorkerd } from '../../src/commands/workerd.ts';
import type { Case } from './cases.ts';
import { cpuMicros } from './cpu.ts';

const CONNECTIONS = 32;

export interface Round {
  readonly requestsPerSecond: number;
  /** CPU time of the server. */
  readonly microsPerRequest: number;
  /** The share of one CPU that the server used; well below 1, it waited for the load. */
  readonly busy: number;
}

/** Throws an Error when any answer was not what the case expects. */
export async function load({ port, pid }: RunningWorkerd, of: Case, seconds: number): Promise<Round> {
  const before = await cpuMicros(pid);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${of.path}`,
    headers: { ...of.headers },
    connections: CONNECTIONS,
    duration: seconds,
  });
  const micros = (await cpuMicros(pid)) - before;
  const { statusCodeStats = {}, errors, duration } = result;
  const answered = Object.entries(statusCodeStats).map(([status, { count = 0 }]) => ({ status, count }));
  const right = answered.find(({ status }) => status === String(of.status))?.count ?? 0;
  if (errors > 0 || right === 0 || answered.length > 1)
    throw new Error(
      `${of.name}: under load there were ${errors} errors and ${JSON.stringify(statusCodeStats)}`,
    );
  return {
    requestsPerSecond: right / duration,
    microsPerRequest: micros / right,
    busy: micros / (duration * 1e6),
  };
}
