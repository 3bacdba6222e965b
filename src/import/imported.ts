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
  /** Plain text; absent for a note. */
  readonly title?: string;
  /** Absent for a draft without one. */
  readonly date?: Instant;
  readonly updated?: Instant;
  readonly slug?: string;
  /** HTML, or Markdown that is kept as it is. */
  readonly content: { readonly html: string } | { readonly markdown: string };
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly authors: readonly Person[];
  readonly lang?: string;
  readonly draft?: boolean;
  /** False for a page, which is in no feed. */
  readonly listed?: boolean;
  readonly link?: string;
  readonly image?: { readonly url: string; readonly alt?: string };
  readonly enclosures: readonly Enclosure[];
}

/** Something that could not be taken, and why. */
export interface Skipped {
  readonly source: string;
  readonly reason: string;
}

export interface Imported {
  /** What is known of the site. */
  readonly site: Partial<SiteSettings>;
  readonly posts: readonly ImportedPost[];
  readonly skipped: readonly Skipped[];
}
