// The preview: the blog as it is on disk, compiled and served by workerd, and replaced as a whole by each new version.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '../compile/build/write-output.ts';
import type { Compiled } from '../compile/compile.ts';
import { LOCK_FILE, type Lock, type LockedEntry } from '../compile/lock/lock.ts';
import { LockHasChanged, type LockOnDisk, writeLock } from '../compile/lock/lock-file.ts';
import type { DevProxy } from './dev-proxy.ts';
import { compileProject, describeEntries, LOCK, printFindings, ROOT, untilLockIsSettled } from './project.ts';
import { bundleWorker, type RunningWorkerd, startWorkerd } from './workerd.ts';

const FOLDER = join(ROOT, '.longwave');
const OUTPUT = join(FOLDER, 'output');

const UNRECORDED =
  'Your posts are served, but new ones may get other ids the next time; make the file writable, then save a post';

interface Version {
  readonly workerd: RunningWorkerd;
  readonly entries: Compiled['entries'];
}

export class Preview {
  readonly #proxy: DevProxy;
  #serving: Version | undefined;
  #hasMentionedLock = false;
  /** Entries whose posts went away before they were deployed, by id. A post may come back, as when git switches branches. */
  readonly #withdrawn = new Map<string, LockedEntry>();

  constructor(proxy: DevProxy) {
    this.#proxy = proxy;
  }

  /** What is served now, such as `7 entries, 1 scheduled`; undefined when nothing is. */
  get contents(): string | undefined {
    return this.#serving && describeEntries(this.#serving.entries);
  }

  /** Compiles and serves what is on disk. When that fails, prints why, keeps what is served, and resolves with false. */
  async update(): Promise<boolean> {
    try {
      const compiled = await untilLockIsSettled(() => this.#compile());
      if (compiled) {
        await this.#serve(compiled);
        return true;
      }
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
    this.#proxy.close();
    await this.#serving?.workerd.stop();
  }

  /** Compiles what is on disk, and writes the lock. Undefined, and reported, when it cannot be published. */
  async #compile(): Promise<Compiled | undefined> {
    const result = await compileProject({
      drafts: 'exclude',
      // This process cannot load the rendering code again when that changes; the worker is bundled again each time.
      prerender: 'nothing',
      withdrawn: [...this.#withdrawn.values()],
    });
    if (result.compiled) await this.#saveLock(result.compiled.lock, result.lockOnDisk);
    printFindings(result);
    return result.compiled;
  }

  async #serve(compiled: Compiled): Promise<void> {
    await mkdir(FOLDER, { recursive: true });
    await writeOutput(OUTPUT, compiled);
    await bundleWorker(FOLDER);
    const origin = `http://localhost:${this.#proxy.port}`;
    const workerd = await startWorkerd(FOLDER, OUTPUT, console.log, origin);
    const previous = this.#serving;
    this.#proxy.switchTo(workerd.port);
    this.#serving = { workerd, entries: compiled.entries };
    await previous?.workerd.stop();
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
      console.error(`${LOCK_FILE} could not be written: ${(error as Error).message}. ${UNRECORDED}`);
    }
  }

  #rememberWithdrawn({ entries }: Lock, before: Lock | undefined): void {
    for (const id of entries.keys()) this.#withdrawn.delete(id);
    for (const entry of before?.entries.values() ?? [])
      if (!entries.has(entry.id)) this.#withdrawn.set(entry.id, entry);
  }
}
