// The entry: what one post has become once compiled. Every feed, page and look-up speaks of this type.

/** A moment, as Unix time in milliseconds; Longwave keeps whole seconds, the precision HTTP dates have. */
export type Instant = number;

/** Who wrote an entry. The name is plain text; the addresses are absolute. */
export interface Person {
  readonly name: string;
  readonly url?: string;
  readonly email?: string;
  readonly avatar?: string;
}

/** The picture of an entry, at an absolute address. */
export interface Picture {
  readonly url: string;
  readonly type?: string;
  /** Bytes; like width and height known for local files only. */
  readonly length?: number;
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly alt?: string;
}

/** A file that travels with an entry: an episode, a film, a document. */
export interface Enclosure {
  readonly url: string;
  /** MIME type, such as `audio/mpeg`. */
  readonly type: string;
  /** Bytes. */
  readonly length: number;
  /** Seconds. */
  readonly duration?: number;
  readonly title?: string;
}

/** A compiled post. All text is plain unless the field says HTML, and holds no character XML 1.0 forbids. */
export interface Entry {
  /** Permanent IRI. Readers know the entry by it, whatever becomes of its title or address. */
  readonly id: string;
  readonly slug: string;
  /** Path of the permalink on this site, percent-encoded: `/posts/SLUG`. */
  readonly path: string;
  /** Absent for a note. */
  readonly title?: string;
  readonly published: Instant;
  /** The author's own word for a significant revision; never guessed. */
  readonly updated?: Instant;
  /** The day of publication in the site's time zone, `YYYY-MM-DD`: pages show it and need no clock or locale. */
  readonly day: string;
  readonly summary: string;
  /** HTML for the entry's own page. */
  readonly contentForPage: string;
  /** HTML for feed readers: absolute addresses, safe markup, nothing a page's style sheet would be needed for. */
  readonly contentForReaders: string;
  /** The author's Markdown, without the front matter. */
  readonly markdown: string;
  readonly tags: readonly string[];
  /** Never empty. */
  readonly authors: readonly Person[];
  /** BCP 47. */
  readonly lang: string;
  /** A link post's subject. */
  readonly link?: string;
  /** Where the author found `link`. */
  readonly via?: string;
  readonly image?: Picture;
  readonly enclosures: readonly Enclosure[];
  /** False for an entry that has a permalink but is in no feed and no listing. */
  readonly listed: boolean;
  /** True only where drafts are compiled too. */
  readonly draft?: boolean;
}

/** What a page or feed calls an entry that may have no title. */
export function entryLabel(entry: Entry): string {
  return entry.title ?? entry.summary;
}
