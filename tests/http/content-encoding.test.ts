// Content encoding: what a client says it accepts, and what it is sent (RFC 9110 section 12.5.3).

import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, type Encoding, gunzip, gzip } from '../../src/http/content-encoding.ts';
import { runs } from '../runs.ts';

const ALL: readonly Encoding[] = ['br', 'gzip', 'identity'];
const RENDERED_HERE: readonly Encoding[] = ['gzip', 'identity'];
const PLAIN: readonly Encoding[] = ['identity'];

describe('the encoding', () => {
  // [client or header, Accept-Encoding, available encodings, the encoding]
  it.each<[string, string | null, readonly Encoding[], Encoding]>([
    ['curl without --compressed', null, ALL, 'identity'],
    ['curl --compressed', 'deflate, gzip, br, zstd', ALL, 'br'],
    ['Firefox', 'gzip, deflate, br, zstd', ALL, 'br'],
    ['a browser over plain HTTP', 'gzip, deflate', ALL, 'gzip'],
    ['Miniflux', 'br,gzip', ALL, 'br'],
    ["Go's own client", 'gzip', ALL, 'gzip'],
    ["Ruby's own client", 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3', ALL, 'gzip'],
    ['feedparser', 'gzip, deflate', RENDERED_HERE, 'gzip'],
    ['an empty header', '', ALL, 'identity'],
    ['any encoding', '*', ALL, 'br'],
    ['any encoding, for a document rendered here', '*', RENDERED_HERE, 'gzip'],
    ['any encoding except br', 'br;q=0, *', ALL, 'gzip'],
    ['any encoding except gzip, with a low quality', 'gzip;q=0, *;q=0.1', ALL, 'br'],
    ['no encoding', '*;q=0', ALL, 'identity'],
    ['a preference for gzip', 'br;q=0.5, gzip', ALL, 'gzip'],
    ['a slight preference for br', 'gzip;q=0.998, br;q=0.999', ALL, 'br'],
    ['gzip with the lowest quality', 'gzip;q=0.001', ALL, 'gzip'],
    ['equal qualities: br is smaller', 'gzip;q=0.5, br;q=0.5', ALL, 'br'],
    ['a preference for an encoding that is not available', 'br, gzip;q=0.1', RENDERED_HERE, 'gzip'],
    ['only an encoding that is not available', 'br', RENDERED_HERE, 'identity'],
    ['gzip, for a document that is not compressed', 'gzip, br', PLAIN, 'identity'],
    ['only identity', 'identity', ALL, 'identity'],
    ['a preference for identity', 'identity, gzip;q=0.5, br;q=0.5', ALL, 'identity'],
    ['identity and gzip', 'identity, gzip', ALL, 'gzip'],
    ['gzip but not identity', 'identity;q=0, gzip;q=0.1', ALL, 'gzip'],
    ['anything except identity', 'identity;q=0, *', ALL, 'br'],
    // No encoding is acceptable, but a document is more useful than a 406.
    ['no identity, and no other encoding', 'identity;q=0', ALL, 'identity'],
    ['the old name of gzip', 'x-gzip', ALL, 'gzip'],
    ['the old name of gzip, with a quality', 'x-gzip;q=0.5, compress', ALL, 'gzip'],
    ['capitals', 'GZIP, Deflate', ALL, 'gzip'],
    ['a quality in capitals', 'gzip;Q=0', ALL, 'identity'],
    ['spaces and tabs', ' gzip ; q=0 ,\tbr ; q=0.5 ', ALL, 'br'],
    ['empty list items', ',,gzip,,', ALL, 'gzip'],
    ['only encodings that are never available', 'zstd, compress, deflate', ALL, 'identity'],
    ['a wrong name of br', 'brotli', ALL, 'identity'],
    ['a malformed header', ';;,=q"', ALL, 'identity'],
  ])('for %s', (_, header, available, encoding) => {
    expect(chooseEncoding(header, available)).toBe(encoding);
  });

  it('is always an available one, for any header', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 60 }),
      fc
        .array(fc.tuple(fc.constantFrom('br', 'gzip', 'x-gzip', 'identity', '*', 'zstd', ''), fc.double()), {
          maxLength: 6,
        })
        .map((listed) => listed.map(([name, q]) => `${name};q=${q}`).join(',')),
    );
    fc.assert(
      fc.property(header, fc.constantFrom(ALL, RENDERED_HERE, PLAIN), (said, available) => {
        expect(available).toContain(chooseEncoding(said, available));
      }),
      runs(1000),
    );
  });
});

describe('gzip', () => {
  it('returns every byte when unpacked, also by other programs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (given) => {
        const bytes = new Uint8Array(given);
        const zipped = await gzip(bytes);
        expect(new Uint8Array(gunzipSync(zipped))).toEqual(bytes);
        expect(await gunzip(new Uint8Array(gzipSync(bytes)))).toEqual(bytes);
      }),
      runs(50),
    );
  });

  it('fails to unpack anything else', async () => {
    await expect(gunzip(new Uint8Array(brotliCompressSync('text')))).rejects.toThrow();
  });
});
