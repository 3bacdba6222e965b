// Prepared documents: what the compiler has rendered and compressed, so that the edge has only to send it.

import { lookUp, packLookup } from './lookup.ts';
import { packSections, readSection } from './sections.ts';

/** What a response takes as its body without copying. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of one document in one edition. Uncompressed they are a decompression away, which costs next to nothing. */
export interface PrerenderedDocument {
  readonly gzip: Bytes;
  readonly brotli: Bytes;
}

const INDEX = 0;
const DOCUMENTS = 1;
const CODINGS = 2;

/** What tells a document in one edition from all others: its address, and the opaque part of its entity tag. */
export function prerenderedName(address: string, etag: string): string {
  return `${address} ${etag}`;
}

/** Packs documents by their names. */
export function packPrerendered(
  documents: ReadonlyMap<string, PrerenderedDocument>,
): Uint8Array<ArrayBuffer> {
  const index = packLookup(new Map([...documents.keys()].map((name, number) => [name, number])));
  const pieces = [...documents.values()].flatMap(({ gzip, brotli }) => [gzip, brotli]);
  return packSections([index, packSections(pieces)]);
}

/** The document of a name as it lies in the archive, or undefined when nobody prerendered it. */
export function findPrerendered(packed: Bytes, name: string): PrerenderedDocument | undefined {
  const number = lookUp(readSection(packed, INDEX), name);
  if (number === undefined) return undefined;
  const documents = readSection(packed, DOCUMENTS);
  return {
    gzip: readSection(documents, number * CODINGS),
    brotli: readSection(documents, number * CODINGS + 1),
  };
}
