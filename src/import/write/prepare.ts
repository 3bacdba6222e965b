// Preparing: makes every file of a plan on the stage. Each post is converted once, and only what the rest of the import
// asks about it stays in memory.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Skipped } from '../imported.ts';
import { fetchPictures, type PictureOptions, type Pictures } from './pictures.ts';
import type { Plan, PlannedPost } from './plan.ts';
import { formatPost, type PostFileOptions } from './post-file.ts';
import type { Stage } from './stage.ts';

type Step = (done: number, total: number) => void;

export interface PrepareOptions {
  /** The root of the project. */
  readonly root: string;
  readonly writing: PostFileOptions;
  /** Fetches pictures, if the owner asks for it. */
  readonly pictures?: Pick<PictureOptions, 'fetch' | 'progress'>;
  readonly progress: Step;
}

/** A post whose file is on the stage. */
export interface PreparedPost {
  /** Path from the root of the project. */
  readonly path: string;
  readonly title: string | undefined;
  readonly isDraft: boolean;
  /** In no feed. */
  readonly isPage: boolean;
  /** Whether it came as a file of its own, with its pictures. */
  readonly isWhole: boolean;
}

/** A file that belongs to the site or to a post, on the stage. */
export interface PreparedFile {
  readonly path: string;
  /** Where it comes from, for messages. */
  readonly source: string;
}

export interface Prepared {
  readonly posts: readonly PreparedPost[];
  readonly files: readonly PreparedFile[];
  /** What could not be made, and why. */
  readonly skipped: readonly Skipped[];
}

export async function prepare(
  { posts, files }: Pick<Plan, 'posts' | 'files'>,
  stage: Stage,
  options: PrepareOptions,
): Promise<Prepared> {
  const skipped: Skipped[] = [];
  const madeFiles: PreparedFile[] = [];
  const madePosts: PreparedPost[] = [];
  const total = posts.length + files.length;
  const step = () => options.progress(madePosts.length + madeFiles.length + skipped.length, total);
  const pictures = await picturesOf(posts, stage, options);
  for (const { path, source, content } of files) {
    const reason = await reasonOf(() => stage.copy(path, content));
    if (reason === undefined) madeFiles.push({ path, source });
    else skipped.push({ source, reason });
    step();
  }
  for (const planned of posts) {
    const reason = await reasonOf(() =>
      stage.write(planned.path, formatPost(planned, options.writing, pictures)),
    );
    if (reason === undefined) madePosts.push(preparedPost(planned));
    else skipped.push({ source: planned.post.source, reason });
    step();
    // Ctrl+C must be heard.
    if (madePosts.length % BATCH === 0) await turn();
  }
  return {
    posts: madePosts,
    files: [...(pictures?.paths ?? []).map((path) => ({ path, source: path })), ...madeFiles],
    skipped: [...(pictures?.skipped ?? []), ...skipped],
  };
}

const BATCH = 50;

async function picturesOf(
  posts: readonly PlannedPost[],
  stage: Stage,
  { root, writing: { origin }, pictures }: PrepareOptions,
): Promise<Pictures | undefined> {
  if (!pictures) return undefined;
  const exists = (path: string) => existsSync(join(root, path));
  return fetchPictures(posts, stage, { ...pictures, origin, exists });
}

function preparedPost({ path, post }: PlannedPost): PreparedPost {
  return {
    path,
    title: post.title,
    isDraft: post.draft === true,
    isPage: post.listed === false,
    isWhole: 'file' in post.content,
  };
}

/** Why something cannot be made; undefined when it has been. */
async function reasonOf(make: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await make();
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return 'its HTML elements are nested too deeply, or it is far too long';
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? 'another file has this name, perhaps in other capitals' : message;
  }
}
