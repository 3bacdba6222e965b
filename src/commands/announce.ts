// Announcing: which feeds a deploy has changed, found by comparing the live site with what was uploaded, so that nothing
// needs to be kept between deploys.

import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Archive, openArchive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { type FeedKey, formatFeedKey } from '../archive/feed-key.ts';
import { absolute, type Site } from '../archive/site.ts';
import { feedDocumentAt } from '../feeds/lazy-document.ts';
import { isFresh } from '../http/conditional.ts';
import { formatFeedAddress, selectionOf } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { count } from './terminal.ts';
import { feedsAt, fewAtATime, tellAndSay, topicsOf, type Voice, type Wire } from './websub.ts';

/** All formats of a feed change together; one of them shows it. */
const [WATCHED] = FORMATS;

/** Opens what the last `npm run build` has written. Throws an Error that says to run it when there is nothing. */
export async function readArchive(file: string): Promise<Archive> {
  try {
    return openArchive(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('dist/archive.bin is not there yet; write it with `npm run build`');
  }
}

/** Entity tags by feed, as a site sent them. A feed is missing that the site does not have, or did not answer for. */
export type SeenTags = ReadonlyMap<string, string>;

/** Looks at the feeds of the live site. */
export async function lookAt(site: Site, keys: readonly FeedKey[], wire: Wire): Promise<SeenTags> {
  const signal = AbortSignal.timeout(wire.lookMs);
  const seen = new Map<string, string>();
  await fewAtATime(keys, async (key) => {
    const address = absolute(site, formatFeedAddress({ selection: selectionOf(key), format: WATCHED }));
    const tag = await tagAt(address, wire, signal).catch(() => null);
    if (tag !== null) seen.set(formatFeedKey(key), tag);
  });
  return seen;
}

async function tagAt(address: string, wire: Wire, signal: AbortSignal): Promise<string | null> {
  // A cache on the way may know only what was there before the deploy.
  const headers = { 'Cache-Control': 'no-cache' };
  const response = await wire.fetch(address, { method: 'HEAD', headers, signal });
  return response.headers.get('ETag');
}

/** The feeds whose tags differ from those that were seen; a feed that was not seen counts as changed. */
export function changedFeeds(
  archive: Archive,
  keys: readonly FeedKey[],
  seen: SeenTags,
  now: Instant,
): FeedKey[] {
  return keys.filter((key) => {
    const tag = seen.get(formatFeedKey(key));
    if (tag === undefined) return true;
    const { validator } = feedDocumentAt(archive, { selection: selectionOf(key), format: WATCHED }, now);
    // As if a reader came back with it: the edge may have marked the tag on its way here.
    return !isFresh(new Headers({ 'If-None-Match': tag }), validator);
  });
}

/** Waits until the live site shows these feeds as they are in the archive. Resolves with those that it does not. */
export async function untilLive(
  archive: Archive,
  keys: readonly FeedKey[],
  now: () => Instant,
  wire: Wire,
): Promise<FeedKey[]> {
  const end = Date.now() + wire.switchMs;
  for (let waiting = [...keys]; ; await pause(wire.pollMs)) {
    const lookMs = Math.max(0, end - Date.now());
    const seen = await lookAt(archive.site, waiting, { ...wire, lookMs });
    waiting = changedFeeds(archive, waiting, seen, now());
    if (waiting.length === 0 || Date.now() + wire.pollMs >= end) return waiting;
  }
}

/** One deploy, in steps that a test can put others in the place of. */
export interface Deploy {
  /** What is about to be uploaded; undefined when there is no hub to tell, or nothing can be uploaded. */
  readonly coming: () => Promise<Archive | undefined>;
  /** Resolves with an exit code. */
  readonly upload: () => Promise<number>;
  readonly uploaded: () => Promise<Archive>;
  readonly now: () => Instant;
  readonly wire: Wire;
  readonly voice: Voice;
}

/**
 * Uploads, and tells the hub of the feeds that are not as they were before. Resolves with the exit code of the upload:
 * once that has succeeded, nothing that a hub does makes it a failure.
 */
export async function deploy({ coming, upload, uploaded, now, wire, voice }: Deploy): Promise<number> {
  const next = await coming();
  const seen = next && (await lookAt(next.site, await feedsAt(next, now()), wire));
  const code = await upload();
  if (code !== 0 || !seen) return code;
  try {
    await announce(await uploaded(), seen, now, wire, voice);
  } catch (error) {
    voice.warn(`The hub was not told of this deploy: ${(error as Error).message}`);
  }
  return code;
}

async function announce(
  archive: Archive,
  seen: SeenTags,
  now: () => Instant,
  wire: Wire,
  voice: Voice,
): Promise<void> {
  const { site } = archive;
  const { hub } = site;
  if (hub === undefined) return;
  const moment = now();
  const changed = changedFeeds(archive, await feedsAt(archive, moment), seen, moment);
  if (changed.length === 0)
    return voice.log(`No feed has changed; there is nothing to tell the hub at ${hub}.`);
  const late = await untilLive(archive, changed, now, wire);
  if (late.length > 0) {
    voice.warn(
      `${site.origin} did not show ${count(late.length, 'feed')} as deployed within ${wire.switchMs / 1000} s. ` +
        'The hub is told all the same; should it have come too early, `npm run ping` tells it again.',
    );
  }
  const topics = changed.flatMap((key) => topicsOf(site, key));
  await tellAndSay(hub, topics, wire, voice, changed.length);
}
