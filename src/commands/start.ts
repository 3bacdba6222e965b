// npm start: compiles posts/, serves them on workerd, and does so again whenever something changes.

import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeOutput } from '../compile/build/write-output.ts';
import type { Compiled } from '../compile/compile.ts';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { writeLock } from '../compile/lock/lock-file.ts';
import { formatFeedAddress, MAIN } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { type DevProxy, openDevProxy } from './dev-proxy.ts';
import { compileProject, describeEntries, LOCK, printFindings, ROOT } from './project.ts';
import { watchFolders } from './watch.ts';
import { bundleWorker, type RunningWorkerd, startWorkerd } from './workerd.ts';

const DEFAULT_PORT = 8787;
const ORPHAN_CHECK_MS = 500;
const FOLDER = join(ROOT, '.longwave');
const OUTPUT = join(FOLDER, 'output');
const WATCHED = ['posts', 'src'];

/** What is served now. */
interface Serving {
  readonly workerd: RunningWorkerd;
  readonly entries: Compiled['entries'];
}

let serving: Serving | undefined;
let lockAnnounced = false;

async function main(): Promise<void> {
  const front = await openDevProxy(readPort());
  await mkdir(FOLDER, { recursive: true });
  stopInTime(front);
  let updating = Promise.resolve();
  const enqueue = (work: () => Promise<void>) => {
    updating = updating.then(work);
    return updating;
  };
  // Before the first compile: what is saved while that runs is a change too.
  await watchFolders(
    ROOT,
    WATCHED,
    (path) => enqueue(() => updateAfterChange(front, path)),
    (message) => console.error(`Not every change will be noticed: ${message}`),
  );
  await enqueue(async () => {
    await update(front);
    if (serving) printAddresses(front);
  });
}

async function updateAfterChange(front: DevProxy, path: string): Promise<void> {
  const before = serving;
  await update(front);
  if (serving === before) return;
  console.log(`${relative(ROOT, path)} changed; ${describe(serving)} at http://localhost:${front.port}/`);
}

/** Compiles and takes over, or reports what is wrong and leaves everything as it is. */
async function update(front: DevProxy): Promise<void> {
  try {
    const result = await compileProject({
      drafts: 'exclude',
      // This process has loaded the code that renders; when that changes, the worker alone is bundled anew.
      prerender: 'nothing',
      origin: `http://localhost:${front.port}`,
    });
    printFindings(result);
    if (!result.compiled) return printStandstill();
    const { lock, entries } = result.compiled;
    await writeOutput(OUTPUT, result.compiled);
    await bundleWorker(FOLDER);
    const workerd = await startWorkerd(FOLDER, OUTPUT, console.log);
    front.switchTo(workerd.port);
    await serving?.workerd.stop();
    serving = { workerd, entries };
    if ((await writeLock(LOCK, lock)) && !lockAnnounced) announceLock();
  } catch (error) {
    console.error((error as Error).message);
    printStandstill();
  }
}

/** Once is enough: the lock follows every change. */
function announceLock(): void {
  lockAnnounced = true;
  console.log(`${LOCK_FILE} keeps what readers have been told; commit it with your posts.\n`);
}

function printStandstill(): void {
  console.error(
    serving
      ? `Still serving the ${describe(serving)} of before.`
      : 'Nothing is served yet; waiting for a change.',
  );
}

function printAddresses({ port }: DevProxy): void {
  const origin = `http://localhost:${port}`;
  console.log(`Longwave serves ${describe(serving)}:\n`);
  console.log(`  Home       ${origin}/`);
  for (const format of FORMATS)
    console.log(`  ${format.label.padEnd(10)} ${origin}${formatFeedAddress({ selection: MAIN, format })}`);
  console.log('\nposts/ is watched: save a post and it is here. Ctrl+C stops.');
}

function describe(state: Serving | undefined): string {
  return describeEntries(state?.entries ?? { published: 0, scheduled: 0 });
}

function readPort(): number {
  const typed = process.env.PORT ?? '';
  if (typed === '') return DEFAULT_PORT;
  const port = Number(typed);
  if (!/^\d+$/.test(typed) || port > 65_535)
    throw new Error(`PORT "${typed}" is not a port; write a number such as 8787`);
  return port;
}

function stopInTime(front: DevProxy): void {
  const stop = async () => {
    front.close();
    await serving?.workerd.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  // Whoever was reading along has closed the pipe, as head does, or the terminal.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
  // The shell between npm and this process passes no signal on; but when it is gone, so is whoever wanted a server.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), ORPHAN_CHECK_MS).unref();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
