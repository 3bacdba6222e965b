// Target posts: what is known of a post to which others may link, and the address that readers get for it.

import { posix } from 'node:path';
import type { Instant } from '../../archive/entry.ts';
import { encodePermalink, percentDecode } from '../../routes/paths.ts';
import { anchorId, isOfTitle, isReservedFragment } from './anchors.ts';

/** A post to which others may link. Everything is decoded, and in NFC. */
export interface TargetPost {
  /** Path within posts/, with forward slashes. */
  readonly file: string;
  /** Path of the permalink. */
  readonly path: string;
  /** Older addresses: paths from the root, some with a query. */
  readonly older: readonly string[];
  readonly slug: string;
  /** Ids of the heading that became the title. */
  readonly titleIds?: readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly tags: readonly string[];
  /** Absent when it is unknown. */
  readonly date?: Instant | undefined;
  /** What it is to readers. A post that could not be read has an unknown address; that is reported elsewhere. */
  readonly state: 'published' | 'draft' | 'unread';
}

/**
 * The address of a post on this site: its permalink, percent-encoded, with a query such as `?a=b` and the id of a part.
 * `fragment` is that part as authors write it, without `#` and perhaps percent-encoded, such as `some-heading`.
 */
export function addressOf(
  { path, slug, titleIds, state }: TargetPost,
  fragment?: string,
  query = '',
): string {
  // Where it is, and what it is called, is unknown.
  if (state === 'unread') return '/';
  return encodePermalink(path) + query + hashFor(slug, titleIds ?? [], fragment);
}

/** The hash for a part of a post. Ids there have the slug in them, which authors and other programs leave out. */
function hashFor(slug: string, titleIds: readonly string[], fragment: string | undefined): string {
  if (fragment === undefined) return '';
  if (isReservedFragment(fragment)) return `#${fragment}`;
  const [, part = '', text = ''] = /^(.*?)(:~:.*)?$/s.exec(fragment) ?? [];
  const decoded = (percentDecode(part) ?? part).normalize('NFC');
  // The title has no id: it is at the top of its page.
  if (isOfTitle(decoded, titleIds)) return text === '' ? '' : `#${text}`;
  const [, kind = '', name = ''] = /^(fn:|fnref:)?(.*)$/s.exec(decoded) ?? [];
  return `#${name.startsWith(`${slug}.`) ? decoded : kind + anchorId(slug, name)}${text}`;
}

/** The file without its extension, and without `index` in a folder of its own: `2015/tuning-in`. */
export function nameOf(file: string): string {
  const name = file.replace(/\.[^./]+$/, '');
  return posix.basename(name).replace(/^_/, '') === 'index' ? posix.dirname(name) : name;
}
