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
  // [who asks, Accept-Encoding, what is available, the encoding]
  it.each<[string, string | null, readonly Encoding[], Encoding]>([
    ['curl without --compressed', null, ALL, 'identity'],
    ['curl --compressed', 'deflate, gzip, br, zstd', ALL, 'br'],
    ['Firefox', 'gzip, deflate, br, zstd', ALL, 'br'],
    ['a browser over plain HTTP', 'gzip, deflate', ALL, 'gzip'],
    ['Miniflux', 'br,gzip', ALL, 'br'],
    ["Go's own client", 'gzip', ALL, 'gzip'],
    ["Ruby's own client", 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3', ALL, 'gzip'],
    ['feedparser', 'gzip, deflate', RENDERED_HERE, 'gzip'],
    ['one that says nothing in it', '', ALL, 'identity'],
    ['one that takes anything', '*', ALL, 'br'],
    ['one that takes anything, of a document rendered here', '*', RENDERED_HERE, 'gzip'],
    ['one that takes anything but br', 'br;q=0, *', ALL, 'gzip'],
    ['one that takes little but anything', 'gzip;q=0, *;q=0.1', ALL, 'br'],
    ['one that takes nothing', '*;q=0', ALL, 'identity'],
    ['one that prefers gzip', 'br;q=0.5, gzip', ALL, 'gzip'],
    ['one that prefers br a little', 'gzip;q=0.998, br;q=0.999', ALL, 'br'],
    ['one that barely takes gzip', 'gzip;q=0.001', ALL, 'gzip'],
    ['one that likes both alike: br is smaller', 'gzip;q=0.5, br;q=0.5', ALL, 'br'],
    ['one that prefers what is not there', 'br, gzip;q=0.1', RENDERED_HERE, 'gzip'],
    ['one that takes only what is not there', 'br', RENDERED_HERE, 'identity'],
    ['one that takes gzip, of what is not compressed', 'gzip, br', PLAIN, 'identity'],
    ['one that wants it plain', 'identity', ALL, 'identity'],
    ['one that rather wants it plain', 'identity, gzip;q=0.5, br;q=0.5', ALL, 'identity'],
    ['one that takes it plain just as well', 'identity, gzip', ALL, 'gzip'],
    ['one that refuses it plain and takes gzip', 'identity;q=0, gzip;q=0.1', ALL, 'gzip'],
    ['one that refuses it plain and takes the rest', 'identity;q=0, *', ALL, 'br'],
    // No encoding is acceptable, but a document is more useful than a 406.
    ['one that refuses it plain and names nothing else', 'identity;q=0', ALL, 'identity'],
    ['one of the nineties', 'x-gzip', ALL, 'gzip'],
    ['one of the nineties that is not sure', 'x-gzip;q=0.5, compress', ALL, 'gzip'],
    ['one that writes in capitals', 'GZIP, Deflate', ALL, 'gzip'],
    ['one that refuses in capitals', 'gzip;Q=0', ALL, 'identity'],
    ['one that leaves room', ' gzip ; q=0 ,\tbr ; q=0.5 ', ALL, 'br'],
    ['one that stutters', ',,gzip,,', ALL, 'gzip'],
    ['one that takes only what nobody has', 'zstd, compress, deflate', ALL, 'identity'],
    ['one that spells it out', 'brotli', ALL, 'identity'],
    ['one that says nonsense', ';;,=q"', ALL, 'identity'],
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
