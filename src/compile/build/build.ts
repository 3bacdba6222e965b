// The build: turns entries into an archive, with the validators of every document, and a lock, which tells the next
// build what readers have been told.

import { packAddresses } from '../../archive/address-table.ts';
import { type ArchiveSections, type Family, type Manifest, packManifest } from '../../archive/archive.ts';
import type { Entry, Instant } from '../../archive/entry.ts';
import { type EntryMetadata, packEntryMetadata } from '../../archive/entry-metadata.ts';
import type { Feed } from '../../archive/feed.ts';
import { packFeeds } from '../../archive/feed-table.ts';
import { packPrerendered } from '../../archive/prerendered.ts';
import { packJson, packSections } from '../../archive/sections.ts';
import { packShards } from '../../archive/shards.ts';
import type { Site } from '../../archive/site.ts';
import type { Validator } from '../../archive/validator.ts';
import { changedSince } from '../lock/changes.ts';
import type { Lock, LockedFeed, State } from '../lock/lock.ts';
import type { Claim, Identity } from '../lock/recognise.ts';
import { type BuiltEntry, lockAfter, type Reconciled } from '../lock/reconcile.ts';
import { digestOf } from '../text/digest.ts';
import { byText } from '../text/text.ts';
import { addressesOf } from './address-table.ts';
import { buildFeed } from './build-feed.ts';
import { metadataOf } from './entry-metadata.ts';
import { directoryOf, feedsOf } from './feeds-of.ts';
import { cutsName, lockedPages } from './page-shifts.ts';

export interface BuildOptions {
  readonly site: Site;
  /** Where the archive will be served, if not at the origin of the site. Only the manifest contains it. */
  readonly origin?: string | undefined;
  /** Version of the templates of each family. */
  readonly templates: Readonly<Record<Family, string>>;
  readonly mediaTypes: Readonly<Record<string, string>>;
  /** Paths within posts/ of the files that are published with the posts. */
  readonly media: Iterable<string>;
}

/** An archive without prerendered documents, and what readers will have been told once it is published. */
export interface Built {
  readonly sections: ArchiveSections;
  readonly lock: Lock;
}

/** Builds the archive of the entries, one for each reconciled post. Throws a RangeError for an entry without a post. */
export function build(reconciled: Reconciled, unordered: readonly Entry[], options: BuildOptions): Built {
  const { site } = options;
  const entries = [...unordered].sort(byListing);
  const posts = postsOf(entries, reconciled);
  const metadata = entries.map((entry) => metadataOf(entry, reconciled, site));
  const memberships = entries.map(feedsOf);
  const states = rememberStates(reconciled);
  const { feeds, lockedFeeds } = buildFeeds(entries, metadata, memberships, reconciled, site, states);
  const directory = directoryOf(['main', ...memberships.flat()]);
  const manifest: Manifest = {
    site: { ...site, origin: options.origin ?? site.origin },
    templates: templateValidators(options, states),
    directory: directoryValidator(directory, metadata, feeds.values(), reconciled.now, states),
    mediaTypes: options.mediaTypes,
    listed: entries.filter(({ listed }) => listed).length,
  };
  return {
    sections: {
      manifest: packManifest(manifest),
      addresses: packAddresses(
        addressesOf(posts, reconciled.removed.values(), options.media, reconciled.now),
      ),
      metadata: packEntryMetadata(metadata),
      feeds: packFeeds(feeds),
      directory: packJson(directory),
      paths: packSections(entries.map(({ path }) => new TextEncoder().encode(path))),
      prerendered: packPrerendered(new Map()),
      shards: packShards(entries),
    },
    lock: lockAfter(reconciled, builtEntries(entries, metadata, memberships), {
      feeds: lockedFeeds,
      states: states.remembered,
    }),
  };
}

/** Listed entries first, so that the entries of a window are in adjacent shards; then oldest first; then by id. */
function byListing(a: Entry, b: Entry): number {
  if (a.listed !== b.listed) return a.listed ? -1 : 1;
  return a.published - b.published || byText(a.id, b.id);
}

/** The post of each entry. */
function postsOf(entries: readonly Entry[], { posts }: Reconciled): (Claim & Identity)[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  return entries.map(({ id }) => {
    const post = byId.get(id);
    if (!post) throw new RangeError(`the entry ${id} belongs to no post`);
    return post;
  });
}

function builtEntries(
  entries: readonly Entry[],
  metadata: readonly EntryMetadata[],
  memberships: readonly (readonly string[])[],
): Map<string, BuiltEntry> {
  return new Map(
    entries.map(({ id }, position) => {
      const { digest, changed } = metadata[position] as EntryMetadata;
      return [id, { digest, changed, feeds: [...(memberships[position] ?? [])].sort() }];
    }),
  );
}

/** When named things, such as templates, last changed. */
interface States {
  readonly since: (name: string, digest: string, first: Instant) => Instant;
  /** The states of everything that `since` was called for. */
  readonly remembered: ReadonlyMap<string, State>;
}

function rememberStates({ lock, moment }: Reconciled): States {
  const remembered = new Map<string, State>();
  return {
    remembered,
    since(name, digest, first) {
      const changed = changedSince(lock?.states, name, digest, { now: moment, first });
      remembered.set(name, { digest, changed });
      return changed;
    },
  };
}

function buildFeeds(
  entries: readonly Entry[],
  metadata: readonly EntryMetadata[],
  memberships: readonly (readonly string[])[],
  reconciled: Reconciled,
  site: Site,
  states: States,
): { feeds: Map<string, Feed>; lockedFeeds: Map<string, LockedFeed> } {
  const { knownFeeds, lock, now } = reconciled;
  const feeds = new Map<string, Feed>();
  const lockedFeeds = new Map<string, LockedFeed>();
  const pagesBefore = lockedPages(lock);
  for (const [key, positions] of positionsByFeed(memberships, knownFeeds)) {
    const options = { ...reconciled, entries, metadata, site, before: pagesBefore(key) };
    const { feed, locked, cuts } = buildFeed(key, positions, options);
    const known = knownFeeds.has(key);
    const isEmpty = positions.every((position) => (metadata[position]?.published ?? 0) > now);
    feeds.set(key, { ...feed, told: known });
    lockedFeeds.set(key, { ...locked, ...(isEmpty && known && { known: true as const }) });
    if (cuts !== '') states.since(cutsName(key), cuts, 0);
  }
  return { feeds, lockedFeeds };
}

/** Positions of the entries in the main feed, in every feed with entries, and in every feed that readers know. */
function positionsByFeed(
  memberships: readonly (readonly string[])[],
  known: Iterable<string>,
): Map<string, number[]> {
  const byFeed = new Map<string, number[]>(['main', ...known].map((key) => [key, []]));
  memberships.forEach((keys, position) => {
    for (const key of keys) {
      const positions = byFeed.get(key);
      if (positions) positions.push(position);
      else byFeed.set(key, [position]);
    }
  });
  return byFeed;
}

function templateValidators({ site, templates }: BuildOptions, states: States): Manifest['templates'] {
  const settings = JSON.stringify(site);
  const validatorOf = (family: Family): Validator => {
    const etag = digestOf([templates[family], settings]);
    return { etag, modified: states.since(family, etag, 0) };
  };
  return { feeds: validatorOf('feeds'), pages: validatorOf('pages') };
}

/** Also changes when an entry is inserted into or removed from a feed, because a feed may appear or vanish then. */
function directoryValidator(
  directory: readonly string[],
  metadata: readonly EntryMetadata[],
  feeds: Iterable<Feed>,
  now: Instant,
  states: States,
): Validator {
  const latest = (moments: readonly Instant[]) => moments.reduce((a, b) => Math.max(a, b), 0);
  const newest = latest(metadata.map(({ published }) => published).filter((moment) => moment <= now));
  const moved = latest([...feeds].flatMap(({ shifts }) => shifts.map(({ at }) => at)));
  const etag = digestOf(directory);
  return { etag, modified: Math.max(states.since('directory', etag, newest), moved) };
}
