// The app: a request comes in, what it is for is found, and an answer goes out. The same on every runtime.

import type { Context } from 'hono';
import { cors } from 'hono/cors';
// Its router builds nothing ahead: many an isolate never sees a second request.
import { Hono } from 'hono/quick';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { MEDIA_HEADERS } from '../archive/media.ts';
import { formatFeedAddress, MAIN } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { cacheControl } from './cache-control.ts';
import { representationCache } from './representation-cache.ts';
import { representationsOf } from './representations.ts';
import { type Representation, redirect, respond, sayPlainly } from './respond.ts';
import { type Found, type FoundMedia, finderOf, isMedia, isRedirect, NOTHING } from './router.ts';

/** What a runtime brings along: the static assets, under the name that wrangler.toml gives them. */
export interface Bindings {
  readonly ASSETS?: { fetch(request: Request): Promise<Response> };
}

export interface AppOptions {
  /** The clock; a test brings its own. */
  readonly now?: () => Instant;
}

/** Later than anything that is scheduled, and still a date. */
const AFTER_ALL = 8_640_000_000_000_000;

const METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Addresses whose representation is remembered; most blogs have fewer that anybody polls. */
const REPRESENTATIONS = 1000;

export function createApp(archive: Archive, { now = Date.now }: AppOptions = {}) {
  // The path as it came, query and all: it is the key of the cache, and percent-encoded it keeps the log to one line.
  const app = new Hono<{ Bindings: Bindings }>({ getPath: ({ url }) => pathAndQuery(url) });
  const represent = representationsOf(archive);
  const find = finderOf(archive, represent);
  const nothing = represent.problem(404, NOTHING);
  const recall = representationCache<Found>(REPRESENTATIONS, isLasting);

  // Preflights alone. To every answer respond() adds its CORS headers itself: a middleware would rebuild each response.
  app.options(
    '*',
    async (c, next) => {
      await next();
      c.res.headers.set('Allow', METHODS.join(', '));
    },
    cors({
      origin: '*',
      allowMethods: METHODS,
      allowHeaders: ['If-None-Match', 'If-Modified-Since'],
      maxAge: 86_400,
    }),
  );

  app.get('*', (c): Response | Promise<Response> => {
    const { headers } = c.req.raw;
    const moment = now();
    const sought = () => {
      // Not the URL of the request: what it says of the host may be anything, and makes no difference here.
      const { pathname, searchParams } = new URL(archive.site.origin + c.req.path);
      return find({ path: pathname, query: searchParams, headers }, moment);
    };
    const found = recall(c.req.path, moment, sought);
    if (isMedia(found)) return sendMedia(c, found).then((sent) => sent ?? respond(headers, nothing, moment));
    if (!isRedirect(found)) return respond(headers, forAsker(found, headers), moment);
    // Where it leads from, a scheduled entry may appear.
    const until = archive.nextPublication(moment);
    return redirect(found.status, found.location, cacheControl(archive.site.refreshMinutes, moment, until));
  });

  // Every path has been answered by now: what no route takes has another method.
  app.notFound(() => sayPlainly(405, 'Only GET and HEAD are answered here.', { Allow: METHODS.join(', ') }));

  app.onError((error, c) => {
    console.error(oneLine(`${c.req.method} ${c.req.path}: ${error.message}`));
    return sayPlainly(500, 'Something went wrong here. The next request may well work.');
  });

  return app;
}

/**
 * Does ahead what the first request for the main feed needs, so that its code is compiled and its tables are read by
 * then. Nothing of the answer is kept, and no clock is read: an isolate has none while it starts, nor may it send a body.
 */
export async function warmUp(archive: Archive): Promise<void> {
  const app = createApp(archive, { now: () => AFTER_ALL });
  const address = { selection: MAIN, format: FORMATS[0] };
  await app.request(formatFeedAddress(address), { headers: { 'If-None-Match': '*' } });
  await representationsOf(archive).feed(address, AFTER_ALL).body().bytes('br');
}

/** What a program says in Accept tells nothing: readers ask for HTML too. Browsers say whether it is for a person. */
function forAsker(found: Representation, headers: Headers): Representation {
  return found.forPerson && headers.get('Sec-Fetch-Dest') === 'document' ? found.forPerson() : found;
}

/** A 200 that is not chosen by what formats a request prefers. */
function isLasting(found: Found): found is Representation {
  return 'body' in found && found.status === undefined && !found.vary?.includes('Accept');
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function pathAndQuery(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3));
}

/** Stores differ in how they guess a media type, and some do not try: the compiler knows it. */
async function sendMedia(
  { env, req }: Context<{ Bindings: Bindings }>,
  { mediaType }: FoundMedia,
): Promise<Response | undefined> {
  const stored = await env?.ASSETS?.fetch(req.raw);
  if (!stored?.ok && stored?.status !== 304) return undefined;
  const response = new Response(stored.body, stored);
  response.headers.set('Content-Type', mediaType);
  for (const [name, value] of Object.entries(MEDIA_HEADERS)) response.headers.set(name, value);
  return response;
}
