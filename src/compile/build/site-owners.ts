// Owners of addresses: which page or feed of the site has an address that a post wants.

import { type FeedKey, formatFeedKey, MAIN_FEED } from '../../archive/feed-key.ts';
import { keysBySpelling, spellingOf } from '../../archive/feed-table.ts';
import { parametersOf } from '../../archive/query-address.ts';
import type { Selection } from '../../routes/feed-address.ts';
import { namedFeedsOf } from '../../routes/old-feeds.ts';
import { encodePath, encodePermalink, SITE_PATHS } from '../../routes/paths.ts';
import { type Route, routesOf, type SiteDocument } from '../../routes/routes.ts';
import type { CheckedSettings } from '../settings/settings.ts';

const MAIN_FEED_NAME = 'the main feed';

const DOCUMENTS: Readonly<Record<SiteDocument, string>> = {
  home: 'the home page',
  preferredFeed: MAIN_FEED_NAME,
  wordPressFeed: MAIN_FEED_NAME,
  feeds: 'the page of all feeds',
  opml: 'the list of all feeds',
  sitemap: 'the sitemap',
  robots: SITE_PATHS.robots.slice(1),
  favicon: 'the icon of the site',
  faviconIco: 'the icon of the site',
  health: 'the answer to monitors',
};

/**
 * Finds the owner of a decoded path, or of one with a query, and names it for messages; undefined when it is free. An
 * address may look like that of a feed while there is no such feed: `feeds` are the formatted keys of those with entries.
 */
export function siteOwnersOf(
  feeds: ReadonlySet<string>,
  { site: { oldFeedAddresses }, oldSlugs }: Pick<CheckedSettings, 'site' | 'oldSlugs'>,
): (address: string) => string | undefined {
  const routeOf = routesOf(oldFeedAddresses);
  const namedFeedAt = namedFeedsOf(oldFeedAddresses);
  const spellings = keysBySpelling(feeds, oldSlugs);
  const hasEntries = ({ all }: Selection) =>
    all.every((key) => key.kind === 'main' || feeds.has(formatFeedKey(key)));

  const pageOrFeed = (route: Route | undefined): string | undefined => {
    if (route?.kind === 'document') return DOCUMENTS[route.name];
    if (route?.kind === 'old feed') return MAIN_FEED_NAME;
    if (route?.kind === 'feed' && hasEntries(route.address.selection))
      return nameOf('the feed', route.address.selection.all);
    if (route?.kind === 'listing' && hasEntries(route.selection))
      return nameOf('the page', route.selection.all);
    return undefined;
  };

  const ownerAt = (path: string, query: URLSearchParams): string | undefined => {
    const route = routeOf(path, query);
    // A query makes another document only of a feed.
    if (route?.kind === 'document' && query.size > 0 && DOCUMENTS[route.name] !== MAIN_FEED_NAME)
      return undefined;
    const owner = pageOrFeed(route);
    const named = owner === undefined ? namedFeedAt(path) : undefined;
    return named && spellings.has(spellingOf(named.key)) ? nameOf('the feed', [named.key]) : owner;
  };

  return (address) => {
    const mark = parametersOf(address).length > 0 ? address.lastIndexOf('?') : address.length;
    const [path, query] = [address.slice(0, mark), new URLSearchParams(address.slice(mark))];
    // A plus separates the names of a combined feed only if it is not encoded.
    return ownerAt(encodePermalink(path), query) ?? ownerAt(encodePath(path), query);
  };
}

/** `the feed of the tag radio`, or `the feed of the tags feeds and radio`. */
function nameOf(what: string, keys: readonly FeedKey[]): string {
  const [{ kind } = MAIN_FEED] = keys;
  if (kind === 'main') return MAIN_FEED_NAME;
  const names = keys.map(({ name }) => name).join(' and ');
  return `${what} of the ${kind}${keys.length > 1 ? 's' : ''} ${names}`;
}
