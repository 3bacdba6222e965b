// Reading: the posts folder, as files with their bytes; nothing of it is understood yet but the size of pictures.

import { type Dirent, existsSync } from 'node:fs';
import { lstat, open, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { imageSize } from 'image-size';
import { type Report, START } from '../report/findings.ts';

/** In CSS pixels, as a browser shows the picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A file beside the posts. */
export interface MediaFile {
  /** Bytes. */
  readonly length: number;
  readonly size?: PictureSize;
  /** True of a file that is a picture by its name alone. */
  readonly broken?: true;
}

export interface PostsFolder {
  /** False when there is no such folder, not even an empty one. */
  readonly isThere: boolean;
  /** Paths of Markdown files within the folder, sorted, with forward slashes. */
  readonly posts: readonly string[];
  /** Every other file, by its path within the folder in NFC. */
  readonly media: ReadonlyMap<string, MediaFile>;
  /** Reads a post. Undefined when that cannot be done; the reason has been reported then. */
  readonly read: (post: string, report: Report) => Promise<Uint8Array | undefined>;
  /** Where a file really is; its name on disk may be in another normal form than in `media`. */
  readonly locate: (media: string) => string;
}

/** Lists a folder. One that does not exist is empty: a blog without posts yet. Hidden files are nobody's business. */
export async function readPostsFolder(folder: string): Promise<PostsFolder> {
  const files = (await listFiles(folder)).sort();
  const isPost = (file: string) => /\.md$/i.test(file);
  const located = files
    .filter((file) => !isPost(file))
    .map((file): [string, string] => [file.normalize('NFC'), join(folder, file)]);
  const paths = new Map(located);
  return {
    isThere: files.length > 0 || existsSync(folder),
    posts: files.filter(isPost),
    media: await describeFiles(located),
    read: (post, report) => readPost(join(folder, post), report),
    locate: (name) => paths.get(name) ?? join(folder, name),
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await listEntries(folder);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.split('/').some((segment) => segment.startsWith('.')));
}

async function listEntries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // It may also be a folder within that was removed just then; taken for an empty blog, all posts would be withdrawn.
    return existsSync(folder) ? listEntries(folder) : [];
  }
}

async function readPost(path: string, report: Report): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    report('error', START, await describeUnreadable(path, (error as NodeJS.ErrnoException).code));
    return undefined;
  }
}

async function describeUnreadable(path: string, code: string | undefined): Promise<string> {
  if (code === 'EISDIR')
    return 'the link leads to a folder; let it lead to a file, or put the folder itself into posts/';
  if (code === 'ELOOP' || (code === 'ENOENT' && (await isThere(path))))
    return 'the link leads to no file; let it lead to one, or remove it';
  // Between listing and reading. Published without it, the post would be announced as withdrawn.
  if (code === 'ENOENT') return 'the file vanished while posts/ was being read; compile again';
  return `the file cannot be read (${code}); allow it to be read, or move it out of posts/`;
}

/** Also true of a link that leads nowhere. */
function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Files looked at together: an operating system lets a process have only so many open. */
const TOGETHER = 32;

async function describeFiles(located: readonly [name: string, path: string][]) {
  const media = new Map<string, MediaFile>();
  for (let start = 0; start < located.length; start += TOGETHER) {
    const group = located.slice(start, start + TOGETHER);
    const described = await Promise.all(group.map(([, path]) => describeFile(path)));
    for (const [index, [name]] of group.entries()) {
      const file = described[index];
      if (file) media.set(name, file);
    }
  }
  return media;
}

/** Undefined for a link that leads nowhere: a file that is not there, as whoever names it will be told. */
async function describeFile(path: string): Promise<MediaFile | undefined> {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) return undefined;
  const length = file.size;
  if (!PICTURE.test(path)) return { length };
  const size = await measure(path, length);
  if (size) return { length, size };
  // A drawing of no size of its own fits wherever it is put.
  return /\.svg$/i.test(path) ? { length } : { length, broken: true };
}

const PICTURE = /\.(?:avif|bmp|gif|ico|jpe?g|jxl|png|svg|webp)$/i;

/** Where the size stands: mostly in the first bytes, in a photograph behind whatever the camera has put first. */
const HEADS = [64 * 1024, 2 * 1024 * 1024];

async function measure(path: string, length: number): Promise<PictureSize | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    for (const [index, bytes] of HEADS.entries()) {
      if (index > 0 && length <= (HEADS[index - 1] ?? 0)) break;
      const { buffer, bytesRead } = await file.read(new Uint8Array(Math.min(bytes, length)), { position: 0 });
      const size = sizeOf(buffer.subarray(0, bytesRead));
      if (size) return size;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

function sizeOf(picture: Uint8Array): PictureSize | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(picture);
    // A camera held upright writes the picture lying, and a note that says so (EXIF orientation 5 to 8).
    const [across, down] = orientation >= 5 ? [height, width] : [width, height];
    const size = { width: Math.round(across), height: Math.round(down) };
    return size.width > 0 && size.height > 0 ? size : undefined;
  } catch {
    return undefined;
  }
}
