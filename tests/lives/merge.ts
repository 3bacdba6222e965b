// Merging two branches of a blog with git, as their authors would.

import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LOCK_FILE } from '../../src/compile/lock/lock.ts';

/** What an author does with a lock in conflict: keeps one side, or leaves it to the next compile. */
export type Resolution = 'ours' | 'theirs' | 'left';

export interface Merged {
  /** The text of each file in posts/. For a post in conflict, that of our side. */
  readonly files: ReadonlyMap<string, string>;
  readonly lock: string;
  readonly lockConflicted: boolean;
}

const run = promisify(execFile);
const ENVIRONMENT = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
const AUTHOR = ['-c', 'user.name=Ada', '-c', 'user.email=ada@blog.example', '-c', 'gc.auto=0'];

/** Merges theirs into ours, in a new repository at `folder`. Each side is a folder with posts/ and a lock. */
export async function mergeWith(
  folder: string,
  sides: Readonly<Record<'base' | 'ours' | 'theirs', string>>,
  resolution: Resolution,
): Promise<Merged> {
  const git = async (...args: string[]) =>
    (await run('git', [...AUTHOR, ...args], { cwd: folder, env: ENVIRONMENT })).stdout;
  const commit = async (side: keyof typeof sides) => {
    for (const name of ['posts', LOCK_FILE]) await rm(join(folder, name), { recursive: true, force: true });
    await cp(sides[side], folder, { recursive: true });
    await git('add', '-A');
    await git('commit', '-qm', side, '--allow-empty', '--no-verify');
  };
  await mkdir(folder, { recursive: true });
  await git('init', '-qb', 'ours');
  await commit('base');
  await git('checkout', '-qb', 'theirs');
  await commit('theirs');
  await git('checkout', '-q', 'ours');
  await commit('ours');
  // It fails when there is a conflict.
  await git('merge', '-q', '--no-edit', 'theirs').catch(() => {});
  const conflicts = (await git('diff', '--name-only', '-z', '--diff-filter=U')).split('\0').filter(Boolean);
  for (const path of conflicts) {
    if (path === LOCK_FILE && resolution === 'left') continue;
    await keepSide(git, folder, path, path === LOCK_FILE ? resolution : 'ours');
  }
  return {
    files: await readFiles(join(folder, 'posts')),
    lock: await readFile(join(folder, LOCK_FILE), 'utf8'),
    lockConflicted: conflicts.includes(LOCK_FILE),
  };
}

/** A side that has deleted the file keeps it deleted. */
async function keepSide(
  git: (...args: string[]) => Promise<string>,
  folder: string,
  path: string,
  side: string,
): Promise<void> {
  const kept = await git('show', `:${side === 'theirs' ? 3 : 2}:${path}`).catch(() => undefined);
  await rm(join(folder, path), { force: true });
  if (kept === undefined) return;
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), kept);
}

async function readFiles(folder: string): Promise<Map<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')] as const),
    ),
  );
}
