// People: a name in the settings or in a post may refer to a person whom the settings describe.

import type { Person } from '../../archive/entry.ts';

/** The person of this name, or a person of whom nothing but the name is known. */
export function findPerson(name: string, people: readonly Person[]): Person {
  return people.find((person) => person.name === name) ?? { name };
}
