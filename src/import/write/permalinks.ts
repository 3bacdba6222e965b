// Permalinks: finds the pattern, such as `/:year/:month/:slug/`, that explains the old addresses of most posts.

import type { Instant } from '../../archive/entry.ts';
import { dayOf } from '../../compile/posts/dates.ts';
import { toSlug } from '../../compile/posts/slug.ts';

/** A post and its old path, decoded, with the slash at its end if it has one. */
export interface OldAddress {
  readonly path: string;
  readonly date?: Instant | undefined;
}

/** The pattern that explains at least half of the addresses; undefined when none does. */
export function inferPattern(addresses: readonly OldAddress[], timeZone: string): string | undefined {
  const counts = new Map<string, number>();
  for (const address of addresses)
    for (const pattern of patternsOf(address, timeZone)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] * 2 >= addresses.length ? best[0] : undefined;
}

/**
 * The patterns that make this path of the date of the post and its slug: two when a month or day has two digits, as
 * nothing tells then whether one digit would have a zero before it. None when no slug makes the path.
 */
export function patternsOf({ path, date }: OldAddress, timeZone: string): string[] {
  const slug = slugIn(path);
  if (slug === undefined || toSlug(slug) !== slug) return [];
  const [start, end] = aroundSlug(path, slug);
  const [year = '', month = '', day = ''] = date === undefined ? [] : dayOf(date, timeZone).split('-');
  const padded = foldersOf(start, [
    [':year', year],
    [':month', month],
    [':day', day],
  ]);
  const plain = foldersOf(start, [
    [':year', year],
    [':i_month', withoutZero(month)],
    [':i_day', withoutZero(day)],
  ]);
  return [...new Set([padded, plain])].map((folders) => `${folders}:slug${end}`);
}

function withoutZero(number: string): string {
  return number.replace(/^0/, '');
}

/** The folders of a path with these parts in place of their values, each at most once and in this order. */
function foldersOf(start: string, parts: readonly (readonly [part: string, value: string])[]): string {
  let next = 0;
  const folders = start.split('/').map((folder) => {
    const found = parts.findIndex(([, value], index) => index >= next && value !== '' && value === folder);
    if (found < 0) return folder;
    next = found + 1;
    return parts[found]?.[0] ?? folder;
  });
  return folders.join('/');
}

/** The last part of a path, without an extension such as `.html`. Undefined for the root. */
export function slugIn(path: string): string | undefined {
  const [, name] = /([^/]+?)(?:\.(?:html?|php|aspx?))?\/?$/i.exec(path) ?? [];
  return name === 'index' ? slugIn(path.replace(/[^/]*\/?$/, '')) : name;
}

function aroundSlug(path: string, slug: string): [start: string, end: string] {
  const at = path.lastIndexOf(slug);
  return [path.slice(0, at), path.slice(at + slug.length)];
}
