// The cache: the answer of each address until its next edition, so that lookups, rendering and compression are not
// repeated for every request.

import type { Instant } from '../archive/entry.ts';
import type { Bytes } from '../archive/prerendered.ts';
import type { Encoding } from './content-encoding.ts';
import type { Answer } from './respond.ts';

/** What is kept for one address (path and query). */
export interface Kept {
  /** Its answer, valid from this moment until the end of the edition. */
  readonly answer?: { readonly from: Instant; readonly value: Answer };
  /** The bytes of the document whose canonical address this is. Several addresses may answer with them. */
  readonly document?: { readonly etag: string; readonly bytes: EncodedBytes };
}

/** The bytes of a document in the encodings that have been asked for. */
export type EncodedBytes = Readonly<Partial<Record<Encoding, Bytes>>>;

export interface Cache {
  /** The answer of an address at a moment, if it is kept. */
  readonly answer: (address: string, now: Instant) => Answer | undefined;
  readonly keepAnswer: (address: string, now: Instant, answer: Answer) => void;
  /** The bytes of a document that are kept, given its canonical address and the tag of its edition. */
  readonly bytes: (address: string, etag: string) => EncodedBytes;
  /** Keeps the bytes of one edition; those of other editions are forgotten. */
  readonly keepBytes: (address: string, etag: string, encoding: Encoding, bytes: Bytes) => void;
  /** Everything that is kept, the least recently used first. */
  readonly entries: () => Iterable<readonly [address: string, kept: Kept]>;
}

/** Room for several hundred feeds in several encodings; an isolate has eight times as much memory. */
export const CACHE_BYTES = 16 * 1024 * 1024;

/** Answers of longer addresses are not kept: clients do not poll them, and junk must not fill the cache. */
const LONGEST_ADDRESS = 1000;

/** Measured in Node: a representation and its headers, in two encodings and for 304, take 11 KB. */
const ANSWER_BYTES = 12 * 1024;

/**
 * Keeps at most about `limit` bytes: the bodies, and an estimate for everything else. The least recently used address
 * is removed first. The cache has bytes instead of strings, because a runtime would encode a string for each response,
 * and no promises, because in workerd a request cannot wait for the work of another.
 */
export function boundedCache(limit: number): Cache {
  const all = new Map<string, Kept>();
  let total = 0;
  /** The address at the end of the map, which most requests ask for. */
  let newest: string | undefined;

  const remove = (address: string): Kept | undefined => {
    const kept = all.get(address);
    if (!kept) return undefined;
    all.delete(address);
    total -= sizeOf(address, kept);
    return kept;
  };

  const get = (address: string): Kept | undefined => {
    const kept = all.get(address);
    if (kept && address !== newest) {
      all.delete(address);
      all.set(address, kept);
      newest = address;
    }
    return kept;
  };

  const put = (address: string, part: Kept): void => {
    const kept = { ...remove(address), ...part };
    all.set(address, kept);
    newest = address;
    total += sizeOf(address, kept);
    for (const oldest of all.keys()) {
      if (total <= limit) break;
      remove(oldest);
    }
  };

  const bytesOf = (address: string, etag: string): EncodedBytes => {
    const document = get(address)?.document;
    return document?.etag === etag ? document.bytes : {};
  };

  return {
    answer: (address, now) => {
      const answer = get(address)?.answer;
      if (!answer || now < answer.from) return undefined;
      return now < (answer.value.representation.until ?? Number.POSITIVE_INFINITY) ? answer.value : undefined;
    },
    keepAnswer: (address, from, value) => {
      if (address.length <= LONGEST_ADDRESS) put(address, { answer: { from, value } });
    },
    bytes: bytesOf,
    keepBytes: (address, etag, encoding, bytes) =>
      put(address, { document: { etag, bytes: { ...bytesOf(address, etag), [encoding]: bytes } } }),
    entries: () => all.entries(),
  };
}

function sizeOf(address: string, { answer, document }: Kept): number {
  const bodies = Object.values(document?.bytes ?? {}).reduce((sum, bytes) => sum + bytes.length, 0);
  return 2 * address.length + (answer ? ANSWER_BYTES : 0) + bodies;
}
