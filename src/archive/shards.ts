// Shards: the entries, sixteen to a shard, and the interface of whatever keeps them.

import { readSection } from './sections.ts';

/** Entries in a shard: enough that the newest window lies in two, few enough that a permalink reads little. */
export const ENTRIES_PER_SHARD = 16;

/** Where shards are read from: the worker's bundle, or the compiler's memory. */
export interface ShardStore {
  /** The bytes of one shard. Rejects when the shard cannot be read. */
  read(shard: number): Promise<Uint8Array>;
}

/** The store of an archive that fits into the bundle: views of the bytes that were deployed with the code. */
export function bundledShards(packed: Uint8Array): ShardStore {
  return { read: async (shard) => readSection(packed, shard) };
}
