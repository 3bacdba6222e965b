// A representation: something that can be sent for an address (RFC 9110 section 3.2).

import type { Instant } from '../archive/entry.ts';
import type { Bytes } from '../archive/prerendered.ts';
import type { Validator } from '../archive/validator.ts';
import type { Encoding } from './content-encoding.ts';
import type { Link } from './link-header.ts';

/** Headers, validator and bytes of a document; the bytes are made on demand. */
export interface Representation {
  /** 200 when absent; only a 200 has validators. */
  readonly status?: 200 | 400 | 404 | 410;
  /** Media type with its charset. */
  readonly contentType: string;
  readonly validator?: Validator;
  readonly cacheControl: (now: Instant) => string;
  /** When the next edition begins, if that is known. */
  readonly until?: Instant;
  /** Request headers that affect which representation is sent, except Accept-Encoding. */
  readonly vary?: readonly string[];
  readonly links?: readonly Link[];
  /** What a person who opens the address in a browser gets instead. */
  readonly forPerson?: () => Representation;
  /** Called only when a client needs the bytes. */
  readonly body: () => Body;
}

/** The bytes of a representation, in the encodings in which it is available. */
export interface Body {
  /** The best first. */
  readonly encodings: readonly Encoding[];
  readonly bytes: (encoding: Encoding) => Promise<Bytes> | Bytes;
}
