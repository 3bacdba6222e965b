// Precedence: which document an address has when several could have it.

import { type Address, isFile } from '../archive/address-table.ts';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { NoSuchFeed, selectFeed } from '../feeds/selection.ts';
import { type FeedAddress, listingPath, MAIN, type Selection } from '../routes/feed-address.ts';
import { namedFeedsOf } from '../routes/old-feeds.ts';
import { decodePath, markdownPath, permalinksOf, SITE_PATHS } from '../routes/paths.ts';
import {
  mainFeedRoute,
  namedFeedRoute,
  type Route,
  type RouteOfKind,
  routesOf,
  type SiteDocument,
} from '../routes/routes.ts';
import { fileAt, indexOf, type Redirect, replacementOf, type StoredFile } from './files.ts';
import { preferredFormat } from './negotiation.ts';
import type { Representation } from './representation.ts';
import type { Representations } from './representations.ts';

/** The parts of a request that decide its answer. */
export interface RoutedRequest {
  /** Percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly now: Instant;
}

/** The result of routing a request. */
export type Target = Representation | Redirect | StoredFile;

/** What is at an address; undefined leaves the decision to the next rule. Throws NoSuchFeed. */
type Rule = (request: RoutedRequest, route: Route | undefined) => Target | undefined;

export function isRedirect(target: Target): target is Redirect {
  return 'location' in target;
}

/** What an archive has at each address. */
export function targetsOf(archive: Archive, represent: Representations) {
  const { site } = archive;
  const routeOf = routesOf(site.oldFeedAddresses);
  const namedFeedAt = namedFeedsOf(site.oldFeedAddresses);

  const feed = (address: FeedAddress, { query, now }: RoutedRequest): Representation => ({
    ...represent.feed(address, now),
    forPerson: () =>
      query.has('source') ? represent.feedAsText(address, now) : represent.subscribe(address, now),
  });

  const feedOrProblem = (
    route: RouteOfKind<'feed' | 'old feed' | 'bad feed'>,
    request: RoutedRequest,
  ): Representation =>
    route.kind === 'bad feed' ? represent.problem(400, route.message) : feed(route.address, request);

  const preferredFeed = (request: RoutedRequest): Representation => {
    const format = preferredFormat(request.headers.get('Accept'));
    return chosenByAccept(feedOrProblem(mainFeedRoute(format, request.query), request));
  };

  const ownFile = (path: string, now: Instant) => replacementOf(archive, path, now);

  const documents: Readonly<Record<SiteDocument, (request: RoutedRequest) => Target>> = {
    home: ({ now }) => represent.listing(MAIN, now),
    preferredFeed,
    wordPressFeed: preferredFeed,
    feeds: ({ now }) => represent.feeds(now),
    opml: ({ now }) => represent.opml(now),
    sitemap: ({ now }) => represent.sitemap(now),
    robots: ({ now }) => ownFile(SITE_PATHS.robots, now) ?? represent.robots(),
    favicon: ({ now }) => ownFile(SITE_PATHS.favicon, now) ?? represent.favicon(),
    faviconIco: ({ now }) =>
      ownFile(SITE_PATHS.faviconIco, now) ?? {
        status: 308,
        location: site.icon ?? site.favicon ?? SITE_PATHS.favicon,
      },
    health: () => represent.health(),
  };

  const documentAt: Rule = (request, route) =>
    route?.kind === 'document' ? documents[route.name](request) : undefined;

  const oldFeedAt: Rule = (request, route) =>
    route?.kind === 'old feed' ? feedOrProblem(route, request) : undefined;

  /** What is at the address of a post, which has been found by the path of a request, or by its query, too. */
  const answerOf = (address: Address, path: string | undefined): Target => {
    if (address.kind === 'gone') return represent.problem(410, 'This post has been removed.');
    const permalink = archive.path(address.position);
    if (address.kind === 'alias') return { status: 301, location: permalink };
    return path === permalink ? represent.entry(address) : { status: 308, location: permalink };
  };

  /** An alias with a query, such as `/?p=12`, at which a document without it may be. */
  const queriedAt: Rule = ({ path, query, now }) => {
    if (!archive.parameters || query.size === 0) return undefined;
    const address = archive.findWithQuery(decodePath(path) ?? path, query, now);
    return address && answerOf(address, undefined);
  };

  /** A permalink, an alias, a removed post or a file. */
  const postAt: Rule = ({ path, now }, route) => {
    const decoded = decodePath(path) ?? path;
    const address = archive.find(decoded, now);
    if (!address || isLiveFeed(archive, route, now)) return undefined;
    return isFile(address) ? fileAt(path, decoded) : answerOf(address, path);
  };

  /** A feed at its address in other software, where its name is a slug. */
  const namedAt: Rule = (request) => {
    const named = namedFeedAt(request.path);
    const key = named && archive.spelled(named.key, request.now);
    return key && feedOrProblem(namedFeedRoute(key, named.format, request.query), request);
  };

  const folderPageAt: Rule = ({ path, now }) => indexOf(archive, path, now);

  const sitemapPartAt: Rule = ({ now }, route) =>
    route?.kind === 'sitemap part' ? represent.sitemapPart(route.number, now) : undefined;

  const feedDocumentAt: Rule = (request, route) =>
    route?.kind === 'feed' || route?.kind === 'bad feed' ? feedOrProblem(route, request) : undefined;

  const listingAt: Rule = ({ path, now }, route) => {
    if (route?.kind !== 'listing') return undefined;
    const listing = represent.listing(route.selection, now);
    const canonical = listingPath(route.selection);
    return path === canonical ? listing : { status: 308, location: canonical };
  };

  /** The Markdown of a post, whose permalink has another ending or none. */
  const markdownAt: Rule = (request) => {
    for (const path of permalinksOf(request.path)) {
      const address = archive.find(decodePath(path) ?? path, request.now);
      if (!address || isFile(address)) continue;
      if (address.kind === 'entry' && path === archive.path(address.position))
        return represent.markdown(address);
      const post = answerOf(address, path);
      return isRedirect(post) ? { ...post, location: markdownPath(post.location) } : post;
    }
    return undefined;
  };

  /** The first rule with a result decides. */
  const precedence: readonly Rule[] = [
    queriedAt,
    // The compiler refuses permalinks and aliases at an address of these two kinds.
    documentAt,
    oldFeedAt,
    // A post may have any address below. Only a feed with entries takes precedence over it.
    postAt,
    folderPageAt,
    // These three have different forms.
    sitemapPartAt,
    feedDocumentAt,
    listingAt,
    namedAt,
    // Last, because the name of a post or a tag may end in .md.
    markdownAt,
  ];

  return {
    /** What is at the path of one of the site's own documents. */
    documentAt: (name: SiteDocument, request: RoutedRequest): Target =>
      queriedAt(request, undefined) ??
      oldFeedAt(request, routeOf(request.path, request.query)) ??
      documents[name](request),

    /** What is at exactly this address; undefined when nothing is. Throws NoSuchFeed. */
    targetAt: (request: RoutedRequest): Target | undefined => {
      const route = routeOf(request.path, request.query);
      for (const rule of precedence) {
        const target = rule(request, route);
        if (target) return target;
      }
      return undefined;
    },
  };
}

function isLiveFeed(archive: Archive, route: Route | undefined, now: Instant): boolean {
  const selection = selectionOf(route);
  const feed = selection && orNothing(() => selectFeed(archive, selection, now));
  return feed !== undefined && feed.positions.length > 0;
}

function selectionOf(route: Route | undefined): Selection | undefined {
  if (route?.kind === 'feed') return route.address.selection;
  return route?.kind === 'listing' ? route.selection : undefined;
}

function chosenByAccept(representation: Representation): Representation {
  const { vary = [], forPerson } = representation;
  return {
    ...representation,
    vary: ['Accept', ...vary],
    ...(forPerson && { forPerson: () => chosenByAccept(forPerson()) }),
  };
}

/** Undefined in place of a NoSuchFeed error. */
export function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof NoSuchFeed) return undefined;
    throw error;
  }
}
