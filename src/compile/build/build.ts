// Sealing: entries become an archive, in which it is known of every document when it last changed and what proves a
// copy of it current. What the next compile must know of this goes into the lock.

import { type Address, packAddresses, untilThen } from '../../archive/address-table.ts';
import type { Family, Manifest, Tables } from '../../archive/archive.ts';
import type { Entry, Instant } from '../../archive/entry.ts';
import { type EntryMetadata, packEntryMetadata } from '../../archive/entry-metadata.ts';
import { packFeeds } from '../../archive/feed-table.ts';
import { packSections } from '../../archive/sections.ts';
import { ENTRIES_PER_SHARD } from '../../archive/shards.ts';
import type { Site } from '../../archive/site.ts';
import type { Stream, Validator } from '../../archive/stream.ts';
import { escapeXml } from '../../feeds/xml.ts';
import { MEDIA_PATH, permalinkPath } from '../../routes/paths.ts';
import { changedSince, changeMoment } from '../lock/changes.ts';
import { removedAfter, type Sealed } from '../lock/identity.ts';
import type { Lock, LockedFeed, RemovedEntry, State } from '../lock/lock.ts';
import { digestOf } from '../text/digest.ts';
import { byText } from '../text/text.ts';
import { lockedIds, sealFeed } from './build-feed.ts';
import { directoryOf, feedsOf } from './feeds-of.ts';

export interface SealOptions {
  readonly site: Site;
  /** The origin of the settings: digests name it, so that they are alike on every machine. */
  readonly configuredOrigin: string;
  /** Digests of the code that renders each family. */
  readonly renderers: Readonly<Record<Family, string>>;
  readonly mediaTypes: Readonly<Record<string, string>>;
  /** The files that are published with the posts, by their paths within posts/. */
  readonly media: Iterable<string>;
  readonly now: Instant;
  /** What readers have been told so far. */
  readonly lock?: Lock | undefined;
}

/** An entry with all that leads to it. */
export interface SealedPost {
  readonly entry: Entry;
  /** Older addresses that the author names, decoded. */
  readonly aliases: readonly string[];
  /** Paths at which readers have known the entry before, decoded. */
  readonly former: readonly string[];
}

/** Markup of an entry in a feed, beside its texts; and that of each tag, author and enclosure. */
const ENTRY_MARKUP_BYTES = 1500;
const ITEM_MARKUP_BYTES = 150;

/** An archive that is complete but for its prerendered documents, and what the lock should remember of it. */
export interface SealedArchive {
  readonly manifest: Manifest;
  readonly tables: Omit<Tables, 'prerendered'>;
  readonly sealed: Sealed;
}

export function seal(posts: readonly SealedPost[], options: SealOptions): SealedArchive {
  const { site, now, lock } = options;
  const ordered = [...posts].sort((a, b) => byListing(a.entry, b.entry));
  const entries = ordered.map(({ entry }) => entry);
  const moment = changeMoment(lock, now);
  const metadata = entries.map((entry) => stateOf(entry, moment, options));
  const removed = removedAfter(lock, new Set(entries.map(({ id }) => id)), now);
  const memberships = entries.map(feedsOf);
  const known = knownFeeds(lock, now);

  const remembered = new Map<string, State>();
  const feeds = new Map<string, Stream>();
  const locked = new Map<string, LockedFeed>();
  const before = lockedIds(lock);
  for (const [key, positions] of positionsByFeed(memberships, known)) {
    const idsBefore = before.get(key) ?? [];
    const cutsBefore = lock?.states.get(cutsName(key))?.digest ?? '';
    const given = { entries, metadata, removed, site, now, moment, lock, idsBefore, cutsBefore };
    const { stream, remembered: feed, cuts } = sealFeed(key, positions, given);
    feeds.set(key, { ...stream, known: known.has(key) });
    const isEmpty = positions.every((position) => (metadata[position]?.published ?? 0) > now);
    locked.set(key, { ...feed, ...(isEmpty && known.has(key) && { known: true as const }) });
    if (cuts !== '') {
      const changed = changedSince(lock?.states, cutsName(key), cuts, { now: moment, first: 0 });
      remembered.set(cutsName(key), { digest: cuts, changed });
    }
  }

  const validatorOf = (name: string, parts: readonly string[], first: Instant): Validator => {
    const digest = digestOf(parts);
    const changed = changedSince(lock?.states, name, digest, { now: moment, first });
    remembered.set(name, { digest, changed });
    return { etag: digest, modified: changed };
  };
  const settings = portable(site, options);
  const directory = directoryOf(['main', ...memberships.flat()]);
  const newest = metadata.reduce(
    (last, { published }) => (published <= now ? Math.max(last, published) : last),
    0,
  );
  const listed = validatorOf('directory', directory, newest);
  const manifest: Manifest = {
    site,
    templates: {
      feeds: validatorOf('feeds', [options.renderers.feeds, settings], 0),
      pages: validatorOf('pages', [options.renderers.pages, settings], 0),
    },
    directory: { ...listed, modified: Math.max(listed.modified, lastMove(feeds.values())) },
    mediaTypes: options.mediaTypes,
  };
  return {
    manifest,
    tables: {
      addresses: packAddresses(addressesOf(ordered, removed, options)),
      metadata: packEntryMetadata(metadata),
      feeds: packFeeds(feeds),
      directory,
      paths: entries.map(({ path }) => path),
      shards: packShards(entries),
    },
    sealed: { entries: sealedEntries(entries, metadata, memberships), feeds: locked, states: remembered },
  };
}

/** The name under which the lock remembers where the pages of a feed were cut. */
function cutsName(key: string): string {
  return `pages of ${key}`;
}

/** When an entry was last inserted into a feed or taken out of one: feeds may have come or gone then. */
function lastMove(feeds: Iterable<Stream>): Instant {
  return [...feeds].flatMap(({ shifts }) => shifts).reduce((last, { at }) => Math.max(last, at), 0);
}

/** Listed entries first, so that a window lies in neighbouring shards; then oldest first, and then by id. */
function byListing(a: Entry, b: Entry): number {
  if (a.listed !== b.listed) return a.listed ? -1 : 1;
  return a.published - b.published || byText(a.id, b.id);
}

function stateOf(entry: Entry, moment: Instant, options: SealOptions): EntryMetadata {
  const { now, lock } = options;
  // What the author has typed is the same in every preview.
  const { markdown, ...resolved } = entry;
  const json = portable(resolved, options);
  const digest = digestOf([json, markdown]);
  const { updated, published } = entry;
  const first = updated !== undefined && updated <= now ? updated : published;
  return {
    digest,
    published,
    changed: changedSince(lock?.entries, entry.id, digest, { now: moment, first }),
    weight: weightOf({ ...(JSON.parse(json) as Omit<Entry, 'markdown'>), markdown }, options.site),
  };
}

/** About how many bytes an entry takes in the format that needs the most for it, and rather too many than too few. */
function weightOf(entry: Entry, { content }: Site): number {
  const { contentForPage: _, contentForReaders, markdown, ...rest } = entry;
  const [rss, json] = [
    Buffer.byteLength(contentForReaders) + Buffer.byteLength(escapeXml(markdown)),
    Buffer.byteLength(JSON.stringify(contentForReaders)),
  ];
  const items = entry.tags.length + entry.authors.length + entry.enclosures.length;
  return (
    ENTRY_MARKUP_BYTES +
    ITEM_MARKUP_BYTES * items +
    // A feed says some of it twice, such as the name of a tag and its label.
    2 * Buffer.byteLength(escapeXml(JSON.stringify(rest))) +
    (content === 'full' ? Math.max(rss, json) : 0)
  );
}

/** Keys of the feeds that readers have had: those of entries that they have seen, and those remembered as such. */
function knownFeeds(lock: Lock | undefined, now: Instant): Set<string> {
  const entries = [...(lock?.entries.values() ?? [])].filter(({ published }) => published <= now);
  const seen = [...entries, ...(lock?.removed.values() ?? [])];
  const remembered = [...(lock?.feeds ?? [])].flatMap(([key, { known }]) => (known ? key : []));
  return new Set([...seen.flatMap(({ feeds }) => feeds), ...remembered]);
}

/** Positions of the entries of the main feed, of those that have any, and of those that are known. */
function positionsByFeed(
  memberships: readonly (readonly string[])[],
  known: Iterable<string>,
): Map<string, number[]> {
  const positions = new Map<string, number[]>(['main', ...known].map((key) => [key, []]));
  memberships.forEach((keys, position) => {
    for (const key of keys) {
      const known = positions.get(key);
      if (known) known.push(position);
      else positions.set(key, [position]);
    }
  });
  return positions;
}

/**
 * A path may have been several things: the present one counts, then what an author says, then what once was, and last
 * what is no more. Until a scheduled entry takes its place, what was there stays.
 */
function addressesOf(
  posts: readonly SealedPost[],
  removed: ReadonlyMap<string, RemovedEntry>,
  { media, now }: SealOptions,
): Map<string, Address> {
  const isScheduled = ({ position, kind }: Address) =>
    (kind === 'entry' || kind === 'alias') && (posts[position]?.entry.published ?? 0) > now;
  const aliases = (pathsOf: (post: SealedPost) => readonly string[]) =>
    posts.flatMap((post, position) =>
      pathsOf(post).map((path): [string, Address] => [path, { kind: 'alias', position }]),
    );
  const permalinks = posts.map(({ entry }, position): [string, Address] => [
    permalinkPath(entry.slug),
    { kind: 'entry', position },
  ]);
  const gone = [...removed.values()].flatMap(({ path, former }) =>
    [path, ...former].map((each): [string, Address] => [each, { kind: 'gone', position: 0 }]),
  );
  const files = Array.from(media, (name): [string, Address] => [
    MEDIA_PATH + name.normalize('NFC'),
    { kind: 'media', position: 0 },
  ]);
  const sources = new Set(permalinks.map(([path]) => `${path}.md`));
  const older = [...gone, ...aliases(({ former }) => former)].filter(([path]) => !sources.has(path));
  const all = [...older, ...aliases((post) => post.aliases), ...files, ...permalinks];
  const present = new Map(all.filter(([, address]) => !isScheduled(address)));
  const coming = new Map(all.filter(([, address]) => isScheduled(address)));
  const replaced = [...present].filter(([path]) => coming.has(path));
  return new Map([
    ...present,
    ...coming,
    ...replaced.map(([path, address]): [string, Address] => [untilThen(path), address]),
  ]);
}

function packShards(entries: readonly Entry[]): Uint8Array[] {
  const encoder = new TextEncoder();
  const shards: Uint8Array[] = [];
  for (let start = 0; start < entries.length; start += ENTRIES_PER_SHARD) {
    const shard = entries.slice(start, start + ENTRIES_PER_SHARD);
    shards.push(packSections(shard.map((entry) => encoder.encode(JSON.stringify(entry)))));
  }
  return shards;
}

function sealedEntries(
  entries: readonly Entry[],
  metadata: readonly EntryMetadata[],
  memberships: readonly (readonly string[])[],
): Sealed['entries'] {
  return new Map(
    entries.map(({ id, published }, position) => {
      const { digest = '', changed = published } = metadata[position] ?? {};
      return [id, { digest, changed, feeds: [...(memberships[position] ?? [])].sort() }];
    }),
  );
}

const LOCAL_ORIGIN = /http:\/\/localhost(?::\d+)?(?![\w.:-])/g;

/**
 * JSON in which the serving origin stands as the configured one: a local preview changes no digest. Local origins are
 * taken for it in every compile, since one that the author has typed cannot be told from that of the preview.
 */
function portable(value: unknown, { site, configuredOrigin }: SealOptions): string {
  const served = JSON.stringify(value).split(site.origin);
  const json = served.reduce(
    (before, after) => before + (/^[\w.:-]/.test(after) ? site.origin : configuredOrigin) + after,
  );
  return json.replace(LOCAL_ORIGIN, () => configuredOrigin);
}
