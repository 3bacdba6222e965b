// npm run build: compiles posts/ into dist/, for wrangler.

import { join } from 'node:path';
import { writeOutput } from '../compile/build/write-output.ts';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { compileProject, describeEntries, printFindings, ROOT } from './project.ts';

const LOCK_IS_BEHIND = `${LOCK_FILE}: warning: it does not know yet what has changed since it was written, so that this counts as \
changed anew with every build; run npm start once, and commit it`;

try {
  const result = await compileProject({ drafts: 'exclude', origin: process.env.SITE_ORIGIN });
  printFindings(result);
  if (result.compiled) {
    await writeOutput(join(ROOT, 'dist'), result.compiled);
    const { entries, packed, lockIsBehind } = result.compiled;
    console.log(`Compiled ${describeEntries(entries)} into dist/archive.bin (${packed.length} bytes).`);
    if (lockIsBehind) console.error(LOCK_IS_BEHIND);
  } else {
    process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
