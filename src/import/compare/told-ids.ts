// Told ids: the posts of an export with the ids, links and dates that the old feed has told its readers.

import type { Imported, ImportedPost } from '../imported.ts';
import { hostOf, toldByFeed } from './adopt-feed.ts';

/** Posts that come as files have been given theirs by the reader of their generator. */
export function withToldIds(imported: Imported, entries: readonly ImportedPost[]): Imported {
  const own = imported.posts.filter(({ content }) => !('file' in content));
  const origins = [imported.site.origin, hostOf(entries)].filter((each) => each !== undefined);
  const hosts = new Set(origins.map((origin) => new URL(origin).host.replace(/^www\./, '')));
  const comparable = new Map(
    own.map((post) => [{ ...post, isPage: post.listed === false, isDraft: post.draft === true }, post]),
  );
  const told = toldByFeed(entries, [...comparable.keys()], hosts);
  const known = new Map([...told].map(([key, value]) => [comparable.get(key), value]));
  const posts = imported.posts.map((post) => {
    const { id, path, date, isInFeed = false } = known.get(post) ?? {};
    return {
      ...post,
      ...(id !== undefined && { id }),
      ...(isInFeed && path !== undefined && { url: path }),
      ...(isInFeed && date !== undefined && { date }),
    };
  });
  return { ...imported, posts };
}
