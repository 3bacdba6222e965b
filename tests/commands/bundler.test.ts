// The bundler runs in a process of its own, which the system may end while npm start runs.

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commandLines, describeProcess } from '../../src/commands/processes.ts';
import { templateVersions } from '../../src/compile/build/template-version.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The numbers of the processes that esbuild runs for this one. */
const bundlers = () =>
  [...commandLines()]
    .filter(([pid, line]) => /esbuild.* --service/.test(line) && describeProcess(pid)?.parent === process.pid)
    .map(([pid]) => pid);

it('the code for the edge is bundled again after the process of the bundler was killed', async () => {
  const before = await templateVersions(ROOT);
  const killed = bundlers();
  expect(killed.length).toBeGreaterThan(0);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  expect(await templateVersions(ROOT)).toEqual(before);
  expect(bundlers()).not.toEqual(killed);
});
