// Clashes: two posts that claim one address or one id. Whichever won, some reader would lose an entry.

import { SITE_PATHS } from '../archive/addresses.ts';
import { formatFeedAddress, MAIN, OLD_FEED_ADDRESSES } from '../feeds/addresses.ts';
import { FORMATS } from '../feeds/formats.ts';
import { permalinkPath } from './entry.ts';
import type { Report } from './findings.ts';
import type { Lock } from './lock.ts';
import type { SourcePost } from './source-post.ts';

/** Reports every claim that somebody else has made before, at the place where it is made the second time. */
export function findClashes(posts: readonly SourcePost[], reportOn: (file: string) => Report): void {
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
      '/feed',
      ...FORMATS.map((format) => formatFeedAddress({ selection: MAIN, format })),
      ...Object.keys(OLD_FEED_ADDRESSES),
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
  const files = new Map(posts.map(({ file, slug }) => [permalinkPath(slug), file]));
  for (const { file, fields, placeOf } of posts) {
    const known = fields.id === undefined ? undefined : lock?.entries.get(fields.id);
    const owner = known && files.get(known.path);
    if (owner === undefined || owner === file) continue;
    const message = `the id "${fields.id}" is that of posts/${owner}, and readers know it; take it out here`;
    reportOn(file)('error', placeOf(['id']), message);
  }
}
