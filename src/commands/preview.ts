// The preview: the blog as it is on disk, compiled and served by workerd, and replaced as a whole by each new version.

import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeOutput } from '../compile/build/write-output.ts';
import type { Compiled } from '../compile/compile.ts';
import { LOCK_FILE, type Lock, type LockedEntry } from '../compile/lock/lock.ts';
import { LockHasChanged, type LockOnDisk, writeLock } from '../compile/lock/lock-file.ts';
import type { DevProxy } from './dev-proxy.ts';
import {
  compileProject,
  describeEntries,
  LOCK,
  printFindings,
  ROOT,
  START_FOLDER,
  untilLockIsSettled,
} from './project.ts';
import { bundleWorker, type RunningWorkerd, startWorkerd } from './workerd.ts';

const VERSIONS = join(START_FOLDER, 'versions');
const OUTPUT = 'output';

/** The longest download from a version that was replaced. */
const LAST_DOWNLOAD_MS = 600_000;
/** A workerd that ends sooner than this would only end again if it were started again at once. */
const SHORT_LIFE_MS = 5000;

const UNRECORDED =
  'Posts are served, but their ids are not recorded; remove the cause, then save any post to try again.';

interface Version {
  /** Has the worker, its archive and its media, which workerd reads while it runs. */
  readonly folder: string;
  readonly workerd: RunningWorkerd;
  readonly started: number;
  readonly entries: Compiled['entries'];
}

export class Preview {
  readonly #proxy: DevProxy;
  #serving: Version | undefined;
  #versions = 0;
  #hasMentionedLock = false;
  /** Entries whose posts went away before they were deployed, by id. A post may come back, as when git switches branches. */
  readonly #withdrawn = new Map<string, LockedEntry>();
  #isStopped = false;

  constructor(proxy: DevProxy) {
    this.#proxy = proxy;
    process.once('exit', () => rmSync(VERSIONS, { recursive: true, force: true }));
  }

  /** What is served now, such as `7 entries, 1 scheduled`; undefined when nothing is. */
  get contents(): string | undefined {
    return this.#serving && describeEntries(this.#serving.entries);
  }

  /** Compiles and serves what is on disk. When that fails, prints why, keeps what is served, and resolves with false. */
  async update(): Promise<boolean> {
    try {
      if (await untilLockIsSettled(() => this.#replace())) return true;
    } catch (error) {
      console.error((error as Error).message);
    }
    console.error(
      this.contents === undefined
        ? 'Nothing is served yet; waiting for a change.'
        : `Still serving the previous version: ${this.contents}.`,
    );
    return false;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#proxy.close();
    await this.#serving?.workerd.stop();
  }

  /**
   * Replaces what is served by what is on disk, and writes the lock. Resolves with false, and reports why, when that
   * cannot be published. Throws LockHasChanged when it was compiled with a lock that is no longer there.
   */
  async #replace(): Promise<boolean> {
    const result = await compileProject({
      drafts: 'exclude',
      // This process cannot load the rendering code again when that changes; the worker is bundled again each time.
      prerender: 'nothing',
      withdrawn: [...this.#withdrawn.values()],
    });
    if (!result.compiled) {
      printFindings(result);
      return false;
    }
    const version = await this.#prepare(result.compiled);
    // Before anybody is shown the version, and after it is certain that it can be shown.
    try {
      await this.#saveLock(result.compiled.lock, result.lockOnDisk);
    } catch (error) {
      await version.workerd.stop();
      await removeFolder(version.folder);
      throw error;
    }
    printFindings(result);
    this.#serve(version);
    return true;
  }

  /** Writes a version to a folder of its own, and starts a workerd that nobody is sent to yet. */
  async #prepare(compiled: Compiled): Promise<Version> {
    this.#versions += 1;
    const folder = join(VERSIONS, String(this.#versions));
    try {
      await writeVersion(folder, compiled);
      const workerd = await this.#startWorkerd(folder);
      return { folder, workerd, started: Date.now(), entries: compiled.entries };
    } catch (error) {
      await removeFolder(folder);
      throw error;
    }
  }

  #startWorkerd(folder: string): Promise<RunningWorkerd> {
    const origin = `http://localhost:${this.#proxy.port}`;
    return startWorkerd(folder, join(folder, OUTPUT), console.log, origin);
  }

  #serve(version: Version): void {
    const previous = this.#serving;
    this.#serving = version;
    this.#proxy.switchTo(version.workerd.port);
    version.workerd.ended.then((reason) => this.#hasEnded(version, reason));
    // Not awaited: a slow download must not delay the next version.
    if (previous) previous.workerd.stop(LAST_DOWNLOAD_MS).then(() => removeFolder(previous.folder));
  }

  /** Starts the workerd of a version again when it has ended by itself. */
  async #hasEnded(version: Version, reason: string): Promise<void> {
    const isServed = () => this.#serving === version && !this.#isStopped;
    if (!isServed()) return;
    console.error(`workerd has ended unexpectedly (${reason}); starting it again.`);
    this.#proxy.switchTo(undefined);
    await pause(Date.now() - version.started < SHORT_LIFE_MS ? SHORT_LIFE_MS : 0);
    if (!isServed()) return;
    try {
      const workerd = await this.#startWorkerd(version.folder);
      if (!isServed()) return await workerd.stop();
      this.#serving = undefined;
      this.#serve({ ...version, workerd, started: Date.now() });
    } catch (error) {
      if (!isServed()) return;
      this.#serving = undefined;
      await removeFolder(version.folder);
      console.error(`${(error as Error).message}\nNothing is served now; waiting for a change.`);
    }
  }

  /** Mentions the lock when it is first written; later versions only change it. Throws LockHasChanged. */
  async #saveLock(lock: Lock, lockOnDisk: LockOnDisk): Promise<void> {
    try {
      const isNew = await writeLock(LOCK, lock, lockOnDisk);
      this.#rememberWithdrawn(lock, lockOnDisk.lock);
      if (!isNew || this.#hasMentionedLock) return;
      this.#hasMentionedLock = true;
      console.log(`${LOCK_FILE} keeps the ids of your posts; commit it with them.\n`);
    } catch (error) {
      if (error instanceof LockHasChanged) throw error;
      console.error(`${LOCK_FILE} cannot be written (${(error as Error).message}). ${UNRECORDED}`);
    }
  }

  #rememberWithdrawn({ entries }: Lock, before: Lock | undefined): void {
    for (const id of entries.keys()) this.#withdrawn.delete(id);
    for (const entry of before?.entries.values() ?? [])
      if (!entries.has(entry.id)) this.#withdrawn.set(entry.id, entry);
  }
}

/** Throws an Error with a message for the owner when the folder cannot be written or the worker cannot be bundled. */
async function writeVersion(folder: string, compiled: Compiled): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeOutput(join(folder, OUTPUT), compiled, { publicFiles: 'link' });
  } catch (error) {
    throw new Error(
      `the new version cannot be written to ${relative(ROOT, folder)}: ${(error as Error).message}`,
    );
  }
  await bundleWorker(folder);
}

/** What cannot be removed now is removed by the next npm start. */
function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true }).catch(() => {});
}
