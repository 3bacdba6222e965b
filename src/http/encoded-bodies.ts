// Bodies: the bytes of a document in each content encoding, made once for each edition instead of for every request.

import type { Archive } from '../archive/archive.ts';
import type { Bytes } from '../archive/prerendered.ts';
import type { Validator } from '../archive/validator.ts';
import type { Cache } from './cache.ts';
import { type Encoding, gunzip, gzip } from './content-encoding.ts';
import type { Body } from './representation.ts';

export type EncodedBodies = ReturnType<typeof encodedBodiesOf>;

/** The bodies of an archive's documents. A rendering that throws leaves nothing in the cache. */
export function encodedBodiesOf(archive: Archive, cache: Cache) {
  /** The bytes of a document in one edition and encoding, made if the cache does not have them. */
  const keep = (
    address: string,
    etag: string,
    encoding: Encoding,
    make: () => Promise<Bytes>,
  ): Promise<Bytes> | Bytes =>
    cache.bytes(address, etag)[encoding] ??
    make().then((bytes) => {
      cache.keepBytes(address, etag, encoding, bytes);
      return bytes;
    });

  const rendered = (address: string, { etag }: Validator, render: () => Promise<string> | string): Body => {
    const plain = () => keep(address, etag, 'identity', async () => encode(await render()));
    const zipped = () => keep(address, etag, 'gzip', async () => gzip(await plain()));
    return {
      encodings: ['gzip', 'identity'],
      bytes: (encoding) => (encoding === 'gzip' ? zipped() : plain()),
    };
  };

  return {
    /** A document that is rendered here, given its own address. */
    rendered,

    /** A document that the compiler may have prerendered. */
    prerendered: (address: string, validator: Validator, render: () => Promise<string>): Body => {
      const prerendered = archive.prerendered(address, validator.etag);
      if (!prerendered) return rendered(address, validator, render);
      const plain = () => keep(address, validator.etag, 'identity', () => gunzip(prerendered.gzip));
      return {
        encodings: ['br', 'gzip', 'identity'],
        bytes: (encoding) => {
          if (encoding === 'br') return prerendered.brotli;
          return encoding === 'gzip' ? prerendered.gzip : plain();
        },
      };
    },

    /** A document that is too short to compress, or is made for one person. */
    uncompressed: (render: () => Promise<string> | string): Body => ({
      encodings: ['identity'],
      bytes: async () => encode(await render()),
    }),
  };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
