// The lock on disk: replaced in one step, and only when its content has changed.

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { START } from '../report/findings.ts';
import { decodeUtf8 } from '../text/decode.ts';
import { formatLock } from './format-lock.ts';
import type { Lock } from './lock.ts';
import { BrokenLock, parseLock, RESTORE } from './parse-lock.ts';

/** Returns undefined when there is no such file. Throws a BrokenLock. */
export async function readLock(file: string): Promise<Lock | undefined> {
  const bytes = await readIfThere(file);
  return bytes && parseLock(decode(bytes));
}

/** Replaces the file completely or not at all. Returns false when its content is the same already. */
export async function writeLock(file: string, lock: Lock): Promise<boolean> {
  const text = formatLock(lock);
  const old = await readIfThere(file);
  // Git on Windows may have converted the line ends.
  if (old?.toString().replaceAll('\r\n', '\n') === text) return false;
  const fresh = `${file}.new-${process.pid}`;
  try {
    await writeFile(fresh, text, { flush: true });
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  return true;
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new BrokenLock(START, `the file is not UTF-8; ${RESTORE}`);
  return text;
}
