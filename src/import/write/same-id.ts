// Posts with the same id: versions of one post, or posts that got one id when a site was copied.

import { isDeepStrictEqual } from 'node:util';
import type { ImportedPost } from '../imported.ts';

/** Whether posts with one id are one post. */
export function isSamePost(post: ImportedPost, twin: ImportedPost): boolean {
  if (post.url !== undefined && post.url === twin.url)
    return post.date === twin.date || (post.title !== undefined && post.title === twin.title);
  const isElsewhere = post.url !== undefined && twin.url !== undefined;
  return !isElsewhere && post.title === twin.title && isDeepStrictEqual(post.content, twin.content);
}

/** The reason for the report. */
export function describeTwin(post: ImportedPost, twin: ImportedPost): string {
  const reason = `it has the same id as ${twin.source}`;
  return isSamePost(post, twin) ? reason : `${reason}, so it gets a new one, and readers may see it again`;
}
