// The app: which address is answered by which representation. The same on every runtime.

import { type Context, Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { MEDIA_PATH } from '../archive/media.ts';
import {
  BadFeedAddress,
  MAIN,
  OLD_FEED_ADDRESSES,
  parseFeedAddress,
  parseListingPath,
} from '../feeds/addresses.ts';
import { FORMATS } from '../feeds/formats.ts';
import { NoSuchFeed } from '../feeds/open-feed.ts';
import { preferredFormat } from './negotiation.ts';
import { representationsOf } from './representations.ts';
import { type Representation, respond } from './respond.ts';

/** What a runtime brings along: on Workers the static assets, elsewhere files beside the server. */
export interface Bindings {
  readonly ASSETS?: { fetch(request: Request): Promise<Response> };
}

export interface AppOptions {
  /** The clock; a test brings its own. */
  readonly now?: () => Instant;
}

export function createApp(archive: Archive, { now = Date.now }: AppOptions = {}) {
  const app = new Hono<{ Bindings: Bindings }>();
  const represent = representationsOf(archive);
  const send = (c: Context, representation: Representation) => respond(c.req.raw, representation);

  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return c.text('Only GET and HEAD are answered here.\n', 405, { Allow: 'GET, HEAD' });
  });

  // From here on the first that knows an address answers it: pages of the site, feeds at their own addresses and at
  // older ones, media, entries and what has led to them. What nobody knows is not found.

  app.get('/', (c) => send(c, represent.listing(MAIN, now())));
  app.get('/feeds', (c) => send(c, represent.feeds(now())));
  app.get('/feeds.opml', (c) => send(c, represent.opml(now())));

  for (const path of ['/feed', '/feed/']) {
    app.get(path, (c) => {
      const feed = represent.feed({ selection: MAIN, format: preferredFormat(c) }, now());
      return send(c, { ...feed, headers: { ...feed.headers, Vary: 'Accept' } });
    });
  }

  // A path as it is written: in a route, some of its characters would mean more.
  const older = new Map(
    Object.entries({ ...OLD_FEED_ADDRESSES, ...archive.site.oldFeedAddresses }).map(([path, name]) => [
      decodePath(path),
      FORMATS.find((format) => format.name === name),
    ]),
  );
  app.get('*', (c, next) => {
    const format = older.get(decodePath(new URL(c.req.url).pathname));
    return format ? send(c, represent.feed({ selection: MAIN, format }, now())) : next();
  });

  app.get('*', (c, next) => {
    const { pathname, searchParams } = new URL(c.req.url);
    // An older address of an entry may look like that of a feed; its author knows better.
    if (archive.find(decodePath(pathname), now())) return next();
    const address = parseFeedAddress(pathname, searchParams);
    if (address) return send(c, represent.feed(address, now()));
    const selection = parseListingPath(pathname);
    return selection ? send(c, represent.listing(selection, now())) : next();
  });

  app.get(`${MEDIA_PATH}*`, async (c, next) => {
    const found = await c.env?.ASSETS?.fetch(c.req.raw);
    return found?.ok || found?.status === 304 ? mediaResponse(found, archive.mediaType(c.req.path)) : next();
  });

  app.get('*', async (c) => {
    const moment = now();
    const path = decodePath(c.req.path);
    const source = archive.find(path.replace(/\.md$/, ''), moment);
    if (path.endsWith('.md') && source?.kind === 'entry') return send(c, represent.source(source, moment));
    const address = archive.find(path, moment);
    if (!address) return send(c, represent.problem(404, 'There is nothing at this address.'));
    if (address.kind === 'gone') return send(c, represent.problem(410, 'What was here has been removed.'));
    if (address.kind === 'entry') return send(c, represent.entry(address, moment));
    const [entry] = await archive.entries([address.position]);
    return c.redirect(entry?.path ?? '/', 301);
  });

  app.onError((error, c) => {
    if (error instanceof NoSuchFeed) return send(c, represent.problem(404, error.message));
    if (error instanceof BadFeedAddress) return send(c, represent.problem(400, error.message));
    console.error(`${c.req.method} ${c.req.path}: ${error.message}`);
    return c.text('Something went wrong here. The next request may well work.\n', 500, {
      'Cache-Control': 'no-store',
    });
  });

  return app;
}

/** Stores differ in how they guess a media type, and some do not try: the compiler knows it. */
function mediaResponse(stored: Response, mediaType: string): Response {
  const response = new Response(stored.body, stored);
  response.headers.set('Content-Type', mediaType);
  response.headers.set('X-Content-Type-Options', 'nosniff');
  return response;
}

/** The path as the author would write it; what cannot be decoded leads nowhere and is looked up as it stands. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}
