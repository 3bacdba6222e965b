// Names in a WordPress export: how its addresses spell categories, tags and authors, where that does not follow from the name.

import type { Person } from '../../archive/entry.ts';
import { lowerCase } from '../../archive/lower-case.ts';
import { type OldSlugs, slugsOf, wordPressSlug } from '../../archive/name-slugs.ts';
import { decodePath } from '../../routes/paths.ts';
import { plainTitle } from '../feeds/values.ts';
import { childrenNamed, textIn, textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { ImportedPost } from '../imported.ts';

/** The name of a category or a tag, and what stands for it in addresses. */
export interface Term {
  readonly slug: string;
  readonly name: string;
}

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

/** The slugs that the site must be told, of the tags and authors that posts have. */
export function oldSlugsOf(
  terms: readonly Term[],
  people: ReadonlyMap<string, Person>,
  posts: readonly ImportedPost[],
): OldSlugs | undefined {
  const tags = new Set(posts.flatMap((post) => post.tags));
  const authors = new Set(posts.flatMap((post) => post.authors.map(({ name }) => name)));
  // Who logs in with an email address has it in their slug; it stays private.
  const logins = [...people].filter(([login]) => !login.includes('@'));
  const slugs = {
    tags: untold(terms.filter(({ name }) => tags.has(name))),
    authors: untold(
      logins
        .map(([login, { name }]) => ({ slug: wordPressSlug(login), name }))
        .filter(({ name }) => authors.has(name)),
    ),
  };
  const given = Object.entries(slugs).filter(([, names]) => Object.keys(names).length > 0);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** The names by slug, without those whose slugs follow from the name, unless another name has the same slug. */
function untold(terms: readonly Term[]): Record<string, string> {
  const bySlug = new Map<string, Set<string>>();
  for (const { slug, name } of terms)
    for (const each of [lowerCase(slug), ...slugsOf(name)])
      bySlug.set(each, (bySlug.get(each) ?? new Set()).add(name));
  const isTold = ({ slug, name }: Term) =>
    slugsOf(name).includes(lowerCase(slug)) && bySlug.get(lowerCase(slug))?.size === 1;
  return Object.fromEntries(terms.filter((term) => !isTold(term)).map(({ slug, name }) => [slug, name]));
}
