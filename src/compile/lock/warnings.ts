// Warnings about identities: what the lock decides otherwise than an author may expect.

import { dayOf } from '../posts/dates.ts';
import type { SourcePost } from '../posts/source-post.ts';
import { type Finding, type Place, START } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { earlierAuthority } from './earlier-authority.ts';
import { LOCK_FILE } from './lock.ts';
import type { Reconciled } from './reconcile.ts';

export function identityWarnings(reconciled: Reconciled<SourcePost>, settings: CheckedSettings): Finding[] {
  return [
    ...datesThatStay(reconciled, settings),
    ...renamedPosts(reconciled),
    ...otherAuthority(reconciled, settings),
  ];
}

function datesThatStay({ posts }: Reconciled<SourcePost>, { timeZone }: CheckedSettings): Finding[] {
  return posts
    .filter(({ dateMoved }) => dateMoved)
    .map(({ file, published, placeOf }) => {
      const day = dayOf(published, timeZone);
      const message = `the date differs from the published one, ${day}, which is kept; change it back, or use \`updated\` for a revision`;
      return warning(`posts/${file}`, placeOf(['date']), message);
    });
}

/** Which posts were recognised by nothing but their text, and which were not but look like a renamed post. */
function renamedPosts({ guesses, lookalikes }: Reconciled): Finding[] {
  return [
    ...guesses.map(({ file, path }) => {
      const message = `this is taken for the post that readers know at ${path}, because it has nearly the same text; if it is another post, give it an \`id\` of its own`;
      return warning(`posts/${file}`, START, message);
    }),
    ...lookalikes.map(({ file, path, id }) => {
      const message = `this may be the post that readers know at ${path}, which is gone; if it is, add the line \`id: ${id}\`, or readers will see it as new`;
      return warning(`posts/${file}`, START, message);
    }),
  ];
}

/** Readers keep the ids they know; a warning says how new ones can be made in the same way. */
function otherAuthority(reconciled: Reconciled, { authority }: CheckedSettings): Finding[] {
  const earlier = earlierAuthority(reconciled, authority);
  if (earlier === undefined) return [];
  const message = `the ids of the published posts have "${earlier}", and new ones will have "${authority}"; if the site has moved, write \`authority: '${earlier}'\`; if it is a new one, delete ${LOCK_FILE}`;
  return [warning('src/site.ts', START, message)];
}

function warning(file: string, place: Place, message: string): Finding {
  return { severity: 'warning', file, place, message };
}
