// Small feeds and tables of metadata for tests.

import type { EntryMetadata, MetadataTable } from '../../src/archive/entry-metadata.ts';
import type { Feed } from '../../src/archive/feed.ts';

/** A table in which each entry was published and last changed at ten times its position. */
export function aTable(given: Readonly<Record<number, Partial<EntryMetadata>>> = {}): MetadataTable {
  const state = (position: number): EntryMetadata => ({
    published: position * 10,
    changed: position * 10,
    weight: 1,
    digest: `digest ${position}`,
    ...given[position],
  });
  return {
    count: 0,
    digest: (position) => state(position).digest,
    published: (position) => state(position).published,
    changed: (position) => state(position).changed,
    weight: (position) => state(position).weight,
  };
}

export function aFeed(positions: readonly number[], given: Partial<Feed> = {}): Feed {
  return {
    positions: Uint32Array.from(positions),
    pages: Uint32Array.of(),
    shifts: [],
    removed: [],
    ...given,
  };
}
