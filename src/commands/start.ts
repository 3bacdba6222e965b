// npm start: compiles posts/ and serves the blog with workerd, again after every change.

import { relative } from 'node:path';
import { formatFeedAddress, MAIN } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { openDevProxy } from './dev-proxy.ts';
import { type ClaimedFolder, claimFolder } from './folder-claim.ts';
import { clearStartFolder, removeUnfinished } from './leftovers.ts';
import { Preview } from './preview.ts';
import { ROOT, runCommand, START_FOLDER } from './project.ts';
import { watchFolders } from './watch.ts';

const DEFAULT_PORT = 8787;
const PARENT_CHECK_MS = 500;
const WATCHED = ['posts', 'public', 'src'];

await runCommand(async () => {
  const port = readPort();
  const claimed = await claimStartFolder();
  const proxy = await openDevProxy(port);
  const origin = `http://localhost:${proxy.port}`;
  await claimed.servesAt(`${origin}/`);
  const preview = new Preview(proxy);
  stopWithTheTerminal(preview);
  let updating: Promise<void> = Promise.resolve();
  const enqueue = (work: () => Promise<void>) => {
    updating = updating.then(work);
    return updating;
  };
  const updateAfterChange = async (path: string) => {
    if (await preview.update())
      console.log(`${relative(ROOT, path)} changed; serving ${preview.contents} at ${origin}/`);
  };
  // Watching begins before the first compile, so that a file saved during that compile is noticed.
  await watchFolders(
    ROOT,
    WATCHED,
    (path) => enqueue(() => updateAfterChange(path)),
    (message) => console.error(`Some changes may go unnoticed: ${message}`),
  );
  await enqueue(async () => {
    if (await preview.update()) printAddresses(preview, origin);
  });
});

/** Also removes what an npm start that was killed has left. */
async function claimStartFolder(): Promise<ClaimedFolder> {
  const claimed = await claimFolder(START_FOLDER);
  await clearStartFolder(START_FOLDER);
  await removeUnfinished(ROOT);
  return claimed;
}

function printAddresses({ contents }: Preview, origin: string): void {
  console.log(`Longwave is serving ${contents}:\n`);
  console.log(`  Home       ${origin}/`);
  for (const format of FORMATS)
    console.log(`  ${format.label.padEnd(10)} ${origin}${formatFeedAddress({ selection: MAIN, format })}`);
  console.log('\nSave a file in posts/ to see the change here. Press Ctrl+C to stop.');
}

/** Throws an Error with a message for the owner when PORT is not a port. */
function readPort(): number {
  const typed = process.env.PORT ?? '';
  if (typed === '') return DEFAULT_PORT;
  const port = Number(typed);
  if (!/^\d+$/.test(typed) || port > 65_535)
    throw new Error(`PORT "${typed}" is not a port; write a number such as 8787`);
  return port;
}

function stopWithTheTerminal(preview: Preview): void {
  const stop = async () => {
    await preview.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  // Writing fails when the reader of a pipe, such as head, has closed it, or when the terminal was closed.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
  // The shell between npm and this process does not pass signals on. When it ends, this process gets another parent.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), PARENT_CHECK_MS).unref();
}
