// Entry metadata: facts about each entry that are needed to answer a request with 304 without reading the entry.

import type { Instant } from './entry.ts';

export interface EntryMetadata {
  readonly published: Instant;
  /** When the entry, as readers see it, last changed. */
  readonly changed: Instant;
  /** Digest of the entry as readers see it: sixteen ASCII characters. */
  readonly digest: string;
  /** About how many bytes the entry takes in the longest format. */
  readonly weight: number;
}

const PUBLISHED = 0;
const CHANGED = 8;
const WEIGHT = 16;
const DIGEST = 20;
const DIGEST_LENGTH = 16;
const RECORD = DIGEST + DIGEST_LENGTH;

/** Packs metadata in the order of positions. Throws a RangeError for a digest of another length. */
export function packEntryMetadata(entries: readonly EntryMetadata[]): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(entries.length * RECORD);
  const view = new DataView(packed.buffer);
  entries.forEach(({ published, changed, weight, digest }, position) => {
    const start = position * RECORD;
    const characters = new TextEncoder().encode(digest);
    if (characters.length !== DIGEST_LENGTH) throw new RangeError(`a digest has ${DIGEST_LENGTH} characters`);
    view.setFloat64(start + PUBLISHED, published, true);
    view.setFloat64(start + CHANGED, changed, true);
    view.setUint32(start + WEIGHT, weight, true);
    packed.set(characters, start + DIGEST);
  });
  return packed;
}

/** Metadata by the position of the entry, read in place. */
export interface MetadataTable {
  /** How many entries there are. */
  readonly count: number;
  readonly published: (position: number) => Instant;
  readonly changed: (position: number) => Instant;
  readonly digest: (position: number) => string;
  readonly weight: (position: number) => number;
}

export function metadataTable(packed: Uint8Array): MetadataTable {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const decoder = new TextDecoder();
  return {
    count: packed.byteLength / RECORD,
    published: (position) => view.getFloat64(position * RECORD + PUBLISHED, true),
    changed: (position) => view.getFloat64(position * RECORD + CHANGED, true),
    weight: (position) => view.getUint32(position * RECORD + WEIGHT, true),
    digest: (position) => {
      const start = position * RECORD + DIGEST;
      return decoder.decode(packed.subarray(start, start + DIGEST_LENGTH));
    },
  };
}
