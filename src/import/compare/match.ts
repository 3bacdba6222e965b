// Matching: which entry of the old feed is which post. By its id, then by its address, because
// several entries may be parts of one page, then by its title and day.

import type { Instant } from '../../archive/entry.ts';

/** What is known of a post or an entry on either side. */
export interface Comparable {
  readonly id?: string | undefined;
  /** Absolute, or a path from the root. */
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly date?: Instant | undefined;
}

/** The post of each entry, where there is one. No post is that of two entries. */
export function matchEntries<Entry extends Comparable, Post extends Comparable>(
  entries: readonly Entry[],
  posts: readonly Post[],
): Map<Entry, Post> {
  const found = new Map<Entry, Post>();
  const taken = new Set<Post>();
  for (const keysOf of [idKeys, addressKeys, titleKeys]) {
    const index = new Map<string, Post>();
    for (const post of posts)
      if (!taken.has(post)) for (const key of keysOf(post)) if (!index.has(key)) index.set(key, post);
    for (const entry of entries) {
      if (found.has(entry)) continue;
      const post = keysOf(entry)
        .map((key) => index.get(key))
        .find((each) => each !== undefined && !taken.has(each));
      if (post === undefined) continue;
      found.set(entry, post);
      taken.add(post);
    }
  }
  return found;
}

function addressKeys({ url }: Comparable): string[] {
  const path = pathOf(url);
  return path === undefined ? [] : [path];
}

function idKeys({ id }: Comparable): string[] {
  return id === undefined ? [] : [id];
}

/** Generators and feeds may be some hours apart, when one of them ignores the time zone. */
function titleKeys({ title, date }: Comparable): string[] {
  const words = title
    ?.normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  if (!words || date === undefined) return [];
  const day = Math.floor(date / DAY_MS);
  return [day, day - 1, day + 1].map((each) => `${each} ${words.join(' ')}`);
}

const DAY_MS = 86_400_000;

/** The path of an address, decoded, without what servers treat alike: a slash at the end, `index.html`, and `.html`. */
export function pathOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url, 'https://old.invalid')) return undefined;
  const { pathname, search } = new URL(url, 'https://old.invalid');
  const path = decode(pathname).replace(/(?:\/index)?\.html?$|\/+$/, '');
  const query = /[?&](?:p|page_id)=\d+/.test(search) ? search : '';
  return path === '' && query === '' ? undefined : path.normalize('NFC') + query;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
