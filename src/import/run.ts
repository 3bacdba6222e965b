// The import: from a source to files in the project, and a report of it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings } from '../compile/settings/settings.ts';
import type { Arguments } from './arguments.ts';
import { hostOf } from './compare/adopt-feed.ts';
import { readOldFeed } from './compare/old-feed.ts';
import { withToldIds } from './compare/told-ids.ts';
import type { ProveOptions } from './prove/prove.ts';
import { provePlan } from './prove/prove-plan.ts';
import type { Reader } from './reader.ts';
import { detect } from './readers.ts';
import { describeNothing, describeResult } from './report.ts';
import { openSource } from './source/open.ts';
import { readExisting } from './write/existing.ts';
import { withPeople } from './write/people.ts';
import { planImport } from './write/plan.ts';
import { removeSamples, samplesIn } from './write/samples.ts';
import { acceptedSettings, completeSettings, isSampleSite, writeSite } from './write/site-file.ts';
import { withoutTwins } from './write/twins.ts';
import { writePosts } from './write/write-posts.ts';

export interface ImportOptions {
  /** The root of the project. */
  readonly root: string;
  /** What src/site.ts exports; undefined when it cannot be loaded. */
  readonly settings: unknown;
  readonly fetch: typeof fetch;
  /** Compiles the result before it is written. */
  readonly compile: ProveOptions['compile'];
  /** The moment that decides which posts are scheduled; by default, the present. */
  readonly now?: number;
  /** Shows how far a step is; without a total, only how many there are so far. */
  readonly progress: (label: string) => {
    step: (done: number, total?: number) => void;
    end: () => void;
  };
  readonly readers?: readonly Reader[];
}

/** Imports a source. Returns the lines of the report. Throws an Error with a message for the owner. */
export async function runImport(args: Arguments, options: ImportOptions): Promise<string[]> {
  const { root, fetch } = options;
  const source = await openSource(args.source, { fetch });
  const reader = await detect(source, options.readers);
  const oldFeed = args.feed === undefined ? undefined : await readOldFeed(args.feed, fetch);
  const named = args.origin ?? (oldFeed && hostOf(oldFeed.posts));
  const read = await withProgress(options, 'reading', (step) =>
    reader.read(source, {
      ...(named !== undefined && { origin: named }),
      ...(oldFeed && { oldFeed }),
      fetch,
      progress: step,
    }),
  );
  const imported = oldFeed ? withToldIds(read, oldFeed.posts) : read;

  const replacesSite = await isSampleSite(root);
  const origin = args.origin ?? imported.site.origin ?? named;
  const { site, refused } = acceptedSettings(
    withPeople({ ...imported.site, ...(origin !== undefined && { origin }) }, imported.posts),
  );
  const present = checkSettings(replacesSite ? completeSettings(site) : options.settings);
  const planned = await withoutTwins(
    planImport(
      { ...imported, site, skipped: [...imported.skipped, ...refused] },
      {
        existing: await readExisting(root, present),
        origin: site.origin,
        timeZone: present.timeZone,
        permalink: site.permalink,
        isPattern: (permalink) => acceptedSettings({ permalink }).refused.length === 0,
      },
    ),
  );
  if (planned.posts.length === 0 && planned.present === 0)
    throw new Error(
      describeNothing(args.source, imported.program ?? reader.name, planned.skipped, imported.notes ?? []),
    );
  const samples = await samplesIn(root);
  const writing = {
    origin: site.origin,
    timeZone: present.timeZone,
    ...(replacesSite && typeof site.author === 'string' && { siteAuthor: site.author }),
  };
  const proven = await withProgress(options, 'checking', (step) =>
    provePlan(planned, {
      root,
      settings: replacesSite
        ? completeSettings({
            ...site,
            ...(planned.permalink !== undefined && { permalink: planned.permalink }),
          })
        : (options.settings as Readonly<Record<string, unknown>>),
      without: new Set(args.replacesSamples || replacesSite ? samples : []),
      now: options.now ?? Date.now(),
      compile: options.compile,
      writing,
      oldFeed: oldFeed?.posts,
      progress: step,
    }),
  );
  const { plan } = proven;
  const settings = completeSettings({
    ...site,
    ...proven.settings,
    ...(plan.permalink !== undefined && { permalink: plan.permalink }),
  });
  const result = {
    args,
    reader,
    imported,
    plan,
    site,
    settings,
    replacesSite,
    samples,
    proven,
    present: { ...(options.settings as object) },
  };
  if (args.isDryRun) return describeResult({ ...result, written: undefined });

  const pictures = options.progress('fetching pictures');
  const written = await withProgress(options, 'writing', (step) =>
    writePosts(plan, {
      root,
      ...writing,
      ...(args.withImages && {
        pictures: { fetch, exists: (path) => existsSync(join(root, path)), progress: pictures.step },
      }),
      progress: step,
    }),
  );
  pictures.end();
  if (replacesSite) await writeSite(root, settings);
  if (args.replacesSamples) await removeSamples(root, samples);
  return describeResult({ ...result, written });
}

async function withProgress<T>(
  { progress }: ImportOptions,
  label: string,
  work: (step: (done: number, total?: number) => void) => Promise<T>,
): Promise<T> {
  const shown = progress(label);
  try {
    return await work(shown.step);
  } finally {
    shown.end();
  }
}
