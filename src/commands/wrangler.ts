// Wrangler: whether this build is one that wrangler uploads. Wrangler names its command to the builds that it starts, but
// not its options, so those are read from its command line.

import { describeProcess } from './processes.ts';

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
    const ancestor = describeProcess(pid);
    if (!ancestor) return [];
    if (ancestor.args.some((arg) => /\bwrangler(?:\.js)?$/.test(arg))) return ancestor.args;
    pid = ancestor.parent;
  }
  return [];
}
