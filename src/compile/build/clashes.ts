// Clashes: reports addresses and ids that two posts claim, or a post and something else. Whichever won, some readers
// would lose an entry.

import type { Site } from '../../archive/site.ts';
import { MEDIA_PATH, markdownPath } from '../../routes/paths.ts';
import { pathsOf } from '../files/public-folder.ts';
import type { Face, Lock } from '../lock/lock.ts';
import type { CompiledPost } from '../markdown/entry.ts';
import { permalinkPath } from '../posts/permalink.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { Report } from '../report/findings.ts';
import { feedsOf } from './feeds-of.ts';
import { siteOwnersOf } from './site-owners.ts';

/** Reports every permalink and id that another post has, at the second of the two posts. */
export function findClashes(posts: readonly SourcePost[], reportOn: (file: string) => Report): void {
  // By the address of the Markdown: that of two permalinks may be the same.
  const permalinks = new Map<string, SourcePost>();
  const ids = new Map<string, string>();
  for (const post of posts) {
    const { file, path, ownId, fields, placeOf } = post;
    const report = reportOn(file);
    const other = permalinks.get(markdownPath(path));
    if (other === undefined) permalinks.set(markdownPath(path), post);
    else report('error', placeOf(fields.permalink?.path ?? ['slug']), describeTwin(post, other));

    // The lock makes default ids different.
    if (ownId === undefined) continue;
    const twin = ids.get(ownId);
    if (twin === undefined) ids.set(ownId, file);
    else report('error', placeOf(['id']), `posts/${twin} has the id "${ownId}", too; change one of them`);
  }
}

/** Posts of one name in different years are no mistake in most other programs. */
const OR_PATTERN =
  ', or set permalink in src/site.ts to a pattern with the date, such as /:year/:month/:slug';

function describeTwin({ slug, path, date }: SourcePost, other: SourcePost): string {
  const file = `posts/${other.file}`;
  if (other.path !== path)
    return `the Markdown of ${file} has the address ${markdownPath(path)}, too; change one of them`;
  if (path !== permalinkPath(slug)) return `${file} has the address ${path}, too; change one of them`;
  const pattern = date === other.date ? '' : OR_PATTERN;
  return `${file} has the slug "${slug}", too; change one of them${pattern}`;
}

/**
 * Reports every permalink and alias that would hide something else: another post, a page of the site, a feed, a file or
 * a post's Markdown. All of these are known only once every post is compiled. `sources` are the sources of `posts`. A
 * file of public/ at a permalink is reported there.
 */
export function findTakenAddresses(
  sources: readonly SourcePost[],
  posts: readonly CompiledPost[],
  publicFiles: Iterable<string>,
  site: Pick<Site, 'oldFeedAddresses'>,
  reportOn: (file: string) => Report,
): void {
  const ownerOf = siteOwnersOf(new Set(posts.flatMap(({ entry }) => feedsOf(entry))), site.oldFeedAddresses);
  const beside = new Map([...ownersOfMedia(posts), ...ownersOfMarkdown(sources)]);
  for (const { file, path, fields, placeOf } of sources) {
    const owner = beside.get(path) ?? ownerOf(path);
    if (owner === undefined) continue;
    const place = placeOf(fields.permalink?.path ?? ['slug']);
    reportOn(file)('error', place, `${owner} has the address ${path} already; change that of the post`);
  }
  const owners = new Map([...ownersOfFiles(publicFiles), ...ownersOf(sources, posts)]);
  for (const { file, fields, placeOf } of sources) {
    for (const { address, path } of fields.aliases) {
      const owner = owners.get(address) ?? ownerOf(address);
      if (owner === undefined) owners.set(address, `posts/${file}`);
      else {
        const message = `${owner} has the address ${address} already; remove it from ${String(path[0])}`;
        reportOn(file)('error', placeOf(path), message);
      }
    }
  }
}

type Owner = [path: string, name: string];

/** The files, posts and Markdown of posts, by decoded path. */
export function ownersOf(
  sources: readonly SourcePost[],
  posts: readonly CompiledPost[],
): Map<string, string> {
  const permalinks = sources.map(({ file, path }): Owner => [path, `posts/${file}`]);
  return new Map([...ownersOfMedia(posts), ...permalinks, ...ownersOfMarkdown(sources)]);
}

/** The files of public/, by the decoded paths that they answer. */
function ownersOfFiles(names: Iterable<string>): Owner[] {
  return [...names].flatMap((name) => pathsOf(name).map((path): Owner => [path, `public/${name}`]));
}

function ownersOfMedia(posts: readonly CompiledPost[]): Owner[] {
  return posts.flatMap(({ media }) => [...media].map((name): Owner => [MEDIA_PATH + name, `posts/${name}`]));
}

function ownersOfMarkdown(sources: readonly SourcePost[]): Owner[] {
  return sources.map(({ file, path }) => [markdownPath(path), `the Markdown of posts/${file}`]);
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
