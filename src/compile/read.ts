// Reading: the posts folder, as files with their bytes; nothing of it is understood yet.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface PostsFolder {
  /** Paths of Markdown files within the folder, sorted, with forward slashes. */
  readonly posts: readonly string[];
  /** Length in bytes of every other file, by its path within the folder in NFC. */
  readonly media: ReadonlyMap<string, number>;
  /** Reads a post. */
  readonly read: (post: string) => Promise<Uint8Array>;
  /** Where a file really is; its name on disk may be in another normal form than in `media`. */
  readonly locate: (media: string) => string;
}

/** Lists a folder. One that does not exist is empty: a blog without posts yet. Hidden files are nobody's business. */
export async function readPostsFolder(folder: string): Promise<PostsFolder> {
  const files = (await listFiles(folder)).sort();
  const isPost = (file: string) => /\.md$/i.test(file);
  const located = new Map(
    files.filter((file) => !isPost(file)).map((file) => [file.normalize('NFC'), join(folder, file)]),
  );
  const media = new Map<string, number>();
  for (const [name, path] of located) {
    // A link that leads nowhere is a file that is not there; who names it will be told so.
    const file = await stat(path).catch(() => undefined);
    if (file?.isFile()) media.set(name, file.size);
  }
  return {
    posts: files.filter(isPost),
    media,
    read: (post) => readFile(join(folder, post)),
    locate: (name) => located.get(name) ?? join(folder, name),
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.split('/').some((segment) => segment.startsWith('.')));
}
