// The archive: every compiled entry, and the look-ups that feeds, pages and HTTP are made from.

import { type Address, findAddress } from './addresses.ts';
import { type CurrentEdition, type Edition, editionAt } from './edition.ts';
import type { Entry, Instant } from './entry.ts';
import { extensionOf } from './media.ts';
import { packPieces, readPiece } from './pieces.ts';
import { bundledShards, ENTRIES_PER_SHARD, type ShardStore } from './shards.ts';
import type { Site } from './site.ts';

/** The part that is decoded at start-up: small, and the same size for ten entries as for a hundred thousand. */
export interface Manifest {
  readonly site: Site;
  /** Sorted by `from`, never empty. */
  readonly editions: readonly Edition[];
  /** MIME types by extension, lower case, of the media this archive has. */
  readonly mediaTypes: Readonly<Record<string, string>>;
}

export interface Archive {
  readonly site: Site;
  /** The edition of the main stream that is in force at `now`. */
  edition(now: Instant): CurrentEdition;
  /** The window of an edition: its newest entries, newest first. Reads two shards at most with the default window. */
  window(edition: Edition): Promise<Entry[]>;
  /** Where a decoded path leads at `now`, without reading a shard; undefined when nothing is published there. */
  find(path: string, now: Instant): Address | undefined;
  /** The entry at a position. Reads one shard. */
  entry(position: number): Promise<Entry>;
  /** MIME type of the media at a path. */
  mediaType(path: string): string;
}

const MANIFEST = 0;
const ADDRESSES = 1;
const SHARDS = 2;

/** One file of everything: what the compiler writes and a worker imports as a Data module. */
export function packArchive(
  manifest: Manifest,
  addresses: Uint8Array,
  shards: readonly Uint8Array[],
): Uint8Array {
  return packPieces([new TextEncoder().encode(JSON.stringify(manifest)), addresses, packPieces(shards)]);
}

/** Opens a packed archive whose shards lie in the same bytes. */
export function openArchive(packed: ArrayBuffer | Uint8Array): Archive {
  const bytes = packed instanceof Uint8Array ? packed : new Uint8Array(packed);
  const manifest = decode<Manifest>(readPiece(bytes, MANIFEST));
  return archiveOf(manifest, readPiece(bytes, ADDRESSES), bundledShards(readPiece(bytes, SHARDS)));
}

function archiveOf(manifest: Manifest, addresses: Uint8Array, shards: ShardStore): Archive {
  const { site, editions, mediaTypes } = manifest;

  async function entry(position: number, read = shards.read): Promise<Entry> {
    const shard = await read(Math.floor(position / ENTRIES_PER_SHARD));
    return decode<Entry>(readPiece(shard, position % ENTRIES_PER_SHARD));
  }

  return {
    site,
    edition: (now) => editionAt(editions, now),
    window: ({ visible }) => {
      const read = readingOnce(shards);
      const size = Math.min(site.window, visible);
      return Promise.all(Array.from({ length: size }, (_, age) => entry(visible - 1 - age, read)));
    },
    find: (path, now) => {
      const address = findAddress(addresses, path);
      return address && address.published <= now ? address : undefined;
    },
    entry: (position) => entry(position),
    mediaType: (path) => mediaTypes[extensionOf(path)] ?? 'application/octet-stream',
  };
}

/** Neighbouring entries share a shard; a store at the other end of a network should be asked for it once. */
function readingOnce(shards: ShardStore): ShardStore['read'] {
  const reading = new Map<number, Promise<Uint8Array>>();
  return (shard) => {
    const bytes = reading.get(shard) ?? shards.read(shard);
    reading.set(shard, bytes);
    return bytes;
  };
}

function decode<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
