// Posts to which others link, without compiling them.

import type { TargetPost } from '../../../src/compile/links/target-post.ts';
import { parseFileName } from '../../../src/compile/posts/file-name.ts';

/** A post as its file name alone makes it, except for what is given. */
export function targetPost(file: string, given: Partial<TargetPost> = {}): TargetPost {
  const { slug } = parseFileName(file);
  return { file, path: `/posts/${slug}`, older: [], slug, tags: [], state: 'published', ...given };
}
