// Fields: what the front matter of a post says, once it is checked and synonymous fields are combined.

import type { Instant, Person } from '../../archive/entry.ts';
import type { Report } from '../report/findings.ts';
import type { Path } from './field-reader.ts';
import type { FieldValues } from './field-values.ts';

/** The front matter of a post. Addresses of files are still as typed. */
export interface Fields {
  readonly title?: string;
  readonly date?: Instant;
  /** The same as it is typed. */
  readonly writtenDate?: string;
  readonly updated?: Instant;
  /** As typed. */
  readonly slug?: string;
  /** An IRI, or the name that the post has in another program. */
  readonly id?: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  /** Those of the tags that the author calls categories: a permalink may contain them. */
  readonly categories: readonly string[];
  /** Empty when the site's authors wrote the post. */
  readonly authors: readonly Person[];
  readonly lang?: string;
  readonly draft: boolean;
  readonly listed: boolean;
  readonly link?: string;
  readonly via?: string;
  readonly image?: FileReference;
  readonly imageAlt?: string;
  readonly enclosures: readonly EnclosureReference[];
  readonly aliases: readonly AliasReference[];
  /** Other names by which links in Obsidian refer to the post. */
  readonly names: readonly string[];
  readonly permalink?: PermalinkReference;
}

/** A file or URL as typed. */
export interface FileReference {
  readonly url: string;
  /** Its path in the front matter, with the names that the author used. */
  readonly path: Path;
}

/** An older address of the post. */
export interface AliasReference {
  /** Path from the root, decoded, NFC, and a query if it has one, in one order. */
  readonly address: string;
  /** As in a FileReference. */
  readonly path: Path;
}

/** The address that the author wants for the post. */
export interface PermalinkReference {
  /** As typed: a path such as `/blog/a/`, or a pattern such as `/:year/:slug/`. */
  readonly address: string;
  /** As in a FileReference. */
  readonly path: Path;
}

export interface EnclosureReference extends FileReference {
  readonly type?: string;
  readonly length?: number;
  readonly duration?: number;
  readonly title?: string;
}

/** What is known of the fields of a post. */
export interface CheckedFields {
  /** Absent when a field is wrong; every wrong field has been reported then. */
  readonly fields?: Fields;
  /** Whether the post is a draft; absent when that is not known, because a field that says so is wrong. */
  readonly draft?: boolean;
  /** Whether there is a date, right or wrong. */
  readonly hasDate: boolean;
}

/** Checks the front matter of one post. */
export type CheckFields = (front: FieldValues, report: Report) => CheckedFields;
