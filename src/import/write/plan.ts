// The plan: which files an import will write, before it writes any.

import type { Imported, ImportedFile, ImportedPost, Skipped } from '../imported.ts';
import type { Existing } from './existing.ts';
import { type OldSite, patternOf } from './old-address.ts';
import { type Place, Places } from './places.ts';
import { select } from './selection.ts';

export interface PlannedPost extends Place {
  readonly post: ImportedPost;
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

export interface PlanOptions extends OldSite {
  readonly existing: Existing;
  /** The pattern that the source names. */
  readonly permalink?: string | undefined;
  /** Whether the setting `permalink` may be this. */
  readonly isPattern: (permalink: string) => boolean;
}

/** Decides the file and the address of every post that is not there yet. */
export function planImport({ posts: given, files, skipped }: Imported, options: PlanOptions): Plan {
  const { existing } = options;
  const permalink = options.permalink ?? inferredPattern(given, options);
  const selection = select(given);
  const places = new Places({ ...options, permalink });
  const posts = selection.posts.flatMap((post): PlannedPost[] => {
    const place = places.find(post);
    return place ? [{ post, ...place }] : [];
  });
  return {
    posts,
    files: files.filter(({ path }) => !existing.files.has(path.toLowerCase())),
    present: selection.posts.length - posts.length,
    skipped: [...skipped, ...selection.skipped],
    ...(permalink !== undefined && { permalink }),
  };
}

function inferredPattern(posts: readonly ImportedPost[], options: PlanOptions): string | undefined {
  const pattern = patternOf(posts, options);
  return pattern !== undefined && options.isPattern(pattern) ? pattern : undefined;
}
