// Proving an import: compiles the stage, and takes off it the posts and files with which the blog would not compile.

import { join } from 'node:path';
import type { Instant } from '../../archive/entry.ts';
import type { CompileOptions, CompileResult } from '../../compile/compile.ts';
import { formatFinding, isOfDeadLinks } from '../../compile/report/findings.ts';
import { checkSettings } from '../../compile/settings/settings.ts';
import { type Comparison, compareFeeds } from '../compare/compare.ts';
import { entriesServed, postsToCompare } from '../compare/served-feed.ts';
import type { ImportedPost, ImportedSite } from '../imported.ts';
import type { Prepared } from '../write/prepare.ts';
import type { Stage } from '../write/stage.ts';
import { aside, type Broken } from './set-aside.ts';

/** Compiles a blog. The command does it in a thread of its own, because a post may take for ever. */
export type Compile = (options: CompileOptions) => Promise<CompileResult>;

export interface ProveOptions {
  /** Complete settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly now: Instant;
  readonly compile: Compile;
  /** The entries of the feed that readers have now. */
  readonly oldFeed: readonly ImportedPost[] | undefined;
  readonly progress: (done: number, total: number) => void;
}

export interface Proof {
  readonly broken: readonly Broken[];
  /** What the settings need besides: dead links do not stop a blog that has had them for years. */
  readonly settings: Pick<ImportedSite, 'deadLinks'>;
  /** How many there are. */
  readonly warnings: number;
  /** Absent without an old feed, and when the project has errors of its own. */
  readonly comparison?: Comparison;
}

/** How often files are taken off before the import gives up on the rest. Each round compiles everything. */
const MOST_ROUNDS = 8;

const NO_POSTS: ReadonlySet<string> = new Set();

/**
 * Compiles what is on the stage until nothing of it has an error. One round is enough when there is no error and no old
 * feed. The text of an entry is kept only if it is compared with the old feed, and only the first round tells which are.
 */
export async function prove(stage: Stage, prepared: Prepared, options: ProveOptions): Promise<Proof> {
  const { oldFeed, now } = options;
  const own = ownFiles(prepared);
  const broken: Broken[] = [];
  let toCompare = NO_POSTS;
  let result = await compileStage(stage, toCompare, options);
  for (let round = 1; round < MOST_ROUNDS; round += 1) {
    const found = brokenIn(result, own);
    const isToCompare = oldFeed !== undefined && toCompare === NO_POSTS;
    if (found.length === 0 && !isToCompare) break;
    if (oldFeed) toCompare = postsToCompare(oldFeed, result.examined ?? []);
    for (const { path } of found) await takeOff(stage, own.get(path));
    broken.push(...found);
    result = await compileStage(stage, toCompare, options);
  }
  return {
    broken,
    settings: result.findings.some(isOfDeadLinks) ? { deadLinks: 'warning' } : {},
    warnings: result.findings.filter(({ severity }) => severity === 'warning').length,
    ...(oldFeed &&
      result.compiled && {
        comparison: compareFeeds(oldFeed, await entriesServed(result.compiled, now)),
      }),
  };
}

interface OwnFile {
  readonly path: string;
  readonly isPost: boolean;
}

/** What is imported, by its path in NFC, as the compiler names it. */
function ownFiles({ posts, files }: Prepared): Map<string, OwnFile> {
  const all = [
    ...posts.map(({ path }) => ({ path, isPost: true })),
    ...files.map(({ path }) => ({ path, isPost: false })),
  ];
  return new Map(all.map((file) => [file.path.normalize('NFC'), file]));
}

function compileStage(
  { folder }: Stage,
  published: ReadonlySet<string>,
  { settings, now, compile, progress }: ProveOptions,
): Promise<CompileResult> {
  return compile({
    folder: join(folder, 'posts'),
    publicFolder: join(folder, 'public'),
    // Whether they must be warnings is seen from their kind, so that nothing is compiled twice for it.
    settings: checkSettings({ ...settings, deadLinks: 'warning' }),
    templates: { feeds: '', pages: '' },
    now,
    drafts: 'exclude',
    prerender: 'nothing',
    published,
    progress,
  });
}

/** The files of the import with errors, each with its first one. */
function brokenIn({ findings }: CompileResult, own: ReadonlyMap<string, OwnFile>): Broken[] {
  const broken = new Map<string, string>();
  for (const finding of findings)
    if (finding.severity === 'error' && own.has(finding.file) && !broken.has(finding.file))
      broken.set(finding.file, formatFinding(finding));
  return [...broken].map(([path, reason]) => ({ path, reason }));
}

/** A post goes to the folder of those that are set aside; any other file is not imported. */
async function takeOff(stage: Stage, file: OwnFile | undefined): Promise<void> {
  if (file?.isPost) await stage.move(file.path, aside(file.path));
  else if (file) await stage.remove(file.path);
}
