// The new feed for the comparison: which entries of the blog matter for it, and how a program that reads Atom sees them.

import { type Archive, openArchive } from '../../archive/archive.ts';
import type { Instant } from '../../archive/entry.ts';
import type { CompileResult, ExaminedEntry } from '../../compile/compile.ts';
import { createApp } from '../../http/app.ts';
import type { ImportedPost } from '../imported.ts';
import { matchEntries } from './match.ts';
import { readServedFeed } from './old-feed.ts';

/** The posts, by path within posts/, that are in the old feed or as recent as what is in there. */
export function postsToCompare(
  old: readonly ImportedPost[],
  entries: readonly ExaminedEntry[],
): ReadonlySet<string> {
  const comparable = entries
    .filter(({ listed }) => listed)
    .map(({ file, id, path, title, published }) => ({ file, id, url: path, title, date: published }));
  const oldest = Math.min(...old.map(({ date }) => date ?? Number.POSITIVE_INFINITY));
  const recent = comparable.filter(({ date }) => date >= oldest);
  return new Set([...matchEntries(old, comparable).values(), ...recent].map(({ file }) => file));
}

/** The entries of the main feed with all its pages. */
export async function entriesServed(
  { packed }: NonNullable<CompileResult['compiled']>,
  now: Instant,
): Promise<readonly ImportedPost[]> {
  const archive: Archive = openArchive(packed);
  const app = createApp(archive, { now: () => now });
  return readServedFeed(`${archive.site.origin}/atom.xml`, async (url) => app.request(url));
}
