// Memory: the newest bytes of each document, so that it is rendered once and not for every request.

import type { Bytes } from '../archive/prerendered.ts';

/** Gives the bytes of a document in the state that the tag names; renders it when they are not remembered. */
export type Keep = (document: string, etag: string, render: () => Promise<Bytes>) => Promise<Bytes>;

/**
 * Remembers up to `limit` bytes, and forgets what was not asked for longest. Bytes and not text, for a runtime would
 * encode a string anew for each response. A rendering that throws leaves nothing behind.
 */
export function byteCache(limit: number): Keep {
  const kept = new Map<string, { etag: string; bytes: Bytes }>();
  let total = 0;

  const forget = (document: string) => {
    total -= kept.get(document)?.bytes.length ?? 0;
    kept.delete(document);
  };

  return async (document, etag, render) => {
    const known = kept.get(document);
    const bytes = known?.etag === etag ? known.bytes : await render();
    forget(document);
    kept.set(document, { etag, bytes });
    total += bytes.length;
    for (const oldest of kept.keys()) {
      if (total <= limit) break;
      forget(oldest);
    }
    return bytes;
  };
}
