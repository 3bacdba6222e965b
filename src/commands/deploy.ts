// npm run deploy: uploads the worker with wrangler, which compiles it first, and pings the hub for the changed feeds.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { type Archive, openArchive } from '../archive/archive.ts';
import { type LockOnDisk, readLock, writeLock } from '../compile/lock/lock-file.ts';
import { takeBack } from '../compile/lock/take-back.ts';
import { deploy } from './deployment.ts';
import { NETWORK } from './network.ts';
import {
  compileProject,
  LOCK,
  loadSite,
  ROOT,
  readBuiltArchive,
  runCommand,
  untilLockIsSettled,
} from './project.ts';
import { hasNoUpload } from './wrangler.ts';

const NOTHING = new Uint8Array();

/** The configuration of a worker without feeds: the one at the old address of a site that has moved. */
const MOVED = /(?:^|[=\\/])wrangler\.moved\.toml$/;

await runCommand(async (args) => {
  process.exitCode = await deploy({
    compile: () => compileForHub(args),
    upload: () => upload(args),
    readUploaded: readBuiltArchive,
    now: Date.now,
    network: NETWORK,
    output: console,
  });
});

/** Compiles what wrangler will compile, without printing findings: wrangler's build prints them. */
async function compileForHub(args: readonly string[]): Promise<Archive | undefined> {
  const { hub } = await loadSite();
  if (hub === undefined || hasNoUpload(args) || args.some((arg) => MOVED.test(arg))) return undefined;
  const { compiled } = await compileProject({
    drafts: 'exclude',
    prerender: 'nothing',
    origin: process.env.SITE_ORIGIN,
  });
  return compiled && openArchive(compiled.packed);
}

/** Runs wrangler, whose build tells readers what it compiles. When nothing was uploaded, the lock must not say so. */
async function upload(args: readonly string[]): Promise<number> {
  const before = await readLock(LOCK, Date.now());
  const code = await runWrangler(args);
  if (code !== 0 || hasNoUpload(args)) await takeBackLock(before);
  return code;
}

async function takeBackLock(before: LockOnDisk): Promise<void> {
  await untilLockIsSettled(async () => {
    const after = await readLock(LOCK, Date.now());
    const hasTold = Buffer.compare(before.bytes ?? NOTHING, after.bytes ?? NOTHING) !== 0;
    if (after.lock && hasTold) await writeLock(LOCK, takeBack(before.lock, after.lock), after);
  });
}

async function runWrangler(args: readonly string[]): Promise<number> {
  const child = spawn('wrangler', ['deploy', ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWithBinaries(process.env.PATH ?? '') },
    // On Windows, wrangler is a script, which only a shell can start.
    shell: process.platform === 'win32',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** The PATH that npm sets for its scripts, for an owner who runs this file without npm. */
function pathWithBinaries(path: string): string {
  const binaries = join(ROOT, 'node_modules', '.bin');
  const folders = path.split(delimiter);
  return folders.includes(binaries) ? path : [binaries, ...folders].join(delimiter);
}
