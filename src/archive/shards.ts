// Shards: the entries, sixteen to a shard, and the interface of whatever stores them.

import type { Entry } from './entry.ts';
import { packJson, packSections, readSection } from './sections.ts';

/** Entries in a shard: enough that the newest window is in two, few enough that a permalink reads little. */
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
