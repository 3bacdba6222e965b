// Responding: makes the HTTP response of every feed, page and listing from its representation.

import type { Instant } from '../archive/entry.ts';
import type { Bytes } from '../archive/prerendered.ts';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { formatETag, formatHttpDate, isFresh } from './conditional.ts';
import { chooseEncoding, type Encoding } from './content-encoding.ts';
import { formatLinks } from './link-header.ts';
import type { Body, Representation } from './representation.ts';
import { PAGE_SECURITY } from './security.ts';

/** In every answer: scripts of any site may read it. There are no cookies, so there is nothing to protect. */
const PUBLIC = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
} as const;

/** A representation with everything that its responses share: building headers costs more than sending them. */
export interface Answer {
  readonly representation: Representation;
  /** The headers that a 304 repeats. */
  readonly always: Readonly<Record<string, string>>;
  /** The headers that only a whole response has. */
  readonly whole: Readonly<Record<string, string>>;
  /** Made when the first client needs it. */
  body?: Body;
  /** What the last response in each encoding, and the last 304, was made with. */
  readonly inits: Partial<Record<Encoding | 'unchanged', ReadyInit>>;
}

interface ReadyInit {
  /** The Cache-Control among its headers. */
  readonly cacheControl: string;
  readonly init: ResponseInit;
}

/** Prepares the headers of a representation, to answer any number of requests with it. */
export function answerOf(representation: Representation): Answer {
  const { contentType, validator, vary = [], links } = representation;
  return {
    representation,
    always: {
      ...PUBLIC,
      ...(contentType === PAGE_CONTENT_TYPE && PAGE_SECURITY),
      Vary: ['Accept-Encoding', ...vary].join(', '),
      ...(validator && {
        ETag: formatETag(validator),
        'Last-Modified': formatHttpDate(validator.modified),
      }),
    },
    whole: {
      'Content-Type': contentType,
      'X-Content-Type-Options': 'nosniff',
      ...(links && { Link: formatLinks(links) }),
    },
    inits: {},
  };
}

/**
 * Answers a GET or HEAD request, given its headers, with the whole representation or with 304. A 304 renders nothing
 * and is not asynchronous.
 */
export function respond(request: Headers, answer: Answer, now: Instant): Response | Promise<Response> {
  const { validator, cacheControl } = answer.representation;
  const caching = cacheControl(now);
  if (!validator || !isFresh(request, validator)) return sendWhole(request, answer, caching);
  const unchanged = initOf(answer, 'unchanged', caching, () => ({ status: 304, headers: answer.always }));
  return new Response(null, unchanged);
}

function sendWhole(request: Headers, answer: Answer, cacheControl: string): Response | Promise<Response> {
  answer.body ??= answer.representation.body();
  const { encodings, bytes } = answer.body;
  const encoding = chooseEncoding(request.get('Accept-Encoding'), encodings);
  const sent = bytes(encoding);
  const send = (body: Bytes) => new Response(body, wholeInit(answer, encoding, cacheControl, body.length));
  // Not asynchronous when the bytes are ready, which is the usual case.
  return sent instanceof Promise ? sent.then(send) : send(sent);
}

function wholeInit(answer: Answer, encoding: Encoding, cacheControl: string, length: number): ResponseInit {
  return initOf(answer, encoding, cacheControl, () => ({
    status: answer.representation.status ?? 200,
    headers: {
      ...answer.always,
      ...answer.whole,
      // In a response to HEAD, a runtime has no bytes to count.
      'Content-Length': String(length),
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    },
    ...(encoding !== 'identity' && MANUAL),
  }));
}

/** Tells workerd that the bytes are compressed already. */
const MANUAL = { encodeBody: 'manual' };

/** Made again only when Cache-Control has changed, which happens only shortly before an edition ends. */
function initOf(
  { inits }: Answer,
  name: Encoding | 'unchanged',
  cacheControl: string,
  make: () => { status: number; headers: Readonly<Record<string, string>> },
): ResponseInit {
  const known = inits[name];
  if (known?.cacheControl === cacheControl) return known.init;
  const { headers, ...init } = make();
  // A Headers object: the runtime would parse a record again for each response.
  const fresh = { ...init, headers: new Headers({ ...headers, 'Cache-Control': cacheControl }) };
  inits[name] = { cacheControl, init: fresh };
  return fresh;
}

/** A redirect. Its Cache-Control is that of a document, because a new post may take the address. */
export function redirect(status: 301 | 308, location: string, cacheControl: string): Response {
  return new Response(null, {
    status,
    headers: { ...PUBLIC, Location: location, 'Cache-Control': cacheControl, 'Content-Length': '0' },
  });
}

/** A response of one line of text, which must not be cached. */
export function sayPlainly(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      ...PUBLIC,
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}
