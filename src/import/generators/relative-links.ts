// Relative links: posts keep the places of their files to each other, so that what they name is found. A file that is named
// but lies outside of the folder of the posts comes along, and the posts keep the folders that are on the way.

import { posix } from 'node:path';
import type { FoundFile, FoundPost, FoundSite } from './generator.ts';
import { commonFolder } from './markdown-folders.ts';
import type { SiteFolder } from './site-folder.ts';

/** The site with the files that its posts name by a relative path. */
export function keepRelativeLinks(site: FoundSite, folder: SiteFolder): FoundSite {
  const taken = new Set(
    site.files.filter(({ path }) => path.startsWith('posts/')).map(({ source }) => source),
  );
  const outside = new Map<string, string>();
  for (const post of site.posts) {
    const root = rootOf(post.source, post.file);
    for (const target of namedBy(post, folder))
      if (!taken.has(target) && root !== undefined) outside.set(target, root);
  }
  if (outside.size === 0) return site;
  const roots = new Set(outside.values());
  const top = commonFolder([
    ...roots,
    ...[...outside.keys()].map((target) => posix.dirname(target).replace(/^\.$/, '')),
  ]);
  const within = (source: string, file: string) => {
    const root = rootOf(source, file);
    return root !== undefined &&
      (root === top || roots.has(root)) &&
      (top === '' || source.startsWith(`${top}/`))
      ? posix.join(posix.dirname(source.slice(top === '' ? 0 : top.length + 1)), posix.basename(file))
      : file;
  };
  const moved = (each: FoundFile): FoundFile =>
    each.path.startsWith('posts/')
      ? { ...each, path: `posts/${within(each.source, each.path.slice(6))}` }
      : each;
  return {
    ...site,
    posts: site.posts.map((post) => ({ ...post, file: within(post.source, post.file) })),
    files: [
      ...site.files.map(moved),
      ...[...outside.keys()].map((source) => ({
        source,
        path: `posts/${source.slice(top === '' ? 0 : top.length + 1)}`,
      })),
    ],
  };
}

/** The folder that became posts/; undefined when the file has another name there. */
function rootOf(source: string, file: string): string | undefined {
  if (source === file) return '';
  return source.endsWith(`/${file}`) ? source.slice(0, -file.length - 1) : undefined;
}

const TARGETS =
  /\]\(\s*<?(\.{1,2}\/[^\s)>"'{}]{1,500})|\b(?:src|href|poster)\s*=\s*["'](\.{1,2}\/[^"'{}]{1,500})["']|^\s*[\w-]+\s*:\s*["']?(\.{1,2}\/[^\s"'{}]{1,500})/gm;

/** The files that a post names by a relative path, from the root of the site. */
function namedBy({ source, text }: FoundPost, folder: SiteFolder): string[] {
  const found = new Set<string>();
  for (const [, link, attribute, field] of text.matchAll(TARGETS)) {
    const written = (link ?? attribute ?? field ?? '').replace(/[?#].*$/s, '');
    const target = posix.join(posix.dirname(source), decoded(written));
    if (folder.has(target) && !/\.(?:md|mdx|markdown|[cm]?[jt]sx?|astro|vue|svelte|html?)$/i.test(target))
      found.add(target);
  }
  return [...found];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
