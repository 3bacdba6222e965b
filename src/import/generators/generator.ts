// Generators: what the folder of a site says, in the terms of the program that made pages of it.

import type { Instant, Person } from '../../archive/entry.ts';
import type { Dialect, SiteSettings } from '../../compile/settings/settings.ts';
import type { Skipped } from '../imported.ts';
import type { FoundPerson } from './people.ts';
import type { SiteFolder } from './site-folder.ts';
import type { Values } from './variables.ts';

/** A post or a page, and what its generator makes of it. */
export interface FoundPost {
  /** Its file, from the root of the site. */
  readonly source: string;
  /** Where it goes within posts/. */
  readonly file: string;
  /** The text of the file. */
  readonly text: string;
  /** Whether the generator reads it as MDX, whatever its name ends in. */
  readonly isMdx?: boolean;
  /** The front matter, with its keys in lower case. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** A page is in no feed. */
  readonly kind: 'post' | 'page';
  /** The path of its page, decoded, with a slash at the end if the generator writes one; absent when not known. */
  readonly path?: string;
  /** How sure the path is, where no configuration says it: `usual` where its route is known, `guess` where nothing is. */
  readonly certainty?: 'usual' | 'guess';
  /** The id in the feeds of the generator: a path is at the origin of the site. Absent when it makes none. */
  readonly id?: string;
  /** The moment that the generator takes it to be from; absent when it has none. */
  readonly date?: Instant;
  /** Absent when the generator leaves it to the field `draft` itself. */
  readonly draft?: boolean;
  /** Other addresses that lead to it, decoded paths from the root; absent when the field `aliases` says it all. */
  readonly aliases?: readonly string[];
  /** Fields that the generator takes from elsewhere, such as the data of a folder. */
  readonly inherited?: Readonly<Record<string, string | readonly string[]>>;
}

/** A file that belongs to a post or to the site, with its place from the root of the project. */
export interface FoundFile {
  readonly source: string;
  readonly path: string;
}

/** An address that leads to another one: paths from the root, or absolute. */
export interface OldRedirect {
  readonly from: string;
  readonly to: string;
  /** The page that does nothing else. */
  readonly source?: string;
}

export interface FoundSite {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Scheme and host. */
  readonly origin?: string | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly author?: Person | undefined;
  readonly people: readonly FoundPerson[];
  readonly dialect: Dialect;
  /** What variables in templates stand for. */
  readonly values?: Values;
  /** The texts of the files that posts include. */
  readonly includes?: readonly string[];
  /** The pattern of the addresses of most posts, with the parts that Longwave knows. */
  readonly permalink?: string | undefined;
  /** Where the generator serves its feeds. */
  readonly feeds: NonNullable<SiteSettings['oldFeedAddresses']>;
  readonly posts: readonly FoundPost[];
  /** Pages that only lead to another page. */
  readonly redirects?: readonly OldRedirect[];
  readonly files: readonly FoundFile[];
  readonly skipped: readonly Skipped[];
}

export interface Generator {
  readonly name: string;
  /** Whether the folder is the root of a site of this generator. */
  readonly recognises: (folder: SiteFolder) => boolean | Promise<boolean>;
  readonly read: (folder: SiteFolder) => Promise<FoundSite>;
}
