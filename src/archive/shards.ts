// Shards: the entries, in groups of sixteen, and the interface of a store of shards.

import type { Entry } from './entry.ts';
import { packJson, packSections, readSection } from './sections.ts';

/** Entries in a shard: a window is in one or two shards, and a permalink reads little more than its entry. */
export const ENTRIES_PER_SHARD = 16;

/** Where shards are read from: the worker's bundle, or the compiler's memory. */
export interface ShardStore {
  /** The bytes of one shard. Rejects when the shard cannot be read. */
  read(shard: number): Promise<Uint8Array>;
}

/** Packs entries in the order of positions. */
export function packShards(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const shards: Uint8Array[] = [];
  for (let start = 0; start < entries.length; start += ENTRIES_PER_SHARD)
    shards.push(packSections(entries.slice(start, start + ENTRIES_PER_SHARD).map(packJson)));
  return packSections(shards);
}

/** The store of an archive that fits into the bundle: views of the bytes that were deployed with the code. */
export function packedShards(packed: Uint8Array): ShardStore {
  return { read: async (shard) => readSection(packed, shard) };
}
