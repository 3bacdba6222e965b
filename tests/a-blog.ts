// A blog for tests that are not about compiling: makes an archive from entries.

import { type Archive, openArchive, packArchive } from '../src/archive/archive.ts';
import type { Entry } from '../src/archive/entry.ts';
import { type FeedKey, MAIN_FEED } from '../src/archive/feed-key.ts';
import type { OldSlugs } from '../src/archive/name-slugs.ts';
import { windowStart } from '../src/archive/pagination.ts';
import { type PrerenderedDocument, packPrerendered } from '../src/archive/prerendered.ts';
import type { Site } from '../src/archive/site.ts';
import { windowLimits } from '../src/archive/site.ts';
import { type BuildOptions, build } from '../src/compile/build/build.ts';
import { formatLock } from '../src/compile/lock/format-lock.ts';
import type { Lock } from '../src/compile/lock/lock.ts';
import { parseLock } from '../src/compile/lock/parse-lock.ts';
import type { Claim } from '../src/compile/lock/recognise.ts';
import { reconcile } from '../src/compile/lock/reconcile.ts';
import { permalinkPath } from '../src/compile/posts/permalink.ts';
import { digestOf } from '../src/compile/text/digest.ts';
import { createApp } from '../src/http/app.ts';
import { formatFeedAddress, MAIN } from '../src/routes/feed-address.ts';
import type { Format } from '../src/routes/formats.ts';

export const NOON = Date.UTC(2026, 10, 22, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const SITE: Site = {
  origin: 'https://longwave.example',
  feedId: 'https://longwave.example/',
  title: 'Longwave & friends',
  description: 'Feeds <first>',
  language: 'en',
  authors: [{ name: 'Longwave', url: 'https://longwave.example/about' }],
  content: 'full',
  window: 10,
  windowDays: 0,
  page: 5,
  documentBytes: 524_288,
  oldFeedAddresses: {},
  refreshMinutes: 30,
};

/** An entry, by default published an hour before noon. */
export function anEntry(slug: string, given: Partial<Entry> = {}): Entry {
  const published = given.published ?? NOON - HOUR;
  return {
    id: `tag:longwave.example,2026-11-22:${slug}`,
    slug,
    path: encodeURI(`/posts/${slug}`),
    title: `Title of ${slug}`,
    published,
    day: new Date(published).toISOString().slice(0, 10),
    summary: `Summary of ${slug}`,
    contentForPage: `<p>Page of ${slug}</p>`,
    contentForReaders: `<p>Content of ${slug}</p>`,
    markdown: `Content of ${slug}`,
    tags: [],
    authors: SITE.authors,
    lang: 'en',
    enclosures: [],
    listed: true,
    ...given,
  };
}

/** Entries `n1`, `n2` and so on, an hour apart, the oldest first, the newest at noon. */
export function entriesUntilNoon(count: number, given: Partial<Entry> = {}): Entry[] {
  return Array.from({ length: count }, (_, number) =>
    anEntry(`n${number + 1}`, { published: NOON - (count - 1 - number) * HOUR, ...given }),
  );
}

export interface BlogOptions {
  /** Settings that differ from those of `SITE`. The archive is served at `origin`. */
  readonly site?: Partial<Site>;
  readonly now?: number;
  readonly lock?: Lock | undefined;
  /** Whether the blog is deployed, rather than only previewed. */
  readonly tells?: boolean;
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** Decoded paths of the permalinks by slug; by default, those of a site without a pattern. */
  readonly paths?: Readonly<Record<string, string>>;
  /** Slugs of the posts that have an id of their own; all of them when absent. The ids of others are default ids. */
  readonly ownIds?: ReadonlySet<string>;
  readonly mediaTypes?: Readonly<Record<string, string>>;
  readonly media?: readonly string[];
  readonly publicFiles?: readonly string[];
  readonly oldSlugs?: OldSlugs;
  readonly templates?: BuildOptions['templates'];
  readonly prerendered?: ReadonlyMap<string, PrerenderedDocument>;
}

export interface PublishedBlog {
  readonly archive: Archive;
  /** For the next compile, as it comes back from its file. */
  readonly lock: Lock;
}

/** What the compiler makes from these entries at noon, and the lock that it would write. */
export function publish(entries: readonly Entry[], options: BlogOptions = {}): PublishedBlog {
  const { lock: before, now = NOON, tells = true, prerendered = new Map() } = options;
  const posts = entries.map((entry) => ({ ...claimOf(entry, options), entry }));
  const reconciled = reconcile(posts, { lock: before, now, tells });
  const known = reconciled.posts.map(({ entry, id, published }) => ({ ...entry, id, published }));
  const { sections, lock } = build(reconciled, known, {
    site: { ...SITE, ...options.site, origin: SITE.origin },
    origin: options.site?.origin,
    templates: options.templates ?? { feeds: 'feeds', pages: 'pages' },
    mediaTypes: options.mediaTypes ?? {},
    media: options.media ?? [],
    publicFiles: options.publicFiles ?? [],
    oldSlugs: options.oldSlugs,
  });
  const packed = packArchive({ ...sections, prerendered: packPrerendered(prerendered) });
  return { archive: openArchive(packed), lock: parseLock(formatLock(lock)).lock };
}

function claimOf(entry: Entry, { aliases = {}, paths = {}, ownIds }: BlogOptions): Claim {
  const { id, slug, title, markdown, published } = entry;
  return {
    file: slug,
    path: paths[slug] ?? permalinkPath(slug),
    ...((!ownIds || ownIds.has(slug)) && { ownId: id }),
    defaultId: id,
    textDigest: digestOf([title, markdown]),
    date: published,
    aliases: aliases[slug] ?? [],
  };
}

export function anArchive(entries: readonly Entry[], options: BlogOptions = {}): Archive {
  return publish(entries, options).archive;
}

/** An app over these entries, with a clock that a test can move. */
export function anApp(entries: readonly Entry[], options: BlogOptions = {}) {
  return serve(anArchive(entries, options), options.now);
}

export function serve(archive: Archive, now = NOON) {
  const clock = { now };
  const app = createApp(archive, { now: () => clock.now });
  const get = async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
  return { app, get, clock };
}

/** The first window of a feed at a moment, newest first. */
export async function windowAt(archive: Archive, now: number, key: FeedKey = MAIN_FEED): Promise<Entry[]> {
  const { positions } = archive.feedAt(key, now) ?? { positions: new Uint32Array() };
  const start = windowStart(positions, archive.metadata, windowLimits(archive.site));
  return (await archive.entries(positions.subarray(start))).reverse();
}

/** Path of the first document of the main feed. */
export function feedPath(format: Format): string {
  return formatFeedAddress({ selection: MAIN, format });
}
