// The feed document: what every format is given to render, the same for all of them.

import type { Entry, Instant } from '../archive/entry.ts';
import type { Site } from '../archive/site.ts';
import type { Removed } from '../archive/stream.ts';

/** One document of a feed, ready to be written in any format. All text is plain; all addresses are absolute. */
export interface FeedDocument {
  readonly site: Site;
  readonly title: string;
  readonly description: string;
  /** BCP 47: of the document, and of every entry that does not say another. */
  readonly language: string;
  /** Permanent IRI of the feed. */
  readonly id: string;
  /** The page for people that lists these entries. */
  readonly pageUrl: string;
  /** Where this very document is, in this very format. */
  readonly selfUrl: string;
  /** WebSub hub that is told whenever this very document changes. */
  readonly hub?: string;
  readonly paging: Paging;
  /** When the document last changed; no renderer knows another clock. */
  readonly modified: Instant;
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Entries that have left the feed for good; only its first document says so. */
  readonly removed: readonly Removed[];
}

/** The place of a document in its feed (RFC 5005 section 4), in addresses of the same format. */
export interface Paging {
  /** The first document, when this is a feed page. */
  readonly current?: string;
  /** The page with the entries that come before, in time, those of this document. */
  readonly previous?: string;
  /** The page with those that come after. */
  readonly next?: string;
}

/** What an entry says in a feed: whole, or in short when the site prefers its readers on its pages. */
export function contentInFeed(site: Site, entry: Entry): string | undefined {
  return site.content === 'full' ? entry.contentForReaders : undefined;
}

/** The links of RFC 5005 that a document has, each with its relation. */
export function archiveLinks({ current, previous, next }: Paging): [rel: string, href: string][] {
  const links = { current, 'prev-archive': previous, 'next-archive': next };
  return Object.entries(links).flatMap(([rel, href]) => (href === undefined ? [] : [[rel, href]]));
}
