// The report: what an import has done or would do, what it could not take, and what to do next.

import { isDeepStrictEqual } from 'node:util';
import { oneLine } from '../compile/text/text.ts';
import type { Arguments } from './arguments.ts';
import type { Imported, ImportedSite, Skipped } from './imported.ts';
import { describeProof } from './prove/describe-proof.ts';
import type { ProvenPlan } from './prove/prove-plan.ts';
import type { Reader } from './reader.ts';
import type { Plan } from './write/plan.ts';
import { formatSettings, missingSettings } from './write/site-file.ts';
import type { Written } from './write/write-posts.ts';

export interface ImportResult {
  readonly args: Arguments;
  readonly reader: Reader;
  readonly imported: Imported;
  readonly plan: Plan;
  readonly site: ImportedSite;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether src/site.ts is the sample's, and is replaced. */
  readonly replacesSite: boolean;
  /** What src/site.ts exports. */
  readonly present: Readonly<Record<string, unknown>>;
  /** Sample posts that are still there. */
  readonly samples: readonly string[];
  /** What compiling the result has shown. */
  readonly proven: ProvenPlan;
  /** Absent for a dry run. */
  readonly written: Written | undefined;
}

/** Why there is nothing to write, for a source without posts. */
export function describeNothing(
  source: string,
  program: string,
  skipped: readonly Skipped[],
  notes: readonly string[],
): string {
  return [
    `there is no post to import in ${source} (${program}), so nothing was written; if its posts are in another folder or file, name that`,
    ...describeSkipped(skipped),
    ...describeNotes(notes),
  ].join('\n');
}

/** Lines that are shown of a list; the rest is counted. */
const MOST_LINES = 50;

/** The lines of the report. */
export function describeResult(result: ImportResult): string[] {
  const { plan, written } = result;
  const skipped = [...plan.skipped, ...(written?.skipped ?? [])];
  return [
    headline(result),
    ...(written
      ? []
      : limited(plan.posts.map(({ path, post }) => `  ${path}  ${oneLine(post.title ?? '')}`.trimEnd()))),
    ...describeSkipped(skipped),
    ...describeNotes(result.imported.notes ?? []),
    ...describeProof(result.proven, written !== undefined),
    ...describeSite(result),
    ...describeSamples(result),
    ...nextSteps(result),
  ];
}

function headline({ imported, args, reader, plan, written }: ImportResult): string {
  const verb = written ? 'Imported' : 'Would import';
  const drafts = plan.posts.filter(({ post }) => post.draft).length;
  const pages = plan.posts.filter(({ post }) => post.listed === false).length;
  const details = [
    ...(drafts > 0 ? [count(drafts, 'draft')] : []),
    ...(pages > 0 ? [count(pages, 'page')] : []),
  ];
  const of = details.length > 0 ? ` (${details.join(', ')} among them)` : '';
  const files = plan.files.length > 0 ? ` and ${count(plan.files.length, 'file')}` : '';
  const present = plan.present > 0 ? `; ${plan.present} there already` : '';
  return `${verb} ${count(plan.posts.length, 'post')}${of}${files} from ${args.source} (${imported.program ?? reader.name})${present}.`;
}

function describeSkipped(skipped: readonly Skipped[]): string[] {
  if (skipped.length === 0) return [];
  return [
    '',
    `Not taken: ${skipped.length}`,
    ...limited(skipped.map(({ source, reason }) => `  ${oneLine(source)}: ${oneLine(reason)}`)),
  ];
}

function describeNotes(notes: readonly string[]): string[] {
  return notes.length === 0 ? [] : ['', ...notes];
}

function limited(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `  … and ${more} more`] : [...lines];
}

function describeSite({ settings, site, replacesSite, written, present }: ImportResult): string[] {
  if (!replacesSite) {
    const isNew = ([name, value]: [string, unknown]) =>
      (name in site || name === 'permalink') && !isDeepStrictEqual(value, present[name]);
    const added = Object.fromEntries(Object.entries(settings).filter(isNew));
    if (Object.keys(added).length === 0) return [];
    const opening =
      'src/site.ts stays as you have written it. The old site has other settings; take those that you want:';
    return ['', opening, '', formatSettings(added)];
  }
  const missing = missingSettings(site);
  return [
    '',
    `${written ? 'Wrote' : 'Would write'} src/site.ts${written ? '.' : ':'}`,
    ...(written ? [] : ['', formatSettings(settings)]),
    ...(missing.length > 0 ? [`Set ${missing.join(', ')} there: the source does not say.`] : []),
  ];
}

function describeSamples({ args, samples, written }: ImportResult): string[] {
  if (samples.length === 0) return [];
  if (args.replacesSamples)
    return [
      '',
      `${written ? 'Removed' : 'Would remove'} ${count(samples.length, 'file')} of the sample posts.`,
    ];
  return [
    '',
    `posts/ still has ${count(samples.length, 'file')} of the sample posts; to remove them, run the import again with --replace-samples.`,
  ];
}

function nextSteps({ args, written, plan }: ImportResult): string[] {
  if (!written) return ['', 'Nothing was written. Run it again without --dry-run.'];
  return [
    '',
    'Next: look at src/site.ts, run npm start, and read what it reports.',
    // The files of a folder have come with their pictures.
    ...(args.withImages || plan.posts.every(({ post }) => 'file' in post.content)
      ? []
      : [
          'Pictures stay at their old addresses. To have them here, remove the posts and import them with --images.',
        ]),
    'docs/migrating.md describes how to move subscribers.',
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
