// The directory: the list of all feeds, and its editions, because a feed appears with its first visible entry.

import { type DirectoryEdition, offeredFeeds } from '../../archive/directory.ts';
import type { Instant } from '../../archive/entry.ts';
import { formatFeedKey, parseFeedKey } from '../../archive/feed-key.ts';
import { digestOf } from '../text/digest.ts';
import { joinedAt, type Leaver, type Member } from './shifts.ts';

/** What decides when a feed is in the directory. */
export interface ListedFeed {
  readonly key: string;
  /** Its entries, oldest first. */
  readonly members: readonly Member[];
  readonly leavers: readonly Leaver[];
}

/**
 * The editions of the directory, the one at `now` first. An edition changed last when one of its feeds got its first
 * entry, or when another feed lost its last one. `feeds` are in the order of the directory.
 */
export function directoryEditions(feeds: readonly ListedFeed[], now: Instant): DirectoryEdition[] {
  const listed = feeds.map(({ key, members, leavers }) => ({ key, leavers, ...appearanceOf(key, members) }));
  const coming = [...new Set(listed.map(({ from }) => from))].filter((from) => from > now && from < Infinity);
  return [now, ...coming.sort((a, b) => a - b)].map((moment) => {
    const visible = listed.filter(({ from }) => from <= moment).map(({ key }) => parseFeedKey(key));
    const dates = listed.flatMap(({ from, since, leavers }) =>
      from <= moment ? [since] : leavers.map(({ at }) => at),
    );
    return {
      from: moment === now ? 0 : moment,
      etag: digestOf(offeredFeeds(visible).map(formatFeedKey)),
      modified: dates.reduce((one, other) => Math.max(one, other), 0),
    };
  });
}

/** From which time on a feed has a visible entry, and when readers first saw one. */
function appearanceOf(key: string, members: readonly Member[]): { from: Instant; since: Instant } {
  if (key === 'main') return { from: 0, since: 0 };
  const least = (times: readonly Instant[]) => times.reduce((one, other) => Math.min(one, other), Infinity);
  return {
    from: least(members.map(({ published }) => published)),
    since: least(members.map(({ published, state }) => Math.max(published, joinedAt(key, state)))),
  };
}
