// Link targets: everything on the site that a post may link to, from the posts folder and the lock.

import { formatFeedKey, MAIN_FEED } from '../../archive/feed-key.ts';
import type { Site } from '../../archive/site.ts';
import { encodePermalink } from '../../routes/paths.ts';
import type { PublicFolder } from '../files/public-folder.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import { permalinkPath } from '../posts/permalink.ts';
import type { PostsFolder } from '../posts/posts-folder.ts';
import type { ReadPost, SourcePost } from '../posts/source-post.ts';
import { prefixOf } from '../settings/permalink-pattern.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import type { OtherAddresses } from './check-links.ts';
import type { LinkTargets } from './references.ts';

/** The posts and files that a relative address may lead to. */
export function linkTargetsOf(
  read: readonly ReadPost[],
  reconciled: Reconciled<SourcePost>,
  folder: PostsFolder,
  publicFolder: PublicFolder,
  { origin }: Site,
): LinkTargets {
  const published = new Set(reconciled.posts.map(({ file }) => file));
  const drafts = new Set(
    read.filter(({ isValid, post }) => isValid && !published.has(post.file)).map(({ post }) => post.file),
  );
  // A post that could not be read is reported already; links to it are no mistake.
  const unread = folder.posts.map((file) => file.normalize('NFC')).filter((file) => !drafts.has(file));
  return {
    origin,
    permalinks: new Map([
      ...unread.map((file): [string, string] => [file, '/']),
      ...reconciled.posts.map(({ file, path }): [string, string] => [file, encodePermalink(path)]),
    ]),
    slugs: new Map(reconciled.posts.map(({ file, slug }) => [file, slug])),
    drafts,
    media: folder.media,
    publicFolder,
  };
}

/** The other addresses that links may lead to. `feeds` are the formatted keys of the feeds that have entries. */
export function otherAddresses(
  read: readonly ReadPost[],
  { posts, removed, knownFeeds }: Reconciled<SourcePost>,
  feeds: readonly string[],
  publicFolder: PublicFolder,
  { site: { oldFeedAddresses }, permalink }: CheckedSettings,
): OtherAddresses {
  const published = new Set(posts.map(({ file }) => file));
  return {
    older: new Set(posts.flatMap(({ former, aliases }) => [...former, ...aliases])),
    removed: new Set([...removed.values()].flatMap(({ path, former }) => [path, ...former])),
    drafts: new Set(read.filter(({ post }) => !published.has(post.file)).map(({ post }) => post.path)),
    feeds: new Set([formatFeedKey(MAIN_FEED), ...knownFeeds, ...feeds]),
    oldFeedAddresses,
    publicFolder,
    prefix: permalink ? prefixOf(permalink) : permalinkPath(''),
  };
}
