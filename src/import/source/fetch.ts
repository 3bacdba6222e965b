// Requests: gets a document or a picture from the network, within limits of size and time, and with errors for the owner.

import { version } from 'node:process';
import { LARGEST_DOCUMENT, megabytes } from './limits.ts';

export interface Fetched {
  readonly body: Uint8Array;
  /** The address after redirects. */
  readonly url: string;
  /** Media type in lower case, without parameters; empty when the server names none. */
  readonly type: string;
  readonly charset?: string;
}

export interface FetchOptions {
  readonly fetch: typeof fetch;
  /** Bytes. */
  readonly limit?: number;
  readonly timeoutMs?: number;
  readonly accept?: string;
}

const FEED_TYPES =
  'application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/** An answer other than 200. */
export class NotFound extends Error {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url} answers ${status}; check the address`);
    this.status = status;
  }
}

/** Throws an Error with a message for the owner. Redirects are followed; after twenty, the library gives up. */
export async function fetchBytes(
  url: string,
  { fetch, limit = LARGEST_DOCUMENT, timeoutMs = 60_000, accept = FEED_TYPES }: FetchOptions,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { accept, 'user-agent': `Longwave import (Node ${version})` };
  try {
    const response = await fetch(url, { headers, signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new NotFound(url, response.status);
    }
    const body = await readAtMost(response, limit, url);
    return { body, url: response.url || url, ...typeOf(response.headers.get('content-type') ?? '') };
  } catch (error) {
    throw error instanceof Refused || error instanceof NotFound
      ? error
      : new Error(describe(url, error, timeoutMs));
  }
}

class Refused extends Error {}

async function readAtMost(response: Response, limit: number, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const tooLarge = () => new Refused(`${url} has more than ${megabytes(limit)}, which is the most`);
  if (Number(response.headers.get('content-length')) > limit) throw tooLarge();
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function typeOf(contentType: string): Pick<Fetched, 'type' | 'charset'> {
  const type = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
  return { type, ...(charset !== undefined && { charset }) };
}

/** What happened, in words: `fetch` itself says only that it failed, and why in its cause. */
function describe(url: string, error: unknown, timeoutMs: number): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return `${url} has not answered completely within ${timeoutMs / 1000} seconds`;
  const reason =
    cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : message;
  return `${url} cannot be fetched (${reason}); check the address and the connection`;
}
