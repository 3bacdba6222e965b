// The feed document: what every format is given to render, the same for all of them.

import type { Entry, Instant } from '../archive/entry.ts';
import type { Site } from '../archive/site.ts';

/** The state of one feed, ready to be written in any format. All text is plain; all addresses are absolute. */
export interface FeedDocument {
  readonly site: Site;
  readonly title: string;
  readonly description: string;
  /** Permanent IRI of the feed. */
  readonly id: string;
  /** The page whose entries these are. */
  readonly pageUrl: string;
  /** Where this very document is, in this very format. */
  readonly selfUrl: string;
  /** The same feed in the other formats. */
  readonly alternates: readonly FeedLink[];
  /** When the document last changed; no renderer knows another clock. */
  readonly modified: Instant;
  /** Newest first. */
  readonly entries: readonly Entry[];
}

export interface FeedLink {
  readonly url: string;
  readonly mediaType: string;
  /** The format's name for people. */
  readonly label: string;
}

/** What an entry says in a feed: whole, or in short when the site prefers its readers on its pages. */
export function contentInFeed(site: Site, entry: Entry): string | undefined {
  return site.content === 'full' ? entry.contentForReaders : undefined;
}
