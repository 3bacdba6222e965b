// Other processes of this machine: whether one still runs, and by which command it was started.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux describes each process in a folder; other systems have a command for it. */
const PROC = '/proc';
const BOOT = `${PROC}/sys/kernel/random/boot_id`;

/**
 * Tells a process from every other that had or will have its number: undefined when none with that number runs, and
 * empty where the system gives no more than numbers.
 */
export function identifyProcess(pid: number): string | undefined {
  if (existsSync(BOOT)) return identifyByProc(pid);
  return exists(pid) ? ps(['-o', 'lstart=', '-p', String(pid)]).trim() : undefined;
}

/** The number and the command line of every process that this user may see; none where the system has no list. */
export function commandLines(): Map<number, string> {
  if (existsSync(BOOT)) return commandLinesByProc();
  const lines = ps(['-A', '-ww', '-o', 'pid=,args=']).split('\n');
  const parsed = lines.map((line) => /^\s*(\d+) (.*)$/.exec(line));
  return new Map(parsed.flatMap((found) => (found ? [[Number(found[1]), found[2] ?? '']] : [])));
}

/** The parent of a process, and its command line as a list; undefined when the process has ended. */
export function describeProcess(pid: number): { parent: number; args: string[] } | undefined {
  if (!existsSync(BOOT)) return describeByPs(pid);
  // proc(5): the state and the parent follow the name, which is in parentheses and may contain anything.
  const [, parent] = /^.*\) \S (\d+)/s.exec(read(`${PROC}/${pid}/stat`)) ?? [];
  if (parent === undefined) return undefined;
  return { parent: Number(parent), args: read(`${PROC}/${pid}/cmdline`).split('\0') };
}

function describeByPs(pid: number): { parent: number; args: string[] } | undefined {
  const [parent, ...args] = ps(['-o', 'ppid=,args=', '-p', String(pid)])
    .trim()
    .split(/\s+/);
  return parent ? { parent: Number(parent), args } : undefined;
}

/** proc(5): the state is the first field after the name, which is in parentheses, and the start is the twentieth. */
function identifyByProc(pid: number): string | undefined {
  const stat = read(`${PROC}/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const hasEnded = stat === '' || /^[ZX]/.test(fields[0] ?? '');
  return hasEnded ? undefined : `${read(BOOT).trim()} ${fields[19]}`;
}

function commandLinesByProc(): Map<number, string> {
  const pids = readdirSync(PROC).filter((name) => /^\d+$/.test(name));
  const lineOf = (pid: string) => read(`${PROC}/${pid}/cmdline`).replace(/\0$/, '').replaceAll('\0', ' ');
  return new Map(pids.map((pid) => [Number(pid), lineOf(pid)]));
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ps(args: readonly string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** Empty when the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
