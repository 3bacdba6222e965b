// Clashes of files in public/ with what the site itself has at their addresses. Cloudflare would send the file, and
// readers would lose a post or a feed.

import { SITE_PATHS } from '../../routes/paths.ts';
import { pathsOf } from '../files/public-folder.ts';
import type { Reconciled } from '../lock/reconcile.ts';
import type { CompiledPost } from '../markdown/entry.ts';
import type { SourcePost } from '../posts/source-post.ts';
import { type ReportOn, START } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { ownersOf } from './clashes.ts';
import { feedsOf } from './feeds-of.ts';
import { siteOwnersOf } from './site-owners.ts';

/** The documents that an owner may replace by a file of the same name. */
const REPLACEABLE: readonly string[] = [SITE_PATHS.robots, SITE_PATHS.favicon, SITE_PATHS.faviconIco];

/**
 * Reports every file of public/ whose address is that of something else. Addresses that a post claims with an alias are
 * reported there.
 */
export function findTakenFiles(
  names: Iterable<string>,
  posts: readonly CompiledPost[],
  reconciled: Pick<Reconciled<SourcePost>, 'posts' | 'knownFeeds'>,
  settings: Pick<CheckedSettings, 'site' | 'oldSlugs'>,
  reportOn: ReportOn,
): void {
  const owners = ownersOf(reconciled.posts, posts);
  const former = formerAddresses(reconciled.posts);
  // A feed without entries stays at its address for its subscribers.
  const feeds = new Set([...posts.flatMap(({ entry }) => feedsOf(entry)), ...reconciled.knownFeeds]);
  const siteOwnerOf = siteOwnersOf(feeds, settings);
  const ownerOf = (path: string) =>
    REPLACEABLE.includes(path) ? undefined : (owners.get(path) ?? siteOwnerOf(path));
  for (const name of names) {
    const report = reportOn(name);
    const paths = pathsOf(name);
    const taken = paths.find(ownerOf);
    const redirected = paths.find((path) => former.has(path));
    if (taken !== undefined)
      report(
        'error',
        START,
        `this file would be at ${taken}, the address of ${ownerOf(taken)}; give it another name, or remove it`,
      );
    else if (redirected !== undefined)
      report(
        'warning',
        START,
        `this file is at ${redirected}, a former address of posts/${former.get(redirected)}, which no longer redirects; rename the file if it should`,
      );
  }
}

/** The former addresses of posts, by decoded path, each with its post. */
function formerAddresses(posts: Reconciled<SourcePost>['posts']): Map<string, string> {
  return new Map(posts.flatMap(({ file, former }) => former.map((path): [string, string] => [path, file])));
}
