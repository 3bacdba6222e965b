// Left out: what the report says of things of which an import takes none, such as comments.

import type { Skipped } from '../imported.ts';

/** `3 retweets are left out`; nothing when there are none. `one` is the word for a single one, `many` for several. */
export function leftOut(source: string, number: number, one: string, many: string, why = ''): Skipped[] {
  if (number === 0) return [];
  const subject = number === 1 ? `1 ${one} is` : `${number} ${many} are`;
  return [{ source, reason: `${subject} left out${why}` }];
}

export function leftOutComments(source: string, number: number): Skipped[] {
  return leftOut(source, number, 'comment', 'comments', ', because Longwave has no comments');
}
