// The plan: which files an import will write, before it writes any.

import type { Instant } from '../../archive/entry.ts';
import { dayOf } from '../../compile/posts/dates.ts';
import { toSlug } from '../../compile/posts/slug.ts';
import { decodePath } from '../../routes/paths.ts';
import { plainText } from '../feeds/values.ts';
import type { Imported, ImportedFile, ImportedPost, Skipped } from '../imported.ts';
import type { Existing } from './existing.ts';
import type { Placement } from './front-matter.ts';
import { inferPattern, patternsOf, slugIn } from './permalinks.ts';
import { describeTwin, isSamePost } from './same-id.ts';

export interface PlannedPost extends Placement {
  readonly post: ImportedPost;
  /** Path from the root of the project. */
  readonly path: string;
}

export interface Plan {
  readonly posts: readonly PlannedPost[];
  readonly files: readonly ImportedFile[];
  /** How many posts are there already. */
  readonly present: number;
  readonly skipped: readonly Skipped[];
  /** The setting that explains most addresses. */
  readonly permalink?: string;
}

export interface PlanOptions {
  readonly existing: Existing;
  /** Scheme and host of the old site; undefined when it is not known. */
  readonly origin: string | undefined;
  readonly timeZone: string;
  /** The pattern that the source names. */
  readonly permalink?: string | undefined;
  /** Whether the setting `permalink` may be this. */
  readonly isPattern: (permalink: string) => boolean;
}

/** Decides the file and the address of every post that is not there yet. */
export function planImport(imported: Imported, options: PlanOptions): Plan {
  const { existing } = options;
  const permalink = options.permalink ?? patternFor(imported.posts, options);
  const places = new Places(existing, options, permalink);
  const posts: PlannedPost[] = [];
  const skipped = [...imported.skipped];
  const seen = new Map<string, ImportedPost>();
  let present = 0;
  for (const { source, draft, date, content } of imported.posts)
    if (date === undefined && !draft && !('file' in content)) skipped.push({ source, reason: NO_DATE });
  for (const given of [...imported.posts].sort(byDate)) {
    const twin = given.id === undefined ? undefined : seen.get(given.id);
    if (twin) skipped.push({ source: given.source, reason: describeTwin(given, twin) });
    if (twin && isSamePost(given, twin)) continue;
    const post = twin ? withoutId(given) : given;
    if (isEmpty(post)) {
      skipped.push({ source: post.source, reason: 'it has neither a title nor a text' });
      continue;
    }
    if (post.id !== undefined) seen.set(post.id, post);
    const planned = places.find(dated(post));
    if (planned) posts.push(planned);
    else present += 1;
  }
  const files = imported.files.filter(({ path }) => !existing.files.has(path.toLowerCase()));
  return { posts, files, present, skipped, ...(permalink !== undefined && { permalink }) };
}

const NO_DATE = 'it has no date, so it becomes a draft; add one, and remove `draft: true`';

function withoutId({ id: _, ...post }: ImportedPost): ImportedPost {
  return post;
}

/** A post without a date cannot be published. A whole file may have its date in a form that the import does not know. */
function dated(post: ImportedPost): ImportedPost {
  return post.date === undefined && !('file' in post.content) ? { ...post, draft: true } : post;
}

/** Elements that show something without any text. */
const SHOWN = /<(?:img|iframe|video|audio|embed|object|hr|table)\b/i;

function isEmpty({ title, content, image, enclosures }: ImportedPost): boolean {
  if ('file' in content || title !== undefined || image || enclosures.length > 0) return false;
  const text = 'html' in content ? content.html : content.markdown;
  return !SHOWN.test(text) && ('html' in content ? plainText(text) : text).trim() === '';
}

/** Oldest first, drafts without a date last, so that every run names files in the same way. */
function byDate(a: ImportedPost, b: ImportedPost): number {
  return (a.date ?? Number.MAX_VALUE) - (b.date ?? Number.MAX_VALUE);
}

function patternFor(
  posts: readonly ImportedPost[],
  { origin, timeZone, isPattern }: PlanOptions,
): string | undefined {
  const addresses = posts
    .filter(({ listed, draft }) => listed !== false && !draft)
    .flatMap(({ url, date }) => {
      const { path } = oldAddress(url, origin);
      return path === undefined ? [] : [{ path, date }];
    });
  const pattern = inferPattern(addresses, timeZone);
  return pattern !== undefined && isPattern(pattern) ? pattern : undefined;
}

/** The old path of a post, decoded, or its path with a query, which can only be an alias. */
function oldAddress(
  url: string | undefined,
  origin: string | undefined,
): { readonly path?: string; readonly alias?: string } {
  const base = origin ?? 'https://old.invalid';
  if (url === undefined || !URL.canParse(url, base)) return {};
  const { host, pathname, search } = new URL(url, base);
  if (origin !== undefined && withoutWww(host) !== withoutWww(new URL(origin).host)) return {};
  if (search !== '') return { alias: pathname + search };
  const path = decodePath(pathname);
  return path === undefined || path === '/' ? {} : { path };
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}

/** Bytes of a file name, with room for what temporary names add. */
const LONGEST_NAME = 200;

/** The files and addresses that are taken, by posts that are there and by those that are planned. */
class Places {
  readonly #existing: Existing;
  readonly #options: PlanOptions;
  readonly #permalink: string | undefined;
  readonly #files = new Set<string>();
  readonly #paths = new Set<string>();
  /** The number after a slug that is tried next; before it, all are taken. */
  readonly #numbers = new Map<string, number>();

  constructor(existing: Existing, options: PlanOptions, permalink: string | undefined) {
    this.#existing = existing;
    this.#options = options;
    this.#permalink = permalink;
  }

  /** Undefined when the post is there already. */
  find(post: ImportedPost): PlannedPost | undefined {
    const { ids, paths, files } = this.#existing;
    if (post.id !== undefined && ids.has(post.id)) return undefined;
    const { path, alias } = oldAddress(post.url, this.#options.origin);
    if (path !== undefined && paths.has(path)) return undefined;
    const slug = slugOf(post, path);
    const wanted = post.file === undefined ? this.#fileFor(post, slug) : `posts/${post.file}`;
    if (files.has(wanted.toLowerCase()) && (post.id === undefined || post.file !== undefined))
      return undefined;

    const isTaken = path !== undefined && this.#paths.has(path);
    const own = isTaken ? undefined : path;
    const isExplained =
      own === undefined ||
      patternsOf({ path: own, date: post.date }, this.#options.timeZone).some(
        (each) => each === this.#permalink,
      );
    const free = this.#freeSlug(post, slug, own, wanted);
    const file = post.file === undefined ? this.#fileFor(post, free) : `posts/${post.file}`;
    this.#files.add(file.toLowerCase());
    this.#paths.add(own ?? `slug ${free}`);
    return {
      post,
      path: file,
      aliases: this.#freeAliases([...(post.aliases ?? []), ...(alias === undefined ? [] : [alias])]),
      ...(isCut(post, free) && { slug: free }),
      ...(own !== undefined && !isExplained && { permalink: own }),
    };
  }

  /** The aliases that no other post has. */
  #freeAliases(aliases: readonly string[]): string[] {
    const free = [...new Set(aliases)].filter(
      (alias) => !this.#existing.paths.has(alias) && !this.#paths.has(alias),
    );
    for (const alias of free) this.#paths.add(alias);
    return free;
  }

  /** The slug, with a number after it if another post has the file or the address that it would make. */
  #freeSlug(post: ImportedPost, slug: string, path: string | undefined, wanted: string): string {
    if (post.file !== undefined) return slug;
    let [free, file] = [slug, wanted];
    for (
      let number = this.#numbers.get(wanted) ?? 2;
      this.#isTaken(file, path ?? `slug ${free}`);
      number += 1
    ) {
      free = `${slug}-${number}`;
      file = this.#fileFor(post, free);
      this.#numbers.set(wanted, number + 1);
    }
    return free;
  }

  #isTaken(file: string, path: string): boolean {
    const name = file.toLowerCase();
    return this.#files.has(name) || this.#existing.files.has(name) || this.#paths.has(path);
  }

  #fileFor({ date }: ImportedPost, slug: string): string {
    return `posts/${nameOf(date, slug, this.#options.timeZone)}.md`;
  }
}

function nameOf(date: Instant | undefined, slug: string, timeZone: string): string {
  // A file name that begins with a date is one that has it.
  const undated = /^\d{4}-\d{1,2}-\d/.test(slug) ? `draft-${slug}` : slug;
  return cut(date === undefined ? undated : `${dayOf(date, timeZone)}-${slug}`);
}

function isCut({ file }: ImportedPost, slug: string): boolean {
  return file === undefined && Buffer.byteLength(slug) > LONGEST_NAME - 11;
}

/** At most as many bytes as a file name may have, without half a character at the end. */
function cut(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > LONGEST_NAME) short = [...short].slice(0, -1).join('');
  return short;
}

/** From its own slug, its address, its title, or its date. */
function slugOf({ slug, title, date, id }: ImportedPost, path: string | undefined): string {
  const candidates = [slug, path === undefined ? undefined : slugIn(path), shortened(title), shortened(id)];
  const found = candidates.map((each) => toSlug(each ?? '')).find((each) => each !== '');
  return found ?? (date === undefined ? 'post' : String(Math.floor(date / 1000)));
}

/** The first eight words. */
function shortened(title: string | undefined): string | undefined {
  return title?.split(/\s+/, 8).join(' ').slice(0, 100);
}
