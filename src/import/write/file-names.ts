// File names of imported posts: the day and the slug, as `2015-01-28-a-walk.md`.

import type { Instant } from '../../archive/entry.ts';
import { dayOf } from '../../compile/posts/dates.ts';
import { toSlug } from '../../compile/posts/slug.ts';
import type { ImportedPost } from '../imported.ts';
import { slugIn } from './permalinks.ts';

/** Bytes of a file name, with room for what temporary names add. */
const LONGEST_NAME = 200;
/** Bytes of a day and the hyphen after it. */
const DAY = 11;

/** Path from the root of the project. A name without a date must not begin like one that has it. */
export function fileNamed(slug: string, date: Instant | undefined, timeZone: string): string {
  const undated = /^\d{4}-\d{1,2}-\d/.test(slug) ? `draft-${slug}` : slug;
  return `posts/${cut(date === undefined ? undated : `${dayOf(date, timeZone)}-${slug}`)}.md`;
}

/** Whether a file name cannot hold the whole slug. */
export function isTooLong(slug: string): boolean {
  return Buffer.byteLength(slug) > LONGEST_NAME - DAY;
}

/** At most as many bytes as a file name may have, without half a character at the end. */
function cut(name: string): string {
  const bytes = Buffer.from(name);
  if (bytes.length <= LONGEST_NAME) return name;
  return bytes
    .subarray(0, LONGEST_NAME)
    .toString()
    .replace(/\uFFFD$/, '');
}

/** From its own slug, its old path, its title, or its date. */
export function slugOf({ slug, title, date, id }: ImportedPost, path: string | undefined): string {
  const candidates = [slug, path === undefined ? undefined : slugIn(path), shortened(title), shortened(id)];
  const found = candidates.map((each) => toSlug(each ?? '')).find((each) => each !== '');
  return found ?? (date === undefined ? 'post' : String(Math.floor(date / 1000)));
}

/** The first eight words. */
function shortened(title: string | undefined): string | undefined {
  return title?.split(/\s+/, 8).join(' ').slice(0, 100);
}
