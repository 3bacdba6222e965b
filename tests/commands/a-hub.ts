// A hub and a subscriber, as WebSub describes them (https://www.w3.org/TR/websub/), small and strict: every
// mistake of a publisher is refused with a reason.

import { randomUUID } from 'node:crypto';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { type Listening, listen } from './a-server.ts';

/** What a document says about itself. */
interface Claims {
  readonly hubs: readonly (string | undefined)[];
  readonly self: string | undefined;
}

export interface Hub extends Listening {
  readonly url: string;
  /** Topics it was pinged for, in order. */
  readonly pinged: string[];
  /** Why it rejected requests or could not distribute documents. */
  readonly complaints: string[];
  /** Resolves when it has verified and distributed everything. */
  settled(): Promise<void>;
}

/** Opens a hub that fetches topics of these sites only. */
export async function openHub(...sites: readonly string[]): Promise<Hub> {
  const pinged: string[] = [];
  const complaints: string[] = [];
  const subscriptions: { topic: string; callback: string }[] = [];
  const work: Promise<void>[] = [];

  const refuse = (reason: string) => {
    complaints.push(reason);
    return new Response(reason, { status: 400 });
  };
  // Section 5.3: only a subscriber that has asked for it repeats the challenge.
  const verify = async (topic: string, callback: string) => {
    const challenge = randomUUID();
    const asked = new URL(callback);
    const intent = { mode: 'subscribe', topic, challenge, lease_seconds: '864000' };
    for (const [name, value] of Object.entries(intent)) asked.searchParams.set(`hub.${name}`, value);
    const response = await fetch(asked);
    if (response.ok && (await response.text()) === challenge) subscriptions.push({ topic, callback });
    else complaints.push(`${callback} does not want ${topic}`);
  };
  const distribute = async (topic: string) => {
    const response = await fetch(topic);
    const contentType = response.headers.get('Content-Type') ?? '';
    const body = await response.text();
    for (const { hubs, self } of [claimsOfHeaders(response.headers), ...claimsOfFeed(contentType, body)]) {
      if (!hubs.includes(hub.url)) return void complaints.push(`${topic} does not name this hub`);
      if (self !== topic) return void complaints.push(`${topic} says that it is ${self}`);
    }
    const headers = {
      'Content-Type': contentType,
      Link: `<${hub.url}>; rel="hub", <${topic}>; rel="self"`,
    };
    for (const { callback } of subscriptions.filter((subscription) => subscription.topic === topic)) {
      const taken = await fetch(callback, { method: 'POST', headers, body });
      if (!taken.ok) complaints.push(`${callback} answered ${taken.status}`);
    }
  };

  const { origin, close } = await listen(async (request) => {
    if (request.method !== 'POST') return refuse(`${request.method} is not POST`);
    const type = request.headers.get('Content-Type');
    if (type !== 'application/x-www-form-urlencoded') return refuse(`${type} is not a form`);
    const form = new URLSearchParams(await request.text());
    const mode = form.get('hub.mode');
    const topic = form.get('hub.topic') ?? '';
    if (mode === 'subscribe') {
      work.push(verify(topic, form.get('hub.callback') ?? ''));
    } else if (mode === 'publish') {
      const url = form.get('hub.url');
      if (url !== topic) return refuse(`hub.url ${url} is not hub.topic ${topic}`);
      if (!sites.some((site) => topic.startsWith(`${site}/`)))
        return refuse(`${topic} is not a topic of these sites`);
      pinged.push(topic);
      if (subscriptions.some((subscription) => subscription.topic === topic)) work.push(distribute(topic));
    } else {
      return refuse(`the mode ${mode} is unknown`);
    }
    return new Response(null, { status: 202 });
  });
  const hub: Hub = {
    origin,
    url: `${origin}/hub?of=longwave`,
    pinged,
    complaints,
    settled: async () => {
      for (const job of work) await job;
    },
    close,
  };
  return hub;
}

/** Section 4: some subscribers look only at the header, others only at the document. */
function claimsOfHeaders(headers: Headers): Claims {
  const links = [...(headers.get('Link') ?? '').matchAll(/<([^>]*)>\s*;\s*rel="?([\w-]+)/g)];
  const hrefs = (rel: string) => links.filter((link) => link[2] === rel).map(([, href]) => href);
  return { hubs: hrefs('hub'), self: hrefs('self')[0] };
}

/** Empty for a page, whose links are in the header. */
function claimsOfFeed(contentType: string, body: string): Claims[] {
  if (contentType.startsWith('application/feed+json')) {
    const { hubs = [], feed_url } = parseJsonFeed(body);
    return [{ hubs: hubs.map(({ url }) => url), self: feed_url }];
  }
  if (contentType.startsWith('text/html')) return [];
  const isAtom = contentType.startsWith('application/atom+xml');
  const { links = [] } = isAtom ? parseAtomFeed(body) : (parseRssFeed(body).atom ?? {});
  const hrefs = (rel: string) => links.filter((link) => link.rel === rel).map(({ href }) => href);
  return [{ hubs: hrefs('hub'), self: hrefs('self')[0] }];
}

export interface Delivery {
  readonly contentType: string | null;
  readonly link: string | null;
  readonly body: string;
}

export interface Subscriber {
  readonly deliveries: Delivery[];
  close(): Promise<void>;
}

/** Subscribes to a topic, and resolves when the hub has verified that. */
export async function subscribe(hub: Hub, topic: string): Promise<Subscriber> {
  const deliveries: Delivery[] = [];
  const { origin, close } = await listen(async (request) => {
    const { searchParams } = new URL(request.url);
    if (request.method === 'POST') {
      const { headers } = request;
      deliveries.push({
        contentType: headers.get('Content-Type'),
        link: headers.get('Link'),
        body: await request.text(),
      });
      return new Response(null, { status: 204 });
    }
    const wanted = searchParams.get('hub.topic') === topic;
    return wanted ? new Response(searchParams.get('hub.challenge')) : new Response(null, { status: 404 });
  });
  await fetch(hub.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': `${origin}/callback`,
    }).toString(),
  });
  await hub.settled();
  return { deliveries, close };
}
