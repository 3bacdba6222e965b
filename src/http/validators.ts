// Validators: the entity tag and date of each document, computed without reading an entry.

import type { Archive, Family } from '../archive/archive.ts';
import { directoryEditionAt } from '../archive/directory.ts';
import { type Edition, windowEdition } from '../archive/edition.ts';
import type { Instant } from '../archive/entry.ts';
import type { Feed } from '../archive/feed.ts';
import { fingerprintOf } from '../archive/fingerprint.ts';
import { windowStart } from '../archive/pagination.ts';
import { windowLimits } from '../archive/site.ts';
import type { Validator } from '../archive/validator.ts';

export type Validators = ReturnType<typeof validatorsOf>;

export function validatorsOf(archive: Archive) {
  const { site, metadata, templates, directory } = archive;

  const of = (family: Family, shown: readonly Validator[], moments: readonly Instant[] = []): Validator => {
    const parts = [...shown, templates[family]];
    const modified = Math.max(...moments, ...parts.map((part) => part.modified));
    return { etag: fingerprintOf([modified, ...parts.map(({ etag }) => etag)]), modified };
  };

  return {
    /** The validator of a document that depends only on the settings of the site. */
    site: (): Validator => of('pages', []),

    entry: (position: number, family: Family): Validator => {
      const entry = { etag: metadata.digest(position), modified: metadata.changed(position) };
      return of(family, [entry], [metadata.published(position)]);
    },

    /** The newest entries of a feed, and the validator of a page that shows them. */
    listing: (feed: Feed): { slice: Edition; validator: Validator } => {
      const slice = windowEdition(feed, windowStart(feed.positions, metadata, windowLimits(site)), metadata);
      return { slice, validator: of('pages', [slice.validator]) };
    },

    /** The validator of a document that names every feed, and how long it is in force. */
    directory: (family: Family, now: Instant): { validator: Validator; until?: Instant } => {
      const { validator, ...until } = directoryEditionAt(directory, now);
      return { validator: of(family, [validator]), ...until };
    },

    /** The validator of a document that names every entry and every feed. */
    sitemap: (feed: Feed, now: Instant): Validator =>
      of('pages', [windowEdition(feed, 0, metadata).validator, directoryEditionAt(directory, now).validator]),
  };
}
