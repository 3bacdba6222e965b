// Clashes: reports addresses and ids that two posts claim, or a post and something else. Whichever won, some readers
// would lose an entry.

import { MEDIA_PATH, markdownPath } from '../../routes/paths.ts';
import { pathsOf } from '../files/public-folder.ts';
import type { Face, Lock } from '../lock/lock.ts';
import type { CompiledPost } from '../markdown/entry.ts';
import { permalinkPath } from '../posts/permalink.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { Report, Severity } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
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

/** What a post or an alias may clash with. */
export interface Claims {
  /** The sources of `posts`. */
  readonly sources: readonly SourcePost[];
  readonly posts: readonly CompiledPost[];
  /** Paths within public/. */
  readonly publicFiles: Iterable<string>;
}

/**
 * Reports every permalink and alias that would hide something else: another post, a page of the site, a feed, a file or
 * a post's Markdown. All of these are known only once every post is compiled. A file of public/ at a permalink is
 * reported there. Returns the aliases of each post, by its file, that lead to it.
 */
export function findTakenAddresses(
  { sources, posts, publicFiles }: Claims,
  settings: Pick<CheckedSettings, 'site' | 'deadLinks' | 'oldSlugs'>,
  reportOn: (file: string) => Report,
): Map<string, readonly string[]> {
  const ownerOf = siteOwnersOf(new Set(posts.flatMap(({ entry }) => feedsOf(entry))), settings);
  const beside = new Map([...ownersOfMedia(posts), ...ownersOfMarkdown(sources)]);
  for (const { file, path, fields, placeOf } of sources) {
    const owner = beside.get(path) ?? ownerOf(path);
    if (owner === undefined) continue;
    const place = placeOf(fields.permalink?.path ?? ['slug']);
    reportOn(file)('error', place, `${owner} has the address ${path} already; change that of the post`);
  }
  const owners = new Map([...ownersOfFiles(publicFiles), ...ownersOf(sources, posts)]);
  return new Map(
    sources.map((source) => [
      source.file,
      freeAliases(source, owners, ownerOf, settings.deadLinks, reportOn),
    ]),
  );
}

/**
 * The aliases of a post that nothing else has. They become its own in `owners`. What the post itself has is no mistake;
 * what another has leads somewhere, so that its severity is that of a dead link.
 */
function freeAliases(
  { file, path: permalink, fields, placeOf }: SourcePost,
  owners: Map<string, string>,
  siteOwnerOf: (address: string) => string | undefined,
  severity: Severity,
  reportOn: (file: string) => Report,
): string[] {
  const own = [permalink, markdownPath(permalink)];
  const others = fields.aliases.filter(({ address }) => !own.includes(address));
  return others.flatMap(({ address, path }) => {
    const owner = owners.get(address) ?? siteOwnerOf(address);
    if (owner === undefined) {
      owners.set(address, `posts/${file}`);
      return [address];
    }
    const message = `${owner} has the address ${address} already; remove it from ${String(path[0])}`;
    reportOn(file)(severity, placeOf(path), message, 'taken alias');
    return [];
  });
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
