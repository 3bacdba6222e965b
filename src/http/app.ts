// The app: which address is answered by which representation. The same on every runtime.

import { Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { MEDIA_PATH } from '../archive/media.ts';
import { FORMATS, feedPath } from '../feeds/formats.ts';
import { representationsOf } from './representations.ts';
import { respond } from './respond.ts';

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

  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return c.text('Only GET and HEAD are answered here.\n', 405, { Allow: 'GET, HEAD' });
  });

  app.get('/', (c) => respond(c.req.raw, represent.home(now())));

  for (const format of FORMATS) {
    app.get(feedPath(format), (c) => respond(c.req.raw, represent.feed(format, now())));
  }

  app.get(`${MEDIA_PATH}*`, async (c, next) => {
    const found = await c.env?.ASSETS?.fetch(c.req.raw);
    return found?.ok || found?.status === 304 ? mediaResponse(found, archive.mediaType(c.req.path)) : next();
  });

  app.get('*', async (c) => {
    const moment = now();
    const path = decodePath(c.req.path);
    const source = archive.find(path.replace(/\.md$/, ''), moment);
    if (path.endsWith('.md') && source?.kind === 'entry')
      return respond(c.req.raw, represent.source(source, moment));
    const address = archive.find(path, moment);
    if (!address) return respond(c.req.raw, represent.notFound());
    if (address.kind === 'entry') return respond(c.req.raw, represent.entry(address, moment));
    const entry = await archive.entry(address.position);
    return c.redirect(entry.path, 301);
  });

  app.onError((error, c) => {
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
