// npm run build: compiles posts/ into dist/, for wrangler. When wrangler deploys the result, the lock records that readers
// have been told of it.

import { ARCHIVE_FILE, writeOutput } from '../compile/build/write-output.ts';
import type { Compiled } from '../compile/compile.ts';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { writeLock } from '../compile/lock/lock-file.ts';
import { removeUnfinished } from './leftovers.ts';
import {
  compileProject,
  DIST,
  describeEntries,
  LOCK,
  printFindings,
  ROOT,
  runCommand,
  untilLockIsSettled,
} from './project.ts';
import { isBuildForUpload } from './wrangler.ts';

const LOCK_IS_OUTDATED = `${LOCK_FILE}: warning: the file does not record the latest changes, so every build gives them a \
new modification time; run npm start once, and commit the file`;
const LOCK_IS_NEW = `${LOCK_FILE} records what readers are told; commit it.`;

await runCommand(async (args) => {
  const tells = args.includes('--tell') || isBuildForUpload();
  const compiled = await untilLockIsSettled(() => build(tells));
  if (!compiled) {
    process.exitCode = 1;
    return;
  }
  const { entries, packed, lockIsBehind } = compiled;
  console.log(`Compiled ${describeEntries(entries)} into dist/${ARCHIVE_FILE} (${packed.length} bytes).`);
  if (!tells && lockIsBehind) console.error(LOCK_IS_OUTDATED);
});

async function build(tells: boolean): Promise<Compiled | undefined> {
  const result = await compileProject({ drafts: 'exclude', origin: process.env.SITE_ORIGIN, tells });
  const { compiled, lockOnDisk } = result;
  if (compiled) {
    await removeUnfinished(ROOT);
    await writeOutput(DIST, compiled);
    if (tells && (await writeLock(LOCK, compiled.lock, lockOnDisk))) console.log(LOCK_IS_NEW);
  }
  printFindings(result);
  return compiled;
}
