// The stage: the project as it would be after an import, in a folder of its own. It is compiled there, and what has been
// added goes from there to its place in one step for each file, so that nothing in the project is ever half written.

import { constants, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { ImportedFile } from '../imported.ts';

export interface StageOptions {
  /** Whether nothing will be published. The stage is then outside of the project, and copies no file. */
  readonly isForShow: boolean;
}

/** The folders of a project that a compile reads. */
const FOLDERS = ['posts', 'public'];

/** All paths are from the root of the project, with forward slashes. */
export class Stage {
  readonly folder: string;
  readonly #project: string;
  readonly #isForShow: boolean;
  readonly #made = new Set<string>();

  private constructor(folder: string, project: string, { isForShow }: StageOptions) {
    this.folder = folder;
    this.#project = project;
    this.#isForShow = isForShow;
  }

  /** Makes the folder. In the project, it is on the same disk; the next command removes what a killed process leaves. */
  static async open(root: string, options: StageOptions): Promise<Stage> {
    const project = resolve(root);
    const own = join(project, `.longwave-import-${process.pid}`);
    if (!options.isForShow) await mkdir(own);
    const folder = options.isForShow ? await mkdtemp(join(tmpdir(), 'longwave-import-')) : own;
    return new Stage(folder, project, options);
  }

  /** Adds links to the posts and public files that the project has, except for some, and for those that are on the stage. */
  async linkProject(without: ReadonlySet<string>): Promise<void> {
    for (const folder of FOLDERS) {
      this.#makeFolder(this.#at(folder));
      for (const file of await filesIn(join(this.#project, folder))) {
        const path = `${folder}/${file}`;
        if (!without.has(path)) await this.#link(path, join(this.#project, path)).catch(ignoreExisting);
      }
    }
  }

  /** Adds a text. Throws an Error when there is a file of this name. */
  write(path: string, text: string): void {
    const target = this.#at(path);
    this.#makeFolder(dirname(target));
    writeFileSync(target, text, { flag: 'wx' });
  }

  /** Adds a file. Rejects when it cannot be read, and when there is one of this name. */
  async copy(path: string, content: ImportedFile['content']): Promise<void> {
    const target = this.#at(path);
    this.#makeFolder(dirname(target));
    if (!('from' in content)) await writeFile(target, await content.read(), { flag: 'wx' });
    else if (this.#isForShow) await this.#link(path, resolve(content.from));
    else await copyFile(content.from, target, constants.COPYFILE_EXCL);
  }

  async move(path: string, to: string): Promise<void> {
    this.#makeFolder(dirname(this.#at(to)));
    await rename(this.#at(path), this.#at(to));
  }

  async remove(path: string): Promise<void> {
    await rm(this.#at(path), { force: true });
  }

  /** Puts an added file into its place in the project. False when another program has put one there meanwhile. */
  async publish(path: string): Promise<boolean> {
    const target = join(this.#project, path);
    await mkdir(dirname(target), { recursive: true });
    return moved(this.#at(path), target);
  }

  /** Removes the folder. */
  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  #at(path: string): string {
    return join(this.folder, path);
  }

  /** A link costs nothing, however large the file is. Some systems allow none. */
  async #link(path: string, from: string): Promise<void> {
    const target = this.#at(path);
    this.#makeFolder(dirname(target));
    try {
      symlinkSync(from, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
      await copyFile(from, target, constants.COPYFILE_EXCL);
    }
  }

  #makeFolder(folder: string): void {
    if (this.#made.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.#made.add(folder);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Paths of the files in a folder; none when there is no folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** A link, because renaming would replace a file that is there. False when there is one. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK' && code !== 'ENOSYS') throw error;
  }
  return copyFile(from, to, constants.COPYFILE_EXCL).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}
