// Stored media: the files beside posts and those of public/, from the store of a runtime. Stores differ in what they
// understand of a request, so each gets a plain address, and a range only if the file has it.

import { contentTypeOf } from '../archive/media.ts';
import { readRange } from './byte-range.ts';
import { isFresh, parseHttpDate } from './conditional.ts';
import { sayPlainly } from './respond.ts';

/** Where a runtime keeps files. */
export interface Store {
  fetch(request: Request): Promise<Response>;
}

/** A file in a store. */
export interface Stored {
  /** Absolute address, percent-encoded. */
  readonly address: string;
  /** Its media type. */
  readonly type: string;
  /** Its headers, without Content-Type and those that the store knows. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers a GET or HEAD request with a file. Undefined when the store does not have it. */
export async function sendStored(
  store: Store,
  { address, type, headers }: Stored,
  request: Request,
): Promise<Response | undefined> {
  const stored = await askFor(store, address, request);
  if (!stored.ok && stored.status !== 304) return stored.status === 416 ? stored : undefined;
  const response = new Response(stored.body, stored);
  response.headers.set('Content-Type', contentTypeOf(type));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

async function askFor(store: Store, address: string, { method, headers: asked }: Request): Promise<Response> {
  const headers = new Headers(asked);
  headers.delete('Range');
  headers.delete('If-Range');
  const ask = async (how: string) => {
    const response = await store.fetch(new Request(address, { method: how, headers }));
    return isUnchanged(asked, response) ? unchanged(response) : response;
  };
  const wanted = method === 'GET' ? asked.get('Range') : null;
  if (wanted === null) return ask(method);
  const file = await ask('HEAD');
  if (file.status === 304) return file;
  const length = file.headers.get('Content-Length');
  if (!file.ok || length === null || !isSame(asked.get('If-Range'), file.headers)) return ask('GET');
  const range = readRange(wanted, Number(length));
  if (range === undefined) return ask('GET');
  if (range === 'outside')
    return sayPlainly(416, 'The file has no such part.', { 'Content-Range': `bytes */${length}` });
  const { first, last } = range;
  headers.set('Range', `bytes=${first}-${last}`);
  const part = await ask('GET');
  const isWhole = first === 0 && last === Number(length) - 1;
  return part.status === 200 && isWhole ? asPart(part, `bytes ${first}-${last}/${length}`) : part;
}

/** Whether the client has the file as it is now. The disk of workerd does not ask. */
function isUnchanged(asked: Headers, { status, headers }: Response): boolean {
  if (status !== 200) return false;
  const [, etag = NO_TAG] = /"(.*)"/.exec(headers.get('ETag') ?? '') ?? [];
  const modified = parseHttpDate(headers.get('Last-Modified')) ?? Number.POSITIVE_INFINITY;
  return isFresh(asked, { etag, modified });
}

/** No client can send it. */
const NO_TAG = '\n';

function unchanged({ body, headers }: Response): Response {
  body?.cancel();
  const kept = new Headers(headers);
  kept.delete('Content-Length');
  return new Response(null, { status: 304, headers: kept });
}

/** Some players accept only 206, even for a part that is the whole file. */
function asPart(whole: Response, range: string): Response {
  const part = new Response(whole.body, { status: 206, headers: whole.headers });
  part.headers.set('Content-Range', range);
  return part;
}

/** Whether the file is still the one of which the client has a part (RFC 9110 section 13.1.5). */
function isSame(ifRange: string | null, stored: Headers): boolean {
  if (ifRange === null) return true;
  // Weak tags never match.
  if (ifRange.startsWith('"')) return ifRange === stored.get('ETag');
  const modified = parseHttpDate(stored.get('Last-Modified'));
  return modified !== undefined && parseHttpDate(ifRange) === modified;
}
