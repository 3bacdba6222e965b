// Prepared documents come out of their table as they went in, and nothing comes out for a name that is not there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPieces, readPiece } from '../../src/archive/pieces.ts';
import {
  type Bytes,
  findPrepared,
  type PreparedDocument,
  packPrepared,
  preparedName,
} from '../../src/archive/prepared.ts';
import { anArchive, anEntry } from '../a-blog.ts';
import { runs } from '../runs.ts';

const bytes = fc.uint8Array({ maxLength: 40 }).map((given): Bytes => new Uint8Array(given));
const documents = fc
  .uniqueArray(fc.tuple(fc.string(), fc.record({ gzip: bytes, brotli: bytes })), {
    selector: ([name]) => name,
    maxLength: 30,
  })
  .map((rows) => new Map<string, PreparedDocument>(rows));

const pack = (given: ReadonlyMap<string, PreparedDocument>) => packPrepared(given) as Bytes;

describe('prepared documents', () => {
  it('come out as they went in, each by its name', () => {
    fc.assert(
      fc.property(documents, fc.string(), (given, other) => {
        const packed = pack(given);
        for (const [name, document] of given) expect(findPrepared(packed, name)).toEqual(document);
        expect(findPrepared(packed, other)).toEqual(given.get(other));
      }),
      runs(300),
    );
  });

  it('are read where they lie, wherever that is', () => {
    const packed = pack(new Map([['a', { gzip: new Uint8Array([1, 2]), brotli: new Uint8Array([3]) }]]));
    const within = readPiece(packPieces([new Uint8Array(3), packed]), 1);
    const found = findPrepared(within, 'a');
    expect(found).toEqual({ gzip: new Uint8Array([1, 2]), brotli: new Uint8Array([3]) });
    expect(found?.gzip.buffer).toBe(within.buffer);
  });

  it('may be none', () => {
    expect(findPrepared(pack(new Map()), 'a')).toBeUndefined();
  });

  it('are told apart by address and by edition', () => {
    const names = [
      preparedName('/rss.xml', 'one'),
      preparedName('/rss.xml', 'two'),
      preparedName('/atom.xml', 'one'),
      preparedName('/rss.xml?not=a', 'one'),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('are found in an archive by both, and not by one alone', () => {
    const document = { gzip: new Uint8Array([1]), brotli: new Uint8Array([2]) };
    const prepared = new Map([[preparedName('/rss.xml', 'now'), document]]);
    const archive = anArchive([anEntry('a')], { prepared });
    expect(archive.prepared('/rss.xml', 'now')).toEqual(document);
    expect(archive.prepared('/rss.xml', 'then')).toBeUndefined();
    expect(archive.prepared('/atom.xml', 'now')).toBeUndefined();
    expect(archive.prepared('/rss.xml', '')).toBeUndefined();
  });
});
