// The preview: the blog as it is on disk, compiled and served by workerd, and replaced as a whole by each new version.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '../compile/build/write-output.ts';
import type { Compiled } from '../compile/compile.ts';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { writeLock } from '../compile/lock/lock-file.ts';
import type { DevProxy } from './dev-proxy.ts';
import { compileProject, describeEntries, LOCK, printFindings, ROOT } from './project.ts';
import { bundleWorker, type RunningWorkerd, startWorkerd } from './workerd.ts';

const FOLDER = join(ROOT, '.longwave');
const OUTPUT = join(FOLDER, 'output');

interface Version {
  readonly workerd: RunningWorkerd;
  readonly entries: Compiled['entries'];
}

export class Preview {
  readonly #proxy: DevProxy;
  #serving: Version | undefined;
  #hasMentionedLock = false;

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
      const compiled = await this.#compile();
      if (compiled) {
        await this.#serve(compiled);
        await this.#saveLock(compiled);
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

  async #compile(): Promise<Compiled | undefined> {
    const result = await compileProject({
      drafts: 'exclude',
      // This process cannot load the rendering code again when that changes; the worker is bundled again each time.
      prerender: 'nothing',
    });
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

  /** Mentions the lock when it is first written; later versions only change it. */
  async #saveLock({ lock }: Compiled): Promise<void> {
    if (!(await writeLock(LOCK, lock)) || this.#hasMentionedLock) return;
    this.#hasMentionedLock = true;
    console.log(`${LOCK_FILE} records what readers have seen; commit it with your posts.\n`);
  }
}
