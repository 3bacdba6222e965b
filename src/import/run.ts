// The import: brings what a source has onto a stage, proves that it makes a blog, and puts it into the project.

import type { Arguments } from './arguments.ts';
import { type BringOptions, type Brought, bring } from './bring.ts';
import type { Skipped } from './imported.ts';
import { withProgress } from './progress.ts';
import { type Compile, type Proof, prove } from './prove/prove.ts';
import { setAside } from './prove/set-aside.ts';
import { describeResult } from './report.ts';
import type { Prepared } from './write/prepare.ts';
import { lookAt, type Project } from './write/project.ts';
import { removeSamples } from './write/samples.ts';
import { completeSettings, writeSite } from './write/site-file.ts';
import { Stage } from './write/stage.ts';

export interface ImportOptions extends BringOptions {
  /** The root of the project. */
  readonly root: string;
  /** Compiles the result before it is written. */
  readonly compile: Compile;
  /** The moment that decides which posts are scheduled; by default, the present. */
  readonly now?: number;
}

/** Imports a source. Returns the lines of the report. Throws an Error with a message for the owner. */
export async function runImport(args: Arguments, options: ImportOptions): Promise<string[]> {
  const project = await lookAt(options.root);
  const stage = await Stage.open(options.root, { isForShow: args.isDryRun });
  try {
    const brought = await bring(args, stage, project, options);
    const proof = await proveOn(stage, brought, project, { ...options, ...args });
    const prepared = await setAside(brought.prepared, proof.broken, stage, options.root);
    const settings = completeSettings({ ...brought.site, ...proof.settings });
    const taken = args.isDryRun ? [] : await publish(stage, prepared, options);
    if (!args.isDryRun && project.replacesSite) await writeSite(options.root, settings);
    if (!args.isDryRun && args.replacesSamples) await removeSamples(options.root, project.samples);
    return describeResult({
      ...brought,
      args,
      prepared,
      project,
      proof,
      settings,
      presentSettings: { ...(options.settings as object) },
      skipped: [...brought.skipped, ...prepared.skipped, ...taken],
      isWritten: !args.isDryRun,
    });
  } finally {
    await stage.end();
  }
}

const NOTHING_TO_PROVE: Proof = { broken: [], settings: {}, warnings: 0 };

async function proveOn(
  stage: Stage,
  { prepared, site, oldFeed }: Brought,
  { replacesSite, samples }: Project,
  options: ImportOptions & Pick<Arguments, 'replacesSamples'>,
): Promise<Proof> {
  const isSame = prepared.posts.length === 0 && prepared.files.length === 0 && !replacesSite;
  if (isSame && oldFeed === undefined) return NOTHING_TO_PROVE;
  await stage.linkProject(new Set(options.replacesSamples || replacesSite ? samples : []));
  return withProgress(options.progress, 'checking', (step) =>
    prove(stage, prepared, {
      settings: replacesSite
        ? completeSettings(site)
        : (options.settings as Readonly<Record<string, unknown>>),
      now: options.now ?? Date.now(),
      compile: options.compile,
      oldFeed,
      progress: step,
    }),
  );
}

/** Puts everything into its place. Nothing that exists is overwritten; what has come to exist meanwhile is returned. */
async function publish(
  stage: Stage,
  { posts, files }: Prepared,
  { progress }: ImportOptions,
): Promise<Skipped[]> {
  const paths = [...files, ...posts].map(({ path }) => path);
  const taken: Skipped[] = [];
  await withProgress(progress, 'writing', async (step) => {
    for (const [index, path] of paths.entries()) {
      if (!(await stage.publish(path))) taken.push({ source: path, reason: TAKEN });
      step(index + 1, paths.length);
    }
  });
  return taken;
}

const TAKEN = 'this file has been written by another program meanwhile';
