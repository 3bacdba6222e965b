// Routes: what an address of the site is, judging by its form only. The archive knows whether it exists.

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
import {
  decodePath,
  MARKDOWN_EXTENSION,
  MEDIA_PATH,
  POSTS_PATH,
  parseSitemapPart,
  SITE_PATHS,
} from './paths.ts';

/** One of the site's own documents. */
export type SiteDocument = keyof typeof SITE_PATHS;

export type Route =
  | { readonly kind: 'document'; readonly name: SiteDocument }
  | { readonly kind: 'sitemap part'; readonly number: number }
  /** An address that a feed had before: the main feed is served there, without the tags that the query leaves out. */
  | { readonly kind: 'old feed'; readonly address: FeedAddress }
  | { readonly kind: 'feed'; readonly address: FeedAddress }
  /** The address of a feed or listing that BadFeedAddress describes; the message is for people. */
  | { readonly kind: 'bad feed'; readonly message: string }
  | { readonly kind: 'listing'; readonly selection: Selection }
  | { readonly kind: 'media' | 'markdown' | 'permalink' };

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
    Object.entries({ ...OLD_FEED_ADDRESSES, ...oldFeedAddresses }).flatMap(([path, name]) => {
      const format = FORMATS.find((each) => each.name === name);
      return format ? [[decodePath(path) ?? path, format] as const] : [];
    }),
  );

  return (path: string, query = NO_QUERY): Route | undefined => {
    const name = DOCUMENTS.get(path);
    if (name) return { kind: 'document', name };
    const format = oldFeeds.get(decodePath(path) ?? path);
    if (format) return mainFeedRoute(format, query);
    const number = parseSitemapPart(path);
    if (number !== undefined) return { kind: 'sitemap part', number };
    return feedRoute(path, query) ?? postRoute(path);
  };
}

/** The route of the main feed at an address that does not name it, such as `/rss` or `/feed`. */
export function mainFeedRoute(format: Format, query: URLSearchParams): RouteOfKind<'old feed' | 'bad feed'> {
  return unlessBad(() => ({ kind: 'old feed', address: { selection: parseMainSelection(query), format } }));
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

function postRoute(path: string): Route | undefined {
  if (path.startsWith(MEDIA_PATH)) return { kind: 'media' };
  if (!path.startsWith(POSTS_PATH)) return undefined;
  return { kind: path.endsWith(MARKDOWN_EXTENSION) ? 'markdown' : 'permalink' };
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
  markdown: 'the Markdown of a post',
  permalink: 'a post',
};
