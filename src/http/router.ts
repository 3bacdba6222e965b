// The router: finds the document of a request, or the canonical address that its address means.

import type { Archive } from '../archive/archive.ts';
import { NoSuchFeed } from '../feeds/selection.ts';
import { spellSelection } from '../routes/feed-address.ts';
import { canonicalPaths } from './canonical-paths.ts';
import {
  isRedirect,
  orNothing,
  type Redirect,
  type RoutedRequest,
  type Target,
  targetsOf,
} from './precedence.ts';
import type { Representations } from './representations.ts';

export const NOTHING = 'There is nothing at this address.';

export function routerOf(archive: Archive, represent: Representations) {
  const { documents, isMedia, targetAt } = targetsOf(archive, represent);

  /** A redirect to the canonical address that is meant by one that does not exist; undefined when there is none. */
  const canonicalOf = (request: RoutedRequest): Redirect | undefined => {
    const paths = [request.path, ...canonicalPaths(request.path)];
    const spelled = paths.map((path) => spellSelection(path, (key) => archive.spelled(key, request.now)));
    const query = withSpelledTags(archive, request);
    const isSameQuery = query.toString() === request.query.toString();
    for (const path of new Set([...paths, ...spelled])) {
      if (path === request.path && isSameQuery) continue;
      const target = orNothing(() => targetAt({ ...request, path, query }));
      if (!target || target.status === 400) continue;
      if (isRedirect(target)) return target;
      return { status: 308, location: query.size === 0 ? path : `${path}?${query}` };
    }
    return undefined;
  };

  /** The target of any request; a 404 page when there is no other. */
  const route = (request: RoutedRequest): Target => {
    let message = NOTHING;
    try {
      const target = targetAt(request);
      if (target) return target;
    } catch (error) {
      if (!(error instanceof NoSuchFeed)) throw error;
      message = error.message;
    }
    return canonicalOf(request) ?? represent.problem(404, message);
  };

  return { documents, isMedia, route };
}

/** The query with the spelling of each tag that it leaves out. */
function withSpelledTags(archive: Archive, { query, now }: RoutedRequest): URLSearchParams {
  const spell = (name: string) => archive.spelled({ kind: 'tag', name }, now)?.name ?? name;
  return new URLSearchParams(
    [...query].map(([name, value]) => [name, name === 'not' ? spell(value) : value]),
  );
}
