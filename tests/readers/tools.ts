// The programs that the tests with real readers need. Without them, the tests fail and say what to install.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Debian's Python, which finds Debian's python3-feedparser, even when another comes first in the PATH. */
export const PYTHON = '/usr/bin/python3';

const run = promisify(execFile);

const TOOLS: readonly (readonly [command: string, ...arguments_: string[]])[] = [
  ['newsboat', '-v'],
  ['r2e', '--version'],
  [PYTHON, '-c', 'import feedparser, sqlite3'],
  ['markdown', '--version'],
];

/** Runs once, before all tests of readers. */
export default async function checkTools(): Promise<void> {
  const missing: string[] = [];
  for (const [command, ...rest] of TOOLS) {
    try {
      await run(command, rest);
    } catch (error) {
      missing.push(
        `  ${[command, ...rest].join(' ')}: ${(error as Error).message.trim().split('\n').at(-1)}`,
      );
    }
  }
  if (missing.length === 0) return;
  throw new Error(
    `the tests with real feed readers need readers; install them with\n\n  apt-get install -y newsboat python3-feedparser rss2email markdown\n\n${missing.join('\n')}`,
  );
}
