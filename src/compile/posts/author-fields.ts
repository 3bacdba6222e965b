// Authors: the people whom the fields of a post name, completed by what the settings know of them.

import type { Person } from '../../archive/entry.ts';
import type { Report } from '../report/findings.ts';
import { findPerson } from '../settings/people.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { eachOf, type FieldReader, type Unchecked } from './field-reader.ts';
import { personFrom, type Schemas } from './field-schema.ts';
import type { FieldValues } from './field-values.ts';

/** The authors. An address of its own completes an author who is only a name, and whom the settings do not know. */
export function readAuthors(
  { one, all }: Pick<FieldReader, 'one' | 'all'>,
  { person, avatar, webAddress, email }: Schemas,
  settings: CheckedSettings,
  front: Pick<FieldValues, 'placeOf'>,
  report: Report,
): Person[] {
  /** A picture that is none is no reason to refuse a post. */
  const withUsableAvatar = ({ item, path }: Unchecked): Unchecked => {
    const { avatar: given, ...others } = Object(personFrom(item)) as Record<string, unknown>;
    if (given === undefined || avatar.safeParse(given).success) return { item, path };
    const message = `the avatar of ${others.name} is no absolute http or https address; it is ignored`;
    report('warning', front.placeOf(path), message);
    return { item: others, path };
  };
  const named = all('author', person, (given) => eachOf(given).map(withUsableAvatar)).map(({ item }) =>
    completePerson(withoutUndefined(item), settings),
  );
  // Two fields may name the same person.
  const authors = named.filter(({ name }, at) => named.findIndex((each) => each.name === name) === at);
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
