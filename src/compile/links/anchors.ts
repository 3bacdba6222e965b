// Anchors: the ids in a post. Each contains the post's slug, because readers may show several posts on a page. On its
// own page a post is alone, and its ids work without the slug, too, as other programs make them.

import GithubSlugger from 'github-slugger';

/** No slug contains it, so `part` in the post `a-b` differs from `b-part` in the post `a`. */
const SEPARATOR = '.';

/** The id of a part of a post: `SLUG.part`. */
export function anchorId(slug: string, part: string): string {
  return slug + SEPARATOR + part.replace(/\s+/g, '-');
}

/** The part that an id names; undefined when it is not an id of this post. */
export function partOf(slug: string, id: string): string | undefined {
  return id.startsWith(slug + SEPARATOR) ? id.slice(slug.length + SEPARATOR.length) : undefined;
}

/** Whether browsers give a fragment a meaning on every page: the top, or a text to find. */
export function isReservedFragment(fragment: string): boolean {
  return fragment === '' || fragment === 'top' || fragment.startsWith(':~:');
}

/** Whether an id is that of the heading that became the title of the post. */
export function isOfTitle(part: string, titleIds: readonly string[]): boolean {
  const letters = lettersIn(part);
  return letters !== '' && titleIds.some((id) => lettersIn(id) === letters);
}

function lettersIn(id: string): string {
  return id.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** The name by which GitHub links to a heading, if no other heading before it has the same text. */
export function headingName(text: string): string {
  return new GithubSlugger().slug(text.trim());
}

/** The fragment that leads to the top of every page. */
const TOP = 'top';

export class Anchors {
  /** Every id in the content. */
  readonly ids = new Set<string>();
  /** The same ids by their letters and digits: programs differ about punctuation, case and hyphens. */
  readonly #byLetters = new Map<string, string>();
  readonly #slug: string;
  readonly #slugger = new GithubSlugger();

  readonly #titleIds: readonly string[];

  /** `titleIds` are those of the heading that became the title, which is not in the content. */
  constructor(slug: string, titleIds: readonly string[] = []) {
    this.#slug = slug;
    this.#titleIds = titleIds;
  }

  /** Adds an id from raw HTML. Headings that are named later get other ids. */
  addTyped(id: string): void {
    this.#slugger.slug(id, true);
    this.#add(this.prefixed(id));
  }

  /** Names a heading as GitHub does. Undefined when its text has no letters or digits. */
  addHeading(text: string): string | undefined {
    const part = this.#slugger.slug(text.replaceAll('\n', ' '));
    if (/^[-\d]*$/.test(part) && !/[\p{L}\p{N}]/u.test(text)) return undefined;
    const id = anchorId(this.#slug, part);
    this.#add(id);
    return id;
  }

  #add(id: string): void {
    this.ids.add(id);
    const letters = lettersIn(id);
    if (!this.#byLetters.has(letters)) this.#byLetters.set(letters, id);
  }

  /**
   * The id of a footnote, or of a mark that refers to it. The slug comes second: NetNewsWire shows a note in place only
   * when the address in its mark contains `#fn`. Slugs contain no colon, so no other id can be the same.
   */
  addFootnote(kind: 'fn' | 'fnref', part: string): string {
    const id = `${kind}:${anchorId(this.#slug, part)}`;
    this.ids.add(id);
    return id;
  }

  /** The id with the slug in front, unless it has the slug already. */
  prefixed(id: string): string {
    const hasSlug = ['', 'fn:', 'fnref:'].some((kind) => id.startsWith(kind + this.#slug + SEPARATOR));
    return hasSlug ? id : anchorId(this.#slug, id);
  }

  /** The id without the slug, as it is on the page of the post. Those of footnotes stay. */
  plain(id: string): string {
    return partOf(this.#slug, id) ?? id;
  }

  /** The id that `#part` refers to. Authors write the names that GitHub gives to headings, and other programs similar ones. */
  find(part: string): string {
    const id = this.ids.has(part) ? part : this.prefixed(part);
    if (this.ids.has(id)) return id;
    if (isReservedFragment(part)) return part;
    return this.#byLetters.get(lettersIn(id)) ?? (isOfTitle(part, this.#titleIds) ? TOP : id);
  }
}
