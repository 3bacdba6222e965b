// Clashes: reports addresses and ids that two posts claim, or a post and something else. Whichever won, some readers
// would lose an entry.

import { formatFeedKey } from '../../archive/feed-key.ts';
import type { Site } from '../../archive/site.ts';
import type { Selection } from '../../routes/feed-address.ts';
import { MEDIA_PATH, markdownPath, permalinkPath } from '../../routes/paths.ts';
import { type Route, routesOf } from '../../routes/routes.ts';
import { pathsOf } from '../files/public-folder.ts';
import type { Face, Lock } from '../lock/lock.ts';
import type { CompiledPost } from '../markdown/entry.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { Report } from '../report/findings.ts';
import { feedsOf } from './feeds-of.ts';

/** Reports every slug and id that another post has, at the second of the two posts. */
export function findClashes(posts: readonly SourcePost[], reportOn: (file: string) => Report): void {
  const permalinks = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const { file, slug, path, ownId, defaultId, placeOf } of posts) {
    const id = ownId ?? defaultId;
    const report = reportOn(file);
    const other = permalinks.get(path);
    if (other === undefined) permalinks.set(path, file);
    else report('error', placeOf(['slug']), `posts/${other} has the slug "${slug}", too; change one of them`);

    // Posts with the same slug have the same default id; one report is enough.
    const twin = other === undefined ? ids.get(id) : undefined;
    if (twin === undefined) ids.set(id, file);
    else report('error', placeOf(['id']), `posts/${twin} has the id "${id}", too; change one of them`);
  }
}

/**
 * Reports every alias that would hide something else: another post, a page of the site, a feed, a file or a post's
 * Markdown. All of these are known only once every post is compiled. `sources` are the sources of `posts`.
 */
export function findTakenAliases(
  sources: readonly SourcePost[],
  posts: readonly CompiledPost[],
  publicFiles: Iterable<string>,
  site: Pick<Site, 'oldFeedAddresses'>,
  reportOn: (file: string) => Report,
): void {
  const owners = new Map([...ownersOfFiles(publicFiles), ...ownersOf(posts)]);
  const routeOf = routesOf(site.oldFeedAddresses);
  const feeds = new Set(posts.flatMap(({ entry }) => feedsOf(entry)));
  for (const { file, fields, placeOf } of sources) {
    for (const { address, path } of fields.aliases) {
      const owner = owners.get(address) ?? ownerByForm(routeOf(encodeURI(address)), feeds);
      if (owner === undefined) owners.set(address, `posts/${file}`);
      else {
        const message = `${owner} has the address ${address} already; remove it from ${String(path[0])}`;
        reportOn(file)('error', placeOf(path), message);
      }
    }
  }
}

const SITE_ITSELF = 'a page or feed of the site';

/** What the site has at a route. An alias may look like the address of a feed while there is no such feed. */
export function ownerByForm(route: Route | undefined, feeds: ReadonlySet<string>): string | undefined {
  const hasFeeds = ({ all }: Selection) =>
    all.every((key) => key.kind === 'main' || feeds.has(formatFeedKey(key)));
  switch (route?.kind) {
    case 'document':
    case 'old feed':
      return SITE_ITSELF;
    case 'feed':
      return hasFeeds(route.address.selection) ? SITE_ITSELF : undefined;
    case 'listing':
      return hasFeeds(route.selection) ? SITE_ITSELF : undefined;
    default:
      return undefined;
  }
}

/** The files of public/, by the decoded paths that they answer. */
function ownersOfFiles(names: Iterable<string>): [path: string, owner: string][] {
  return [...names].flatMap((name) =>
    pathsOf(name).map((path): [string, string] => [path, `public/${name}`]),
  );
}

/** The files, posts and Markdown of posts, by decoded path. */
export function ownersOf(posts: readonly CompiledPost[]): Map<string, string> {
  return new Map([
    ...posts.flatMap(({ media }) =>
      [...media].map((name): [string, string] => [MEDIA_PATH + name, `posts/${name}`]),
    ),
    ...posts.flatMap(({ file, entry }): [string, string][] => {
      const path = permalinkPath(entry.slug);
      return [
        [path, `posts/${file}`],
        [markdownPath(path), `the Markdown of posts/${file}`],
      ];
    }),
  ]);
}

/** Reports an id that belongs to another post, as happens when an author copies a file. */
export function findBorrowedIds(
  posts: readonly SourcePost[],
  lock: Lock | undefined,
  reportOn: (file: string) => Report,
): void {
  const owners = new Map(posts.map((post) => [post.path, post]));
  for (const { file, ownId, placeOf } of posts) {
    const known = ownId === undefined ? undefined : lock?.entries.get(ownId);
    const face = known && (known.current ?? known.told);
    const owner = face && owners.get(face.path);
    if (!owner || owner.file === file || !mayBeEntry(owner, face)) continue;
    const message = `the id "${ownId}" belongs to posts/${owner.file}; remove it here`;
    reportOn(file)('error', placeOf(['id']), message);
  }
}

/** Whether the post at the path of a locked entry may be that entry, rather than another post at its old path. */
function mayBeEntry(post: SourcePost, known: Face): boolean {
  if (post.ownId !== undefined) return false;
  return post.date === known.published || post.textDigest === known.textDigest;
}
