// The old address of a post as a path of the new site, and the pattern that explains most of those paths.

import { decodePath } from '../../routes/paths.ts';
import type { ImportedPost } from '../imported.ts';
import { inferPattern } from './permalinks.ts';

export interface OldSite {
  /** Scheme and host; undefined when it is not known. */
  readonly origin: string | undefined;
  /** Of the new site, too. */
  readonly timeZone: string;
}

/** The old path of a post, decoded, or its path with a query, which can only be an alias. */
export function oldAddress(
  { url }: Pick<ImportedPost, 'url'>,
  { origin }: Pick<OldSite, 'origin'>,
): { readonly path?: string; readonly alias?: string } {
  const base = origin ?? 'https://old.invalid';
  if (url === undefined || !URL.canParse(url, base)) return {};
  const { host, pathname, search } = new URL(url, base);
  if (origin !== undefined && withoutWww(host) !== withoutWww(new URL(origin).host)) return {};
  if (search !== '') return { alias: pathname + search };
  const path = decodePath(pathname);
  return path === undefined || path === '/' ? {} : { path };
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}

/** The pattern that explains the addresses of most posts in the feed; undefined when none does. */
export function patternOf(posts: readonly ImportedPost[], site: OldSite): string | undefined {
  const addresses = posts
    .filter(({ listed, draft }) => listed !== false && !draft)
    .flatMap((post) => {
      const { path } = oldAddress(post, site);
      return path === undefined ? [] : [{ path, date: post.date }];
    });
  return inferPattern(addresses, site.timeZone);
}
