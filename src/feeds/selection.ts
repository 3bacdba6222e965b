// The feed that a selection makes: its entries at a moment, its title, its id and its hub.

import type { Archive } from '../archive/archive.ts';
import { combineFeeds } from '../archive/combined-feed.ts';
import type { Instant } from '../archive/entry.ts';
import type { Feed } from '../archive/feed.ts';
import type { FeedKey } from '../archive/feed-key.ts';
import { pageLimits, type Site } from '../archive/site.ts';
import { type FeedAddress, listingPath, type Selection } from '../routes/feed-address.ts';

/** There is no such feed, or no such page of it. The message is shown to people. */
export class NoSuchFeed extends Error {}

/** The entries of a selection that are visible at `now`. Throws NoSuchFeed when one of its feeds does not exist. */
export function selectFeed(archive: Archive, { all, not }: Selection, now: Instant): Feed {
  const find = (key: FeedKey): Feed => {
    const feed = archive.feedAt(key, now);
    if (!feed) throw new NoSuchFeed(`There is no feed of the ${key.kind} “${key.name}” here.`);
    return feed;
  };
  const without = not.map((name) => find({ kind: 'tag', name }));
  return combineFeeds(all.map(find), without, archive.metadata, pageLimits(archive.site));
}

/** Title of the feed, such as `Longwave: radio + time − note`. The main feed has the title of the site. */
export function selectionTitle(site: Site, { all, not }: Selection): string {
  const names = all.map(({ name }) => name).filter((name) => name !== '');
  const wanted = names.length === 0 ? '' : `: ${names.join(' + ')}`;
  return site.title + wanted + not.map((tag) => ` − ${tag}`).join('');
}

/** Permanent IRI of the feed: that of the main feed, with a fragment for any other selection. An IRI has only one. */
export function selectionId(site: Site, { all, not }: Selection): string {
  const path = listingPath({ all, not });
  const without = not.map((tag) => `&not=${encodeURIComponent(tag)}`).join('');
  if (path === '/' && without === '') return site.feedId;
  return site.feedId + (site.feedId.includes('#') ? '' : '#') + path + without;
}

/**
 * The WebSub hub that a document names, if any. A deploy notifies the hub only of the first documents of plain feeds:
 * there are too many combined feeds, and feed pages get no new entries. A reader that
 * relies on the hub stops polling, so a document must not name a hub that gets no notice of its changes. A listing has
 * the hub of its feed.
 */
export function hubOf(
  site: Site,
  { selection, page }: Pick<FeedAddress, 'selection' | 'page'>,
): string | undefined {
  const isPlain = selection.all.length === 1 && selection.not.length === 0;
  return isPlain && page === undefined ? site.hub : undefined;
}
