// The app: passes each request to a document, a file or the router, and sends the answer. The same on every runtime.

import type { Context } from 'hono';
// This preset prepares no routes at start-up, because many isolates get only one request.
import { Hono } from 'hono/quick';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { FILE_HEADERS, mediaHeaders } from '../archive/media.ts';
import { formatFeedAddress, MAIN } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { decodePath, MEDIA_PATH, SITE_PATHS } from '../routes/paths.ts';
import type { SiteDocument } from '../routes/routes.ts';
import { boundedCache, CACHE_BYTES, type Cache } from './cache.ts';
import { cacheControl } from './cache-control.ts';
import { isStoredFile, type StoredFile } from './files.ts';
import { methodNotAllowed, preflight } from './methods.ts';
import { isRedirect, type RoutedRequest } from './precedence.ts';
import type { Representation } from './representation.ts';
import { representationsOf } from './representations.ts';
import { addressOf, pathOf } from './request-address.ts';
import { type Answer, answerOf, redirect, respond, sayPlainly } from './respond.ts';
import { NOTHING, routerOf } from './router.ts';
import { type Store, sendStored } from './stored-media.ts';

/** What a runtime provides: the static assets, under the name that wrangler.toml gives them. */
export interface Bindings {
  readonly ASSETS?: Store;
}

export interface AppOptions {
  /** The clock; a test brings its own. */
  readonly now?: () => Instant;
  readonly cache?: Cache;
}

type RequestContext = Context<{ Bindings: Bindings }>;

/** The latest date that JavaScript can represent: every scheduled entry has appeared by then. */
const AFTER_ALL = 8_640_000_000_000_000;

export function createApp(
  archive: Archive,
  { now = Date.now, cache = boundedCache(CACHE_BYTES) }: AppOptions = {},
) {
  const app = new Hono<{ Bindings: Bindings }>({ getPath: ({ url }) => pathOf(addressOf(url)) });
  const represent = representationsOf(archive, cache);
  const { document, route } = routerOf(archive, represent);

  /** The request without its host, which a client can choose freely. */
  const requestAt = (address: string, headers: Headers, moment: Instant): RoutedRequest => {
    const { pathname, searchParams } = new URL(archive.site.origin + address);
    return { path: pathname, query: searchParams, headers, now: moment };
  };

  /** The answer of an address, from the cache if it has one. */
  const answerAt = (address: string, headers: Headers, moment: Instant, find: typeof route) => {
    const kept = cache.answer(address, moment);
    if (kept) return kept;
    const target = find(requestAt(address, headers, moment));
    if (isRedirect(target) || isStoredFile(target)) return target;
    const answer = answerOf(target);
    if (isLasting(target)) cache.keepAnswer(address, moment, answer);
    return answer;
  };

  const send = (c: RequestContext, find: typeof route): Response | Promise<Response> => {
    const { headers, url } = c.req.raw;
    const moment = now();
    const found = answerAt(addressOf(url), headers, moment, find);
    if ('file' in found) return sendFile(c, found);
    if (!('location' in found)) return respond(headers, forClient(found, headers), moment);
    // A scheduled entry may take the address that is redirected.
    const until = archive.nextPublication(moment);
    return redirect(found.status, found.location, cacheControl(archive.site.refreshMinutes, moment, until));
  };

  const sendFile = async ({ env, req }: RequestContext, { file }: StoredFile): Promise<Response> => {
    const type = archive.mediaType(decodePath(file) ?? file);
    const headers = file.startsWith(MEDIA_PATH) ? mediaHeaders(type) : FILE_HEADERS;
    const stored = { address: archive.site.origin + file, type, headers };
    const response = env?.ASSETS && (await sendStored(env.ASSETS, stored, req.raw));
    return response ?? respond(req.raw.headers, answerOf(represent.problem(404, NOTHING)), now());
  };

  for (const [name, path] of Object.entries(SITE_PATHS)) {
    // Hono treats `/feeds/` as `/feeds`; here it may be an alias, and is otherwise redirected.
    const find = document(name as SiteDocument);
    app.get(path, (c, next) => (c.req.path === path ? send(c, find) : next()));
  }

  // All other addresses depend on the archive. Some have characters that a Hono pattern would interpret.
  app.get('*', (c) => send(c, route));

  app.options('*', preflight);

  // The routes above match every GET and HEAD request, so this one has another method.
  app.notFound(methodNotAllowed);

  app.onError((error, c) => {
    console.error(oneLine(`${c.req.method} ${addressOf(c.req.url)}: ${error.message}`));
    return sayPlainly(500, 'Something went wrong here. Please try again.');
  });

  return app;
}

/**
 * Runs what the first request for the main feed needs, so that the code is compiled and the tables are read before a
 * client waits for them. It stores nothing and reads no clock: while an isolate starts, it has no clock, and cannot send
 * a body.
 */
export async function warmUp(archive: Archive): Promise<void> {
  const app = createApp(archive, { now: () => AFTER_ALL });
  const address = { selection: MAIN, format: FORMATS[0] };
  await app.request(formatFeedAddress(address), { headers: { 'If-None-Match': '*' } });
  await representationsOf(archive, boundedCache(CACHE_BYTES)).feed(address, AFTER_ALL).body().bytes('br');
}

/** Feed readers accept HTML too, so Accept does not identify a person. Browsers send Sec-Fetch-Dest. */
function forClient(answer: Answer, headers: Headers): Answer {
  const { forPerson } = answer.representation;
  return forPerson && headers.get('Sec-Fetch-Dest') === 'document' ? answerOf(forPerson()) : answer;
}

/** A 200 that does not depend on the formats that a request prefers. */
function isLasting({ status, vary }: Representation): boolean {
  return status === undefined && !vary?.includes('Accept');
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
