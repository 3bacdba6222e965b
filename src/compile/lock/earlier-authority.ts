// The earlier authority: notices that the settings would make other ids than those that readers know, as they do when a
// site moves and its owner forgets to keep the authority.

import type { Reconciled } from './reconcile.ts';

/**
 * The authority in the id (RFC 4151) of the newest deployed post whose id Longwave has made; undefined when there is
 * no such post, or one with the present `authority`.
 */
export function earlierAuthority({ posts, lock }: Reconciled, authority: string): string | undefined {
  const authorities = posts
    .filter(({ id, ownId }) => ownId === undefined && lock?.entries.get(id)?.told)
    .sort((a, b) => b.published - a.published)
    .map(({ id }) => /^tag:([^,]+),/.exec(id)?.[1])
    .filter((each) => each !== undefined);
  return authorities.includes(authority) ? undefined : authorities[0];
}
