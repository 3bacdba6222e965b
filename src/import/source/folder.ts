// Folders: a folder on disk as the source of an import.

import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { byText } from '../../compile/text/text.ts';
import { LARGEST_FILE, MOST_FILES, megabytes } from './limits.ts';
import type { TreeSource } from './source.ts';
import { isToolFile, isToolFolder } from './tool-files.ts';

/** Throws an Error with a message for the owner when the folder has too many files. */
export async function folderSource(folder: string, name: string): Promise<TreeSource> {
  const files: string[] = [];
  await collect(folder, '', files, name);
  files.sort(byText);
  const known = new Set(files);
  return {
    kind: 'tree',
    name,
    folder,
    files,
    read: async (file, limit = LARGEST_FILE) => {
      if (!known.has(file)) throw new Error(`${name} has no file ${file}`);
      const path = join(folder, file);
      const { size } = await stat(path);
      if (size > limit) throw new Error(`${file} has ${megabytes(size)}; the most is ${megabytes(limit)}`);
      return readFile(path);
    },
  };
}

/** Adds the paths of the files in a folder. Links are not followed, because they may lead out of it or around in it. */
async function collect(root: string, within: string, files: string[], name: string): Promise<void> {
  for await (const entry of await opendir(join(root, within))) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory() && !isToolFolder(entry.name)) await collect(root, path, files, name);
    if (entry.isFile() && !isToolFile(entry.name)) files.push(path);
    if (files.length > MOST_FILES)
      throw new Error(`${name} has more than ${MOST_FILES} files; name the folder of the blog alone`);
  }
}
