// The processes that work in a folder, according to Linux.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly command: string;
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // The process has ended in the meantime.
    return undefined;
  }
}

/** All living processes whose working directory is in this folder. */
export function processesIn(folder: string): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const cwd = quietly(() => readlinkSync(`/proc/${pid}/cwd`));
      return cwd === folder || cwd?.startsWith(`${folder}/`);
    })
    .map((pid) => ({
      pid: Number(pid),
      command:
        quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
          ?.replaceAll('\0', ' ')
          .trim() ?? '',
    }))
    .filter(({ command }) => command !== '');
}

/** Kills every process that works in this folder, which only a test has made. */
export function killProcessesIn(folder: string): void {
  for (const { pid } of processesIn(folder)) quietly(() => process.kill(pid, 'SIGKILL'));
}

/** The number of open descriptors of a process. */
export function descriptorsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Resident memory of a process, in bytes. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
