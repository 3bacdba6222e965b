// The build: turns entries into an archive, with the validators of every document, and a lock, which tells the next
// build what readers have been told.

import { packAddresses } from '../../archive/address-table.ts';
import { type ArchiveSections, type Family, type Manifest, packManifest } from '../../archive/archive.ts';
import type { Entry } from '../../archive/entry.ts';
import { packEntryMetadata } from '../../archive/entry-metadata.ts';
import type { Feed } from '../../archive/feed.ts';
import { packFeeds } from '../../archive/feed-table.ts';
import type { OldSlugs } from '../../archive/name-slugs.ts';
import { packPrerendered } from '../../archive/prerendered.ts';
import { packJson, packSections } from '../../archive/sections.ts';
import { packShards } from '../../archive/shards.ts';
import type { Site } from '../../archive/site.ts';
import type { EntryState, Lock, State } from '../lock/lock.ts';
import type { Claim, Identity } from '../lock/recognise.ts';
import { lockAfter, type Reconciled } from '../lock/reconcile.ts';
import { rememberState } from '../lock/remember.ts';
import { digestOf } from '../text/digest.ts';
import { byText } from '../text/text.ts';
import { addressesOf, parametersIn } from './address-table.ts';
import { buildFeed } from './build-feed.ts';
import { directoryEditions } from './directory.ts';
import { entryStates } from './entry-states.ts';
import { inOrder, positionsByFeed } from './feeds-of.ts';
import { leaversOf } from './leavers.ts';
import type { Leaver, Member } from './shifts.ts';

export interface BuildOptions {
  readonly site: Site;
  /** Where the archive will be served, if not at the origin of the site. Only the manifest contains it. */
  readonly origin?: string | undefined;
  /** Version of the templates of each family. */
  readonly templates: Readonly<Record<Family, string>>;
  readonly mediaTypes: Readonly<Record<string, string>>;
  /** Paths within posts/ of the files that are published with the posts. */
  readonly media: Iterable<string>;
  /** Paths within public/ of the files that are served at the root. */
  readonly publicFiles?: Iterable<string>;
  readonly oldSlugs?: OldSlugs | undefined;
}

/** An archive without prerendered documents, and what the lock says from now on. */
export interface Built {
  readonly sections: ArchiveSections;
  readonly lock: Lock;
}

/** Builds the archive of the entries, one for each reconciled post. Throws a RangeError for an entry without a post. */
export function build(reconciled: Reconciled, unordered: readonly Entry[], options: BuildOptions): Built {
  const { site } = options;
  const entries = [...unordered].sort(byListing);
  const posts = postsOf(entries, reconciled);
  const states = entryStates(entries, posts, reconciled, site);
  const feeds = buildFeeds(entries, states, reconciled, site);
  const templates = templateStates(options, reconciled);
  const { directory, editions } = buildDirectory(feeds, reconciled);
  const parameters = parametersIn(posts, reconciled.removed.values());
  const manifest: Manifest = {
    site: { ...site, origin: options.origin ?? site.origin },
    templates: { feeds: validatorOf(templates.feeds), pages: validatorOf(templates.pages) },
    directory: editions,
    mediaTypes: options.mediaTypes,
    listed: entries.filter(({ listed }) => listed).length,
    ...(parameters.length > 0 && { parameters }),
  };
  return {
    sections: {
      manifest: packManifest(manifest),
      addresses: packAddresses(
        addressesOf(
          posts,
          reconciled.removed.values(),
          { media: options.media, publicFiles: options.publicFiles ?? [] },
          reconciled.now,
        ),
      ),
      metadata: packEntryMetadata(states),
      feeds: packFeeds(new Map([...feeds].map(([key, { feed }]) => [key, feed])), options.oldSlugs),
      directory: packJson(directory),
      paths: packSections(entries.map(({ path }) => new TextEncoder().encode(path))),
      prerendered: packPrerendered(new Map()),
      shards: packShards(entries),
    },
    lock: lockAfter(
      reconciled,
      new Map(entries.map(({ id }, position) => [id, states[position] as EntryState])),
      new Map(Object.entries(templates)),
    ),
  };
}

/** Listed entries first, so that the entries of a window are in adjacent shards; then oldest first; then by id. */
function byListing(a: Entry, b: Entry): number {
  if (a.listed !== b.listed) return a.listed ? -1 : 1;
  return a.published - b.published || byText(a.id, b.id);
}

/** The post of each entry. */
function postsOf<Post extends Claim & Identity>(
  entries: readonly Entry[],
  { posts }: Pick<Reconciled<Post>, 'posts'>,
): readonly Post[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  return entries.map(({ id }) => {
    const post = byId.get(id);
    if (!post) throw new RangeError(`the entry ${id} belongs to no post`);
    return post;
  });
}

/** A feed, and from whom it was built. */
interface BuiltFeed {
  readonly feed: Feed;
  readonly members: readonly Member[];
  readonly leavers: readonly Leaver[];
}

/** The main feed, every feed with entries, and every feed that readers know, by formatted key. */
function buildFeeds(
  entries: readonly Entry[],
  states: readonly EntryState[],
  reconciled: Reconciled,
  site: Site,
): Map<string, BuiltFeed> {
  const { knownFeeds, removed } = reconciled;
  const members = entries.map(({ id, published }, position): Member => {
    const state = states[position] as EntryState;
    return { id, published, state };
  });
  const leavers = leaversOf(members, states, removed.values());
  const weight = (position: number) => states[position]?.weight ?? 0;
  const positionsOf = positionsByFeed(states, ['main', ...knownFeeds]);
  return new Map(
    Array.from(positionsOf, ([key, positions]) => {
      const ofFeed = positions.flatMap((position) => members[position] ?? []);
      const gone = leavers.get(key) ?? [];
      const feed = buildFeed(key, positions, { weight, members: ofFeed, leavers: gone, removed, site });
      return [key, { feed: { ...feed, told: knownFeeds.has(key) }, members: ofFeed, leavers: gone }];
    }),
  );
}

function templateStates(
  { site, templates }: BuildOptions,
  { lock, clock }: Reconciled,
): Record<Family, State> {
  const settings = JSON.stringify(site);
  const stateOf = (family: Family) => {
    const digest = digestOf([templates[family], settings]);
    return rememberState(digest, lock?.templates.get(family), clock, lock ? undefined : 0);
  };
  return { feeds: stateOf('feeds'), pages: stateOf('pages') };
}

function validatorOf({ digest, changed }: State) {
  return { etag: digest, modified: changed };
}

function buildDirectory(feeds: ReadonlyMap<string, BuiltFeed>, { now }: Reconciled) {
  const keys = inOrder(feeds.keys());
  const listed = keys.map((key) => ({ key, ...(feeds.get(key) as BuiltFeed) }));
  return {
    directory: keys.filter((key) => key === 'main' || feeds.get(key)?.members.length),
    editions: directoryEditions(listed, now),
  };
}
