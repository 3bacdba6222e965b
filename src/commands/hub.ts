// The hub: WebSub publish pings (https://www.w3.org/TR/websub/, section 6), and a report of those that failed. The
// recommendation leaves the form of a ping to each hub; the one sent here is understood by the hubs in use.

import { forEachConcurrently } from './concurrently.ts';
import type { Network } from './network.ts';
import { count, type Output } from './terminal.ts';

/** After this many timeouts in a row, the hub is not asked again: each costs the owner a whole time limit. */
const MAX_TIMEOUTS_IN_A_ROW = 6;
const MAX_TOPICS_SHOWN = 10;

/** Why a ping failed, by topic; empty when all succeeded. */
type Failures = ReadonlyMap<string, string>;

/**
 * Pings the hub for each topic and prints the result. `feeds` is the number of feeds that the topics belong to, if that
 * is known. Never rejects: a hub that is down must not fail a deploy.
 */
export async function pingHub(
  hub: string,
  topics: readonly string[],
  network: Network,
  output: Output,
  feeds?: number,
): Promise<void> {
  const failures = await sendPings(hub, topics, network);
  for (const warning of describeFailures(hub, failures)) output.warn(warning);
  const succeeded = topics.length - failures.size;
  if (succeeded === 0) return;
  const all = count(topics.length, 'address');
  const addresses = failures.size === 0 ? all : `${succeeded} of ${all}`;
  const what = feeds === undefined ? addresses : `${count(feeds, 'feed')} (${addresses})`;
  output.log(`Notified the hub at ${hub} of ${what}.`);
}

async function sendPings(hub: string, topics: readonly string[], network: Network): Promise<Failures> {
  const failures = new Map<string, string>();
  let timeoutsInARow = 0;
  await forEachConcurrently(topics, async (topic) => {
    if (timeoutsInARow >= MAX_TIMEOUTS_IN_A_ROW) {
      failures.set(topic, `not tried after ${MAX_TIMEOUTS_IN_A_ROW} timeouts in a row`);
      return;
    }
    try {
      const response = await sendPing(hub, topic, network);
      timeoutsInARow = 0;
      if (!response.ok) failures.set(topic, describeStatus(response));
    } catch (error) {
      timeoutsInARow = isTimeout(error) ? timeoutsInARow + 1 : 0;
      failures.set(topic, describeError(error as Error, network.hubTimeoutMs));
    }
  });
  return failures;
}

async function sendPing(hub: string, topic: string, network: Network): Promise<Response> {
  const response = await network.fetch(hub, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    // Google's hub and Superfeedr read the topic from hub.url, Switchboard from hub.topic.
    body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic, 'hub.topic': topic }).toString(),
    // A redirect that is followed can turn the POST into a GET, which pings nobody.
    redirect: 'manual',
    signal: AbortSignal.timeout(network.hubTimeoutMs),
  });
  // Only the status matters, and the body may never end.
  response.body?.cancel().catch(() => undefined);
  return response;
}

function describeStatus({ status, headers }: Response): string {
  const location = headers.get('Location');
  if (status < 300 || status >= 400 || location === null) return `it answered ${status}`;
  return `it answered ${status} with a redirect to ${location}; if the hub has moved, change it in src/site.ts`;
}

const CLOSED = 'it closed the connection without an answer';
const ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  ENOTFOUND: 'its host name does not exist',
  EAI_AGAIN: 'its host name could not be looked up',
};

function isTimeout(error: unknown): boolean {
  return (error as Error).name === 'TimeoutError';
}

function describeError(error: Error, timeoutMs: number): string {
  if (isTimeout(error)) return `it did not answer within ${timeoutMs / 1000} s`;
  const { message, cause } = error;
  const { code = '', message: reason = message } = (cause ?? {}) as NodeJS.ErrnoException;
  return ERRORS[code] ?? reason;
}

/** One warning for each reason, with the topics it concerns. */
function describeFailures(hub: string, failures: Failures): string[] {
  const reasons = [...new Set(failures.values())];
  return reasons.map((reason) => {
    const topics = [...failures.keys()].filter((topic) => failures.get(topic) === reason);
    const shown = topics.slice(0, MAX_TOPICS_SHOWN).map((topic) => `  ${topic}`);
    const more = topics.length - shown.length;
    return [
      `The hub at ${hub} was not notified of these addresses: ${reason}. Try again with \`npm run ping\`.`,
      ...shown,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n');
  });
}
