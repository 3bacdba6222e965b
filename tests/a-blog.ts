// A blog for tests that are about what becomes of an archive, not about compiling: entries in, archive out.

import { type Archive, openArchive } from '../src/archive/archive.ts';
import type { Entry } from '../src/archive/entry.ts';
import type { Site } from '../src/archive/site.ts';
import type { History } from '../src/compile/history.ts';
import { seal } from '../src/compile/seal.ts';

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
  refreshMinutes: 30,
};

/** An entry published an hour before noon, unless said otherwise. */
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

export interface BlogOptions {
  readonly site?: Partial<Site>;
  readonly now?: number;
  readonly history?: History;
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly mediaTypes?: Readonly<Record<string, string>>;
}

/** An archive of these entries, compiled at noon. */
export function anArchive(entries: readonly Entry[], options: BlogOptions = {}): Archive {
  const { packed } = seal(
    entries.map((entry) => ({ entry, aliases: options.aliases?.[entry.slug] ?? [] })),
    {
      site: { ...SITE, ...options.site },
      configuredOrigin: SITE.origin,
      renderers: { feeds: 'feeds', pages: 'pages' },
      mediaTypes: options.mediaTypes ?? {},
      now: options.now ?? NOON,
      ...(options.history && { history: options.history }),
    },
  );
  return openArchive(packed);
}
