// Editions: the states a document goes through as scheduled posts reach their time, sealed at compile time.

import type { Instant } from './entry.ts';

/** What proves a copy current (RFC 9110 section 8.8). The two members move together or not at all. */
export interface Validator {
  /** The opaque part of a weak entity tag: no quotes, no `W/`. */
  readonly etag: string;
  readonly modified: Instant;
}

/** The state of the main stream between two publications. */
export interface Edition {
  /** First moment of this edition; 0 for the one that is in force when the archive is sealed. */
  readonly from: Instant;
  /** How many of the listed entries, counted from the oldest, are visible. */
  readonly visible: number;
  /** Of the feed documents. */
  readonly feeds: Validator;
  /** Of the pages that list entries. */
  readonly pages: Validator;
}

/** An edition with the moment the next one replaces it, if one will. */
export interface CurrentEdition extends Edition {
  readonly until?: Instant;
}

/** The edition in force at a moment. `editions` is sorted by `from` and never empty. */
export function editionAt(editions: readonly Edition[], now: Instant): CurrentEdition {
  const next = editions.findIndex((edition, number) => number > 0 && edition.from > now);
  const current = editions.at(next === -1 ? -1 : next - 1);
  if (!current) throw new RangeError('an archive has at least one edition');
  const until = editions[next]?.from;
  return until === undefined ? current : { ...current, until };
}
