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
  for (const address of addresses) {
    const pattern = patternOf(address, timeZone);
    if (pattern !== undefined) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] * 2 >= addresses.length ? best[0] : undefined;
}

/** The pattern that makes this path of the date of the post and its slug. Undefined when no slug makes it. */
export function patternOf({ path, date }: OldAddress, timeZone: string): string | undefined {
  const slug = slugIn(path);
  if (slug === undefined || toSlug(slug) !== slug) return undefined;
  const [start, end] = aroundSlug(path, slug);
  const [year, month, day] = date === undefined ? [] : dayOf(date, timeZone).split('-');
  let next = 0;
  const parts = [
    [':year', year],
    [':month', month],
    [':day', day],
  ];
  const folders = start.split('/').map((segment) => {
    const found = parts.findIndex(([, value], index) => index >= next && value === segment);
    if (found < 0) return segment;
    next = found + 1;
    return parts[found]?.[0] ?? segment;
  });
  return `${folders.join('/')}:slug${end}`;
}

/** The last part of a path, without an extension such as `.html`. Undefined for the root. */
export function slugIn(path: string): string | undefined {
  const [, name] = /([^/]+?)(?:\.(?:html?|php|aspx?))?\/?$/i.exec(path) ?? [];
  return name === 'index' ? slugIn(path.replace(/[^/]*$/, '')) : name;
}

function aroundSlug(path: string, slug: string): [start: string, end: string] {
  const at = path.lastIndexOf(slug);
  return [path.slice(0, at), path.slice(at + slug.length)];
}
