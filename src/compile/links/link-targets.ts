// Link targets: everything on the site that a post may link to, from the posts folder and the lock.

import { formatFeedKey, MAIN_FEED } from '../../archive/feed-key.ts';
import type { OldSlugs } from '../../archive/name-slugs.ts';
import type { Site } from '../../archive/site.ts';
import { encodePath } from '../../routes/paths.ts';
import { routesOf } from '../../routes/routes.ts';
import type { MediaFile } from '../files/picture.ts';
import type { PublicFolder } from '../files/public-folder.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import { permalinkPath } from '../posts/permalink.ts';
import type { PostsFolder } from '../posts/posts-folder.ts';
import type { ReadPost, SourcePost } from '../posts/source-post.ts';
import { prefixOf } from '../settings/permalink-pattern.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { PostIndex } from './post-index.ts';
import { hostsOf, type SiteHosts } from './site-hosts.ts';
import type { TargetPost } from './target-post.ts';

/** What addresses in posts may lead to. */
export interface LinkTargets {
  /** The origin in the settings. */
  readonly origin: string;
  readonly hosts: SiteHosts;
  /** All posts, drafts included, by file, address and name. */
  readonly posts: PostIndex;
  /** Whether a decoded path is, by its form, that of a page or feed of the site itself, such as `/feeds`. */
  readonly isSitePage: (path: string) => boolean;
  /** All other files in posts/, by their paths in it, with forward slashes, in NFC. */
  readonly media: ReadonlyMap<string, MediaFile>;
  /** The texts that posts may include, by name. */
  readonly includes?: ReadonlyMap<string, string>;
  /** The files at the root of the site. */
  readonly publicFolder?: PublicFolder;
}

/** The posts and files that an address may lead to. */
export function linkTargetsOf(
  read: readonly ReadPost[],
  reconciled: Reconciled<SourcePost>,
  folder: PostsFolder,
  publicFolder: PublicFolder,
  settings: CheckedSettings,
): LinkTargets {
  return {
    origin: settings.site.origin,
    hosts: hostsOf(settings),
    posts: new PostIndex(targetPosts(read, reconciled, folder)),
    isSitePage: sitePages(settings.site),
    media: folder.media,
    includes: folder.includes,
    publicFolder,
  };
}

/** Tells the addresses of the site's own pages and feeds by their form. */
export function sitePages({ oldFeedAddresses }: Pick<Site, 'oldFeedAddresses'>): LinkTargets['isSitePage'] {
  const routeOf = routesOf(oldFeedAddresses);
  return (path) => {
    const route = routeOf(encodePath(path));
    return route !== undefined && route.kind !== 'media';
  };
}

function targetPosts(
  read: readonly ReadPost[],
  { posts }: Reconciled<SourcePost>,
  folder: PostsFolder,
): TargetPost[] {
  const published = new Set(posts.map(({ file }) => file));
  const drafts = read.filter(({ isValid, post }) => isValid && !published.has(post.file));
  const known = [
    ...posts.map((post) => targetPost(post, post.former, 'published')),
    ...drafts.map(({ post }) => targetPost(post, [], 'draft')),
  ];
  const files = new Set(known.map(({ file }) => file));
  const unread = folder.posts.map((file) => file.normalize('NFC')).filter((file) => !files.has(file));
  return [
    ...known,
    ...unread.map((file) => ({ file, path: '', older: [], slug: '', tags: [], state: 'unread' as const })),
  ];
}

function targetPost(
  { file, path, aliases, slug, titleIds, fields, date }: SourcePost,
  former: readonly string[],
  state: TargetPost['state'],
): TargetPost {
  const older = [...aliases, ...former];
  return { file, path, older, slug, titleIds, title: fields.title, tags: fields.tags, date, state };
}

/** Addresses on the site besides permalinks. All paths are decoded. */
export interface OtherAddresses {
  /** Older addresses, which redirect to an entry. */
  readonly older: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly drafts: ReadonlySet<string>;
  /** Formatted keys of all feeds. */
  readonly feeds: ReadonlySet<string>;
  readonly oldFeedAddresses: Readonly<Record<string, string>>;
  readonly oldSlugs?: OldSlugs | undefined;
  readonly publicFolder: PublicFolder;
  /** How every permalink of the site's pattern begins, such as `/posts/`; `/` when other addresses begin so, too. */
  readonly prefix: string;
}

/** The other addresses that links may lead to. `feeds` are the formatted keys of the feeds that have entries. */
export function otherAddresses(
  read: readonly ReadPost[],
  { posts, removed, knownFeeds }: Reconciled<SourcePost>,
  feeds: readonly string[],
  publicFolder: PublicFolder,
  { site: { oldFeedAddresses }, oldSlugs, permalink }: CheckedSettings,
): OtherAddresses {
  const published = new Set(posts.map(({ file }) => file));
  return {
    older: new Set(posts.flatMap(({ former, aliases }) => [...former, ...aliases])),
    removed: new Set([...removed.values()].flatMap(({ path, former }) => [path, ...former])),
    drafts: new Set(read.filter(({ post }) => !published.has(post.file)).map(({ post }) => post.path)),
    feeds: new Set([formatFeedKey(MAIN_FEED), ...knownFeeds, ...feeds]),
    oldFeedAddresses,
    oldSlugs,
    publicFolder,
    prefix: permalink ? prefixOf(permalink) : permalinkPath(''),
  };
}
