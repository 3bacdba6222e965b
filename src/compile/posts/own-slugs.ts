// Slugs of their own: no two posts have the same one, because the ids of elements in a post begin with it, and readers may
// show several posts on a page.

import { byText } from '../text/text.ts';
import type { SourcePost } from './source-post.ts';

/**
 * The posts, in the given order. Of posts with one slug, at addresses such as `/2014/a` and `/2015/a`, the oldest keeps
 * it, and the others get a number: `a-2`.
 */
export function withOwnSlugs<Post extends Pick<SourcePost, 'slug' | 'date' | 'file'>>(
  posts: readonly Post[],
): Post[] {
  const taken = new Set(posts.map(({ slug }) => slug));
  const kept = new Set<string>();
  const slugs = new Map<string, string>();
  for (const { file, slug } of [...posts].sort((a, b) => a.date - b.date || byText(a.file, b.file))) {
    slugs.set(file, kept.has(slug) ? freeSlug(slug, taken) : slug);
    kept.add(slug);
  }
  return posts.map((post) => ({ ...post, slug: slugs.get(post.file) ?? post.slug }));
}

function freeSlug(slug: string, taken: Set<string>): string {
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  taken.add(`${slug}-${number}`);
  return `${slug}-${number}`;
}
