// Markdown that a generator's reader did not take: its configuration may be beyond what can be read. Where hardly anything was
// taken, the posts are looked for where Markdown with dates is, and the report says what was left.

import { posix } from 'node:path';
import type { FoundSite } from './generator.ts';
import { foldersWithPosts, isAboutRepository, isContent, MARKDOWN, readFolders } from './markdown-folders.ts';
import type { SiteFolder } from './site-folder.ts';

/** At most one file in so many is "hardly any". */
const HARDLY_ANY = 4;
/** A few files beside the posts are no sign of anything. */
const FEW = 5;

/** The site, with the posts with dates that its reader has not found, if it has found hardly any; and what to say of it. */
export async function withLeftMarkdown(
  site: FoundSite,
  folder: SiteFolder,
): Promise<{ readonly site: FoundSite; readonly notes: readonly string[] }> {
  const left = leftIn(site, folder);
  if (!isMost(left, site)) return { site, notes: [] };
  const dated = await foldersWithPosts(folder, isContent, new Set(left));
  const found = await readFolders(
    folder,
    dated.map((each) => ({ folder: each, route: undefined, end: '', isPosts: true })),
    site.timeZone,
  );
  const wanted = new Set(left);
  const posts = found.posts.filter(({ source }) => wanted.has(source));
  if (posts.length === 0) return { site, notes: [describeLeft(left, site)] };
  const known = new Set(site.files.map(({ source }) => source));
  const whole = {
    ...site,
    posts: [...site.posts, ...posts],
    files: [...site.files, ...found.files.filter(({ source }) => !known.has(source))],
  };
  const rest = leftIn(whole, folder);
  return {
    site: whole,
    notes: [
      `The configuration does not lead to these posts, which were taken by their dates: ${posts.length}, in ${placesOf(posts.map(({ source }) => source))}.`,
      ...(isMost(rest, whole) ? [describeLeft(rest, whole)] : []),
    ],
  };
}

function isMost(left: readonly string[], { posts }: FoundSite): boolean {
  return left.length > FEW && posts.length + left.length > posts.length * HARDLY_ANY;
}

/** The Markdown that is neither taken nor named as not taken. */
function leftIn({ posts, skipped, files }: FoundSite, folder: SiteFolder): string[] {
  const known = new Set([...posts, ...skipped, ...files].map(({ source }) => source));
  return folder.files.filter(
    (source) =>
      MARKDOWN.test(source) &&
      !known.has(source) &&
      !isAboutRepository(source) &&
      isContent(posix.dirname(source)),
  );
}

function describeLeft(left: readonly string[], { posts }: FoundSite): string {
  const most = [...counted(left)][0]?.[0] ?? '';
  const all = posts.length + left.length;
  return `Only ${posts.length} of ${all} Markdown files were taken; the others are in ${placesOf(left)}. If they are posts, import their folder, such as ${most}, on its own.`;
}

const MOST_PLACES = 5;

/** `_posts (467), web (4)`: the folders with most of the files first. */
function placesOf(files: readonly string[]): string {
  const places = counted(files);
  const shown = places.slice(0, MOST_PLACES).map(([place, count]) => `${place} (${count})`);
  return (
    shown.join(', ') + (places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more folders` : '')
  );
}

function counted(files: readonly string[]): [place: string, count: number][] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = posix.dirname(file);
    const place = folder === '.' ? 'the root' : folder.split('/').slice(0, 2).join('/');
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
