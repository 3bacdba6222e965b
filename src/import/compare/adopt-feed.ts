// Ids from the old feed: a post gets the id, the link and the date that readers have been told, and the posts that have left
// the feed get ids by the same rule.

import type { Instant } from '../../archive/entry.ts';
import { learnIdRule } from './learn.ts';
import { type Comparable, matchEntries, pathOf } from './match.ts';

export interface ToldPost extends Comparable {
  /** In no feed. */
  readonly isPage: boolean;
  readonly isDraft: boolean;
}

/** What readers know of a post. */
export interface Told {
  readonly id?: string;
  /** Path from the root, percent-encoded, of a post on the site itself. */
  readonly path?: string;
  readonly date?: Instant;
  /** Whether the old feed has it. */
  readonly isInFeed: boolean;
}

/** By post, what the old feed says of it; ids of the others by the rule of those that it has. */
export function toldByFeed<Post extends ToldPost>(
  entries: readonly Comparable[],
  posts: readonly Post[],
  hosts: ReadonlySet<string>,
): Map<Post, Told> {
  const matched = matchEntries(
    entries,
    posts.filter(({ isDraft }) => !isDraft),
  );
  const told = new Map<Post, Told>();
  for (const [entry, post] of matched) {
    // Hugo's feed has pages without a date, too, and says that they are of the year 1. They are pages still.
    if (post.isPage && post.date === undefined) continue;
    const path = pathOn(entry.url, hosts);
    const id = entry.id ?? entry.url;
    told.set(post, {
      isInFeed: true,
      ...(id !== undefined && { id }),
      ...(path !== undefined && { path }),
      ...(entry.date !== undefined && { date: entry.date }),
    });
  }
  const rule = learnIdRule(
    [...told].flatMap(([{ date }, { id, path }]) =>
      id === undefined || path === undefined ? [] : [{ id, path, date }],
    ),
  );
  for (const post of posts) {
    const path = told.has(post) || post.isPage || post.isDraft ? undefined : pathOn(post.url, hosts);
    const id = path === undefined ? undefined : rule?.({ path, date: post.date });
    if (id !== undefined) told.set(post, { isInFeed: false, id });
  }
  return told;
}

/** The path of an address on one of the hosts; undefined for an address elsewhere, or one that is a query. */
function pathOn(url: string | undefined, hosts: ReadonlySet<string>): string | undefined {
  if (url === undefined || !URL.canParse(url, 'https://old.invalid')) return undefined;
  const { host, pathname, search } = new URL(url, 'https://old.invalid');
  const isOwn = host === 'old.invalid' || hosts.has(host.replace(/^www\./, ''));
  return isOwn && search === '' && pathOf(url) !== undefined ? pathname : undefined;
}

/** The host that most entries link to. */
export function hostOf(entries: readonly Comparable[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { url } of entries) {
    if (url === undefined || !URL.canParse(url)) continue;
    const { origin, hostname } = new URL(url);
    // A feed that somebody has made at home to try it.
    if (hostname === 'localhost' || /^[\d.]+$/.test(hostname)) continue;
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
