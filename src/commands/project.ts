// The project: where its files are, and how the commands load and compile them and print findings.

import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Archive, openArchive } from '../archive/archive.ts';
import type { Site } from '../archive/site.ts';
import { templateVersions } from '../compile/build/template-version.ts';
import { ARCHIVE_FILE } from '../compile/build/write-output.ts';
import type { Compiled, CompileOptions, CompileResult } from '../compile/compile.ts';
import { WatchedCompiler } from '../compile/compile-watched.ts';
import { LOCK_FILE, type Lock, type LockedEntry } from '../compile/lock/lock.ts';
import { LockHasChanged, type LockOnDisk, readLock } from '../compile/lock/lock-file.ts';
import { formatFindings } from '../compile/report/findings.ts';
import { checkOrigin, checkSettings } from '../compile/settings/settings.ts';
import { count, showProgress } from './terminal.ts';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const POSTS_FOLDER = join(ROOT, 'posts');
/** Files that are served at the root of the site. */
export const PUBLIC_FOLDER = join(ROOT, 'public');
export const LOCK = join(ROOT, LOCK_FILE);
/** Where `npm start` keeps what it serves, and tells others that it runs. */
export const START_FOLDER = join(ROOT, '.longwave');
/** Where `npm run build` writes, and wrangler reads. */
export const DIST = join(ROOT, 'dist');

/**
 * Runs a command with the arguments of the process. An error that it throws is meant for the owner: its message is
 * printed without the stack, and the exit code is 1.
 */
export async function runCommand(command: (args: readonly string[]) => Promise<void>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessClosed);
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** `npm run deploy | head` closes the output early. What the command does must still be completed. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

export type ProjectCompileOptions = Pick<CompileOptions, 'drafts' | 'prerender' | 'tells'> & {
  /** Where the archive will be served, when that is not the origin of the settings. */
  readonly origin?: string | undefined;
  /** Entries that this process has seen and that the lock no longer has. */
  readonly withdrawn?: readonly LockedEntry[];
};

export interface ProjectCompileResult extends CompileResult {
  /** The lock that the result is based on: only this version of it may be replaced. */
  readonly lockOnDisk: LockOnDisk;
}

const COMPILER = new WatchedCompiler();

/** Compiles the project as it is on disk now. Throws an Error with a message for the owner when src/site.ts is wrong. */
export async function compileProject({
  origin,
  withdrawn = [],
  ...options
}: ProjectCompileOptions): Promise<ProjectCompileResult> {
  // The thread starts while this one reads everything else.
  COMPILER.start();
  const settings = checkSettings(await loadSettings());
  const templates = await templateVersions(ROOT);
  const now = Date.now();
  const lockOnDisk = await readLock(LOCK, now);
  const progress = showProgress('compiling');
  try {
    const { findings, ...compiled } = await COMPILER.compile({
      ...options,
      folder: POSTS_FOLDER,
      publicFolder: PUBLIC_FOLDER,
      settings,
      origin: origin === undefined ? undefined : checkOrigin(origin),
      templates,
      lock: lockOnDisk.lock && withEntries(lockOnDisk.lock, withdrawn),
      now,
      progress: progress.step,
    });
    return { ...compiled, findings: [...lockOnDisk.warnings, ...findings], lockOnDisk };
  } finally {
    progress.end();
  }
}

/** How often a compile starts again because the lock has changed, as when git switches branches. */
const MAX_ATTEMPTS = 10;

/** Repeats a compile that writes the lock for as long as the lock that it read is no longer there when it writes. */
export async function untilLockIsSettled<T>(compileAndWrite: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await compileAndWrite();
    } catch (error) {
      if (!(error instanceof LockHasChanged) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** The lock, with entries that it does not have. */
function withEntries(lock: Lock, others: readonly LockedEntry[]): Lock {
  const missing = others.filter(({ id }) => !lock.entries.has(id));
  return {
    ...lock,
    entries: new Map([...lock.entries, ...missing.map((entry) => [entry.id, entry] as const)]),
  };
}

/** Prints findings for people: errors and warnings alike, and how many errors there are. */
export function printFindings({ findings }: Pick<CompileResult, 'findings'>): void {
  for (const line of formatFindings(findings)) console.error(line);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) console.error(`\n${count(errors, 'error')}; nothing was written.`);
}

/** `7 entries, 1 scheduled`. */
export function describeEntries({ published, scheduled }: Compiled['entries']): string {
  const entries = count(published, 'entry');
  return scheduled === 0 ? entries : `${entries}, ${scheduled} scheduled`;
}

/** Opens what the last `npm run build` wrote. Throws an Error for the owner when it is missing or damaged. */
export async function readBuiltArchive(): Promise<Archive> {
  const name = `dist/${ARCHIVE_FILE}`;
  if (!existsSync(join(DIST, ARCHIVE_FILE)))
    throw new Error(`${name} is missing; run \`npm run build\` first`);
  try {
    return openArchive(await readFile(join(DIST, ARCHIVE_FILE)));
  } catch (error) {
    throw new Error(`${name} cannot be read (${(error as Error).message}); run \`npm run build\` again`);
  }
}

/** The site that src/site.ts describes. Throws an Error with a message for the owner when the file is wrong. */
export async function loadSite(): Promise<Site> {
  return checkSettings(await loadSettings()).site;
}

/** The present default export of src/site.ts. Throws an Error with a message for the owner when the file cannot be loaded. */
export async function loadSettings(): Promise<unknown> {
  const file = join(ROOT, 'src/site.ts');
  const stats = statSync(file, { throwIfNoEntry: false });
  // A pipe would be waited for.
  const changed = stats?.isFile() ? stats.mtimeMs : undefined;
  if (changed === undefined)
    throw new Error(
      'src/site.ts is missing; restore it from your repository, or write it as docs/settings.md describes',
    );
  try {
    // Node caches modules by their URL, so the query makes it read a file again that has changed.
    const module = (await import(`${pathToFileURL(file).href}?changed=${changed}`)) as { default?: unknown };
    return module.default;
  } catch (error) {
    throw new Error(describeLoadError(error as Error));
  }
}

/** The message with the place in src/site.ts, if the error names one. */
function describeLoadError({ message, stack = '' }: Error): string {
  const place = /site\.ts(:\d+:\d+)/.exec(stack)?.[1] ?? '';
  // A syntax error comes from the bundler, which puts the whole path before the reason.
  const reason = /: ERROR: (.*)/.exec(message)?.[1] ?? message;
  return `src/site.ts${place}: ${reason}`;
}
