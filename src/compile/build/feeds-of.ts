// Feeds of entries: which feeds an entry is in, and the order of feeds.

import type { Entry } from '../../archive/entry.ts';
import { type FeedKey, formatFeedKey, MAIN_FEED, parseFeedKey } from '../../archive/feed-key.ts';
import { byText } from '../text/text.ts';

/** What decides in which feeds an entry is. */
type Listed = Pick<Entry, 'listed' | 'tags' | 'authors' | 'lang'>;

/** Keys of the feeds that contain an entry. */
export function feedsOf({ listed, tags, authors, lang }: Listed): string[] {
  if (!listed) return [];
  const keys = [
    MAIN_FEED,
    ...tags.map((name) => ({ kind: 'tag' as const, name })),
    ...authors.map(({ name }) => ({ kind: 'author' as const, name: name.normalize('NFC') })),
    { kind: 'language' as const, name: lang },
  ];
  return [...new Set(keys.map(formatFeedKey))];
}

/** Positions of the entries of each feed by its formatted key, oldest first; also of feeds of `others`, which may be empty. */
export function positionsByFeed(
  entries: readonly { readonly feeds: readonly string[] }[],
  others: Iterable<string> = [],
): Map<string, number[]> {
  const byFeed = new Map<string, number[]>(Array.from(others, (key) => [key, []]));
  entries.forEach(({ feeds }, position) => {
    for (const key of feeds) {
      const positions = byFeed.get(key);
      if (positions) positions.push(position);
      else byFeed.set(key, [position]);
    }
  });
  return byFeed;
}

const KINDS: readonly FeedKey['kind'][] = ['main', 'tag', 'author', 'language'];

/** Keys of feeds in the order to show them. */
export function inOrder(keys: Iterable<string>): string[] {
  const sorted = [...new Set(keys)].sort(byName);
  return KINDS.flatMap((kind) => sorted.filter((key) => parseFeedKey(key).kind === kind));
}

/** Ignores case first, and then compares code units: the same order in every locale. */
function byName(a: string, b: string): number {
  return byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b);
}
