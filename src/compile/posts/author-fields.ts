// Authors: the people whom the fields of a post name, completed by what the settings know of them.

import type { Person } from '../../archive/entry.ts';
import { findPerson } from '../settings/people.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { FieldReader } from './field-reader.ts';
import type { Schemas } from './field-schema.ts';

/** The authors. An address of its own completes an author who is only a name, and whom the settings do not know. */
export function readAuthors(
  { one, all }: Pick<FieldReader, 'one' | 'all'>,
  { person, webAddress, email }: Schemas,
  settings: CheckedSettings,
): Person[] {
  const authors = all('author', person).map(({ item }) => completePerson(withoutUndefined(item), settings));
  const [only] = authors;
  const more = {
    url: one('authorUrl', webAddress)?.item,
    email: one('authorEmail', email)?.item,
    avatar: one('authorAvatar', webAddress)?.item,
  };
  return authors.length === 1 && only ? [{ ...withoutUndefined(more), ...only }] : authors;
}

function completePerson(person: Person, { people }: CheckedSettings): Person {
  return Object.keys(person).length === 1 ? findPerson(person.name, people) : person;
}
