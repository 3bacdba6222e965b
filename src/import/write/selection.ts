// The selection: which posts of a source become posts. Some are versions of others, and some have nothing to show.

import { plainText } from '../feeds/values.ts';
import type { ImportedPost, Skipped } from '../imported.ts';
import { describeTwin, isSamePost } from './same-id.ts';

export interface Selection {
  /** Oldest first, drafts without a date last, so that every run names files in the same way. */
  readonly posts: readonly ImportedPost[];
  /** What the owner should know of posts that are left out, or that are taken in another form. */
  readonly skipped: readonly Skipped[];
}

export function select(given: readonly ImportedPost[]): Selection {
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = given.filter(isUndated).map(({ source }) => ({ source, reason: NO_DATE }));
  const byId = new Map<string, ImportedPost>();
  for (const post of [...given].sort(byDate)) {
    const twin = post.id === undefined ? undefined : byId.get(post.id);
    if (twin) skipped.push({ source: post.source, reason: describeTwin(post, twin) });
    if (twin && isSamePost(post, twin)) continue;
    if (isEmpty(post)) {
      skipped.push({ source: post.source, reason: 'it has neither a title nor a text' });
      continue;
    }
    if (post.id !== undefined && !twin) byId.set(post.id, post);
    posts.push(asDraft(twin ? withoutId(post) : post));
  }
  return { posts, skipped };
}

const NO_DATE = 'it has no date, so it becomes a draft; add one, and remove `draft: true`';

/** A post without a date cannot be published. A whole file may have its date in a form that the import does not know. */
function isUndated({ date, draft, content }: ImportedPost): boolean {
  return date === undefined && !draft && !('file' in content);
}

function asDraft(post: ImportedPost): ImportedPost {
  return isUndated(post) ? { ...post, draft: true } : post;
}

function withoutId({ id: _, ...post }: ImportedPost): ImportedPost {
  return post;
}

/** Elements that show something without any text. */
const SHOWN = /<(?:img|iframe|video|audio|embed|object|hr|table)\b/i;

function isEmpty({ title, content, image, enclosures }: ImportedPost): boolean {
  if ('file' in content || title !== undefined || image || enclosures.length > 0) return false;
  const text = 'html' in content ? content.html : content.markdown;
  return !SHOWN.test(text) && ('html' in content ? plainText(text) : text).trim() === '';
}

function byDate(a: ImportedPost, b: ImportedPost): number {
  return (a.date ?? Number.MAX_VALUE) - (b.date ?? Number.MAX_VALUE);
}
