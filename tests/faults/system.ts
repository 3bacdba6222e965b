// What the tests of faults need of the system. Without it, they fail and say what is missing.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A command as root, directly or by sudo. Rejects when neither is possible. */
export async function runAsRoot(...command: readonly [string, ...string[]]): Promise<void> {
  const [first, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  await run(first as string, rest);
}

/** Runs once, before all tests of faults. */
export default async function checkSystem(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('the tests of faults need Linux: they read /proc and mount a small file system');
  try {
    await run('git', ['--version']);
  } catch {
    throw new Error('the tests of faults need git; install it with\n\n  apt-get install -y git');
  }
  try {
    await runAsRoot('mount', '--version');
  } catch {
    throw new Error(
      'the tests of faults fill a small file system, which only root can mount; run them as root, or install sudo and allow it without a password:\n\n  apt-get install -y sudo',
    );
  }
}
