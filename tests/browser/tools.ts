// The browser that the tests need: without one they fail, and say what to install.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Debian's Chromium, which apt-get installs. The variable can name another. */
export const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

const run = promisify(execFile);

/** Runs once, before all tests in a browser. */
export default async function checkBrowser(): Promise<void> {
  try {
    await run(CHROMIUM, ['--version']);
  } catch (error) {
    const [reason] = (error as Error).message.trim().split('\n');
    throw new Error(
      `the tests in a real browser need Chromium; install it with\n\n  apt-get install -y chromium\n\nor name another with CHROMIUM=/path/to/chromium\n\n  ${CHROMIUM}: ${reason}`,
    );
  }
}
