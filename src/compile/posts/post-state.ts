// The state of a post: whether its fields keep it from readers.

import type { Instant } from '../../archive/entry.ts';
import type { Report } from '../report/findings.ts';
import type { NamedFields } from './field-names.ts';
import type { FieldReader } from './field-reader.ts';
import type { Schemas } from './field-schema.ts';
import type { FieldValues } from './field-values.ts';

/** Values of WordPress and Ghost that keep a post from readers. */
const HELD_BACK = /^(?:draft|private|pending|trash|unpublished)$/i;

/** Whether a post is a draft, has expired at `now`, or is not meant for readers for another reason. */
export function isHeldBack(
  { one }: FieldReader,
  { given }: NamedFields,
  { flag, text, date }: Schemas,
  now: Instant,
  { placeOf }: FieldValues,
  report: Report,
): boolean {
  const draft = one('draft', flag)?.item;
  const isPublished = one('published', flag)?.item ?? true;
  const isDraft = draft ?? (!isPublished || HELD_BACK.test(one('status', text)?.item ?? ''));
  const expires = one('expires', date);
  const hasExpired = expires !== undefined && expires.item <= now;
  if (hasExpired)
    report('warning', placeOf(expires.path), 'the post has expired, so it is not published any more');
  // Eleventy makes no page for such a post.
  const hasNoPage = given.get('permalink')?.some(({ value }) => value === 'false') ?? false;
  return isDraft || hasExpired || hasNoPage || (one('withheld', flag)?.item ?? false);
}
