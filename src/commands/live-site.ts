// The live site: which of its feeds differ from those of an archive. The entity tags of the live feeds show that, so
// nothing has to be stored between deploys.

import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { type FeedKey, formatFeedKey } from '../archive/feed-key.ts';
import { absolute, type Site } from '../archive/site.ts';
import { feedDocumentAt } from '../feeds/lazy-document.ts';
import { isFresh } from '../http/conditional.ts';
import { formatFeedAddress, selectionOf } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { forEachConcurrently } from './concurrently.ts';
import type { Network } from './network.ts';

/** All formats of a feed change together, so one of them is enough to compare. */
const [COMPARED] = FORMATS;

/** Entity tags by feed, as the site sent them. A feed is missing when the site did not answer with one. */
export type FeedTags = ReadonlyMap<string, string>;

/** Asks the live site for the entity tag of each feed. Never rejects. */
export async function fetchTags(site: Site, keys: readonly FeedKey[], network: Network): Promise<FeedTags> {
  const signal = AbortSignal.timeout(network.siteTimeoutMs);
  const tags = new Map<string, string>();
  await forEachConcurrently(keys, async (key) => {
    const address = absolute(site, formatFeedAddress({ selection: selectionOf(key), format: COMPARED }));
    const tag = await fetchTag(address, network, signal).catch(() => null);
    if (tag !== null) tags.set(formatFeedKey(key), tag);
  });
  return tags;
}

async function fetchTag(address: string, network: Network, signal: AbortSignal): Promise<string | null> {
  // Otherwise a cache in between could answer with the tag from before the deploy.
  const headers = { 'Cache-Control': 'no-cache' };
  const response = await network.fetch(address, { method: 'HEAD', headers, signal });
  return response.headers.get('ETag');
}

/** The feeds of an archive whose tags differ from those of the live site. A feed without a tag counts as changed. */
export function changedFeeds(
  archive: Archive,
  keys: readonly FeedKey[],
  liveTags: FeedTags,
  now: Instant,
): FeedKey[] {
  return keys.filter((key) => {
    const tag = liveTags.get(formatFeedKey(key));
    if (tag === undefined) return true;
    const { validator } = feedDocumentAt(archive, { selection: selectionOf(key), format: COMPARED }, now);
    // Compared as in a conditional request, because an edge may have marked the tag with a content coding.
    return !isFresh(new Headers({ 'If-None-Match': tag }), validator);
  });
}

/** Waits until the live site shows these feeds as they are in the archive. Resolves with those that it does not show. */
export async function waitUntilLive(
  archive: Archive,
  keys: readonly FeedKey[],
  now: () => Instant,
  network: Network,
): Promise<FeedKey[]> {
  const end = Date.now() + network.goLiveTimeoutMs;
  for (let waiting = [...keys]; ; await pause(network.pollIntervalMs)) {
    const siteTimeoutMs = Math.max(0, end - Date.now());
    const tags = await fetchTags(archive.site, waiting, { ...network, siteTimeoutMs });
    waiting = changedFeeds(archive, waiting, tags, now());
    if (waiting.length === 0 || Date.now() + network.pollIntervalMs >= end) return waiting;
  }
}
