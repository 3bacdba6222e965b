// Writing: makes the files of a plan, first in a temporary folder, then all of them in their places.

import { constants } from 'node:fs';
import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImportedFile, ImportedPost, Skipped } from '../imported.ts';
import { absoluteAddress, type Place } from '../markdown/addresses.ts';
import { toMarkdown } from '../markdown/to-markdown.ts';
import { type FrontMatterOptions, formatFrontMatter } from './front-matter.ts';
import { fetchPictures, type PictureOptions, type Pictures } from './pictures.ts';
import type { Plan, PlannedPost } from './plan.ts';

export interface WriteOptions extends FrontMatterOptions {
  /** The root of the project. */
  readonly root: string;
  /** Scheme and host of the old site; undefined when it is not known. */
  readonly origin: string | undefined;
  readonly progress: (done: number, total: number) => void;
  /** Fetches pictures, if the owner asks for it. */
  readonly pictures?: Pick<PictureOptions, 'fetch' | 'exists' | 'progress'>;
}

export interface Written {
  /** Paths from the root of the project. */
  readonly paths: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** Writes posts and files. Nothing that exists is overwritten. */
export async function writePosts(
  plan: Pick<Plan, 'posts' | 'files'>,
  options: WriteOptions,
): Promise<Written> {
  const { root } = options;
  // In the project, so that it is on the same disk. What a killed process leaves there, the next command removes.
  const folder = join(root, `.longwave-import-${process.pid}`);
  try {
    const prepared = await prepare(plan, folder, options);
    const paths: string[] = [];
    const skipped = [...prepared.skipped];
    for (const path of prepared.paths) {
      if (await move(join(folder, path), join(root, path))) paths.push(path);
      else skipped.push({ source: path, reason: 'this file has been written by another program meanwhile' });
    }
    return { paths, skipped };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(
  { posts, files }: Pick<Plan, 'posts' | 'files'>,
  folder: string,
  options: WriteOptions,
) {
  const pictures =
    options.pictures && (await fetchPictures(posts, folder, { ...options.pictures, origin: options.origin }));
  const paths: string[] = [];
  const skipped: Skipped[] = [...(pictures?.skipped ?? [])];
  for (const planned of posts) {
    const text = textOf(planned, options, pictures);
    if (text === undefined) skipped.push({ source: planned.post.source, reason: TOO_DEEP });
    else {
      await writeInto(join(folder, planned.path), text);
      paths.push(planned.path);
    }
    options.progress(paths.length, posts.length + files.length);
  }
  for (const file of files) {
    const reason = await copyInto(join(folder, file.path), file.content);
    if (reason === undefined) paths.push(file.path);
    else skipped.push({ source: file.source, reason });
    options.progress(paths.length, posts.length + files.length);
  }
  return { paths: [...(pictures?.paths ?? []), ...paths], skipped };
}

const TOO_DEEP = 'its HTML elements are nested too deeply';

/** Undefined for HTML that is nested too deeply. */
function textOf(
  planned: PlannedPost,
  options: WriteOptions,
  pictures: Pictures | undefined,
): string | undefined {
  try {
    return formatPost(planned, options, pictures);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The file of a post: front matter and Markdown. Throws a RangeError when its HTML is nested too deeply. */
export function formatPost(
  planned: PlannedPost,
  options: FrontMatterOptions & Pick<WriteOptions, 'origin'>,
  pictures?: Pick<Pictures, 'replacementFor'>,
): string {
  const { post, ...placement } = planned;
  if ('file' in post.content) return post.content.file;
  const replacementFor = (address: string) => pictures?.replacementFor(planned, address);
  const { image } = post;
  const url = image && (replacementFor(absoluteAddress(image.url, options.origin) ?? '') ?? image.url);
  const shown = image && url !== undefined ? { ...post, image: { ...image, url } } : post;
  const front = formatFrontMatter(shown, placement, options);
  const body = markdownOf(post, { origin: options.origin, ...(pictures && { replacementFor }) });
  return body.trim() === '' ? front : `${front}\n${body}`;
}

/** Addresses are relative to that of the post. Without one, a relative address is that of an imported file. */
function markdownOf({ content, url }: ImportedPost, place: Omit<Place, 'base'>): string {
  if ('markdown' in content) return content.markdown;
  if (!('html' in content)) return content.file;
  const base =
    url !== undefined && URL.canParse(url, place.origin) ? new URL(url, place.origin).href : undefined;
  return toMarkdown(content.html, { ...place, base });
}

async function writeInto(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** The reason when it cannot be read. */
async function copyInto(path: string, content: ImportedFile['content']): Promise<string | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if ('from' in content) await copyFile(content.from, path);
    else await writeFile(path, await content.read());
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Puts a file into its place. False when there is one. */
async function move(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  try {
    // A link, because renaming would replace a file that is there.
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK' && code !== 'ENOSYS') throw error;
  }
  return copyFile(from, to, constants.COPYFILE_EXCL).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}
