// A workspace: the folder of a blog, with its posts and its lock, and what the author's commands do there.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { LOCK_FILE } from '../../src/compile/lock/lock.ts';
import { readLock, writeLock } from '../../src/compile/lock/lock-file.ts';
import type { SiteSettings } from '../../src/compile/settings/settings.ts';
import { SITE } from '../a-blog.ts';
import { compileFolder, settingsFor } from '../compile/blog.ts';
import { fileOf, type Post, pathOf, textOf } from './post.ts';

/** For whom a blog is compiled: for the author alone, or for readers too. */
export type Audience = 'author' | 'readers';

export interface Workspace {
  readonly folder: string;
  /** The text of each file in posts/. Kept, so that only files that differ are written. */
  files: ReadonlyMap<string, string>;
}

export interface CompiledWorkspace {
  readonly archive: Archive;
  /** The id of the entry at each post's address, by key. */
  readonly ids: ReadonlyMap<number, string>;
}

/** A post has an error, so nothing was compiled. */
export class Refused extends Error {}

export async function openWorkspace(folder: string): Promise<Workspace> {
  await mkdir(join(folder, 'posts'), { recursive: true });
  return { folder, files: new Map() };
}

/** Makes the posts folder contain these posts and nothing else. */
export async function savePosts(workspace: Workspace, posts: readonly Post[]): Promise<void> {
  const wanted = new Map(posts.map((post) => [fileOf(post), textOf(post)]));
  const root = join(workspace.folder, 'posts');
  for (const file of workspace.files.keys()) if (!wanted.has(file)) await rm(join(root, file));
  for (const [file, text] of wanted) {
    if (workspace.files.get(file) === text) continue;
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  workspace.files = wanted;
}

/** Compiles what is in the folder, and writes the lock as the command for that audience does. */
export async function compileWorkspace(
  { folder }: Workspace,
  posts: readonly Post[],
  settings: Partial<SiteSettings>,
  audience: Audience,
  now: number,
): Promise<CompiledWorkspace> {
  const file = join(folder, LOCK_FILE);
  const onDisk = await readLock(file, now);
  const { compiled, lines } = await compileFolder(join(folder, 'posts'), {
    settings: settingsFor({ origin: SITE.origin, ...settings }),
    lock: onDisk.lock,
    tells: audience === 'readers',
    now,
  });
  if (!compiled) throw new Refused(lines.join('\n'));
  await writeLock(file, compiled.lock, onDisk);
  const archive = openArchive(compiled.packed);
  return { archive, ids: await idsIn(archive, posts) };
}

async function idsIn(archive: Archive, posts: readonly Post[]): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  for (const post of posts) {
    const position = archive.find(pathOf(post), Number.MAX_SAFE_INTEGER)?.position;
    const [entry] = position === undefined ? [] : await archive.entries([position]);
    if (!entry) throw new Error(`no entry at ${pathOf(post)}`);
    ids.set(post.key, entry.id);
  }
  return ids;
}
