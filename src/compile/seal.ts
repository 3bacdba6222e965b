// Sealing: entries become an archive. Every edition gets its validators here, so that no request has to compute one.

import { createHash } from 'node:crypto';
import { type Address, packAddresses } from '../archive/addresses.ts';
import { packArchive } from '../archive/archive.ts';
import type { Edition, Validator } from '../archive/edition.ts';
import type { Entry, Instant } from '../archive/entry.ts';
import { packPieces } from '../archive/pieces.ts';
import { ENTRIES_PER_SHARD } from '../archive/shards.ts';
import type { Site } from '../archive/site.ts';
import { permalinkPath } from './entry.ts';
import { changedSince, documentChangedSince, type History, type State } from './history.ts';

/** Families of documents that are shaped by the same settings and renderers. */
export type Family = 'feeds' | 'pages';

const ETAG_CHARACTERS = 16;

export interface SealOptions {
  readonly site: Site;
  /** The origin of the settings: digests name it, so that they are alike on every machine. */
  readonly configuredOrigin: string;
  /** Digests of the code that renders each family. */
  readonly renderers: Readonly<Record<Family, string>>;
  readonly mediaTypes: Readonly<Record<string, string>>;
  readonly now: Instant;
  readonly history?: History;
}

/** An entry with the older addresses that lead to it, decoded. */
export interface Addressed {
  readonly entry: Entry;
  readonly aliases: readonly string[];
}

/** Seals an archive, and tells what the next compile should remember of it. */
export function seal(
  posts: readonly Addressed[],
  options: SealOptions,
): { packed: Uint8Array; history: History } {
  const { site, now, history } = options;
  const ordered = [...posts].sort((a, b) => byListing(a.entry, b.entry));
  const listed = ordered.filter(({ entry }) => entry.listed).map(({ entry }) => entry);

  const surroundings = new Map<string, State>(
    (['feeds', 'pages'] as const).map((family) => {
      const digest = digestOf([options.renderers[family], portable(site, options)]);
      return [
        family,
        { digest, changed: changedSince(history?.surroundings, family, digest, { now, first: 0 }) },
      ];
    }),
  );
  const entries = new Map<string, State>(
    ordered.map(({ entry }) => {
      const digest = digestOf([portable(entry, options)]);
      const first = entry.updated ?? entry.published;
      return [
        entry.id,
        { digest, changed: changedSince(history?.entries, entry.id, digest, { now, first }) },
      ];
    }),
  );

  const states = { entries, surroundings };
  const { editions, documents } = sealEditions(listed, states, options);
  const shards = packShards(ordered.map(({ entry }) => entry));
  const packed = packArchive(
    { site, editions, mediaTypes: options.mediaTypes },
    packAddresses(addressesOf(ordered, states)),
    shards,
  );
  return { packed, history: { entries, surroundings, documents } };
}

type States = Pick<History, 'entries' | 'surroundings'>;

/** Listed entries first, oldest first; moments that are equal are told apart by the id. */
function byListing(a: Entry, b: Entry): number {
  if (a.listed !== b.listed) return a.listed ? -1 : 1;
  return a.published - b.published || (a.id < b.id ? -1 : 1);
}

/** The edition in force now, and one for each moment at which a scheduled entry appears. */
function sealEditions(listed: readonly Entry[], states: States, options: SealOptions) {
  const { now, site, history } = options;
  const moments = [...new Set(listed.map(({ published }) => published))];
  const documents = new Map<string, State>();

  const windowAt = (moment: Instant) => {
    const visible = countUntil(listed, moment);
    return { visible, window: listed.slice(Math.max(0, visible - site.window), visible) };
  };
  const digestAt = (family: Family, moment: Instant) =>
    digestOf([
      states.surroundings.get(family)?.digest,
      ...windowAt(moment).window.map(({ id }) => states.entries.get(id)?.digest),
    ]);
  const current = (family: Family): Validator => {
    const digest = digestAt(family, now);
    const { window } = windowAt(now);
    const first = Math.max(0, ...window.map(({ id }) => states.entries.get(id)?.changed ?? 0));
    // An entry that no earlier compile knew of appears when it is added, whatever its date says.
    const isKnown = window.every(({ id }) => history?.entries.has(id));
    const appearances = {
      moments: isKnown ? moments.filter((moment) => moment <= now) : [],
      digestBefore: (moment: Instant) => digestAt(family, moment - 1),
    };
    const changed = documentChangedSince(history?.documents, family, digest, appearances, { now, first });
    documents.set(family, { digest, changed });
    return { etag: digest, modified: changed };
  };
  const coming = (family: Family, from: Instant): Validator => ({
    etag: digestAt(family, from),
    modified: from,
  });

  const editions: Edition[] = [
    { from: 0, visible: windowAt(now).visible, feeds: current('feeds'), pages: current('pages') },
    ...moments
      .filter((moment) => moment > now)
      .map((from) => ({
        from,
        visible: windowAt(from).visible,
        feeds: coming('feeds', from),
        pages: coming('pages', from),
      })),
  ];
  return { editions, documents };
}

/** How many entries of a list sorted by publication are visible at a moment. */
function countUntil(listed: readonly Entry[], moment: Instant): number {
  let low = 0;
  let high = listed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((listed[middle]?.published ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addressesOf(posts: readonly Addressed[], states: States): Map<string, Address> {
  const pages = states.surroundings.get('pages');
  return new Map(
    posts.flatMap(({ entry, aliases }, position) => {
      const state = states.entries.get(entry.id);
      const validator = {
        etag: digestOf([state?.digest, pages?.digest]),
        modified: Math.max(state?.changed ?? 0, pages?.changed ?? 0, entry.published),
      };
      const address = { position, published: entry.published, validator };
      return [
        [permalinkPath(entry.slug), { ...address, kind: 'entry' as const }],
        ...aliases.map((path): [string, Address] => [path, { ...address, kind: 'alias' }]),
      ] as [string, Address][];
    }),
  );
}

function packShards(entries: readonly Entry[]): Uint8Array[] {
  const encoder = new TextEncoder();
  const shards: Uint8Array[] = [];
  for (let start = 0; start < entries.length; start += ENTRIES_PER_SHARD) {
    const shard = entries.slice(start, start + ENTRIES_PER_SHARD);
    shards.push(packPieces(shard.map((entry) => encoder.encode(JSON.stringify(entry)))));
  }
  return shards;
}

/** JSON in which the serving origin stands as the configured one: a local preview changes no digest. */
function portable(value: unknown, { site, configuredOrigin }: SealOptions): string {
  const json = JSON.stringify(value);
  return site.origin === configuredOrigin ? json : json.replaceAll(site.origin, configuredOrigin);
}

function digestOf(parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, ETAG_CHARACTERS);
}
