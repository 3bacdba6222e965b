// The lock on disk: replaced in one step, and only if it still is the version that was read.

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Instant } from '../../archive/entry.ts';
import { type Finding, START } from '../report/findings.ts';
import { placeAt } from '../report/places.ts';
import { decodeUtf8 } from '../text/decode.ts';
import { latestTold } from './changes.ts';
import { formatInstant, formatLock } from './format-lock.ts';
import { LOCK_FILE, type Lock } from './lock.ts';
import { BrokenLock, parseLock, RESTORE } from './parse-lock.ts';

/** A lock as it was read. */
export interface LockOnDisk {
  /** Undefined when there was no file. */
  readonly lock: Lock | undefined;
  /** What had to be decided to read it. */
  readonly warnings: readonly Finding[];
  /** The bytes of the file; undefined when there was none. */
  readonly bytes: Uint8Array | undefined;
}

/** Reads the lock at `now`. Throws a BrokenLock. */
export async function readLock(file: string, now: Instant): Promise<LockOnDisk> {
  const bytes = await readIfThere(file);
  if (!bytes) return { lock: undefined, warnings: [], bytes };
  const text = decode(bytes);
  const { lock, warnings } = parseLock(text);
  return { lock, warnings: [...warnings, ...timesInTheFuture(text, lock, now)], bytes };
}

/** A warning when readers know of a change after `now`: changes made until then must get later dates. */
function timesInTheFuture(text: string, lock: Lock, now: Instant): Finding[] {
  const latest = latestTold(lock, now);
  if (latest <= now) return [];
  const written = formatInstant(latest);
  const message = `the last change is dated ${written}, which is in the future, so Last-Modified will be later still; check the clock of this computer, and of the one that deployed last`;
  return [
    { severity: 'warning', file: LOCK_FILE, place: placeAt(text, text.indexOf(`"${written}"`)), message },
  ];
}

/** The lock is no longer the version that was read: it belongs to other posts than those that were compiled. */
export class LockHasChanged extends Error {}

/**
 * Replaces the version that was read, completely or not at all. Returns false when its content is the same already.
 * Throws LockHasChanged when the file has changed since it was read.
 */
export async function writeLock(file: string, lock: Lock, read: Pick<LockOnDisk, 'bytes'>): Promise<boolean> {
  const text = formatLock(lock);
  // Git on Windows may have converted the line ends.
  if (read.bytes && Buffer.from(read.bytes).toString().replaceAll('\r\n', '\n') === text) return false;
  const fresh = `${file}.new-${process.pid}`;
  try {
    await writeFile(fresh, text, { flush: true });
    const present = await readIfThere(file);
    if (!isSame(present, read.bytes)) throw new LockHasChanged(`${file} has changed since it was read`);
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  return true;
}

function isSame(some: Uint8Array | undefined, others: Uint8Array | undefined): boolean {
  if (!some || !others) return some === others;
  return Buffer.compare(some, others) === 0;
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
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
