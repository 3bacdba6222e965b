// Listing a folder with everything in it, even while somebody changes it.

import { type Dirent, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Everything in a folder and the folders within. A folder that does not exist is like an empty one. */
export async function listEntries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // A folder inside this one may have been removed at this moment. Returning no files would withdraw every post.
    return existsSync(folder) ? listEntries(folder) : [];
  }
}

/** The path of an entry within the folder, with forward slashes. */
export function pathWithin(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
}
