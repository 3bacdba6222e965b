// Told addresses: what the old feed says of the posts of a generator counts for more than what its files let one expect.

import { posix } from 'node:path';
import { decodePath } from '../../routes/paths.ts';
import { hostOf, type Told, toldByFeed } from '../compare/adopt-feed.ts';
import type { Comparable } from '../compare/match.ts';
import { inferPattern } from '../write/permalinks.ts';
import { type KnownAddress, learnAddresses } from './address-rules.ts';
import type { FoundPost, FoundSite } from './generator.ts';
import { knownBy, namesOf, withKnownAddresses } from './linked-addresses.ts';
import { textAt } from './site-folder.ts';
import { dateParts, fillIn } from './url-parts.ts';

/** The site with the ids, addresses and dates that readers know. */
export function withToldAddresses(
  site: FoundSite,
  entries: readonly Comparable[],
  origin: string | undefined,
): FoundSite {
  const hosts = new Set(
    [origin, hostOf(entries)]
      .filter((each) => each !== undefined)
      .map((each) => new URL(each).host.replace(/^www\./, '')),
  );
  const named = withKnownAddresses(
    site.posts,
    knownBy(
      entries.flatMap(({ url }) => pathOn(url, hosts) ?? []),
      namesOf(site.posts),
    ),
  );
  const first = toldTo(named, entries, hosts);
  const relearnt = relearn({ ...site, posts: named }, first);
  const told = relearnt === named ? first : toldTo(relearnt, entries, hosts);
  return { ...site, posts: relearnt.map((post) => withTold(post, told.get(post))) };
}

/** The path of an address on one of the hosts, decoded. */
function pathOn(url: string | undefined, hosts: ReadonlySet<string>): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  return hosts.has(host.replace(/^www\./, '')) ? decodePath(pathname) : undefined;
}

function toldTo(
  posts: readonly FoundPost[],
  entries: readonly Comparable[],
  hosts: ReadonlySet<string>,
): Map<FoundPost, Told> {
  const keys = new Map(
    posts.map((post) => [
      {
        url: post.path === undefined ? undefined : encoded(post.path),
        title: textAt(post.fields, 'title'),
        date: post.date,
        isPage: post.kind === 'page',
        isDraft: post.draft === true,
      },
      post,
    ]),
  );
  const told = toldByFeed(entries, [...keys.keys()], hosts);
  return new Map(
    [...told].flatMap(([key, value]) => {
      const post = keys.get(key);
      return post ? [[post, value] as const] : [];
    }),
  );
}

function encoded(path: string): string {
  return new URL(`https://old.invalid${path.replace(/[?#]/g, encodeURIComponent)}`).pathname;
}

function withTold(post: FoundPost, told: Told | undefined): FoundPost {
  if (!told) return post;
  const path = told.path === undefined ? undefined : decodePath(told.path);
  return {
    ...post,
    ...(told.id !== undefined && { id: told.id }),
    ...(path !== undefined && { path }),
    ...(told.isInFeed && told.date !== undefined && { date: told.date }),
    ...(told.isInFeed && { kind: 'post' as const }),
  };
}

/** What makes the addresses of the posts that the feed does not have. */
type AddressOf = (post: FoundPost) => string | undefined;

/** When most posts of the feed have other addresses than expected, the others follow the pattern of those. */
function relearn(
  { posts, timeZone = 'UTC' }: FoundSite,
  told: ReadonlyMap<FoundPost, Told>,
): readonly FoundPost[] {
  const known = [...told].filter(([, { isInFeed, path }]) => isInFeed && path !== undefined);
  const isWrong = ([{ path }, { path: toldPath = '' }]: (typeof known)[number]) =>
    path !== decodePath(toldPath);
  if (known.length === 0 || known.filter(isWrong).length * 2 <= known.length) return posts;
  const addresses = known.map(([post, { path = '' }]) => ({ post, path: decodePath(path) ?? path }));
  const ways = [...byPatterns(addresses, timeZone), byRules(addresses)];
  const rightOf = (way: AddressOf) => addresses.filter(({ post, path }) => way(post) === path).length;
  const [best] = ways.map((way) => ({ way, right: rightOf(way) })).sort((a, b) => b.right - a.right);
  if (!best || best.right * 2 < addresses.length) return posts;
  return posts.map((post) => {
    const path = told.get(post)?.isInFeed || post.kind === 'page' ? undefined : best.way(post);
    return path === undefined ? post : settled(post, path);
  });
}

function settled({ certainty: _, ...post }: FoundPost, path: string): FoundPost {
  return { ...post, path };
}

/** Hexo reads dates in the zone of the site, and writes addresses in that of the machine, which may be on UTC. */
function byPatterns(known: readonly KnownAddress[], timeZone: string): AddressOf[] {
  return [...new Set([timeZone, 'UTC'])].flatMap((zone) => {
    const pattern = inferPattern(
      known.map(({ post: { date }, path }) => ({ path, date })),
      zone,
    );
    return pattern === undefined || !isDated(pattern, known)
      ? []
      : [(post: FoundPost) => pathBy(pattern, post, zone)];
  });
}

function byRules(known: readonly KnownAddress[]): AddressOf {
  const learnt = learnAddresses(known);
  return (post) => learnt(post)?.path;
}

/** False for a pattern that has one year or day for all posts, because it is that of most of them by chance. */
function isDated(pattern: string, known: readonly KnownAddress[]): boolean {
  return !/\/\d{4}\//.test(pattern) || known.length === 1;
}

function pathBy(pattern: string, { fields, file, date }: FoundPost, timeZone: string): string | undefined {
  const name = posix.basename(file.replace(/(?:\/index)?\.\w+$/, '')).replace(/^\d{4}-\d{2}-\d{2}-/, '');
  return fillIn(pattern, {
    ...(date === undefined ? {} : dateParts(date, timeZone)),
    slug: textAt(fields, 'slug') ?? name,
  });
}
