// The feed document: the input of the renderers of all formats.

import type { Entry, Instant } from '../archive/entry.ts';
import type { Removed } from '../archive/feed.ts';
import type { Site } from '../archive/site.ts';
import type { Paging } from './paging.ts';

/** One document of a feed, ready to be written in any format. All text is plain; all addresses are absolute. */
export interface FeedDocument {
  readonly site: Site;
  readonly title: string;
  readonly description: string;
  /** BCP 47. The language of the document, and of every entry that does not name another. */
  readonly language: string;
  /** Permanent IRI of the feed. */
  readonly id: string;
  /** The page for people that lists these entries. */
  readonly pageUrl: string;
  /** Address of this document in this format. */
  readonly selfUrl: string;
  /** WebSub hub that is notified when this document changes. */
  readonly hub?: string;
  readonly paging: Paging;
  /** When the document last changed. Renderers use no other clock. */
  readonly modified: Instant;
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Entries that were removed from the site; empty on feed pages. */
  readonly removed: readonly Removed[];
}

/** HTML of an entry in a feed; undefined when the site's feeds have only summaries. */
export function contentInFeed(site: Site, entry: Entry): string | undefined {
  return site.content === 'full' ? entry.contentForReaders : undefined;
}
