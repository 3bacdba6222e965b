// Routes: what an address of the site is, judging by its form only. The archive knows whether it exists, and which
// addresses are those of posts: they have no form of their own.

import type { FeedKey } from '../archive/feed-key.ts';
import { addressWith, parametersOf, withQuery } from '../archive/query-address.ts';
import {
  BadFeedAddress,
  type FeedAddress,
  OLD_FEED_ADDRESSES,
  parseFeedAddress,
  parseListingPath,
  parseMainSelection,
  type Selection,
} from './feed-address.ts';
import { FORMATS, type Format } from './formats.ts';
import { decodePath, MEDIA_PATH, parseSitemapPart, SITE_PATHS } from './paths.ts';

/** One of the site's own documents. */
export type SiteDocument = keyof typeof SITE_PATHS;

export type Route =
  | { readonly kind: 'document'; readonly name: SiteDocument }
  | { readonly kind: 'sitemap part'; readonly number: number }
  /** An address that a feed had before: the feed is served there, without the tags that the query leaves out. */
  | { readonly kind: 'old feed'; readonly address: FeedAddress }
  | { readonly kind: 'feed'; readonly address: FeedAddress }
  /** The address of a feed or listing that BadFeedAddress describes; the message is for people. */
  | { readonly kind: 'bad feed'; readonly message: string }
  | { readonly kind: 'listing'; readonly selection: Selection }
  | { readonly kind: 'media' };

export type RouteOfKind<Kind extends Route['kind']> = Extract<Route, { readonly kind: Kind }>;

const DOCUMENTS = new Map<string, SiteDocument>(
  Object.entries(SITE_PATHS).map(([name, path]) => [path, name as SiteDocument]),
);

const NO_QUERY = new URLSearchParams();

/**
 * The routes of a site, given older addresses of its main feed, each with the name of a format. The function that is
 * returned takes a percent-encoded path, and returns undefined for an address that has none of the forms in use.
 */
export function routesOf(oldFeedAddresses: Readonly<Record<string, string>>) {
  const oldFeeds = new Map(
    Object.entries({ ...OLD_FEED_ADDRESSES, ...oldFeedAddresses }).flatMap(([address, name]) => {
      const format = FORMATS.find((each) => each.name === name);
      return format ? [[parseAddress(address), format] as const] : [];
    }),
  );
  const parameters = [...oldFeeds.keys()].flatMap(parametersOf);
  const oldFeedAt = (path: string, query: URLSearchParams): Format | undefined => {
    const decoded = decodePath(path) ?? path;
    return oldFeeds.get(addressWith(decoded, query, parameters) ?? decoded) ?? oldFeeds.get(decoded);
  };

  return (path: string, query = NO_QUERY): Route | undefined => {
    // An owner may choose the format of `/feed`, and have an old feed at `/?feed=rss2`.
    const format = oldFeedAt(path, query);
    if (format) return mainFeedRoute(format, query);
    const name = DOCUMENTS.get(path);
    if (name) return { kind: 'document', name };
    const number = parseSitemapPart(path);
    if (number !== undefined) return { kind: 'sitemap part', number };
    return feedRoute(path, query) ?? (path.startsWith(MEDIA_PATH) ? { kind: 'media' } : undefined);
  };
}

function parseAddress(address: string): string {
  const [path = '', query] = address.split(/\?(.*)/s, 2);
  return withQuery(decodePath(path) ?? path, new URLSearchParams(query));
}

/** The route of the main feed at an address that does not name it, such as `/rss` or `/feed`. */
export function mainFeedRoute(format: Format, query: URLSearchParams): RouteOfKind<'old feed' | 'bad feed'> {
  return unlessBad(() => ({ kind: 'old feed', address: { selection: parseMainSelection(query), format } }));
}

/** The route of a feed at an address that names it in another way, given its key here. */
export function namedFeedRoute(
  key: FeedKey,
  format: Format,
  query: URLSearchParams,
): RouteOfKind<'old feed' | 'bad feed'> {
  return unlessBad(() => {
    const { not } = parseMainSelection(query);
    return { kind: 'old feed', address: { selection: { all: [key], not }, format } };
  });
}

function feedRoute(path: string, query: URLSearchParams): Route | undefined {
  return unlessBad(() => {
    const address = parseFeedAddress(path, query);
    if (address) return { kind: 'feed', address };
    const selection = parseListingPath(path);
    return selection && { kind: 'listing', selection };
  });
}

function unlessBad<T>(parse: () => T): T | RouteOfKind<'bad feed'> {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BadFeedAddress) return { kind: 'bad feed', message: error.message };
    throw error;
  }
}

/** The name of each kind of route, for messages. */
export const ROUTE_NAMES: Readonly<Record<Route['kind'], string>> = {
  document: "one of the site's own documents",
  'sitemap part': 'a part of the sitemap',
  'old feed': 'the main feed',
  feed: 'a feed',
  'bad feed': 'a feed',
  listing: 'the page of a tag, an author or a language',
  media: 'a file beside a post',
};
