// Proving a plan: what compiling its result shows, what has to be set aside, and how its feed compares with the old one.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../../archive/archive.ts';
import type { Instant } from '../../archive/entry.ts';
import type { Finding } from '../../compile/report/findings.ts';
import { createApp } from '../../http/app.ts';
import { type Comparison, compareFeeds } from '../compare/compare.ts';
import { readServedFeed } from '../compare/old-feed.ts';
import type { ImportedFile, ImportedPost, ImportedSite } from '../imported.ts';
import type { Plan, PlannedPost } from '../write/plan.ts';
import { formatPost, type WriteOptions } from '../write/write-posts.ts';
import { type ProveOptions, prove, type SetAside } from './prove.ts';

/** Where posts go that cannot be compiled as they are. */
export const SET_ASIDE = 'posts-set-aside';
export const REASONS = `${SET_ASIDE}/reasons.txt`;

export interface ProvenPlan {
  /** The plan, with what is set aside in that folder. */
  readonly plan: Plan;
  readonly setAside: readonly SetAside[];
  readonly settings: Pick<ImportedSite, 'deadLinks'>;
  readonly warnings: readonly Finding[];
  /** Absent without an old feed, and when nothing could be compiled. */
  readonly comparison?: Comparison;
}

export interface ProvePlanOptions extends ProveOptions {
  readonly writing: Omit<WriteOptions, 'root' | 'progress'>;
  readonly oldFeed: readonly ImportedPost[] | undefined;
}

/** Compiles what the plan would make. */
export async function provePlan(planned: Plan, options: ProvePlanOptions): Promise<ProvenPlan> {
  const texts = planned.posts.flatMap((post) => {
    const text = textOf(post, options);
    return text === undefined ? [] : [{ path: post.path, text }];
  });
  const { archive, setAside, settings, warnings } = await prove(texts, planned.files, options);
  return {
    plan: withoutBroken(planned, setAside, options.root),
    setAside,
    settings,
    warnings,
    ...(archive &&
      options.oldFeed && {
        comparison: compareFeeds(options.oldFeed, await entriesOf(archive, options.now)),
      }),
  };
}

/** Undefined for a post that cannot be written either, which is reported when it is. */
function textOf(post: PlannedPost, { writing }: ProvePlanOptions): string | undefined {
  try {
    return formatPost(post, writing);
  } catch {
    return undefined;
  }
}

/** The entries of the main feed with all its pages, as a program that reads Atom finds them. */
function entriesOf(archive: Archive, now: Instant): Promise<readonly ImportedPost[]> {
  const app = createApp(archive, { now: () => now });
  return readServedFeed(`${archive.site.origin}/atom.xml`, async (url) => app.request(url));
}

/** Posts that are set aside move to their folder; files are left out. */
function withoutBroken(plan: Plan, setAside: readonly SetAside[], root: string): Plan {
  const broken = new Map(setAside.map(({ path, reason }) => [path, reason]));
  const reasonFor = (path: string) => broken.get(path.normalize('NFC'));
  const posts = plan.posts
    .map((post) =>
      reasonFor(post.path) === undefined ? post : { ...post, path: post.path.replace(/^posts/, SET_ASIDE) },
    )
    .filter(({ path }) => !path.startsWith(`${SET_ASIDE}/`) || !existsSync(join(root, path)));
  const reasons = setAside.filter(({ path }) =>
    plan.posts.some((post) => post.path.normalize('NFC') === path),
  );
  const files = plan.files.filter(({ path }) => reasonFor(path) === undefined);
  const skipped = plan.files.flatMap(({ source, path }) => {
    const reason = reasonFor(path);
    return reason === undefined ? [] : [{ source, reason }];
  });
  return {
    ...plan,
    posts,
    files: reasons.length > 0 && !existsSync(join(root, REASONS)) ? [...files, listOf(reasons)] : files,
    skipped: [...plan.skipped, ...skipped],
  };
}

function listOf(reasons: readonly SetAside[]): ImportedFile {
  const text = reasons.map(({ reason }) => `${reason}\n`).join('');
  return { source: REASONS, path: REASONS, content: { read: async () => new TextEncoder().encode(text) } };
}
