// Parts that show an entry on more than one page.

import type { Entry } from '../archive/entry.ts';

/** The day of publication, for people and machines. */
export function PublishedOn({ entry }: { entry: Entry }) {
  return (
    <time class="dt-published" datetime={new Date(entry.published).toISOString()}>
      {entry.day}
    </time>
  );
}
