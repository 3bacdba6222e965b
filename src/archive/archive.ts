// The archive: every compiled entry, and the look-ups that feeds, pages and HTTP are made from.

import { type Address, findAddress, untilThen } from './address-table.ts';
import type { Entry, Instant } from './entry.ts';
import { type MetadataTable, metadataTable } from './entry-metadata.ts';
import { type FeedKey, formatFeedKey, parseFeedKey } from './feed-key.ts';
import { findFeed } from './feed-table.ts';
import { extensionOf } from './media.ts';
import {
  type Bytes,
  findPrerendered,
  type PrerenderedDocument,
  packPrerendered,
  prerenderedName,
} from './prerendered.ts';
import { packSections, readSection } from './sections.ts';
import { bundledShards, ENTRIES_PER_SHARD, type ShardStore } from './shards.ts';
import type { Site } from './site.ts';
import { type Stream, streamAt, type Validator } from './stream.ts';

/** Families of documents that are shaped by the same settings and renderers. */
export type Family = 'feeds' | 'pages';

/** The part that is decoded at start-up: small, and the same size for ten entries as for a hundred thousand. */
export interface Manifest {
  readonly site: Site;
  /** Validators of the settings and renderers behind each family of documents. */
  readonly templates: Readonly<Record<Family, Validator>>;
  /** Validator of the list of all feeds. */
  readonly directory: Validator;
  /** MIME types by extension, lower case, of the media this archive has. */
  readonly mediaTypes: Readonly<Record<string, string>>;
}

/** The tables and shards of an archive, as the compiler packs them. */
export interface Tables {
  readonly addresses: Uint8Array;
  readonly metadata: Uint8Array;
  readonly feeds: Uint8Array;
  /** Keys of all feeds, in the order in which people are shown them. */
  readonly directory: readonly string[];
  /** Paths of the permalinks, by position. */
  readonly paths: readonly string[];
  /** Documents that need not be rendered at the edge, by name. */
  readonly prerendered: ReadonlyMap<string, PrerenderedDocument>;
  readonly shards: readonly Uint8Array[];
}

export interface Archive extends Manifest {
  /**
   * What of a feed is visible at `now`; undefined when the archive has no such feed, or nothing of it is visible yet.
   * The main feed, and those that readers have had, are there without entries too.
   */
  stream(key: FeedKey, now: Instant): Stream | undefined;
  /** Every feed that has something to show at `now`, the main one first. */
  directoryAt(now: Instant): FeedKey[];
  /** A feed of that kind that has something to show, and whose name differs in nothing but case. */
  spelled(key: FeedKey, now: Instant): FeedKey | undefined;
  /** Where a decoded path leads at `now`; undefined when nothing is published there. */
  find(path: string, now: Instant): Address | undefined;
  /** When the next entry appears, listed or not; undefined when none is to come. */
  nextPublication(now: Instant): Instant | undefined;
  /** What is known of entries without reading them. */
  readonly metadata: MetadataTable;
  /** Path of the permalink of the entry at a position, percent-encoded. */
  path(position: number): string;
  /** The document at an address in the state that the tag names, when the compiler has prerendered it. */
  prerendered(address: string, etag: string): PrerenderedDocument | undefined;
  /** The entries at these positions, in this order. Reads each shard once. */
  entries(positions: Iterable<number>): Promise<Entry[]>;
  /** MIME type of the media at a path. */
  mediaType(path: string): string;
}

const MANIFEST = 0;
const ADDRESSES = 1;
const STATES = 2;
const FEEDS = 3;
const DIRECTORY = 4;
const PATHS = 5;
const PRERENDERED = 6;
const SHARDS = 7;

/** One file of everything: what the compiler writes and a worker imports as a Data module. */
export function packArchive(manifest: Manifest, tables: Tables): Uint8Array {
  const { addresses, metadata, feeds, directory, paths, prerendered, shards } = tables;
  return packSections([
    encode(manifest),
    addresses,
    metadata,
    feeds,
    encode(directory),
    packSections(paths.map((path) => new TextEncoder().encode(path))),
    packPrerendered(prerendered),
    packSections(shards),
  ]);
}

/** Opens a packed archive, whose shards lie in the same bytes unless another store has them. */
export function openArchive(packed: ArrayBuffer | Uint8Array, elsewhere?: ShardStore): Archive {
  const bytes = (packed instanceof Uint8Array ? packed : new Uint8Array(packed)) as Bytes;
  return archiveOf(bytes, elsewhere ?? bundledShards(readSection(bytes, SHARDS)));
}

function archiveOf(bytes: Bytes, shards: ShardStore): Archive {
  const manifest = decode<Manifest>(readSection(bytes, MANIFEST));
  const addresses = readSection(bytes, ADDRESSES);
  const feeds = readSection(bytes, FEEDS);
  const paths = readSection(bytes, PATHS);
  const prerendered = readSection(bytes, PRERENDERED);
  const metadata = metadataTable(readSection(bytes, STATES));

  const visibleOf = (key: FeedKey, now: Instant): Stream | undefined => {
    const sealed = findFeed(feeds, key);
    return sealed && streamAt(sealed, now, metadata);
  };
  const hasEntries = (key: FeedKey, now: Instant) => (visibleOf(key, now)?.positions.length ?? 0) > 0;

  const allFeeds = () => decode<string[]>(readSection(bytes, DIRECTORY)).map(parseFeedKey);

  const fold = (key: FeedKey) => formatFeedKey(key).toLowerCase();
  /** Feeds by their names in lower case; only asked for where nothing else was found. */
  let folded: readonly (readonly [name: string, key: FeedKey])[] | undefined;

  const spelled = (key: FeedKey, now: Instant): FeedKey | undefined => {
    const wanted = fold(key);
    folded ??= allFeeds().map((each) => [fold(each), each]);
    return folded.find(([name, each]) => name === wanted && hasEntries(each, now))?.[1];
  };

  const nextPublication = nextOf(metadata);

  return {
    ...manifest,
    stream: (key, now) => {
      const visible = visibleOf(key, now);
      if (!visible || visible.positions.length > 0 || key.kind === 'main') return visible;
      // If its name is written otherwise by now, whoever has subscribed to it is better off there.
      if (!visible.known || spelled(key, now)) return undefined;
      const until = nextPublication(now);
      return { ...visible, ...(until !== undefined && { until }) };
    },
    directoryAt: (now) => allFeeds().filter((key) => key.kind === 'main' || hasEntries(key, now)),
    spelled,
    find: (path, now) => {
      const isThere = ({ kind, position }: Address) =>
        kind === 'gone' || kind === 'media' || metadata.published(position) <= now;
      const address = findAddress(addresses, path);
      if (!address || isThere(address)) return address;
      // Until a scheduled entry appears at a path, what was there before is there.
      return findAddress(addresses, untilThen(path));
    },
    nextPublication,
    metadata,
    path: (position) => new TextDecoder().decode(readSection(paths, position)),
    prerendered: (address, etag) => findPrerendered(prerendered, prerenderedName(address, etag)),
    entries: (positions) => {
      const read = readingOnce(shards);
      return Promise.all(
        Array.from(positions, async (position) => {
          const shard = await read(Math.floor(position / ENTRIES_PER_SHARD));
          return decode<Entry>(readSection(shard, position % ENTRIES_PER_SHARD));
        }),
      );
    },
    mediaType: (path) => manifest.mediaTypes[extensionOf(path)] ?? 'application/octet-stream',
  };
}

/** Looks through all entries once, and from then on only through those that were to come. */
function nextOf({ count, published }: MetadataTable): Archive['nextPublication'] {
  let coming: { readonly since: Instant; readonly moments: readonly Instant[] } | undefined;
  return (now) => {
    if (!coming || now < coming.since) {
      const moments = Array.from({ length: count }, (_, position) => published(position));
      coming = { since: now, moments: moments.filter((moment) => moment > now).sort((a, b) => a - b) };
    }
    return coming.moments.find((moment) => moment > now);
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

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function decode<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
