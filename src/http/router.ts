// The router: finds the document of a request, or the canonical address that its address means.

import type { Archive } from '../archive/archive.ts';
import type { FeedKey } from '../archive/feed-key.ts';
import { NoSuchFeed } from '../feeds/selection.ts';
import { spellQuery, spellSelection } from '../routes/feed-address.ts';
import type { SiteDocument } from '../routes/routes.ts';
import { canonicalPaths } from './canonical-paths.ts';
import { isStoredFile } from './files.ts';
import { isRedirect, orNothing, type RoutedRequest, type Target, targetsOf } from './precedence.ts';
import type { Representations } from './representations.ts';

export const NOTHING = 'There is nothing at this address.';

/** The paths, then each with the names in it as they are spelled here: most requests mean one of the first. */
function* pathsWith(
  paths: readonly string[],
  spell: (key: FeedKey) => FeedKey | undefined,
): Generator<string> {
  yield* paths;
  for (const path of paths) yield spellSelection(path, spell);
}

export function routerOf(archive: Archive, represent: Representations) {
  const { documentAt, targetAt } = targetsOf(archive, represent);

  /**
   * A redirect to the canonical address that is meant by one that does not exist, or the page about what is wrong with
   * that one; undefined when there is none.
   */
  const canonicalOf = (request: RoutedRequest): Target | undefined => {
    const paths = [request.path, ...canonicalPaths(request.path)];
    const spell = (key: FeedKey) => archive.spelled(key, request.now);
    const query = spellQuery(request.query, spell);
    const isSameQuery = query.toString() === request.query.toString();
    let bad: Target | undefined;
    const tried = new Set<string>();
    for (const path of pathsWith(paths, spell)) {
      if ((path === request.path && isSameQuery) || tried.has(path)) continue;
      tried.add(path);
      const target = orNothing(() => targetAt({ ...request, path, query }));
      if (!target) continue;
      if (isRedirect(target)) return target;
      if (isStoredFile(target) || target.status !== 400)
        return { status: 308, location: query.size === 0 ? path : `${path}?${query}` };
      bad ??= target;
    }
    return bad;
  };

  /** The target of any request, which `find` looks for; a 404 page when there is no other. */
  const routing =
    (find: (request: RoutedRequest) => Target | undefined) =>
    (request: RoutedRequest): Target => {
      let message = NOTHING;
      try {
        const target = find(request);
        if (target) return target;
      } catch (error) {
        if (!(error instanceof NoSuchFeed)) throw error;
        message = error.message;
      }
      return canonicalOf(request) ?? represent.problem(404, message);
    };

  return {
    document: (name: SiteDocument) => routing((request) => documentAt(name, request)),
    route: routing(targetAt),
  };
}
