// Places: the file and the address of each post, while those of other posts are taken.

import type { ImportedPost } from '../imported.ts';
import type { Existing } from './existing.ts';
import { fileNamed, isTooLong, slugOf } from './file-names.ts';
import type { Placement } from './front-matter.ts';
import { type OldSite, oldAddress } from './old-address.ts';
import { patternsOf } from './permalinks.ts';

export interface Place extends Placement {
  /** Path from the root of the project. */
  readonly path: string;
}

export interface PlacesOptions extends OldSite {
  /** What posts that are there already have. */
  readonly existing: Existing;
  /** The setting, with which most posts need no permalink of their own. */
  readonly permalink: string | undefined;
}

/** Gives out files and addresses, each of them once. */
export class Places {
  readonly #options: PlacesOptions;
  readonly #files = new Set<string>();
  readonly #paths = new Set<string>();
  /** The number after a slug that is tried next; before it, all are taken. */
  readonly #numbers = new Map<string, number>();

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** Undefined when the post is there already. */
  find(post: ImportedPost): Place | undefined {
    const { path, alias } = oldAddress(post, this.#options);
    const slug = slugOf(post, path);
    const wanted = this.#fileFor(post, slug);
    if (this.#isPresent(post, path, wanted)) return undefined;

    const own = path === undefined || this.#paths.has(path) ? undefined : path;
    const free = this.#freeSlug(post, slug, own, wanted);
    const file = this.#fileFor(post, free);
    this.#files.add(file.toLowerCase());
    this.#paths.add(own ?? `slug ${free}`);
    return {
      path: file,
      aliases: this.#freeAliases([...(post.aliases ?? []), ...(alias === undefined ? [] : [alias])]),
      ...(post.file === undefined && isTooLong(free) && { slug: free }),
      ...(own !== undefined && !this.#isExplained(post, own) && { permalink: own }),
    };
  }

  /** By its id, then by its address, then by its file if that is all that there is. */
  #isPresent({ id, file }: ImportedPost, path: string | undefined, wanted: string): boolean {
    const { ids, paths, files } = this.#options.existing;
    if (id !== undefined && ids.has(id)) return true;
    if (path !== undefined && paths.has(path)) return true;
    return files.has(wanted.toLowerCase()) && (id === undefined || file !== undefined);
  }

  /** Whether the setting makes this address of the date and the slug. */
  #isExplained({ date }: ImportedPost, path: string): boolean {
    const { timeZone, permalink } = this.#options;
    return patternsOf({ path, date }, timeZone).some((each) => each === permalink);
  }

  /** The aliases that no other post has. */
  #freeAliases(aliases: readonly string[]): string[] {
    const free = [...new Set(aliases)].filter(
      (alias) => !this.#options.existing.paths.has(alias) && !this.#paths.has(alias),
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
    return this.#files.has(name) || this.#options.existing.files.has(name) || this.#paths.has(path);
  }

  #fileFor({ file, date }: ImportedPost, slug: string): string {
    return file === undefined ? fileNamed(slug, date, this.#options.timeZone) : `posts/${file}`;
  }
}
