// Links to feeds, and to the pages of tags, authors and languages: which of them exist, in every spelling that the router
// understands, those of other programs included.

import { type FeedKey, formatFeedKey, parseFeedKey } from '../../archive/feed-key.ts';
import { keysBySpelling, spellingOf } from '../../archive/feed-table.ts';
import type { OldSlugs } from '../../archive/name-slugs.ts';
import { type Selection, spellSelection } from '../../routes/feed-address.ts';
import { namedFeedsOf } from '../../routes/old-feeds.ts';
import { routesOf } from '../../routes/routes.ts';
import { withoutIndex } from './address-parts.ts';

/** What is at an address: a feed with entries, one without, or nothing of the kind. */
export type FeedAtAddress = 'there' | 'empty' | undefined;

/** `feeds` are the formatted keys of the feeds with entries. The function that is returned takes a percent-encoded path. */
export function feedLinks(
  feeds: ReadonlySet<string>,
  oldFeedAddresses: Readonly<Record<string, string>>,
  oldSlugs?: OldSlugs,
): (path: string) => FeedAtAddress {
  const routeOf = routesOf(oldFeedAddresses);
  const namedFeedAt = namedFeedsOf(oldFeedAddresses);
  let spellings: ReadonlyMap<string, readonly string[]> | undefined;
  const spelled = (key: FeedKey): FeedKey | undefined => {
    spellings ??= keysBySpelling(feeds, oldSlugs);
    const [found] = spellings.get(spellingOf(key)) ?? [];
    return found === undefined ? undefined : parseFeedKey(found);
  };
  const hasEntries = ({ all }: Selection) => all.every((key) => feeds.has(formatFeedKey(key)));
  const selectionAt = (path: string): Selection | undefined => {
    const route = routeOf(path);
    if (route?.kind === 'feed') return route.address.selection;
    return route?.kind === 'listing' ? route.selection : undefined;
  };

  return (path) => {
    const named = namedFeedAt(path);
    if (named && spelled(named.key)) return 'there';
    const page = withoutIndex(path).replace(/\.html?$/, '');
    const candidates = [path, page, page.toLowerCase()].map((each) => spellSelection(each, spelled));
    const selections = [path, ...candidates].map(selectionAt);
    if (selections.some((selection) => selection && hasEntries(selection))) return 'there';
    return selections[0] && 'empty';
  };
}
