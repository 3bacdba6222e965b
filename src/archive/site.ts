// The site: the owner's settings as the compiler has checked and completed them.

import type { Person } from './entry.ts';

/** Everything documents and pages say about the site itself. All addresses are absolute. */
export interface Site {
  /** Scheme and authority, without a trailing slash. The only source of the addresses in any document. */
  readonly origin: string;
  /** Permanent IRI of the main feed; like the ids of entries it does not depend on the origin that serves it. */
  readonly feedId: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** Never empty. */
  readonly authors: readonly Person[];
  /** Plain text, such as a licence. */
  readonly rights?: string;
  /** Square picture for readers' lists of subscriptions. */
  readonly icon?: string;
  /** Wide picture of the whole site. */
  readonly logo?: string;
  /** WebSub hub. */
  readonly hub?: string;
  /** Whether feeds carry whole entries or summaries. */
  readonly content: 'full' | 'summary';
  /** Entries in the first document of a feed. */
  readonly window: number;
  /** How long a reader or cache may reuse a document, in minutes: RSS `ttl` and `Cache-Control` both say it. */
  readonly refreshMinutes: number;
}

/** The absolute address of a path of this site. */
export function absolute(site: Site, path: string): string {
  return site.origin + path;
}
