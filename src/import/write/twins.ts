// Twins: posts and files of an import that would be in one place. The same bytes are one file; otherwise the first one counts.

import { readFile } from 'node:fs/promises';
import type { ImportedFile, Skipped } from '../imported.ts';
import type { Plan, PlannedPost } from './plan.ts';

/** The plan with one file for each place. What another file keeps out is among the skipped. */
export async function withoutTwins(plan: Plan): Promise<Plan> {
  const posts = new Map<string, PlannedPost>();
  const files = new Map<string, ImportedFile>();
  const skipped: Skipped[] = [...plan.skipped];
  for (const planned of plan.posts) {
    const first = posts.get(planned.path);
    if (!first) posts.set(planned.path, planned);
    else skipped.push({ source: planned.post.source, reason: takenBy(first.post.source, planned) });
  }
  for (const file of plan.files) {
    const first = files.get(file.path);
    const post = posts.get(file.path);
    if (post !== undefined) skipped.push({ source: file.source, reason: takenBy(post.post.source, file) });
    else if (!first) files.set(file.path, file);
    else if (first.source !== file.source && !(await areSame(first, file)))
      skipped.push({ source: file.source, reason: takenBy(first.source, file) });
  }
  return { ...plan, posts: [...posts.values()], files: [...files.values()], skipped };
}

function takenBy(source: string, { path }: { readonly path: string }): string {
  return `it would be ${path}, which is ${source} already`;
}

/** Whether two files have the same bytes. One that cannot be read is like no other. */
async function areSame(a: ImportedFile, b: ImportedFile): Promise<boolean> {
  try {
    const [bytes, others] = await Promise.all([bytesOf(a), bytesOf(b)]);
    return Buffer.compare(bytes, others) === 0;
  } catch {
    return false;
  }
}

async function bytesOf({ content }: ImportedFile): Promise<Uint8Array> {
  return 'from' in content ? readFile(content.from) : content.read();
}
