// Bodies: the bytes of documents, made ready once an edition and in every coding, never for a single request.

import type { Archive } from '../archive/archive.ts';
import type { Bytes } from '../archive/prerendered.ts';
import type { Validator } from '../archive/validator.ts';
import { byteCache } from './byte-cache.ts';
import { type Coding, gunzip, gzip } from './content-encoding.ts';

/** The bytes of a representation, in the codings in which they are ready or need to be made ready but once. */
export interface Body {
  /** The best first. */
  readonly codings: readonly Coding[];
  readonly bytes: (coding: Coding) => Promise<Bytes> | Bytes;
}

/** Bytes of documents that an app keeps: some hundred feeds, well within what an isolate may hold. */
const MEMORY_BYTES = 16 * 1024 * 1024;

export type Bodies = ReturnType<typeof bodiesOf>;

export function bodiesOf(archive: Archive) {
  const keep = byteCache(MEMORY_BYTES);

  const rendered = (document: string, { etag }: Validator, render: () => Promise<string> | string): Body => {
    const plain = () => keep(document, etag, async () => encode(await render()));
    const zipped = () => keep(`${document} gzip`, etag, async () => gzip(await plain()));
    return {
      codings: ['gzip', 'identity'],
      bytes: (coding) => (coding === 'gzip' ? zipped() : plain()),
    };
  };

  return {
    /** A document that is rendered here. Its name tells it from all others. */
    rendered,

    /** A document that the compiler may have prerendered. */
    prerendered: (address: string, validator: Validator, render: () => Promise<string>): Body => {
      const prerendered = archive.prerendered(address, validator.etag);
      if (!prerendered) return rendered(address, validator, render);
      const plain = () => keep(address, validator.etag, () => gunzip(prerendered.gzip));
      return {
        codings: ['br', 'gzip', 'identity'],
        bytes: (coding) => {
          if (coding === 'br') return prerendered.brotli;
          return coding === 'gzip' ? prerendered.gzip : plain();
        },
      };
    },

    /** A document that is too short to compress, or that one person sees once. */
    plain: (render: () => Promise<string> | string): Body => ({
      codings: ['identity'],
      bytes: async () => encode(await render()),
    }),
  };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
