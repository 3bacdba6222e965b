// npm run build: compiles posts/ into dist/, for wrangler.

import { ARCHIVE_FILE, writeOutput } from '../compile/build/write-output.ts';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { compileProject, DIST, describeEntries, printFindings, runCommand } from './project.ts';

const LOCK_IS_OUTDATED = `${LOCK_FILE}: warning: the file does not record the latest changes, so every build gives them a \
new modification time; run npm start once, and commit the file`;

await runCommand(async () => {
  const result = await compileProject({ drafts: 'exclude', origin: process.env.SITE_ORIGIN });
  printFindings(result);
  if (!result.compiled) {
    process.exitCode = 1;
    return;
  }
  await writeOutput(DIST, result.compiled);
  const { entries, packed, lockIsBehind } = result.compiled;
  console.log(`Compiled ${describeEntries(entries)} into dist/${ARCHIVE_FILE} (${packed.length} bytes).`);
  if (lockIsBehind) console.error(LOCK_IS_OUTDATED);
});
