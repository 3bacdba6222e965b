// Topics: the addresses of a site that WebSub subscribers can subscribe to (https://www.w3.org/TR/websub/, section 4).

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { type FeedKey, formatFeedKey, MAIN_FEED, parseFeedKey } from '../archive/feed-key.ts';
import { absolute, type Site } from '../archive/site.ts';
import { feedsOf } from '../compile/build/feeds-of.ts';
import { formatFeedAddress, listingPath, selectionOf } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';

/**
 * Every feed whose documents name a hub at a moment. On a blog with one author or one language, the feed of that
 * author or language is included although the directory leaves it out.
 */
export async function feedsAt(archive: Archive, now: Instant): Promise<FeedKey[]> {
  const inDirectory = archive.directoryAt(now).map(formatFeedKey);
  // The only author and the only language are those of every entry, so one entry is enough to find them.
  const newest = archive.feedAt(MAIN_FEED, now)?.positions.at(-1);
  const entries = newest === undefined ? [] : await archive.entries([newest]);
  return [...new Set([...inDirectory, ...entries.flatMap(feedsOf)])].map(parseFeedKey);
}

/** The topics of a feed: its first document in every format, and the page that lists its entries. */
export function topicsOf(site: Site, key: FeedKey): string[] {
  const selection = selectionOf(key);
  const documents = FORMATS.map((format) => formatFeedAddress({ selection, format }));
  return [...documents, listingPath(selection)].map((path) => absolute(site, path));
}

/** Reads topics that an owner typed as paths or absolute URLs. Throws an Error that names the first unknown one. */
export function parseTopics(typed: readonly string[], site: Site, topics: readonly string[]): string[] {
  return typed.map((address) => {
    const topic = URL.canParse(address, site.origin) ? new URL(address, site.origin).href : address;
    if (topics.includes(topic)) return topic;
    throw new Error(`"${address}" is not the address of a feed; write one such as /rss.xml`);
  });
}
