// Own addresses: of posts that would have one address, which old programs let overwrite each other, the oldest keeps it, and
// each of the others gets one with its date.

import { parseFileName } from '../../compile/posts/file-name.ts';
import { permalinkPath } from '../../compile/posts/permalink.ts';
import { toSlug } from '../../compile/posts/slug.ts';
import { withoutEnd } from './address-rules.ts';
import type { FoundPost } from './generator.ts';
import { textAt } from './site-folder.ts';

/** The posts with an address for each, and what to say of those that got another one. */
export function withOwnAddresses(
  posts: readonly FoundPost[],
  hasPattern: boolean,
): { readonly posts: FoundPost[]; readonly notes: readonly string[] } {
  const taken = new Set<string>();
  const changed = new Map<FoundPost, string>();
  for (const post of [...posts].sort(byKindAndDate)) {
    const path = addressOf(post, hasPattern);
    if (path === undefined || post.draft) continue;
    const free = freeAddress(path, post, taken);
    taken.add(keyOf(free));
    if (free !== path) changed.set(post, free);
  }
  return {
    posts: posts.map((post) => {
      const path = changed.get(post);
      return path === undefined ? post : withAddress(post, path);
    }),
    notes: describe(changed),
  };
}

/** Where a post will be; undefined when a pattern of the settings says it. */
function addressOf({ path, inherited, fields, file }: FoundPost, hasPattern: boolean): string | undefined {
  const given = path ?? inherited?.permalink;
  if (typeof given === 'string') return given;
  return hasPattern ? undefined : permalinkPath(toSlug(textAt(fields, 'slug') ?? parseFileName(file).slug));
}

/** Posts before pages, the oldest first. */
function byKindAndDate(a: FoundPost, b: FoundPost): number {
  const rank = ({ kind }: FoundPost) => (kind === 'post' ? 0 : 1);
  return rank(a) - rank(b) || (a.date ?? Number.MAX_VALUE) - (b.date ?? Number.MAX_VALUE);
}

function keyOf(path: string): string {
  return withoutEnd(path)[0].normalize('NFC');
}

/** `/blog/name-2018-03-15/`, or with a number where that is taken, too. */
function freeAddress(path: string, { date }: FoundPost, taken: ReadonlySet<string>): string {
  const [bare, end] = withoutEnd(path);
  const day = date === undefined ? '' : `-${new Date(date).toISOString().slice(0, 10)}`;
  let free = path;
  for (let number = 1; taken.has(keyOf(free)); number += 1)
    free = `${bare}${day}${number === 1 && day !== '' ? '' : `-${number + (day === '' ? 1 : 0)}`}${end}`;
  return free;
}

function withAddress(post: FoundPost, path: string): FoundPost {
  if (post.path === undefined) return { ...post, inherited: { ...post.inherited, permalink: path } };
  return { ...post, path, ...(post.id === post.path && { id: path }) };
}

const MOST_SHOWN = 5;

function describe(changed: ReadonlyMap<FoundPost, string>): string[] {
  if (changed.size === 0) return [];
  const shown = [...changed].slice(0, MOST_SHOWN).map(([{ source }, path]) => `${source} is at ${path}`);
  const more = changed.size > shown.length ? ', …' : '';
  return [
    `Posts and pages that had the address of an older one: ${changed.size}. Each has an address of its own: ${shown.join(', ')}${more}.`,
  ];
}
