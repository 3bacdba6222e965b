// The entry: a compiled post, as feeds and pages show it.

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
  /** Bytes; like width and height, known for local files only. */
  readonly length?: number;
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly alt?: string;
}

/** A file that is attached to an entry, such as an episode, a film or a document. */
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

/**
 * A compiled post. All text is plain unless the field says HTML, and has no character that XML 1.0 forbids. In stored
 * entries, addresses of the own site begin with the mark of origin.ts, which the archive replaces when it reads them.
 */
export interface Entry {
  /** Permanent IRI, by which readers recognise the entry when its title or address changes. */
  readonly id: string;
  readonly slug: string;
  /** Path of the permalink on this site, percent-encoded: `/posts/SLUG` by default. */
  readonly path: string;
  /** Absent for a note. */
  readonly title?: string;
  readonly published: Instant;
  /** When the post was significantly revised, if the author says so; never guessed. */
  readonly updated?: Instant;
  /** The day of publication in the site's time zone, `YYYY-MM-DD`, so that pages need no time zone or locale. */
  readonly day: string;
  readonly summary: string;
  /** The first words of a note, for a format that requires a title; absent for an entry with a title. */
  readonly beginning?: string;
  /** HTML for the entry's own page. */
  readonly contentForPage: string;
  /** HTML for feed readers: absolute addresses, safe markup, and nothing that needs the style sheet of a page. */
  readonly contentForReaders: string;
  /** The author's Markdown, without the front matter. */
  readonly markdown: string;
  /** True if original Markdown, without extensions, makes of `markdown` what readers get. */
  readonly isPlainMarkdown?: true;
  readonly tags: readonly string[];
  /** Never empty. */
  readonly authors: readonly Person[];
  /** BCP 47. */
  readonly lang: string;
  /** The address that a link post is about. */
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

/** The title of an entry, or the summary of a note. */
export function entryLabel(entry: Entry): string {
  return entry.title ?? entry.summary;
}
