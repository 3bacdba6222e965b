// Anchors: the ids within a post. Each carries the post's slug, since posts meet on one page, in readers and lists.

import GithubSlugger from 'github-slugger';

/** No slug holds it, so that `part` in the post `a-b` is never `b-part` in the post `a`. */
const BEHIND_SLUG = '.';

/** The id of a part of a post: `SLUG.part`. */
export function anchorId(slug: string, part: string): string {
  return slug + BEHIND_SLUG + part.replace(/\s+/g, '-');
}

/** The part that an id of a post names; undefined for an id that is none of its own. */
export function partOf(slug: string, id: string): string | undefined {
  return id.startsWith(slug + BEHIND_SLUG) ? id.slice(slug.length + BEHIND_SLUG.length) : undefined;
}

/** What a browser takes for the top of any page, or for a text to be found on it. */
export function isBrowsersOwn(fragment: string): boolean {
  return fragment === '' || fragment === 'top' || fragment.startsWith(':~:');
}

export class Anchors {
  /** Every id that the content has. */
  readonly ids = new Set<string>();
  readonly #slug: string;
  readonly #slugger = new GithubSlugger();

  constructor(slug: string) {
    this.#slug = slug;
  }

  /** Takes an id that raw HTML has. Headings keep clear of it when they are named later. */
  addTyped(id: string): void {
    this.#slugger.slug(id, true);
    this.ids.add(this.carry(id));
  }

  /** Names a heading as GitHub does. Undefined when its text holds nothing that a name can be made of. */
  addHeading(text: string): string | undefined {
    const part = this.#slugger.slug(text.replaceAll('\n', ' '));
    if (/^[-\d]*$/.test(part) && !/[\p{L}\p{N}]/u.test(text)) return undefined;
    const id = anchorId(this.#slug, part);
    this.ids.add(id);
    return id;
  }

  /**
   * The id of a footnote, or of the mark that refers to it. The slug comes second: NetNewsWire shows a note in
   * place only when the address of its mark has `#fn`. No slug holds a colon, so no other id can be like it.
   */
  addFootnote(kind: 'fn' | 'fnref', part: string): string {
    const id = `${kind}:${anchorId(this.#slug, part)}`;
    this.ids.add(id);
    return id;
  }

  /** The id with the slug in front; as it stands when it has the slug already. */
  carry(id: string): string {
    const carries = ['', 'fn:', 'fnref:'].some((kind) => id.startsWith(kind + this.#slug + BEHIND_SLUG));
    return carries ? id : anchorId(this.#slug, id);
  }

  /** The id that `#part` means: authors write the names that GitHub gives. */
  find(part: string): string {
    const id = this.ids.has(part) ? part : this.carry(part);
    return isBrowsersOwn(part) && !this.ids.has(id) ? part : id;
  }
}
