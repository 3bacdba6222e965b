// Bundle files: Hugo, Zola and Hexo serve the files beside a post at the address of the post, where readers and other sites
// still look for them.

import { posix } from 'node:path';
import type { FoundFile, FoundPost } from './generator.ts';

/** The files, and those in the folder of a post a second time, at their old addresses. */
export function withOldAddresses(files: readonly FoundFile[], posts: readonly FoundPost[]): FoundFile[] {
  const paths = new Map(
    posts.flatMap(({ file, path, draft }) =>
      path?.endsWith('/') && !draft && /(?:^|\/)index\.\w+$/.test(file) ? [[posix.dirname(file), path]] : [],
    ),
  );
  const taken = new Set(files.map(({ path }) => path));
  const again = files.flatMap(({ source, path }) => {
    const place = path.startsWith('posts/') ? placeIn(path.slice('posts/'.length), paths) : undefined;
    return place === undefined || taken.has(place) ? [] : [{ source, path: place }];
  });
  return [...files, ...again];
}

/** Where a file of a bundle was served, within `public/`. */
function placeIn(file: string, paths: ReadonlyMap<string, string>): string | undefined {
  for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) {
    const path = paths.get(folder);
    if (path !== undefined) return `public${path}${file.slice(folder.length + 1)}`;
  }
  return undefined;
}
