// Staging: the project as it would be after an import, in a temporary folder, so that it can be compiled before anything is
// written.

import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { ImportedFile } from '../imported.ts';

export interface StagedPost {
  /** Path from the root of the project: `posts/a.md`. */
  readonly path: string;
  readonly text: string;
}

export interface Stage {
  /** Has `posts` and `public` in it. */
  readonly root: string;
  /** Takes a file out. */
  readonly remove: (path: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Makes the folder, with the posts, the files, and what the project has already. */
export async function stage(
  posts: readonly StagedPost[],
  files: readonly ImportedFile[],
  project: string,
  without: ReadonlySet<string>,
): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'longwave-import-'));
  for (const folder of ['posts', 'public']) {
    await mkdir(join(root, folder));
    for (const path of await filesIn(join(project, folder)))
      if (!without.has(`${folder}/${path}`))
        await place(join(root, folder, path), join(project, folder, path));
  }
  for (const { path, content } of files) {
    if ('from' in content) await place(join(root, path), content.from);
    else await write(join(root, path), await content.read());
  }
  for (const { path, text } of posts) await write(join(root, path), text);
  return {
    root,
    remove: (path) => rm(join(root, path), { force: true }),
    end: () => rm(root, { recursive: true, force: true }),
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** A link costs nothing, however large the file is. Some systems allow none. */
async function place(path: string, from: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(from, path).catch((error: NodeJS.ErrnoException) =>
    error.code === 'EEXIST' ? undefined : copyFile(from, path),
  );
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
