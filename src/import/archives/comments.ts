// Comments: Longwave has none, so that an import only counts them.

import type { Skipped } from '../imported.ts';

/** What the report says of the comments in a source; nothing when there are none. */
export function leftOutComments(source: string, number: number): Skipped[] {
  if (number === 0) return [];
  const are = number === 1 ? 'comment is' : 'comments are';
  return [{ source, reason: `${number} ${are} left out, because Longwave has no comments` }];
}
