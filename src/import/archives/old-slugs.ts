// Old slugs: how the addresses of an old site spell tags and authors, where that does not follow from the name.

import { lowerCase } from '../../archive/lower-case.ts';
import { type OldSlugs, slugsOf } from '../../archive/name-slugs.ts';
import type { ImportedPost } from '../imported.ts';

/** The name of a tag or an author, and what stands for it in addresses. */
export interface Term {
  readonly slug: string;
  readonly name: string;
}

/** The slugs that the site must be told, of the tags and authors that posts have; undefined when there are none. */
export function oldSlugsOf(
  terms: { readonly tags: readonly Term[]; readonly authors: readonly Term[] },
  posts: readonly ImportedPost[],
): OldSlugs | undefined {
  const tags = new Set(posts.flatMap((post) => post.tags));
  const authors = new Set(posts.flatMap((post) => post.authors.map(({ name }) => name)));
  const slugs = {
    tags: untold(terms.tags.filter(({ name }) => tags.has(name))),
    authors: untold(terms.authors.filter(({ name }) => authors.has(name))),
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
