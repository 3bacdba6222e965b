// Names in a WordPress export: categories, tags and authors, and how its addresses spell them.

import type { Person } from '../../archive/entry.ts';
import { wordPressSlug } from '../../archive/name-slugs.ts';
import { decodePath } from '../../routes/paths.ts';
import { plainTitle } from '../feeds/values.ts';
import { childrenNamed, textIn, textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { Term } from './old-slugs.ts';

/** Whether an element of an item is a category or a tag; WordPress uses it for menus, formats and languages, too. */
export function isTerm({ attributes: { domain } }: XmlElement): boolean {
  return domain === 'category' || domain === 'post_tag' || domain === undefined;
}

/** The categories and tags of an item. */
export function termsOf(item: XmlElement): Term[] {
  return childrenNamed(item, 'category')
    .filter(isTerm)
    .flatMap((term) => termNamed(term.attributes.nicename, textIn(term)));
}

/** All categories and tags that the export lists. */
export function termsIn(channel: XmlElement): Term[] {
  return [
    ...childrenNamed(channel, 'wp:category').flatMap((each) =>
      termNamed(textOf(each, 'wp:category_nicename'), textOf(each, 'wp:cat_name')),
    ),
    ...childrenNamed(channel, 'wp:tag').flatMap((each) =>
      termNamed(textOf(each, 'wp:tag_slug'), textOf(each, 'wp:tag_name')),
    ),
  ];
}

function termNamed(slug: string | undefined, typed: string | undefined): Term[] {
  const name = plainTitle(typed);
  // WordPress encodes the letters of other scripts.
  const decoded = decodePath((slug ?? '').trim());
  return name === undefined || decoded === undefined || decoded === '' ? [] : [{ slug: decoded, name }];
}

/** The authors, by what stands for them in addresses. Who logs in with an email address has it there; it stays private. */
export function authorsIn(people: ReadonlyMap<string, Person>): Term[] {
  return [...people]
    .filter(([login]) => !login.includes('@'))
    .map(([login, { name }]) => ({ slug: wordPressSlug(login), name }));
}
