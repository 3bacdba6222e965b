// Proving an import: compiles what it would write, and sets aside the posts and files with which the blog would not compile.

import { join, resolve } from 'node:path';
import { type Archive, openArchive } from '../../archive/archive.ts';
import type { Instant } from '../../archive/entry.ts';
import type { CompileOptions, CompileResult } from '../../compile/compile.ts';
import { type Finding, formatFinding } from '../../compile/report/findings.ts';
import { checkSettings } from '../../compile/settings/settings.ts';
import type { ImportedFile, ImportedSite } from '../imported.ts';
import { type Stage, type StagedPost, stage } from './staging.ts';

export interface ProveOptions {
  /** The root of the project. */
  readonly root: string;
  /** Complete settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Files of the project that will not be there, such as sample posts. */
  readonly without: ReadonlySet<string>;
  readonly now: Instant;
  /** Compiles a blog. The command does it in a thread of its own, because a post may take for ever. */
  readonly compile: (options: CompileOptions) => Promise<CompileResult>;
  readonly progress: (done: number, total: number) => void;
}

export interface SetAside {
  /** Path from the root of the project, where it would have been. */
  readonly path: string;
  /** The first error: `posts/a.md:3:7: …`. */
  readonly reason: string;
}

export interface Proof {
  readonly setAside: readonly SetAside[];
  /** What the settings need besides: dead links do not stop a blog that has had them for years. */
  readonly settings: Pick<ImportedSite, 'deadLinks'>;
  /** The findings that remain. */
  readonly warnings: readonly Finding[];
  /** The blog as readers would get it; undefined when the project has errors of its own. */
  readonly archive?: Archive;
}

/** How often posts are set aside before the import gives up on the rest. Each round is a whole compile. */
const MOST_ROUNDS = 8;

/** Compiles posts and files as they would be in the project. Writes nothing there. */
export async function prove(
  posts: readonly StagedPost[],
  files: readonly ImportedFile[],
  options: ProveOptions,
): Promise<Proof> {
  const staged = await stage(posts, files, resolve(options.root), options.without);
  try {
    return await settle(
      staged,
      new Set([...posts, ...files].map(({ path }) => path.normalize('NFC'))),
      options,
    );
  } finally {
    await staged.end();
  }
}

async function settle(
  staged: Stage,
  own: ReadonlySet<string>,
  { settings, now, compile: compileWith, progress }: ProveOptions,
): Promise<Proof> {
  const compile = (deadLinks: 'error' | 'warning') =>
    compileWith({
      folder: join(staged.root, 'posts'),
      publicFolder: join(staged.root, 'public'),
      settings: checkSettings({ ...settings, deadLinks }),
      templates: { feeds: '', pages: '' },
      now,
      drafts: 'exclude',
      prerender: 'nothing',
      progress,
    });
  const setAside: SetAside[] = [];
  let result = await compile('error');
  let deadLinks: 'error' | 'warning' = 'error';
  for (let round = 0; round < MOST_ROUNDS && errorsIn(result).length > 0; round += 1) {
    if (deadLinks === 'warning') {
      const broken = brokenFiles(errorsIn(result), own);
      if (broken.length === 0) break;
      for (const { path } of broken) await staged.remove(path);
      setAside.push(...broken);
    }
    deadLinks = 'warning';
    result = await compile(deadLinks);
  }
  // What is set aside may have been all that was wrong.
  if (setAside.length > 0 && errorsIn(await compile('error')).length === 0) deadLinks = 'error';
  const { compiled } = result;
  return {
    setAside,
    settings: deadLinks === 'warning' ? { deadLinks } : {},
    warnings: result.findings.filter(({ severity }) => severity === 'warning'),
    ...(compiled && { archive: openArchive(compiled.packed) }),
  };
}

function errorsIn({ findings }: CompileResult): Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

/** The files of the import with errors, each with its first one. */
function brokenFiles(errors: readonly Finding[], own: ReadonlySet<string>): SetAside[] {
  const broken = new Map<string, string>();
  for (const error of errors)
    if (own.has(error.file) && !broken.has(error.file)) broken.set(error.file, formatFinding(error));
  return [...broken].map(([path, reason]) => ({ path, reason }));
}
