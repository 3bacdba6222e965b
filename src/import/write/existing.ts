// What is there already: the posts of the project, by id, by address and by file, so that nothing is added twice.

import { join } from 'node:path';
import { fieldChecker } from '../../compile/posts/check-fields.ts';
import { parseFrontMatter } from '../../compile/posts/front-matter.ts';
import { readPostsFolder } from '../../compile/posts/posts-folder.ts';
import { readSourcePost } from '../../compile/posts/source-post.ts';
import type { CheckedSettings } from '../../compile/settings/settings.ts';
import { decodeUtf8 } from '../../compile/text/decode.ts';
import { oneLine } from '../../compile/text/text.ts';
import { filesIn } from './stage.ts';

export interface Existing {
  /** Files by the id that they state. */
  readonly ids: ReadonlyMap<string, string>;
  /** Files by decoded permalinks and aliases. */
  readonly paths: ReadonlyMap<string, string>;
  /** Paths from the root of the project in lower case, because some file systems take two spellings for one file. */
  readonly files: ReadonlySet<string>;
}

/** Reads posts/. A post with mistakes counts by its file alone. */
export async function readExisting(
  root: string,
  settings: CheckedSettings,
  progress: (done: number, total: number) => void,
): Promise<Existing> {
  const folder = await readPostsFolder(join(root, 'posts'), () => () => {});
  const checkFields = fieldChecker(settings);
  const ids = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const [index, file] of folder.posts.entries()) {
    progress(index, folder.posts.length);
    const bytes = await folder.read(file, () => {});
    if (!bytes) continue;
    for (const id of idsIn(bytes)) ids.set(id, file);
    const post = readSourcePost(file, bytes, checkFields, settings, () => {})?.post;
    if (!post) continue;
    for (const path of [post.path, ...post.aliases]) paths.set(path, file);
  }
  const files = [
    ...[...folder.posts, ...folder.media.keys()].map((file) => `posts/${file}`),
    ...[...folder.includes.keys()].map((file) => `posts/_includes/${file}`),
    ...(await filesIn(join(root, 'public'))).map((file) => `public/${file}`),
  ];
  return { ids, paths, files: new Set(files.map((file) => file.toLowerCase())) };
}

/** The id that the front matter states, even if something else in it is wrong. */
function idsIn(bytes: Uint8Array): string[] {
  try {
    const { data } = parseFrontMatter((decodeUtf8(bytes) ?? '').replace(/\r\n?/g, '\n'));
    return [data.id, data.guid, data.uuid].filter((id) => typeof id === 'string').map(oneLine);
  } catch {
    return [];
  }
}
