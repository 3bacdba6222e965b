// The one way out for documents: every feed, page and listing is a representation that passes through respond().

import type { Instant } from '../archive/entry.ts';
import type { Validator } from '../archive/validator.ts';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { formatETag, formatHttpDate, isFresh } from './conditional.ts';
import { type Coding, chooseCoding } from './content-encoding.ts';
import type { Body } from './encoded-bodies.ts';
import { formatLinks, type Link } from './link-header.ts';
import { PAGE_SECURITY } from './security.ts';

/** Something that can be sent: what it is, what proves a copy current, and its bytes on demand. */
export interface Representation {
  /** 200 unless said otherwise; only a 200 has validators. */
  readonly status?: 200 | 400 | 404 | 410;
  /** Media type with its charset. */
  readonly contentType: string;
  readonly validator?: Validator;
  readonly cacheControl: (now: Instant) => string;
  /** When another representation takes the place of this one, if that is known. */
  readonly until?: Instant;
  /** Request headers by which it was chosen, besides those that choose its coding. */
  readonly vary?: readonly string[];
  readonly links?: readonly Link[];
  /** What a person gets in its place who goes to its address in a browser, if that is something else. */
  readonly forPerson?: () => Representation;
  /** Called once at most, and not at all as long as the copies of all clients are still good. */
  readonly body: () => Body;
}

/** What every answer says: a script of any site may read it. There are no cookies, so there is nothing to guard. */
const PUBLIC = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
} as const;

/**
 * Answers a GET or HEAD request, given its headers: 304 before anything is rendered and without waiting, or the
 * representation.
 */
export function respond(
  request: Headers,
  representation: Representation,
  now: Instant,
): Response | Promise<Response> {
  const { validator } = representation;
  const parts = partsOf(representation);
  const cacheControl = representation.cacheControl(now);
  if (!validator || !isFresh(request, validator))
    return sendWhole(request, representation, parts, cacheControl);
  const unchanged = initOf(parts, 'unchanged', cacheControl, () => ({ status: 304, headers: parts.always }));
  return new Response(null, unchanged);
}

async function sendWhole(
  request: Headers,
  { status = 200, body }: Representation,
  parts: Parts,
  cacheControl: string,
): Promise<Response> {
  parts.body ??= body();
  const { codings, bytes } = parts.body;
  const coding = chooseCoding(request.get('Accept-Encoding'), codings);
  const sent = await bytes(coding);
  const init = initOf(parts, coding, cacheControl, () => ({
    status,
    headers: {
      ...parts.always,
      ...parts.whole,
      // The bytes of an answer to HEAD are not there for a runtime to count.
      'Content-Length': String(sent.length),
      ...(coding !== 'identity' && { 'Content-Encoding': coding }),
    },
    ...(coding !== 'identity' && MANUAL),
  }));
  return new Response(sent, init);
}

/** Tells workerd that the bytes are compressed already. */
const MANUAL = { encodeBody: 'manual' };

/** The parts of an answer that are the same for every request. Building them costs more than sending them. */
interface Parts {
  /** The headers that a 304 repeats. */
  readonly always: Readonly<Record<string, string>>;
  /** Those that only a whole answer has. */
  readonly whole: Readonly<Record<string, string>>;
  body?: Body;
  /** What responses are made with, and the Cache-Control in it. */
  readonly inits: Map<Coding | 'unchanged', { readonly cacheControl: string; readonly init: ResponseInit }>;
}

const made = new WeakMap<Representation, Parts>();

function partsOf(representation: Representation): Parts {
  const known = made.get(representation);
  if (known) return known;
  const { contentType, validator, vary = [], links } = representation;
  const parts: Parts = {
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
    inits: new Map(),
  };
  made.set(representation, parts);
  return parts;
}

/** Built anew only when Cache-Control has changed: each second while an edition nears its end, and otherwise never. */
function initOf(
  { inits }: Parts,
  name: Coding | 'unchanged',
  cacheControl: string,
  make: () => { status: number; headers: Readonly<Record<string, string>> },
): ResponseInit {
  const known = inits.get(name);
  if (known?.cacheControl === cacheControl) return known.init;
  const { headers, ...init } = make();
  // Not a record, which the runtime would parse again for each response.
  const fresh = { ...init, headers: new Headers({ ...headers, 'Cache-Control': cacheControl }) };
  inits.set(name, { cacheControl, init: fresh });
  return fresh;
}

/** A redirect that no cache keeps for longer than a document: an address may come to life again. */
export function redirect(status: 301 | 308, location: string, cacheControl: string): Response {
  return new Response(null, {
    status,
    headers: { ...PUBLIC, Location: location, 'Cache-Control': cacheControl, 'Content-Length': '0' },
  });
}

/** A line of text that nobody keeps. */
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
