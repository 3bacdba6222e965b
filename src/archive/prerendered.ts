// Prerendered documents: rendered and compressed by the compiler, so that the edge only has to send them.

import { lookUp, packIndex } from './lookup.ts';
import { packSections, readSection } from './sections.ts';

/** Bytes that a response can send without copying them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** One document in one edition. Its plain form is not stored, because decompressing is cheap. */
export interface PrerenderedDocument {
  readonly gzip: Bytes;
  readonly brotli: Bytes;
}

const INDEX = 0;
const DOCUMENTS = 1;
const ENCODINGS = 2;

/** The name of a document in one edition: its address, and the opaque part of its entity tag. */
export function prerenderedName(address: string, etag: string): string {
  return `${address} ${etag}`;
}

/** Packs documents by their names. */
export function packPrerendered(
  documents: ReadonlyMap<string, PrerenderedDocument>,
): Uint8Array<ArrayBuffer> {
  const pieces = [...documents.values()].flatMap(({ gzip, brotli }) => [gzip, brotli]);
  return packSections([packIndex(documents.keys()), packSections(pieces)]);
}

/** A view of the document with this name; undefined when the compiler has not rendered it. */
export function findPrerendered(packed: Bytes, name: string): PrerenderedDocument | undefined {
  const number = lookUp(readSection(packed, INDEX), name);
  if (number === undefined) return undefined;
  const documents = readSection(packed, DOCUMENTS);
  return {
    gzip: readSection(documents, number * ENCODINGS),
    brotli: readSection(documents, number * ENCODINGS + 1),
  };
}
