// Finding: what is at an address, and what may have been meant where nothing is. The order below is the precedence.

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { NoSuchFeed, selectFeed } from '../feeds/selection.ts';
import {
  BadFeedAddress,
  type FeedAddress,
  listingPath,
  MAIN,
  OLD_FEED_ADDRESSES,
  parseFeedAddress,
  parseListingPath,
  selectionAt,
  spellSelection,
} from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { parseSitemapPart, SITE_PATHS } from '../routes/paths.ts';
import { canonicalPaths } from './canonical.ts';
import { preferredFormat } from './negotiation.ts';
import type { Representations } from './representations.ts';
import type { Representation } from './respond.ts';

/** The parts of a request that decide what is found. */
export interface Sought {
  /** Percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
}

/** Where else to look: a path of this site, or the address of the owner's icon. */
export interface Redirect {
  readonly status: 301 | 308;
  readonly location: string;
}

/** A file that the store of the runtime has. */
export interface FoundMedia {
  readonly mediaType: string;
}

export type Found = Representation | Redirect | FoundMedia;

/** What is said of an address of which nothing more is known. */
export const NOTHING = 'There is nothing at this address.';

export function isRedirect(found: Found): found is Redirect {
  return 'location' in found;
}

export function isMedia(found: Found): found is FoundMedia {
  return 'mediaType' in found;
}

/** Finds what to answer a request with: at worst, a page that says that nothing is there. */
export function finderOf(archive: Archive, represent: Representations) {
  const { site } = archive;
  const documents = new Map<string, (now: Instant) => Representation>([
    [SITE_PATHS.home, (now) => represent.listing(MAIN, now)],
    [SITE_PATHS.feeds, represent.feeds],
    [SITE_PATHS.opml, represent.opml],
    [SITE_PATHS.robots, represent.robots],
    [SITE_PATHS.favicon, represent.favicon],
    [SITE_PATHS.health, represent.health],
  ]);
  // A path as it is written: in a route, some of its characters would mean more.
  const older = new Map(
    Object.entries({ ...OLD_FEED_ADDRESSES, ...site.oldFeedAddresses }).map(([path, name]) => [
      decodePath(path),
      FORMATS.find((format) => format.name === name),
    ]),
  );

  const feed = (address: FeedAddress, { query }: Sought, now: Instant): Representation => ({
    ...represent.feed(address, now),
    forPerson: () =>
      query.has('source') ? represent.feedAsText(address, now) : represent.subscribe(address, now),
  });

  /** What is at this very path. Throws NoSuchFeed and BadFeedAddress. */
  const at = (path: string, sought: Sought, now: Instant): Found | undefined => {
    const document = documents.get(path);
    if (document) return document(now);
    if (path === SITE_PATHS.anyFormat || path === SITE_PATHS.anyFormatOnce) {
      const format = preferredFormat(sought.headers.get('Accept'));
      return chosenByAccept(feed({ selection: MAIN, format }, sought, now));
    }
    const decoded = decodePath(path);
    const format = older.get(decoded);
    if (format) return feed({ selection: MAIN, format }, sought, now);
    if (path === SITE_PATHS.sitemap) return represent.sitemap(undefined, now);
    if (path === SITE_PATHS.oldFavicon) return { status: 308, location: site.icon ?? SITE_PATHS.favicon };
    const part = parseSitemapPart(path);
    const entry = entryAt(decoded, path, now);
    // An older address of an entry may look like that of a feed; where there is no such feed, its author knows better.
    if (entry && !isLiveFeed(path, sought, now)) return entry;
    return (
      (part === undefined ? undefined : represent.sitemap(part, now)) ??
      feedAt(path, sought, now) ??
      (decoded.endsWith('.md') ? sourceAt(decoded.slice(0, -'.md'.length), path, now) : undefined)
    );
  };

  const entryAt = (decoded: string, path: string, now: Instant): Found | undefined => {
    const address = archive.find(decoded, now);
    if (!address) return undefined;
    if (address.kind === 'media') return { mediaType: archive.mediaType(decoded) };
    if (address.kind === 'gone') return represent.problem(410, 'What was here has been removed.');
    const permalink = archive.path(address.position);
    if (address.kind === 'alias') return { status: 301, location: permalink };
    return path === permalink ? represent.entry(address) : { status: 308, location: permalink };
  };

  const isLiveFeed = (path: string, { query }: Sought, now: Instant): boolean => {
    const selection = selectionAt(path, query);
    const stream = selection && orNothing(() => selectFeed(archive, selection, now));
    return stream !== undefined && stream.positions.length > 0;
  };

  const feedAt = (path: string, sought: Sought, now: Instant): Found | undefined => {
    const address = parseFeedAddress(path, sought.query);
    if (address) return feed(address, sought, now);
    const selection = parseListingPath(path);
    if (!selection) return undefined;
    const listing = represent.listing(selection, now);
    const canonical = listingPath(selection);
    return path === canonical ? listing : { status: 308, location: canonical };
  };

  const sourceAt = (decoded: string, path: string, now: Instant): Found | undefined => {
    const address = archive.find(decoded, now);
    if (address?.kind === 'entry' && path === `${archive.path(address.position)}.md`)
      return represent.source(address);
    const found = entryAt(decoded, path, now);
    return found && isRedirect(found) ? { ...found, location: `${found.location}.md` } : found;
  };

  /** Where an address at which nothing is should have led. */
  const meant = (sought: Sought, now: Instant): Redirect | undefined => {
    const paths = [sought.path, ...canonicalPaths(sought.path)];
    const spelled = paths.map((path) => spellSelection(path, (key) => archive.spelled(key, now)));
    const query = withSpelledTags(sought.query, now);
    const isSame = query.toString() === sought.query.toString();
    for (const path of new Set([...paths, ...spelled])) {
      if (path === sought.path && isSame) continue;
      const found = orNothing(() => at(path, { ...sought, query }, now));
      if (!found) continue;
      if (isRedirect(found)) return found;
      return { status: 308, location: query.size === 0 ? path : `${path}?${query}` };
    }
    return undefined;
  };

  /** The query with the tags that it leaves out as they are spelled. */
  const withSpelledTags = (query: URLSearchParams, now: Instant): URLSearchParams => {
    const spell = (name: string) => archive.spelled({ kind: 'tag', name }, now)?.name ?? name;
    return new URLSearchParams(
      [...query].map(([name, value]) => [name, name === 'not' ? spell(value) : value]),
    );
  };

  return (sought: Sought, now: Instant): Found => {
    let message = NOTHING;
    try {
      const found = at(sought.path, sought, now);
      if (found) return found;
    } catch (error) {
      if (error instanceof BadFeedAddress) return represent.problem(400, error.message);
      if (!(error instanceof NoSuchFeed)) throw error;
      message = error.message;
    }
    return meant(sought, now) ?? represent.problem(404, message);
  };
}

function chosenByAccept(found: Representation): Representation {
  const { vary = [], forPerson } = found;
  return {
    ...found,
    vary: ['Accept', ...vary],
    ...(forPerson && { forPerson: () => chosenByAccept(forPerson()) }),
  };
}

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof NoSuchFeed || error instanceof BadFeedAddress) return undefined;
    throw error;
  }
}

/** The path as the author would write it; what cannot be decoded leads nowhere and is looked up as it stands. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}
