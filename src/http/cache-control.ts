// Cache-Control: how long a copy of a document may be used without asking again.

import type { Instant } from '../archive/entry.ts';
import type { Site } from '../archive/site.ts';
import type { Representation } from './representation.ts';

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

/**
 * Cache-Control for a public document (RFC 9111, RFC 5861). `until` is when the next edition begins: neither
 * `max-age` nor `stale-while-revalidate` reaches past it, so that a scheduled entry is seen at its time. An old copy
 * may replace an error at any time.
 */
export function cacheControl(refreshMinutes: number, now: Instant, until?: Instant): string {
  const left = until === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor((until - now) / 1000));
  const fresh = Math.min(refreshMinutes * MINUTE_SECONDS, left);
  const stale = Math.min(DAY_SECONDS, left - fresh);
  return `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${DAY_SECONDS}`;
}

/** How long a public representation lasts: until its next edition begins, if one is known to come. */
export function lastingUntil(
  { refreshMinutes }: Site,
  until?: Instant,
): Pick<Representation, 'cacheControl' | 'until'> {
  if (until !== undefined) return { cacheControl: (now) => cacheControl(refreshMinutes, now, until), until };
  const always = cacheControl(refreshMinutes, 0);
  return { cacheControl: () => always };
}
