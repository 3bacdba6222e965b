// The import: from a source to files in the project, and a report of it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings } from '../compile/settings/settings.ts';
import type { Arguments } from './arguments.ts';
import type { Reader } from './reader.ts';
import { detect } from './readers.ts';
import { describeResult } from './report.ts';
import { openSource } from './source/open.ts';
import { readExisting } from './write/existing.ts';
import { withPeople } from './write/people.ts';
import { planImport } from './write/plan.ts';
import { removeSamples, samplesIn } from './write/samples.ts';
import { acceptedSettings, completeSettings, isSampleSite, writeSite } from './write/site-file.ts';
import { writePosts } from './write/write-posts.ts';

export interface ImportOptions {
  /** The root of the project. */
  readonly root: string;
  /** What src/site.ts exports; undefined when it cannot be loaded. */
  readonly settings: unknown;
  readonly fetch: typeof fetch;
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
  const imported = await withProgress(options, 'reading', (step) =>
    reader.read(source, { ...(args.origin !== undefined && { origin: args.origin }), fetch, progress: step }),
  );

  const replacesSite = await isSampleSite(root);
  const origin = args.origin ?? imported.site.origin;
  const { site, refused } = acceptedSettings(
    withPeople({ ...imported.site, ...(origin !== undefined && { origin }) }, imported.posts),
  );
  const present = checkSettings(replacesSite ? completeSettings(site) : options.settings);
  const plan = planImport(
    { ...imported, site, skipped: [...imported.skipped, ...refused] },
    {
      existing: await readExisting(root, present),
      origin: site.origin,
      timeZone: present.timeZone,
      permalink: site.permalink,
      isPattern: (permalink) => acceptedSettings({ permalink }).refused.length === 0,
    },
  );
  const samples = await samplesIn(root);
  const settings = completeSettings({
    ...site,
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
    present: { ...(options.settings as object) },
  };
  if (args.isDryRun) return describeResult({ ...result, written: undefined });

  const pictures = options.progress('fetching pictures');
  const written = await withProgress(options, 'writing', (step) =>
    writePosts(plan, {
      root,
      ...(args.withImages && {
        pictures: { fetch, exists: (path) => existsSync(join(root, path)), progress: pictures.step },
      }),
      origin: site.origin,
      timeZone: present.timeZone,
      ...(replacesSite && typeof settings.author === 'string' && { siteAuthor: settings.author }),
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
