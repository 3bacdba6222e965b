// The validator of a document: what a conditional request compares (RFC 9110 section 8.8).

import type { Instant } from './entry.ts';

/** ETag and Last-Modified, which always change together. */
export interface Validator {
  /** The opaque part of a weak entity tag: no quotes, no `W/`. */
  readonly etag: string;
  readonly modified: Instant;
}
