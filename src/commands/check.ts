// npm run check: compiles as a deploy would, lists everything that it finds, and writes nothing.

import { describeCheck } from './checked.ts';
import { compileProject, runCommand } from './project.ts';

await runCommand(async () => {
  const now = Date.now();
  const result = await compileProject({
    drafts: 'exclude',
    prerender: 'nothing',
    origin: process.env.SITE_ORIGIN,
    tells: true,
  });
  for (const line of describeCheck(result, now)) console.log(line);
  if (!result.compiled) process.exitCode = 1;
});
