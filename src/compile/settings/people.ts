// People: a name in the settings or in a post can refer to a person in the settings.

import type { Person } from '../../archive/entry.ts';

/** The person with this name; a person with only the name when there is none. */
export function findPerson(name: string, people: readonly Person[]): Person {
  return people.find((person) => person.name === name) ?? { name };
}
