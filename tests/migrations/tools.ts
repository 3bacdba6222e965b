// The programs that the tests of migrations need. Without them, the tests fail and say what to install.

import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import checkReaders from '../readers/tools.ts';

const run = promisify(execFile);

/** Where Eleventy is installed, apart from the project. */
export const ELEVENTY = fileURLToPath(new URL('../../node_modules/.cache/eleventy', import.meta.url));
const PACKAGES = ['@11ty/eleventy@2.0.1', '@11ty/eleventy-plugin-rss@1.2.0'];

/** Runs once, before all tests of migrations. */
export default async function checkTools(): Promise<void> {
  await checkReaders();
  try {
    await run('hugo', ['version']);
    await run('jekyll', ['--version']);
  } catch (error) {
    throw new Error(
      `the tests of migrations need generators; install them with\n\n  apt-get install -y hugo jekyll ruby-jekyll-feed ruby-jekyll-redirect-from\n\n${(error as Error).message}`,
    );
  }
  await mkdir(ELEVENTY, { recursive: true });
  await run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefix',
    ELEVENTY,
    ...PACKAGES,
  ]);
  await run('node', [join(ELEVENTY, 'node_modules/.bin/eleventy'), '--version']);
}
