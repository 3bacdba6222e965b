// People: who wrote the posts becomes the author of the site, and the people to whom posts refer by name.

import type { Person } from '../../archive/entry.ts';
import { withoutUndefined } from '../../compile/without-undefined.ts';
import type { ImportedPost, ImportedSite } from '../imported.ts';

/** The site with the author of most posts, unless it names one, and with what is known of each person. */
export function withPeople(site: ImportedSite, posts: readonly ImportedPost[]): ImportedSite {
  const counts = new Map<string, number>();
  const known = new Map<string, Person>(
    (site.people ?? []).map((person) => [person.name, withoutEmail(withoutUndefined(person))]),
  );
  for (const person of posts.flatMap(({ authors }) => authors)) {
    counts.set(person.name, (counts.get(person.name) ?? 0) + 1);
    known.set(person.name, { ...withoutEmail(person), ...known.get(person.name) });
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  const author = site.author ?? first?.[0];
  const people = [...known.values()].filter((person) => Object.keys(person).length > 1);
  return {
    ...site,
    ...(author !== undefined && { author }),
    ...(people.length > 0 && { people }),
  };
}

/** Longwave publishes an email address of the settings, which the old site may not have done. */
function withoutEmail<Known extends Person>({ email: _, ...person }: Known): Omit<Known, 'email'> {
  return person;
}
