// Addresses with folders: where no configuration says what an address is, a post's slug is that of its folder. Two posts
// may have the same one, as translations in `a/es/index.md` and `b/es/index.md`; their addresses need more of the path.

import { posix } from 'node:path';
import { parseFileName } from '../../compile/posts/file-name.ts';
import { permalinkPath } from '../../compile/posts/permalink.ts';
import { toSlug } from '../../compile/posts/slug.ts';
import type { FoundPost } from './generator.ts';
import { textAt } from './site-folder.ts';

/** The posts, with addresses for those without one whose slug alone does not tell what they are. */
export function withNestedAddresses(posts: readonly FoundPost[]): FoundPost[] {
  const open = posts.filter(({ path, draft }) => path === undefined && !draft);
  const bundles = new Set(posts.flatMap(({ file }) => (isBundle(file) ? [posix.dirname(file)] : [])));
  const names = new Map(open.map((post) => [post, namesOf(post)]));
  const counts = new Map<string, number>();
  // All ends of all paths, so that one look shows whether an end is that of one post.
  for (const parts of names.values())
    for (let length = 1; length <= parts.length; length += 1)
      counts.set(endOf(parts, length), (counts.get(endOf(parts, length)) ?? 0) + 1);
  return posts.map((post) => {
    const parts = names.get(post);
    if (!parts) return post;
    let length = 1 + bundlesAround(post.file, bundles);
    while (length < parts.length && (counts.get(endOf(parts, length)) ?? 0) > 1) length += 1;
    if (length === 1) return post;
    // It is no old address, so it says nothing about the pattern of those.
    return { ...post, inherited: { ...post.inherited, permalink: permalinkPath(endOf(parts, length)) } };
  });
}

function isBundle(file: string): boolean {
  return parseFileName(file).slug !== '' && /(?:^|\/)index(?:\.[\w-]+)?\.\w+$/.test(file);
}

/** The slugs of the folders, then that of the post. */
function namesOf({ file, fields }: FoundPost): string[] {
  const own = toSlug(textAt(fields, 'slug') ?? parseFileName(file).slug);
  const place = isBundle(file) ? posix.dirname(posix.dirname(file)) : posix.dirname(file);
  return [...place.split('/').map(toSlug), own].filter((each) => each !== '');
}

function endOf(parts: readonly string[], length: number): string {
  return parts.slice(-length).join('/');
}

/** How many folders a post has up to the outermost post in whose folder it lies. */
function bundlesAround(file: string, bundles: ReadonlySet<string>): number {
  const folders = posix.dirname(file).split('/');
  const own = isBundle(file) ? folders.length - 1 : folders.length;
  for (let depth = 1; depth <= own; depth += 1)
    if (bundles.has(folders.slice(0, depth).join('/'))) return own - depth + 1;
  return 0;
}
