// The report: what an import has done or would do, what it could not take, and what to do next.

import { isDeepStrictEqual } from 'node:util';
import { oneLine } from '../compile/text/text.ts';
import type { Arguments } from './arguments.ts';
import type { ImportedSite, Skipped } from './imported.ts';
import { describeProof } from './prove/describe-proof.ts';
import type { Proof } from './prove/prove.ts';
import type { Prepared } from './write/prepare.ts';
import type { Project } from './write/project.ts';
import { formatSettings, missingSettings } from './write/site-file.ts';

export interface ImportResult {
  readonly args: Arguments;
  /** The program that made the old site, or the form of its export. */
  readonly program: string;
  /** What the owner should know of what was taken. */
  readonly notes: readonly string[];
  /** The settings that the old site tells. */
  readonly site: ImportedSite;
  /** How many posts were there already. */
  readonly present: number;
  readonly prepared: Prepared;
  readonly skipped: readonly Skipped[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly project: Project;
  /** What src/site.ts exports. */
  readonly presentSettings: Readonly<Record<string, unknown>>;
  /** What compiling the result has shown. */
  readonly proof: Proof;
  /** False for a dry run. */
  readonly isWritten: boolean;
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
  const { prepared, skipped, isWritten, notes, proof } = result;
  return [
    headline(result),
    ...(isWritten
      ? []
      : limited(prepared.posts.map(({ path, title }) => `  ${path}  ${oneLine(title ?? '')}`.trimEnd()))),
    ...describeSkipped(skipped),
    ...describeNotes(notes),
    ...describeProof(proof, isWritten),
    ...describeSite(result),
    ...describeSamples(result),
    ...nextSteps(result),
  ];
}

function headline({ args, program, prepared: { posts, files }, present, isWritten }: ImportResult): string {
  const verb = isWritten ? 'Imported' : 'Would import';
  const drafts = posts.filter(({ isDraft }) => isDraft).length;
  const pages = posts.filter(({ isPage }) => isPage).length;
  const details = [
    ...(drafts > 0 ? [count(drafts, 'draft')] : []),
    ...(pages > 0 ? [count(pages, 'page')] : []),
  ];
  const of = details.length > 0 ? ` (${details.join(', ')} among them)` : '';
  const beside = files.length > 0 ? ` and ${count(files.length, 'file')}` : '';
  const before = present > 0 ? `; ${present} there already` : '';
  return `${verb} ${count(posts.length, 'post')}${of}${beside} from ${args.source} (${program})${before}.`;
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

function describeSite({ settings, site, project, isWritten, presentSettings }: ImportResult): string[] {
  if (!project.replacesSite) {
    const isNew = ([name, value]: [string, unknown]) =>
      (name in site || name === 'permalink') && !isDeepStrictEqual(value, presentSettings[name]);
    const added = Object.fromEntries(Object.entries(settings).filter(isNew));
    if (Object.keys(added).length === 0) return [];
    const opening =
      'src/site.ts stays as you have written it. The old site has other settings; take those that you want:';
    return ['', opening, '', formatSettings(added)];
  }
  const missing = missingSettings(site);
  return [
    '',
    `${isWritten ? 'Wrote' : 'Would write'} src/site.ts${isWritten ? '.' : ':'}`,
    ...(isWritten ? [] : ['', formatSettings(settings)]),
    ...(missing.length > 0 ? [`Set ${missing.join(', ')} there: the source does not say.`] : []),
  ];
}

function describeSamples({ args, project: { samples }, isWritten }: ImportResult): string[] {
  if (samples.length === 0) return [];
  if (args.replacesSamples)
    return [
      '',
      `${isWritten ? 'Removed' : 'Would remove'} ${count(samples.length, 'file')} of the sample posts.`,
    ];
  return [
    '',
    `posts/ still has ${count(samples.length, 'file')} of the sample posts; to remove them, run the import again with --replace-samples.`,
  ];
}

function nextSteps({ args, isWritten, prepared }: ImportResult): string[] {
  if (!isWritten) return ['', 'Nothing was written. Run it again without --dry-run.'];
  return [
    '',
    'Next: look at src/site.ts, run npm start, and read what it reports.',
    // The files of a folder have come with their pictures.
    ...(args.withImages || prepared.posts.every(({ isWhole }) => isWhole)
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
