// WebSub: what of a site can be subscribed to, and how a hub hears that it has changed
// (https://www.w3.org/TR/websub/). The recommendation leaves to hubs how they want to be told; this is what those in
// the field have in common.

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { type FeedKey, formatFeedKey, MAIN_FEED, parseFeedKey } from '../archive/feed-key.ts';
import { absolute, type Site } from '../archive/site.ts';
import { feedsOf } from '../compile/build/feeds-of.ts';
import { formatFeedAddress, listingPath, selectionOf } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { count } from './terminal.ts';

/** How the network is used, and for how long at most. */
export interface Wire {
  readonly fetch: typeof fetch;
  /** For a hub to answer for one address. */
  readonly hubMs: number;
  /** For the live site to give the tags of all its feeds. */
  readonly lookMs: number;
  /** For the live site to show what was uploaded. */
  readonly switchMs: number;
  /** Between two looks at it. */
  readonly pollMs: number;
}

export const WIRE: Wire = { fetch, hubMs: 10_000, lookMs: 30_000, switchMs: 60_000, pollMs: 1000 };

const AT_ONCE = 6;
/** Addresses in a row for which a hub may keep silent until it is asked no more: each costs the owner a time limit. */
const SILENCES = 6;
const ADDRESSES_SHOWN = 10;

/**
 * Every feed whose documents name a hub at a moment. Those of the only author and the only language are among them,
 * though no reader is offered them: every entry is in both.
 */
export async function feedsAt(archive: Archive, now: Instant): Promise<FeedKey[]> {
  const offered = archive.directoryAt(now).map(formatFeedKey);
  const newest = archive.feedAt(MAIN_FEED, now)?.positions.at(-1);
  const entries = newest === undefined ? [] : await archive.entries([newest]);
  return [...new Set([...offered, ...entries.flatMap(feedsOf)])].map(parseFeedKey);
}

/** What can be subscribed to of a feed: its first document in every format, and the page that lists its entries. */
export function topicsOf(site: Site, key: FeedKey): string[] {
  const selection = selectionOf(key);
  const documents = FORMATS.map((format) => formatFeedAddress({ selection, format }));
  return [...documents, listingPath(selection)].map((path) => absolute(site, path));
}

/** The topics that an owner has written as paths or whole addresses. Throws an Error that names the first that is none. */
export function topicsNamed(written: readonly string[], site: Site, topics: readonly string[]): string[] {
  return written.map((address) => {
    const topic = URL.canParse(address, site.origin) ? new URL(address, site.origin).href : address;
    if (topics.includes(topic)) return topic;
    throw new Error(
      `"${address}" is not an address that the hub is told of; write that of a feed, such as /rss.xml`,
    );
  });
}

/** Why a hub has not been told, by topic; empty when it has been told of all. */
export type Untold = ReadonlyMap<string, string>;

/** Tells a hub that these topics have changed. Never rejects: a hub that is down is no reason to fail. */
export async function tellHub(hub: string, topics: readonly string[], wire: Wire): Promise<Untold> {
  const untold = new Map<string, string>();
  let silences = 0;
  await fewAtATime(topics, async (topic) => {
    if (silences >= SILENCES) {
      untold.set(topic, `it had not answered ${SILENCES} times in a row`);
      return;
    }
    try {
      const response = await tell(hub, topic, wire);
      silences = 0;
      if (!response.ok) untold.set(topic, describeAnswer(response));
    } catch (error) {
      silences = isTimeout(error) ? silences + 1 : 0;
      untold.set(topic, describeFailure(error as Error, wire.hubMs));
    }
  });
  return untold;
}

async function tell(hub: string, topic: string, wire: Wire): Promise<Response> {
  const response = await wire.fetch(hub, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    // Google's hub and Superfeedr know the topic as hub.url, Switchboard as hub.topic.
    body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic, 'hub.topic': topic }).toString(),
    // Followed, a POST could become a GET that tells nobody anything.
    redirect: 'manual',
    signal: AbortSignal.timeout(wire.hubMs),
  });
  // The status is the answer; what comes after it may never end.
  response.body?.cancel().catch(() => undefined);
  return response;
}

function describeAnswer({ status, headers }: Response): string {
  const location = headers.get('Location');
  if (status < 300 || status >= 400 || location === null) return `it answered ${status}`;
  return `it answered ${status} and refers to ${location}; if the hub has moved, say so in src/site.ts`;
}

const CLOSED = 'it closed the connection before it had answered';
const FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its name could not be looked up',
};

function isTimeout(error: unknown): boolean {
  return (error as Error).name === 'TimeoutError';
}

function describeFailure(error: Error, limitMs: number): string {
  if (isTimeout(error)) return `it did not answer within ${limitMs / 1000} s`;
  const { message, cause } = error;
  const { code = '', message: reason = message } = (cause ?? {}) as NodeJS.ErrnoException;
  return FAILURES[code] ?? reason;
}

/** One warning for each reason there was. */
export function describeUntold(hub: string, untold: Untold): string[] {
  const reasons = [...new Set(untold.values())];
  return reasons.map((reason) => {
    const topics = [...untold.keys()].filter((topic) => untold.get(topic) === reason);
    const shown = topics.slice(0, ADDRESSES_SHOWN).map((topic) => `  ${topic}`);
    const more = topics.length - shown.length;
    return [
      `The hub at ${hub} could not be told of these addresses: ${reason}. \`npm run ping\` tries again.`,
      ...shown,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n');
  });
}

/** Whom to write to: lines for people, and warnings. */
export type Voice = Pick<Console, 'log' | 'warn'>;

/** Tells a hub of topics and says how that went; `feeds` is how many feeds they are all of, if that is known. */
export async function tellAndSay(
  hub: string,
  topics: readonly string[],
  wire: Wire,
  voice: Voice,
  feeds?: number,
): Promise<void> {
  const untold = await tellHub(hub, topics, wire);
  for (const warning of describeUntold(hub, untold)) voice.warn(warning);
  const told = topics.length - untold.size;
  if (told === 0) return;
  const addresses = count(topics.length, 'address');
  const how = untold.size === 0 ? addresses : `${told} of ${addresses}`;
  voice.log(`Told the hub at ${hub} of ${feeds === undefined ? how : `${count(feeds, 'feed')} (${how})`}.`);
}

/** Does a job for every item, a few of them at the same time. */
export async function fewAtATime<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await job(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
