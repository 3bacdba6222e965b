// Leftovers of commands that were killed: a workerd that still runs, and temporary files and folders.

import { readdir, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { isOfClaim } from './folder-claim.ts';
import { commandLines } from './processes.ts';

/** As `writeOutput`, `writeLock` and `writePosts` name what they have not finished. The number is that of their process. */
const UNFINISHED = new RegExp(
  `^(?:dist\\.new|(dist)\\.old|\\.longwave-import|${LOCK_FILE.replaceAll('.', '\\.')}\\.new)-(\\d+)$`,
);
const COMMAND = /\bsrc[\\/]commands[\\/]/;

/** Ends every workerd that serves from the folder of npm start, and empties that folder. The caller must have claimed it. */
export async function clearStartFolder(folder: string): Promise<void> {
  const leftovers = (await readdir(folder)).filter((name) => !isOfClaim(name));
  if (leftovers.length === 0) return;
  for (const [pid, line] of commandLines()) if (isWorkerdIn(folder, line)) kill(pid);
  for (const name of leftovers) await rm(join(folder, name), { recursive: true, force: true });
}

/**
 * Removes what commands have written beside the build and the lock and did not finish. When a build was killed between
 * moving the old output away and the new one in, the old one is moved back.
 */
export async function removeUnfinished(root: string): Promise<void> {
  const found = (await readdir(root)).filter((name) => UNFINISHED.test(name));
  if (found.length === 0) return;
  const lines = commandLines();
  for (const name of found) {
    const [, moved, pid] = UNFINISHED.exec(name) ?? [];
    if (isCommand(lines, Number(pid))) continue;
    if (moved !== undefined) await rename(join(root, name), join(root, moved)).catch(ignoreExisting);
    await rm(join(root, name), { recursive: true, force: true });
  }
}

/** The folder in the command line is the mark, since a number alone may belong to another process by now. */
function isWorkerdIn(folder: string, line: string): boolean {
  return /workerd(?:\.exe)? serve $/.test(line.slice(0, Math.max(0, line.indexOf(folder + sep))));
}

/** A number that belongs to something else by now is not that of a command that still writes. */
function isCommand(lines: ReadonlyMap<number, string>, pid: number): boolean {
  return pid !== process.pid && COMMAND.test(lines.get(pid) ?? '');
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(error.code ?? '')) throw error;
}
