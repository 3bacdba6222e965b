// Placing files in the output: copies for an upload, or links for a preview, which is replaced after every change.

import { constants } from 'node:fs';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/** Location of each file, by its path in the target folder with forward slashes. */
type Files = ReadonlyMap<string, string>;

/** How many files are copied at a time: operating systems limit how many are open. */
const AT_A_TIME = 32;

/** Copies files into a folder. On file systems that can, a copy shares its bytes with the original. */
export function copyFiles(folder: string, files: Files): Promise<void> {
  return place(folder, files, (target, from) => copyFile(from, target, constants.COPYFILE_FICLONE));
}

/** Links files into a folder, where possible with one link for everything in a folder. */
export async function linkFiles(folder: string, files: Files): Promise<void> {
  const others = new Map<string, string>();
  for (const [top, group] of byTopFolder(files)) {
    const whole = folderOf(top, group);
    // A junction needs no privileges on Windows. Where there is a folder already, its files are added one by one.
    const isLinked = whole !== undefined && (await tryTo(symlink(whole, join(folder, top), 'junction')));
    if (!isLinked) for (const [name, path] of group) others.set(name, path);
  }
  await place(folder, others, async (target, from) => {
    if (!(await tryTo(symlink(from, target)))) await copyFile(from, target);
  });
}

async function place(
  folder: string,
  files: Files,
  placeOne: (target: string, from: string) => Promise<void>,
): Promise<void> {
  const placed = [...files].map(([name, from]) => ({ target: join(folder, name), from }));
  for (const parent of new Set(placed.map(({ target }) => dirname(target))))
    await mkdir(parent, { recursive: true });
  for (let start = 0; start < placed.length; start += AT_A_TIME)
    await Promise.all(
      placed.slice(start, start + AT_A_TIME).map(({ target, from }) => placeOne(target, from)),
    );
}

/** The files by the folder that their paths begin with; empty for those outside all folders. */
function byTopFolder(files: Files): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  for (const [name, path] of files) {
    const top = name.includes('/') ? name.slice(0, name.indexOf('/')) : '';
    const group = groups.get(top) ?? new Map<string, string>();
    groups.set(top, group.set(name, path));
  }
  return groups;
}

/** The folder on disk with all these files under their own names; undefined when a name is written differently there. */
function folderOf(top: string, group: Files): string | undefined {
  if (top === '') return undefined;
  const roots = new Set(
    Array.from(group, ([name, path]) => {
      const ending = sep + name.split('/').join(sep);
      return path.endsWith(ending) ? path.slice(0, -ending.length) : undefined;
    }),
  );
  const [root] = roots;
  return roots.size === 1 && root !== undefined ? join(root, top) : undefined;
}

/** Whether it succeeded. */
function tryTo(action: Promise<void>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
