// What an import brings: posts, files and settings from another program, before anything is written.

import type { Enclosure, Instant, Person } from '../archive/entry.ts';
import type { SiteSettings } from '../compile/settings/settings.ts';

/** A post from elsewhere, in the form that it had there. */
export interface ImportedPost {
  /** Where it comes from, for messages: `export.xml, item 12`. */
  readonly source: string;
  /** The id under which readers know it, from `guid`, `id` or its permalink; absent if they do not know it. */
  readonly id?: string;
  /** Its old permalink: absolute, or a path from the root. */
  readonly url?: string;
  /** Other old addresses, such as `/?p=12`. */
  readonly aliases?: readonly string[];
  /** Where it goes within posts/, with forward slashes; made from its date and its address when absent. */
  readonly file?: string;
  /** Plain text; absent for a note. */
  readonly title?: string;
  /** Absent for a draft without one. */
  readonly date?: Instant;
  readonly updated?: Instant;
  readonly slug?: string;
  readonly content: ImportedContent;
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly authors: readonly Person[];
  readonly lang?: string;
  readonly draft?: boolean;
  /** False for a page, which is in no feed. */
  readonly listed?: boolean;
  readonly link?: string;
  readonly image?: { readonly url: string; readonly alt?: string };
  readonly enclosures: readonly ImportedEnclosure[];
}

/** A file that is attached to a post, as far as its source describes it. */
export type ImportedEnclosure = Pick<Enclosure, 'url'> & Partial<Omit<Enclosure, 'url'>>;

/** HTML, Markdown that is kept as it is, or a whole file with front matter that is kept as it is. */
export type ImportedContent =
  | { readonly html: string }
  | { readonly markdown: string }
  | { readonly file: string };

/** A file that belongs to the site or to a post. */
export interface ImportedFile {
  /** Where it comes from, for messages. */
  readonly source: string;
  /** Where it goes, from the root of the project with forward slashes: `public/images/x.png`, `posts/x/y.png`. */
  readonly path: string;
  /** The file on disk, or what reads it. */
  readonly content: { readonly from: string } | { readonly read: () => Promise<Uint8Array> };
}

/** Something that could not be taken, and why. */
export interface Skipped {
  readonly source: string;
  readonly reason: string;
}

/** Settings that the source knows. */
export type ImportedSite = Partial<SiteSettings> & {
  readonly permalink?: string;
  readonly deadLinks?: 'error' | 'warning';
};

export interface Imported {
  /** What is known of the site. */
  readonly site: ImportedSite;
  readonly posts: readonly ImportedPost[];
  readonly files: readonly ImportedFile[];
  readonly skipped: readonly Skipped[];
  /** The program that made the site, where the reader knows several. */
  readonly program?: string;
  /** What the owner should know of what was taken. */
  readonly notes?: readonly string[];
}
