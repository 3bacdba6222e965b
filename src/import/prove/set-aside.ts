// What is set aside: the posts with which the blog would not compile go to a folder of their own, with the reasons.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Skipped } from '../imported.ts';
import type { Prepared } from '../write/prepare.ts';
import type { Stage } from '../write/stage.ts';

export const SET_ASIDE = 'posts-set-aside';
export const REASONS = `${SET_ASIDE}/reasons.txt`;

/** A file of the import with an error. */
export interface Broken {
  /** Path from the root of the project, in NFC, as the compiler names it. */
  readonly path: string;
  /** The first error: `posts/a.md:3:7: …`. */
  readonly reason: string;
}

/** Takes the broken posts to their folder on the stage, and the other broken files out of what is imported. */
export async function setAside(
  prepared: Prepared,
  broken: readonly Broken[],
  stage: Stage,
  root: string,
): Promise<Prepared> {
  const reasons = new Map(broken.map(({ path, reason }) => [path, reason]));
  const reasonFor = (path: string) => reasons.get(path.normalize('NFC'));
  const isThere = (path: string) => existsSync(join(root, path));

  const posts = prepared.posts
    .map((post) => (reasonFor(post.path) === undefined ? post : { ...post, path: aside(post.path) }))
    .filter(({ path }) => !path.startsWith(`${SET_ASIDE}/`) || !isThere(path));
  const skipped = prepared.files.flatMap(({ source, path }): Skipped[] => {
    const reason = reasonFor(path);
    return reason === undefined ? [] : [{ source, reason }];
  });
  const files = prepared.files.filter(({ path }) => reasonFor(path) === undefined);
  const list = prepared.posts.flatMap(({ path }) => reasonFor(path) ?? []);
  if (list.length > 0 && !isThere(REASONS)) {
    stage.write(REASONS, list.map((reason) => `${reason}\n`).join(''));
    files.push({ path: REASONS, source: REASONS });
  }
  return { posts, files, skipped: [...prepared.skipped, ...skipped] };
}

/** Where a post of posts/ goes. */
export function aside(path: string): string {
  return path.replace(/^posts/, SET_ASIDE);
}
