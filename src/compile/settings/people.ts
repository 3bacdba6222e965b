// People: a name in the settings or in a post can refer to a person in the settings.

import type { Person } from '../../archive/entry.ts';

/** A person in the settings, whom posts may name by a key such as `ada` as well. */
export interface KnownPerson extends Person {
  readonly key?: string;
}

/** The person with this name or key; a person with only the name when there is none. */
export function findPerson(name: string, people: readonly KnownPerson[]): Person {
  const found = people.find((person) => person.key === name) ?? people.find((person) => person.name === name);
  if (!found) return { name };
  const { key: _, ...person } = found;
  return person;
}
