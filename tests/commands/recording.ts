// A recorder of what a command prints, and a network with short pauses.

import { NETWORK, type Network } from '../../src/commands/network.ts';
import type { Output } from '../../src/commands/terminal.ts';

/** The usual time limits, for a busy machine, and short pauses in between. */
export const QUICK: Network = { ...NETWORK, pollIntervalMs: 5 };

export function recordOutput() {
  const printed: string[] = [];
  const warnings: string[] = [];
  const output: Output = {
    log: (line: string) => printed.push(line),
    warn: (line: string) => warnings.push(line),
  };
  return { printed, warnings, output };
}
