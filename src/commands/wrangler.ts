// Wrangler: whether this build is one that wrangler uploads. Wrangler names its command to the builds that it starts, but
// not its options, so those are read from its command line.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Commands that upload what they have built. */
const UPLOADS = ['deploy', 'versions upload'];
/** Options with which nothing is uploaded. */
const NO_UPLOAD = /^(?:--dry-?run|--help|-h|--version|-v)(?:=true)?$/i;
/** Between this process and wrangler are npm and shells. */
const MOST_ANCESTORS = 8;

export function hasNoUpload(args: readonly string[]): boolean {
  return args.some((arg) => NO_UPLOAD.test(arg));
}

/** Whether wrangler has started this process to build what it uploads. */
export function isBuildForUpload(): boolean {
  if (!UPLOADS.includes(process.env.WRANGLER_COMMAND ?? '')) return false;
  return !hasNoUpload(wranglerArguments());
}

/** The arguments of the process of wrangler that has started this one; none when they cannot be found. */
function wranglerArguments(): string[] {
  let pid = process.ppid;
  for (let count = 0; count < MOST_ANCESTORS && pid > 1; count += 1) {
    const ancestor = readProcess(pid);
    if (!ancestor) return [];
    if (ancestor.args.some((arg) => /\bwrangler(?:\.js)?$/.test(arg))) return ancestor.args;
    pid = ancestor.parent;
  }
  return [];
}

interface Process {
  readonly parent: number;
  readonly args: string[];
}

/** Undefined when the system does not tell. */
function readProcess(pid: number): Process | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): Process {
  // The name of the program, in parentheses, may contain anything; the state and the parent follow it.
  const [, parent = '0'] = /^.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  return { parent: Number(parent), args: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') };
}

function fromPs(pid: number): Process {
  const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent = '0', ...args] = line.trim().split(/\s+/);
  return { parent: Number(parent), args };
}
