// The project: where things are, and how any command compiles them.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { templateVersions } from '../compile/build/template-version.ts';
import { type Compiled, type CompileOptions, type CompileResult, compile } from '../compile/compile.ts';
import { LOCK_FILE } from '../compile/lock/lock.ts';
import { readLock } from '../compile/lock/lock-file.ts';
import { formatFindings } from '../compile/report/findings.ts';
import { checkOrigin, checkSettings } from '../compile/settings/settings.ts';
import { count, showProgress } from './terminal.ts';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const POSTS_FOLDER = join(ROOT, 'posts');
export const LOCK = join(ROOT, LOCK_FILE);

export type ProjectCompileOptions = Pick<CompileOptions, 'drafts' | 'prerender'> & {
  /** Where the archive will be served, when that is not the origin of the settings. */
  readonly origin: string | undefined;
};

/** Compiles the project as it is on disk now. Throws an Error with a message for the owner when src/site.ts is wrong. */
export async function compileProject({ origin, ...options }: ProjectCompileOptions): Promise<CompileResult> {
  const settings = checkSettings(await loadSettings());
  const templates = await templateVersions(ROOT);
  const progress = showProgress('compiling');
  try {
    return await compile({
      ...options,
      folder: POSTS_FOLDER,
      settings,
      origin: origin === undefined ? undefined : checkOrigin(origin),
      templates,
      lock: await readLock(LOCK),
      now: Date.now(),
      progress: progress.step,
    });
  } finally {
    progress.end();
  }
}

/** Prints findings for people: errors and warnings alike, and how many errors there are. */
export function printFindings({ findings }: CompileResult): void {
  for (const line of formatFindings(findings)) console.error(line);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) console.error(`\n${count(errors, 'error')}; nothing was written.`);
}

/** `7 entries, 1 scheduled`. */
export function describeEntries({ published, scheduled }: Compiled['entries']): string {
  const entries = count(published, 'entry');
  return scheduled === 0 ? entries : `${entries}, ${scheduled} scheduled`;
}

/** What src/site.ts exports now. Throws an Error with a message for the owner when there is no loading it. */
export async function loadSettings(): Promise<unknown> {
  const file = join(ROOT, 'src/site.ts');
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined)
    throw new Error(
      'src/site.ts is missing; bring it back from your repository, or write it as docs/settings.md says',
    );
  try {
    // The query makes Node read a file anew that has changed since it was last imported.
    const module = (await import(`${pathToFileURL(file).href}?changed=${changed}`)) as { default?: unknown };
    return module.default;
  } catch (error) {
    throw new Error(describeBroken(error as Error));
  }
}

/** With the place in src/site.ts, if the error names one. */
function describeBroken({ message, stack = '' }: Error): string {
  const place = /site\.ts(:\d+:\d+)/.exec(stack)?.[1] ?? '';
  // What is no TypeScript is reported by the bundler, with the whole path before the reason.
  const reason = /: ERROR: (.*)/.exec(message)?.[1] ?? message;
  return `src/site.ts${place}: ${reason}`;
}
