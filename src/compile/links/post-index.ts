// The index of posts: finds the post that an address or a name means, in any of the forms that other programs write.

import { posix } from 'node:path';
import { decodePath } from '../../routes/paths.ts';
import { parseFileName } from '../posts/file-name.ts';
import { toSlug } from '../posts/slug.ts';
import { byText } from '../text/text.ts';
import { nameOf, type TargetPost } from './target-post.ts';

export class PostIndex {
  readonly #byFile: ReadonlyMap<string, TargetPost>;
  readonly #byAddress: ReadonlyMap<string, TargetPost>;
  // Most blogs link by file and permalink only, so the others are made when they are first needed.
  readonly #byLooseAddress: () => ReadonlyMap<string, TargetPost>;
  readonly #byName: () => ReadonlyMap<string, readonly TargetPost[]>;
  readonly #byTitle: () => ReadonlyMap<string, readonly TargetPost[]>;

  constructor(posts: readonly TargetPost[]) {
    const known = posts.filter(({ state }) => state !== 'unread');
    // Of several, the first one counts: present addresses before older ones.
    const addresses = [
      ...known.map((post) => [post.path, post] as const),
      ...known.flatMap((post) => post.older.map((path) => [path, post] as const)),
    ].reverse();
    this.#byFile = new Map(posts.map((post) => [post.file, post]));
    this.#byAddress = new Map(addresses);
    this.#byLooseAddress = once(() => new Map(addresses.map(([path, post]) => [looseForm(path), post])));
    this.#byName = once(() => grouped(posts, namesOf));
    this.#byTitle = once(() => grouped(posts, ({ title }) => (title === undefined ? [] : [plain(title)])));
  }

  /** The post in a file, by its path within posts/. */
  inFile(file: string): TargetPost | undefined {
    return this.#byFile.get(file);
  }

  /** The post of which this is an address, present or older: a path from the root, decoded, perhaps with a query. */
  at(address: string): TargetPost | undefined {
    return this.#byAddress.get(address);
  }

  /** The same for an address in another spelling: with or without a slash or `.html` at the end, or in upper case. */
  near(address: string): TargetPost | undefined {
    return this.#byLooseAddress().get(looseForm(address));
  }

  /**
   * The post that a name means to other programs, as in Jekyll's `{% post_url 2015-01-28-tuning-in %}`, Hugo's
   * `{{< ref "/post/tuning-in.md" >}}` and Obsidian's `[[Tuning in]]`: the name or path of its file, with or without
   * extension, date and folders, its slug, or else its title. Of several posts, the one nearest to the file `from`.
   * The name is decoded and has no fragment.
   */
  named(name: string, from: string): TargetPost | undefined {
    const path = /^\.\.?\//.test(name) ? posix.join(posix.dirname(from), name) : name;
    const titled = this.#byTitle().get(plain(name)) ?? [];
    const slug = name.includes('/') ? '' : toSlug(name);
    return this.meant(path, from) ?? nearest(titled, name, from) ?? this.meant(slug, from);
  }

  /**
   * The post whose name is the last part of a path, when it has everything else in the path, too: its folders, date,
   * tags, or a part of its address. So it is found at `/2015/01/tuning-in.html` although it was never there. `least` is
   * how many such other parts there must be.
   */
  meant(path: string, from: string, least = 0): TargetPost | undefined {
    const { folders, date = '', name } = pathParts(path);
    const wanted = [...folders, ...date.split('-')].filter((part) => !isPrefix(part));
    if (wanted.length < least) return undefined;
    const found = this.#byName().get(name) ?? [];
    return nearest(
      found.filter((post) => wanted.length === 0 || hasAll(post, wanted)),
      path,
      from,
    );
  }
}

/** Folders, and beginnings of addresses, that contain posts and say nothing about them. */
const isPrefix = (part: string) =>
  /^(?:|\.\.?|@|_?posts?|_drafts?|content|src|pages?|(?:we)?blogs?|news|writing|journal|articles?|entr(?:y|ies)|archives?)$/.test(
    part,
  );

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function grouped(
  posts: readonly TargetPost[],
  keysOf: (post: TargetPost) => Iterable<string>,
): ReadonlyMap<string, readonly TargetPost[]> {
  const groups = new Map<string, TargetPost[]>();
  for (const post of posts)
    for (const key of keysOf(post)) {
      const group = groups.get(key);
      if (group) group.push(post);
      else groups.set(key, [post]);
    }
  return groups;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What an address has in common with its other spellings. */
function looseForm(address: string): string {
  const [path = '', ...query] = address.split('?');
  const form = plain(path)
    .replace(/\/{2,}/g, '/')
    .replace(/(?:^|\/)index(?:\.\w{1,5})?$/, '/')
    .replace(/\.(?:html?|php|aspx?)$/, '');
  return [withoutSlash(form), ...query].join('?');
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The name at the end of a path, the date in front of it, and the folders around it, all in lower case. */
function pathParts(path: string): { folders: string[]; date?: string | undefined; name: string } {
  const parts = looseForm(path.replaceAll('\\', '/'))
    .replace(/\.(?:md|mdx|markdown|mdown)$/, '')
    .split('/');
  if (parts.length > 1 && /^_?index$/.test(parts.at(-1) ?? '')) parts.pop();
  const last = parts.at(-1) ?? '';
  const { slug, date } = parseFileName(`${last}.md`);
  return { folders: parts.slice(0, -1), date, name: slug };
}

/** Everything by which a post is named, in lower case. */
function namesOf({ file, path, older, slug, state }: TargetPost): Set<string> {
  const base = parseFileName(file).slug;
  const named = [base, base.replace(/\.[a-z]{2}(?:-[a-z]{2,4})?$/i, ''), slug];
  const addresses = state === 'unread' ? [] : [path, ...older].map((address) => pathParts(address).name);
  const names = [...named, toSlug(base), ...addresses].map((name) => plain(posix.basename(name)));
  return new Set(names.filter((name) => name !== ''));
}

const DAY_MS = 86_400_000;

/** Whether the folders, addresses, tags and date of a post contain all these parts of an address. */
function hasAll({ file, path, older, tags, date }: TargetPost, parts: readonly string[]): boolean {
  const own = [file, path, ...older].flatMap((each) => plain(posix.dirname(each)).split('/'));
  // The day is a different one in other time zones.
  const days = date === undefined ? [] : [-DAY_MS, 0, DAY_MS].flatMap((shift) => dateParts(date + shift));
  const all = new Set([...own, ...days, ...tags.flatMap((tag) => [plain(tag), toSlug(tag)])]);
  return parts.every((part) => all.has(part) || all.has(toSlug(part)));
}

function dateParts(date: number): string[] {
  const [year = '', month = '', day = ''] = new Date(date).toISOString().slice(0, 10).split('-');
  const short = [month, day].map((number) => number.replace(/^0/, ''));
  return [year, month, day, ...short, `${year}-${month}-${day}`, `${year}-${month}`, year + month + day];
}

/** The post whose path has most at its end in common with the one given, and most at its beginning with `from`. */
function nearest(posts: readonly TargetPost[], path: string, from: string): TargetPost | undefined {
  if (posts.length < 2) return posts[0];
  const wanted = nameOf(path).split('/').reverse();
  const around = posix.dirname(from).split('/');
  const ranked = posts.map((post) => {
    const parts = nameOf(post.file).split('/');
    const likeness = common(wanted, [...parts].reverse()) * 1000 + common(around, parts);
    return { post, likeness: post.state === 'draft' ? -1 : likeness, length: parts.length };
  });
  ranked.sort((a, b) => b.likeness - a.likeness || a.length - b.length || byText(a.post.file, b.post.file));
  return ranked[0]?.post;
}

/** How many parts at the beginning are the same. */
function common(some: readonly string[], others: readonly string[]): number {
  const end = some.findIndex((part, index) => plain(part) !== plain(others[index] ?? ''));
  return end < 0 ? some.length : end;
}

/** A path, and perhaps a query, in the form in which posts are found. */
export function decodeAddress(path: string): string {
  return decodePath(path) ?? path.normalize('NFC');
}
