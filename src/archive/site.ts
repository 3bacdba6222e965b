// The site: the owner's settings as the compiler has checked and completed them.

import type { Person } from './entry.ts';
import type { Limits, WindowLimits } from './pagination.ts';

/** A category of podcast directories, such as `History`, which may be within another, such as `Society & Culture`. */
export interface PodcastCategory {
  readonly name: string;
  readonly within?: string;
}

/** What podcast directories need to know about a show. */
export interface Podcast {
  /** Square picture, 1400 to 3000 pixels wide. */
  readonly artwork: string;
  readonly categories: readonly PodcastCategory[];
  readonly explicit: boolean;
  /** `serial` when the episodes should be heard in order. */
  readonly type: 'episodic' | 'serial';
  readonly owner: { readonly name: string; readonly email: string };
  /** UUID of the show, which stays the same when its host changes. */
  readonly guid: string;
  /** Whether other hosts must ask the owner before they import the show. */
  readonly locked: boolean;
}

/** The settings of the site that its documents use. All addresses are absolute. */
export interface Site {
  /** Scheme and authority, without a trailing slash. The only source of the addresses in any document. */
  readonly origin: string;
  /** Permanent IRI of the main feed; like the ids of entries, it is the same at every origin. */
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
  /** Path of the owner's own icon for pages, in public/; used when there is no `icon`. */
  readonly favicon?: string;
  /** Wide picture of the whole site. */
  readonly logo?: string;
  /** WebSub hub. */
  readonly hub?: string;
  readonly podcast?: Podcast;
  /** Whether feeds have whole entries or only summaries. */
  readonly content: 'full' | 'summary';
  /** How many of the newest entries the first document of a feed has. */
  readonly window: number;
  /** It also has those published at most this many days before its newest entry; none if 0. */
  readonly windowDays: number;
  /** Entries on a feed page. */
  readonly page: number;
  /** About how many bytes one feed document may have. */
  readonly documentBytes: number;
  /** Older addresses of the main feed, each with the name of the format that is served there. */
  readonly oldFeedAddresses: Readonly<Record<string, string>>;
  /** How long a reader or cache may reuse a document, in minutes, for RSS `ttl` and `Cache-Control`. */
  readonly refreshMinutes: number;
}

/** The absolute address of a path of this site. */
export function absolute(site: Site, path: string): string {
  return site.origin + path;
}

const DAY_MS = 86_400_000;

/** The limits of the first document of a feed. */
export function windowLimits({ window, windowDays, documentBytes }: Site): WindowLimits {
  return {
    entries: window,
    bytes: documentBytes,
    ...(windowDays > 0 && { span: windowDays * DAY_MS }),
  };
}

/** The limits of a feed page. */
export function pageLimits({ page, documentBytes }: Site): Limits {
  return { entries: page, bytes: documentBytes };
}
