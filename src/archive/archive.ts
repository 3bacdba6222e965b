// The archive: every compiled entry, with tables in which feeds, pages and HTTP look things up.

import { type Address, findAddress, isFile, untilThen, withItsQuery } from './address-table.ts';
import { type DirectoryEdition, offeredFeeds } from './directory.ts';
import type { Entry, Instant } from './entry.ts';
import { type MetadataTable, metadataTable } from './entry-metadata.ts';
import { type Feed, feedAt } from './feed.ts';
import { type FeedKey, parseFeedKey } from './feed-key.ts';
import { differInCaseOnly, findFeed, findSpellings } from './feed-table.ts';
import { fingerprintOf } from './fingerprint.ts';
import { extensionOf } from './media.ts';
import { atOrigin } from './origin.ts';
import { firstIndex } from './positions.ts';
import { type Bytes, findPrerendered, type PrerenderedDocument, prerenderedName } from './prerendered.ts';
import { addressWith } from './query-address.ts';
import { packJson, packSections, readJson, readSection } from './sections.ts';
import { ENTRIES_PER_SHARD, packedShards, type ShardStore } from './shards.ts';
import type { Site } from './site.ts';
import type { Validator } from './validator.ts';

/** Families of documents that depend on the same settings and templates. */
export type Family = 'feeds' | 'pages';

/** The part that is decoded at start-up: small, and the same size for ten entries as for a hundred thousand. */
export interface Manifest {
  readonly site: Site;
  /** Validators of the settings and templates of each family of documents. */
  readonly templates: Readonly<Record<Family, Validator>>;
  /** Validators of the list of all feeds, oldest first. */
  readonly directory: readonly DirectoryEdition[];
  /** MIME types by extension, lower case, of the files that are published with it. */
  readonly mediaTypes: Readonly<Record<string, string>>;
  /** How many entries are in feeds and listings; they come before the others. */
  readonly listed: number;
  /** Names of the parameters that older addresses with a query have; absent when there is no such address. */
  readonly parameters?: readonly string[];
}

/** The parts of an archive, packed by the compiler, in the order in which they are packed together. */
export interface ArchiveSections {
  readonly manifest: Bytes;
  readonly addresses: Bytes;
  readonly metadata: Bytes;
  readonly feeds: Bytes;
  /** Formatted keys of all feeds with entries, scheduled ones included, in the order for people. */
  readonly directory: Bytes;
  /** Percent-encoded paths of the permalinks, by position. */
  readonly paths: Bytes;
  readonly prerendered: Bytes;
  readonly shards: Bytes;
}

const ORDER: readonly (keyof ArchiveSections)[] = [
  'manifest',
  'addresses',
  'metadata',
  'feeds',
  'directory',
  'paths',
  'prerendered',
  'shards',
];

export interface Archive extends Manifest {
  /**
   * The part of a feed that is visible at `now`; undefined when the archive has no such feed, or none of its entries was
   * ever visible. The main feed, and every feed that readers were once able to subscribe to, exist even when empty.
   */
  feedAt(key: FeedKey, now: Instant): Feed | undefined;
  /** The feeds to offer at `now`: those with visible entries. The main feed is first, and always included. */
  directoryAt(now: Instant): FeedKey[];
  /** A feed of that kind with visible entries, whose name is the same except for case, or is written so in addresses. */
  spelled(key: FeedKey, now: Instant): FeedKey | undefined;
  /** Where a decoded path leads at `now`; undefined when nothing is published there. */
  find(path: string, now: Instant): Address | undefined;
  /** Where an older address with a query, such as `/?p=12`, leads at `now`. Other parameters make no difference. */
  findWithQuery(path: string, query: URLSearchParams, now: Instant): Address | undefined;
  /** When the next entry appears, listed or not; undefined when none is scheduled. */
  nextPublication(now: Instant): Instant | undefined;
  readonly metadata: MetadataTable;
  /** Path of the permalink of the entry at a position, percent-encoded. */
  path(position: number): string;
  /** The document that the compiler has rendered for an address and an entity tag; undefined when it has not. */
  prerendered(address: string, etag: string): PrerenderedDocument | undefined;
  /** The entries at these positions, in this order, with addresses at the site's origin. Reads each shard once. */
  entries(positions: Iterable<number>): Promise<Entry[]>;
  /** MIME type of the file at a path. */
  mediaType(path: string): string;
}

export interface ArchiveOptions {
  /** Scheme and authority to serve the archive at, without a trailing slash. By default, the origin of the site. */
  readonly origin?: string | undefined;
  /** Where to read the shards when they are not packed with the other sections. */
  readonly shards?: ShardStore;
}

/** One file of everything: what the compiler writes and a worker imports as a Data module. */
export function packArchive(sections: ArchiveSections): Bytes {
  return packSections(ORDER.map((name) => sections[name]));
}

export function openArchive(packed: ArrayBuffer | Uint8Array, options: ArchiveOptions = {}): Archive {
  const bytes = (packed instanceof Uint8Array ? packed : new Uint8Array(packed)) as Bytes;
  const sections = ORDER.map((name, number) => [name, readSection(bytes, number)]);
  return openSections(Object.fromEntries(sections), options);
}

/** Opens an archive whose sections have not been packed together. */
export function openSections(sections: ArchiveSections, options: ArchiveOptions = {}): Archive {
  const manifest = manifestAt(readJson(sections.manifest), options.origin);
  const { addresses, feeds, directory, paths, prerendered } = sections;
  const metadata = metadataTable(sections.metadata);
  const shards = options.shards ?? packedShards(sections.shards);

  const visibleFeed = (key: FeedKey, now: Instant): Feed | undefined => {
    const feed = findFeed(feeds, key);
    return feed && feedAt(feed, now, metadata);
  };
  const hasEntries = (key: FeedKey, now: Instant) => (visibleFeed(key, now)?.positions.length ?? 0) > 0;

  const meant = (key: FeedKey, now: Instant): FeedKey[] =>
    findSpellings(feeds, key)
      .map(parseFeedKey)
      .filter((each) => hasEntries(each, now));

  const find = (path: string, now: Instant): Address | undefined => {
    const isVisible = (address: Address) =>
      address.kind === 'gone' || isFile(address) || metadata.published(address.position) <= now;
    const address = findAddress(addresses, path);
    if (!address || isVisible(address)) return address;
    // Until a scheduled entry appears at a path, the path leads where it led before.
    return findAddress(addresses, untilThen(path));
  };

  const next = (now: Instant) => nextPublication(metadata, manifest.listed, now);

  return {
    ...manifest,
    feedAt: (key, now) => {
      const feed = visibleFeed(key, now);
      if (!feed || feed.positions.length > 0 || key.kind === 'main') return feed;
      // When a feed has the same name in another case, the router redirects subscribers to it.
      if (!feed.told || meant(key, now).some((each) => differInCaseOnly(each, key))) return undefined;
      const until = next(now);
      return { ...feed, ...(until !== undefined && { until }) };
    },
    directoryAt: (now) => {
      const keys = readJson<string[]>(directory).map(parseFeedKey);
      return offeredFeeds(keys.filter((key) => key.kind === 'main' || hasEntries(key, now)));
    },
    spelled: (key, now) => meant(key, now)[0],
    find,
    findWithQuery: (path, query, now) => {
      const address = addressWith(path, query, manifest.parameters ?? []);
      return address === undefined ? undefined : find(withItsQuery(address), now);
    },
    nextPublication: next,
    metadata,
    path: (position) => new TextDecoder().decode(readSection(paths, position)),
    prerendered: (address, etag) => findPrerendered(prerendered, prerenderedName(address, etag)),
    entries: async (positions) => {
      const stored = await readEntries(shards, positions);
      return stored.map((entry) => atOrigin(entry, manifest.site.origin));
    },
    mediaType: (path) => manifest.mediaTypes[extensionOf(path)] ?? 'application/octet-stream',
  };
}

/** The manifest at an origin. Documents differ between origins, so their validators must too. */
function manifestAt(manifest: Manifest, origin = manifest.site.origin): Manifest {
  const at = ({ etag, modified }: Validator): Validator => ({
    etag: fingerprintOf([etag, origin]),
    modified,
  });
  const { feeds, pages } = manifest.templates;
  return {
    ...manifest,
    site: { ...manifest.site, origin },
    templates: { feeds: at(feeds), pages: at(pages) },
  };
}

/** When the next entry appears; undefined when none is scheduled. */
function nextPublication(metadata: MetadataTable, listed: number, now: Instant): Instant | undefined {
  // Listed entries and the others are each in the order of publication.
  const next = [
    firstAfter(metadata, 0, listed, now),
    firstAfter(metadata, listed, metadata.count, now),
  ].filter((moment) => moment !== undefined);
  return next.length === 0 ? undefined : Math.min(...next);
}

/** The first moment of publication after `now` among the positions from `start` to before `end`. */
function firstAfter(
  { published }: MetadataTable,
  start: number,
  end: number,
  now: Instant,
): Instant | undefined {
  const first = firstIndex(start, end, (position) => published(position) > now);
  return first < end ? published(first) : undefined;
}

/** Entries as they are stored, in the order of the positions. */
function readEntries(shards: ShardStore, positions: Iterable<number>): Promise<Entry[]> {
  const read = readingOnce(shards);
  return Promise.all(
    Array.from(positions, async (position) => {
      const shard = await read(Math.floor(position / ENTRIES_PER_SHARD));
      return readJson<Entry>(readSection(shard, position % ENTRIES_PER_SHARD));
    }),
  );
}

/** Reads each shard once, because neighbouring entries share one and a store may be slow. */
function readingOnce(shards: ShardStore): ShardStore['read'] {
  const reading = new Map<number, Promise<Uint8Array>>();
  return (shard) => {
    const bytes = reading.get(shard) ?? shards.read(shard);
    reading.set(shard, bytes);
    return bytes;
  };
}

/** The first section of every archive. */
export function packManifest(manifest: Manifest): Bytes {
  return packJson(manifest);
}
