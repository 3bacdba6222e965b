// A representation: something that can be sent for an address (RFC 9110 section 3.2).

import type { Instant } from '../archive/entry.ts';
import type { Bytes } from '../archive/prerendered.ts';
import type { Validator } from '../archive/validator.ts';
import type { Encoding } from './content-encoding.ts';
import type { Link } from './link-header.ts';

/** What is sent, what proves a copy of it current, and its bytes on demand. */
export interface Representation {
  /** 200 unless said otherwise; only a 200 has validators. */
  readonly status?: 200 | 400 | 404 | 410;
  /** Media type with its charset. */
  readonly contentType: string;
  readonly validator?: Validator;
  readonly cacheControl: (now: Instant) => string;
  /** When another edition takes the place of this one, if that is known. */
  readonly until?: Instant;
  /** Request headers by which it was chosen, besides those that choose its encoding. */
  readonly vary?: readonly string[];
  readonly links?: readonly Link[];
  /** What a person gets in its place who goes to its address in a browser, if that is something else. */
  readonly forPerson?: () => Representation;
  /** Not called while every client that asks has a current copy. */
  readonly body: () => Body;
}

/** The bytes of a representation in the encodings in which they are ready, or are made ready once. */
export interface Body {
  /** The best first. */
  readonly encodings: readonly Encoding[];
  readonly bytes: (encoding: Encoding) => Promise<Bytes> | Bytes;
}
