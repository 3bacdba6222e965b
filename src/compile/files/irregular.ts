// What is no regular file, and what to do about it: links that lead nowhere or to a folder, pipes, sockets, devices.

import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';

export const LEADS_NOWHERE =
  'this link points to a file that does not exist; point it to another file, or remove it';

/** `folder` is where the link is, such as `posts/`. */
export function leadsToFolder(folder: string): string {
  return `this link points to a folder; point it to a file, or move the folder into ${folder}`;
}

/** Why something in a folder such as `posts/` is not published. */
export function describeIrregular(stats: Stats, folder: string): string {
  if (stats.isDirectory()) return leadsToFolder(folder);
  const kind = stats.isFIFO() ? 'a named pipe' : stats.isSocket() ? 'a socket' : 'a device';
  return `this is ${kind} and not a file; move it out of ${folder}`;
}

/** Also true of a link to a file that does not exist. */
export function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
