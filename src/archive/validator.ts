// The validator of a document: what a conditional request compares (RFC 9110 section 8.8).

import type { Instant } from './entry.ts';

/** ETag with Last-Modified. They move together or not at all. */
export interface Validator {
  /** The opaque part of a weak entity tag: no quotes, no `W/`. */
  readonly etag: string;
  readonly modified: Instant;
}
