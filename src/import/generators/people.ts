// People: the authors that a site describes in its data, by the keys with which posts name them.

import type { Person } from '../../archive/entry.ts';
import { isWebAddress, readFront } from './front.ts';
import { isData, type SiteFolder, textAt } from './site-folder.ts';

/** A person with the key by which posts name them, where it is not the name. */
export type FoundPerson = Person & { readonly key?: string };

/** One file with all of them: `_data/authors.yml`, `blog/authors.yml`. */
const ALL =
  /^(?:(?:src|content|blog)\/)?(?:_?data\/)?(?:authors?|people|members)\.(?:ya?ml|json|toml|[cm]?js|ts)$/;
/** A file for each: `data/authors/ada.yml`, `content/authors/ada/_index.md`, `_authors/ada.md`. */
const EACH =
  /^(?:(?:src|content|source)\/){0,2}(?:data\/)?_?(?:authors?|people)\/([^/]+?)(?:\/_?index)?\.(?:ya?ml|json|toml|mdx?)$/;

/** The people whom a site describes, by key. */
export async function peopleOf(folder: SiteFolder): Promise<ReadonlyMap<string, Person>> {
  const people = new Map<string, Person>();
  for (const file of folder.files) {
    const key = EACH.exec(file)?.[1];
    if (key !== undefined) {
      const isPage = /\.mdx?$/.test(file);
      const data = isPage ? readFront((await folder.text(file)) ?? '').fields : await folder.data(file);
      const person = personOf({ title: textAt(data, 'name') ?? textAt(data, 'title') ?? key, ...data });
      if (person) people.set(textAt(data, 'short_name') ?? key, person);
    } else if (ALL.test(file))
      for (const [name, person] of peopleIn(await folder.data(file))) people.set(name, person);
  }
  return people;
}

/** The author of a site: a person, or the key of one. */
export function authorOf(written: unknown, people: ReadonlyMap<string, Person>): Person | undefined {
  const person = personOf(written);
  return (person && people.get(person.name)) ?? person;
}

/** A person of an object such as `{name, url, email}`, or of a text such as `Ada <ada@example.org>`. */
export function personOf(value: unknown): Person | undefined {
  if (Array.isArray(value)) return personOf(value[0]);
  const name = typeof value === 'string' ? value : (textAt(value, 'name') ?? textAt(value, 'title'));
  const bare = name?.replace(/\s*<[^>]*>$/, '').trim() ?? '';
  if (bare === '') return undefined;
  const url = ['url', 'uri', 'homepage', 'website', 'link', 'web']
    .map((key) => textAt(value, key))
    .find(isWebAddress);
  const avatar = ['avatar', 'picture', 'image', 'image_url', 'avatarurl']
    .map((key) => textAt(value, key))
    .find(isWebAddress);
  return {
    name: bare,
    ...(url !== undefined && { url }),
    ...(avatar !== undefined && { avatar }),
  };
}

/** People in a map by key, or in a list. */
function peopleIn(data: unknown): Map<string, Person> {
  const people = new Map<string, Person>();
  const entries = Array.isArray(data)
    ? data.map((each) => [textAt(each, 'key') ?? '', each])
    : isData(data)
      ? Object.entries(data)
      : [];
  for (const [key, value] of entries) {
    const person = isData(value) ? (personOf(value) ?? personOf({ ...value, name: key })) : undefined;
    if (person) people.set(String(key || person.name), person);
  }
  return people;
}

/** People as the settings have them, with a key where it is not the name. */
export function withKeys(people: ReadonlyMap<string, Person>): FoundPerson[] {
  return [...people].map(([key, person]) => (key === person.name ? person : { key, ...person }));
}
