// Clashes: two posts that claim one address or one id. Whichever won, some reader would lose an entry.

import { SITE_PATHS } from '../archive/addresses.ts';
import type { Site } from '../archive/site.ts';
import { formatFeedAddress, MAIN, OLD_FEED_ADDRESSES } from '../feeds/addresses.ts';
import { FORMATS } from '../feeds/formats.ts';
import { permalinkPath } from './entry.ts';
import type { Report } from './findings.ts';
import type { Lock, LockedEntry } from './lock.ts';
import { type SourcePost, sourceDigest } from './source-post.ts';

/** Reports every claim that somebody else has made before, at the place where it is made the second time. */
export function findClashes(
  posts: readonly SourcePost[],
  { oldFeedAddresses }: Pick<Site, 'oldFeedAddresses'>,
  reportOn: (file: string) => Report,
): void {
  const permalinks = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const { file, slug, id, placeOf } of posts) {
    const report = reportOn(file);
    const other = permalinks.get(permalinkPath(slug));
    if (other === undefined) permalinks.set(permalinkPath(slug), file);
    else
      report(
        'error',
        placeOf(['slug']),
        `the slug "${slug}" is taken by posts/${other}; give one of the two another`,
      );

    // Posts of one slug have one default id too; the slug says it all.
    const twin = other === undefined ? ids.get(id) : undefined;
    if (twin === undefined) ids.set(id, file);
    else
      report(
        'error',
        placeOf(['id']),
        `the id "${id}" is taken by posts/${twin}; give one of the two another`,
      );
  }

  const aliases = new Map(
    [
      ...Object.values(SITE_PATHS),
      ...FORMATS.map((format) => formatFeedAddress({ selection: MAIN, format })),
      ...Object.keys({ ...OLD_FEED_ADDRESSES, ...oldFeedAddresses }),
    ].map((path) => [path, 'a page or feed of the site']),
  );
  for (const { file, fields, placeOf } of posts) {
    for (const alias of fields.aliases) {
      const post = permalinks.get(alias);
      const owner = aliases.get(alias) ?? (post === undefined ? undefined : `posts/${post}`);
      const field = placeOf(['aliases']).line === 1 ? 'redirect_from' : 'aliases';
      if (owner !== undefined)
        reportOn(file)(
          'error',
          placeOf([field]),
          `the address ${alias} is taken by ${owner}; take the alias out`,
        );
      else aliases.set(alias, `posts/${file}`);
    }
  }
}

/** Reports an id of an author's own that readers know as that of another post, as happens when a post is copied. */
export function findBorrowedIds(
  posts: readonly SourcePost[],
  lock: Lock | undefined,
  reportOn: (file: string) => Report,
): void {
  const owners = new Map(posts.map((post) => [permalinkPath(post.slug), post]));
  for (const { file, fields, placeOf } of posts) {
    const known = fields.id === undefined ? undefined : lock?.entries.get(fields.id);
    const owner = known && owners.get(known.path);
    if (!owner || owner.file === file || !mayBe(owner, known)) continue;
    const message = `the id "${fields.id}" is that of posts/${owner.file}, and readers know it; take it out here`;
    reportOn(file)('error', placeOf(['id']), message);
  }
}

/** Whether the post at the path of a locked entry may be that entry, and not another in its old place. */
function mayBe(post: SourcePost, known: LockedEntry): boolean {
  if (post.fields.id !== undefined) return false;
  return post.published === known.published || sourceDigest(post) === known.source;
}
