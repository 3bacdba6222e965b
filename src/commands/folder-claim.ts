// The claim on a folder: only one npm start runs in it at a time, because two would overwrite each other's lock.

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyProcess } from './processes.ts';

const CLAIM = /^start-.*\.json$/;
const BEING_WRITTEN = '.new';
const POLL_MS = 20;
/** A process that claims a folder opens its port at once, unless it was suspended. */
const PATIENCE_MS = 5000;

interface Claim {
  readonly pid: number;
  readonly identity: string;
  /** Where it serves; undefined until it does. */
  readonly address?: string | undefined;
}

export interface ClaimedFolder {
  /** Tells every later npm start in this folder where this one serves. */
  servesAt(address: string): Promise<void>;
}

/** Whether a file of this name is a claim, or one that is being written. */
export function isOfClaim(name: string): boolean {
  return CLAIM.test(name.endsWith(BEING_WRITTEN) ? name.slice(0, -BEING_WRITTEN.length) : name);
}

/**
 * Claims a folder until this process ends; the claim of a process that was killed does not count. Throws an Error with
 * a message for the owner when another has it.
 *
 * Each process writes a file of its own and then looks for those of others. Of two that see each other before either
 * serves, the one with the lower number goes on, once the other has withdrawn or, if that looked earlier, serves.
 */
export async function claimFolder(folder: string): Promise<ClaimedFolder> {
  const own = join(folder, `start-${randomUUID()}.json`);
  const withdraw = () => rmSync(own, { force: true });
  process.once('exit', withdraw);
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new Error(`npm start needs a folder that it can write to: ${error.message}`);
  });
  const identity = identifyProcess(process.pid) ?? '';
  const write = (address?: string) => writeClaim(own, { pid: process.pid, identity, address });
  try {
    await write();
    for (const deadline = Date.now() + PATIENCE_MS; ; await pause(POLL_MS)) {
      const others = await claimsOfOthers(folder);
      if (others.length === 0) return { servesAt: write };
      refuseBeside(others, deadline);
      if (others.every(({ pid }) => pid > process.pid)) continue;
      withdraw();
      await othersToDecide(folder, deadline);
      await write();
    }
  } catch (error) {
    withdraw();
    throw error;
  }
}

async function othersToDecide(folder: string, deadline: number): Promise<void> {
  for (;;) {
    const others = await claimsOfOthers(folder);
    if (others.length === 0) return;
    refuseBeside(others, deadline);
    await pause(POLL_MS);
  }
}

/** Throws when one of the others serves, or has claimed the folder and not gone on for too long. */
function refuseBeside(others: readonly Claim[], deadline: number): void {
  const other = others.find(({ address }) => address !== undefined) ?? others[0];
  if (!other || (other.address === undefined && Date.now() < deadline)) return;
  const where = other.address === undefined ? '' : ` and serves ${other.address}`;
  throw new Error(
    `npm start runs in this folder already (process ${other.pid})${where}; use that one, or stop it with Ctrl+C first`,
  );
}

/** The claims of processes that run. Removes the others, which is safe because no two claims have the same name. */
async function claimsOfOthers(folder: string): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const name of (await readdir(folder)).filter((each) => CLAIM.test(each))) {
    const claim = await readClaim(join(folder, name));
    if (claim?.pid === process.pid && claim.identity === identifyProcess(process.pid)) continue;
    if (claim && identifyProcess(claim.pid) === claim.identity) claims.push(claim);
    else await rm(join(folder, name), { force: true });
  }
  return claims;
}

/** Undefined for a file that was removed meanwhile, and for one that no npm start wrote. */
async function readClaim(file: string): Promise<Claim | undefined> {
  try {
    const claim = JSON.parse(await readFile(file, 'utf8')) as Claim | null;
    return Number.isSafeInteger(claim?.pid) ? (claim as Claim) : undefined;
  } catch {
    return undefined;
  }
}

/** A claim is never seen half written: a file that is being written has another name. */
async function writeClaim(file: string, claim: Claim): Promise<void> {
  const written = `${file}${BEING_WRITTEN}`;
  await writeFile(written, JSON.stringify(claim));
  await rename(written, file);
}
