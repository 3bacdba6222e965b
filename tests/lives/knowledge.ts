// What a lock can know of the posts, and when that is enough to tell which post is which.
//
// Longwave recognises a post by its own id, or by what it shares with an entry: the path, the text, the date. Here, a
// state of the blog is clear when every post shares more with its own past than any other post does, and nothing else
// could be taken for it. Only then does the test know what readers must get.

import { isDeepStrictEqual } from 'node:util';
import { type Post, pathOf } from './post.ts';

/** What a post looked like once. */
export type Face = Pick<Post, 'slug' | 'pattern' | 'title' | 'body' | 'dated'>;

export interface KnownPost {
  readonly key: number;
  readonly kin: number;
  /** Its entry's id. */
  readonly id: string;
  readonly ownId?: string;
  /** What readers know of it, and what the last compile saw. */
  readonly faces: readonly Face[];
  /** Whether it has been deployed. */
  readonly isTold: boolean;
  /** Whether its post was missing in the last compile. */
  readonly isGone?: boolean;
  /** Paths that redirect to it. */
  readonly former: readonly string[];
}

export type Knowledge = ReadonlyMap<number, KnownPost>;

/** How many of path, text and date a post shares with one of the faces; the date alone does not count. */
function shared(post: Post, { faces }: KnownPost): number {
  const counts = faces.map(({ slug, pattern, title, body, dated }) => {
    // In another pattern, the slug alone is no address.
    const path = Number(slug === post.slug && (pattern === post.pattern || dated === post.dated));
    const text = Number(body === post.body && title === post.title);
    return path + text === 0 ? 0 : path + text + Number(dated === post.dated);
  });
  return Math.max(0, ...counts);
}

/** Whether nobody, Longwave included, can be mistaken about which post is which. Drafts are not compiled. */
export function isClear(knowledge: Knowledge, posts: readonly Post[]): boolean {
  const present = new Map(posts.map((post) => [post.key, post]));
  return posts.every((post) => {
    const own = knowledge.get(post.key);
    if (own && own.ownId !== post.id) return false;
    const evidence = own ? shared(post, own) : 0;
    // A new post may be where a missing one was, so a path alone does not bring it back.
    if (own && post.id === undefined && evidence < (own.isGone ? 2 : 1)) return false;
    return [...knowledge.values()].every((other) => {
      if (other.key === post.key || post.id !== undefined) return true;
      const home = present.get(other.key);
      const likeness = shared(post, other);
      const isLikeOther = likeness > 0 || other.kin === post.kin || other.former.includes(pathOf(post));
      // A copy that was never deployed becomes the original when that is gone, as if it had been renamed.
      if (!home) return !isLikeOther || (own?.isTold === true && evidence > likeness);
      // An own id is evidence too, but a copy at its old path that lacks the id is refused.
      const theirs = shared(home, other) + Number(home.id !== undefined);
      return likeness < theirs && (own === undefined || likeness < evidence);
    });
  });
}

/** What a lock knows that was merged from two. */
export function union(ours: Knowledge, theirs: Knowledge): Knowledge {
  const all = new Map(ours);
  for (const [key, known] of theirs) {
    const other = all.get(key);
    all.set(key, other ? { ...known, faces: [...other.faces, ...known.faces] } : known);
  }
  return all;
}

/** What a lock knows that git has merged without a conflict: of each post, what the branch that changed it knows. */
export function merged(base: Knowledge, ours: Knowledge, theirs: Knowledge): Knowledge {
  const all = new Map(union(ours, theirs));
  for (const [key, known] of base) {
    const [mine, other] = [ours.get(key), theirs.get(key)];
    if (mine && other && isDeepStrictEqual(mine, known)) all.set(key, other);
    else if (mine && other && isDeepStrictEqual(other, known)) all.set(key, mine);
  }
  return all;
}

/** Whether two branches have given the same id to different posts. */
export function sharesIds(ours: Knowledge, theirs: Knowledge): boolean {
  const owners = new Map([...ours.values()].map(({ id, key }) => [id, key]));
  return [...theirs.values()].some(({ id, key }) => (owners.get(id) ?? key) !== key);
}
