// Prepared documents come out of their table as they went in, and nothing comes out for a name that is not there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bytes,
  findPrerendered,
  type PrerenderedDocument,
  packPrerendered,
  prerenderedName,
} from '../../src/archive/prerendered.ts';
import { packSections, readSection } from '../../src/archive/sections.ts';
import { anArchive, anEntry } from '../a-blog.ts';
import { runs } from '../runs.ts';

const bytes = fc.uint8Array({ maxLength: 40 }).map((given): Bytes => new Uint8Array(given));
const documents = fc
  .uniqueArray(fc.tuple(fc.string(), fc.record({ gzip: bytes, brotli: bytes })), {
    selector: ([name]) => name,
    maxLength: 30,
  })
  .map((rows) => new Map<string, PrerenderedDocument>(rows));

const pack = (given: ReadonlyMap<string, PrerenderedDocument>) => packPrerendered(given) as Bytes;

describe('prerendered documents', () => {
  it('come out as they went in, each by its name', () => {
    fc.assert(
      fc.property(documents, fc.string(), (given, other) => {
        const packed = pack(given);
        for (const [name, document] of given) expect(findPrerendered(packed, name)).toEqual(document);
        expect(findPrerendered(packed, other)).toEqual(given.get(other));
      }),
      runs(300),
    );
  });

  it('are read in place, at any offset', () => {
    const packed = pack(new Map([['a', { gzip: new Uint8Array([1, 2]), brotli: new Uint8Array([3]) }]]));
    const within = readSection(packSections([new Uint8Array(3), packed]), 1);
    const found = findPrerendered(within, 'a');
    expect(found).toEqual({ gzip: new Uint8Array([1, 2]), brotli: new Uint8Array([3]) });
    expect(found?.gzip.buffer).toBe(within.buffer);
  });

  it('may be none', () => {
    expect(findPrerendered(pack(new Map()), 'a')).toBeUndefined();
  });

  it('are told apart by address and by edition', () => {
    const names = [
      prerenderedName('/rss.xml', 'one'),
      prerenderedName('/rss.xml', 'two'),
      prerenderedName('/atom.xml', 'one'),
      prerenderedName('/rss.xml?not=a', 'one'),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('are found in an archive by both, and not by one alone', () => {
    const document = { gzip: new Uint8Array([1]), brotli: new Uint8Array([2]) };
    const prerendered = new Map([[prerenderedName('/rss.xml', 'now'), document]]);
    const archive = anArchive([anEntry('a')], { prerendered });
    expect(archive.prerendered('/rss.xml', 'now')).toEqual(document);
    expect(archive.prerendered('/rss.xml', 'then')).toBeUndefined();
    expect(archive.prerendered('/atom.xml', 'now')).toBeUndefined();
    expect(archive.prerendered('/rss.xml', '')).toBeUndefined();
  });
});
