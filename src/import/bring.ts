// From the source to the stage: reads the old site, plans its files, and makes them. The texts of the old site are in memory
// only while this runs.

import { type CheckedSettings, checkSettings } from '../compile/settings/settings.ts';
import type { Arguments } from './arguments.ts';
import { hostOf } from './compare/adopt-feed.ts';
import { readOldFeed } from './compare/old-feed.ts';
import { withToldIds } from './compare/told-ids.ts';
import type { Imported, ImportedPost, ImportedSite, Skipped } from './imported.ts';
import { type ShowProgress, withProgress } from './progress.ts';
import type { Reader } from './reader.ts';
import { detect } from './readers.ts';
import { describeNothing } from './report.ts';
import { openSource } from './source/open.ts';
import { type Existing, readExisting } from './write/existing.ts';
import { withPeople } from './write/people.ts';
import { type Plan, planImport } from './write/plan.ts';
import { type Prepared, prepare } from './write/prepare.ts';
import type { Project } from './write/project.ts';
import { acceptedSettings, completeSettings } from './write/site-file.ts';
import type { Stage } from './write/stage.ts';
import { withoutTwins } from './write/twins.ts';

export interface BringOptions {
  /** What src/site.ts exports; undefined when it cannot be loaded. */
  readonly settings: unknown;
  readonly fetch: typeof fetch;
  readonly progress: ShowProgress;
  readonly readers?: readonly Reader[];
}

/** What an import has put on the stage, and what it knows of the old site. */
export interface Brought {
  readonly prepared: Prepared;
  /** The settings that the old site tells and Longwave accepts. */
  readonly site: ImportedSite;
  /** How many posts are there already. */
  readonly present: number;
  /** What could not be read, and what is left out. */
  readonly skipped: readonly Skipped[];
  /** The program that made the old site, or the form of its export. */
  readonly program: string;
  /** What the owner should know of what was taken. */
  readonly notes: readonly string[];
  /** The entries of the feed that readers have now, if the owner gave it. */
  readonly oldFeed: readonly ImportedPost[] | undefined;
}

/** Throws an Error with a message for the owner when the source cannot be read, or has no post. */
export async function bring(
  args: Arguments,
  stage: Stage,
  project: Project,
  options: BringOptions,
): Promise<Brought> {
  const { imported, program, oldFeed } = await readSource(args, options);
  const { site, refused } = acceptedSettings(imported.site);
  const settings = checkSettings(project.replacesSite ? completeSettings(site) : options.settings);
  const existing = await withProgress(options.progress, 'looking at your posts', (step) =>
    readExisting(project.root, settings, step),
  );
  const plan = await planWith(imported, site, existing, settings);
  const skipped = [...plan.skipped, ...refused];
  const { notes = [] } = imported;
  if (plan.posts.length === 0 && plan.present === 0)
    throw new Error(describeNothing(args.source, program, skipped, notes));

  const prepared = await makeFiles(
    plan,
    stage,
    { args, project, site, timeZone: settings.timeZone },
    options,
  );
  const { present, permalink } = plan;
  return {
    prepared,
    site: { ...site, ...(permalink !== undefined && { permalink }) },
    present,
    skipped,
    program,
    notes,
    oldFeed: oldFeed?.posts,
  };
}

interface Writing {
  readonly args: Arguments;
  readonly project: Project;
  readonly site: ImportedSite;
  readonly timeZone: string;
}

/** Makes the files of the plan on the stage. */
async function makeFiles(
  plan: Plan,
  stage: Stage,
  { args, project, site: { origin, author }, timeZone }: Writing,
  { fetch, progress }: BringOptions,
): Promise<Prepared> {
  const siteAuthor = project.replacesSite && typeof author === 'string' ? author : undefined;
  const pictures = args.withImages && !args.isDryRun ? progress('fetching pictures') : undefined;
  try {
    return await withProgress(progress, 'converting', (step) =>
      prepare(plan, stage, {
        root: project.root,
        writing: { origin, timeZone, ...(siteAuthor !== undefined && { siteAuthor }) },
        ...(pictures && { pictures: { fetch, progress: pictures.step } }),
        progress: step,
      }),
    );
  } finally {
    pictures?.end();
  }
}

interface ReadSource {
  readonly imported: Imported;
  readonly program: string;
  readonly oldFeed: Imported | undefined;
}

/** What the source has, with what readers have been told of it. */
async function readSource(args: Arguments, { fetch, progress, readers }: BringOptions): Promise<ReadSource> {
  const source = await openSource(args.source, { fetch });
  const reader = await detect(source, readers);
  const oldFeed = args.feed === undefined ? undefined : await readOldFeed(args.feed, fetch);
  const named = args.origin ?? (oldFeed && hostOf(oldFeed.posts));
  const read = await withProgress(progress, 'reading', (step) =>
    reader.read(source, {
      ...(named !== undefined && { origin: named }),
      ...(oldFeed && { oldFeed }),
      fetch,
      progress: step,
    }),
  );
  const told = oldFeed ? withToldIds(read, oldFeed.posts) : read;
  const origin = args.origin ?? told.site.origin ?? named;
  const site = withPeople({ ...told.site, ...(origin !== undefined && { origin }) }, told.posts);
  return { imported: { ...told, site }, program: read.program ?? reader.name, oldFeed };
}

async function planWith(
  imported: Imported,
  { origin, permalink }: ImportedSite,
  existing: Existing,
  { timeZone }: CheckedSettings,
): Promise<Plan> {
  const plan = planImport(imported, {
    existing,
    origin,
    timeZone,
    permalink,
    isPattern: (pattern) => acceptedSettings({ permalink: pattern }).refused.length === 0,
  });
  return withoutTwins(plan);
}
