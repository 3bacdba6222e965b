// The one way out for documents: every feed, page and listing is a representation that passes through respond().

import type { Validator } from '../archive/stream.ts';
import { formatETag, formatHttpDate, isFresh } from './conditional.ts';

/** What a response takes as its body without copying. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Something that can be sent: what it is, what proves a copy current, and its bytes on demand. */
export interface Representation {
  /** 200 unless said otherwise; only a 200 has validators. */
  readonly status?: 200 | 400 | 404 | 410;
  /** Media type with its charset. */
  readonly contentType: string;
  readonly validator?: Validator;
  readonly cacheControl: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called at most once, and not at all when the client's copy is still good. */
  readonly bytes: () => Promise<Bytes> | Bytes;
}

/** Answers a GET or HEAD request: 304 before anything is rendered, or the representation. */
export async function respond(request: Request, representation: Representation): Promise<Response> {
  const { status = 200, contentType, validator } = representation;
  const headers = new Headers(representation.headers);
  headers.set('Cache-Control', representation.cacheControl);
  if (validator) {
    headers.set('ETag', formatETag(validator));
    headers.set('Last-Modified', formatHttpDate(validator.modified));
    if (isFresh(request.headers, validator)) return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', contentType);
  headers.set('X-Content-Type-Options', 'nosniff');
  return new Response(await representation.bytes(), { status, headers });
}
