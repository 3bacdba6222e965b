// Prepared documents: what the compiler has rendered and compressed, so that the edge has only to send it.

import { lookUp, packLookup } from './lookup.ts';
import { packPieces, readPiece } from './pieces.ts';

/** What a response takes as its body without copying. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of one document in one edition. Uncompressed they are a decompression away, which costs next to nothing. */
export interface PreparedDocument {
  readonly gzip: Bytes;
  readonly brotli: Bytes;
}

const INDEX = 0;
const DOCUMENTS = 1;
const CODINGS = 2;

/** What tells a document in one edition from all others: its address, and the opaque part of its entity tag. */
export function preparedName(address: string, etag: string): string {
  return `${address} ${etag}`;
}

/** Packs documents by their names. */
export function packPrepared(documents: ReadonlyMap<string, PreparedDocument>): Uint8Array {
  const index = packLookup(new Map([...documents.keys()].map((name, number) => [name, number])));
  const pieces = [...documents.values()].flatMap(({ gzip, brotli }) => [gzip, brotli]);
  return packPieces([index, packPieces(pieces)]);
}

/** The document of a name as it lies in the archive, or undefined when nobody prepared it. */
export function findPrepared(packed: Bytes, name: string): PreparedDocument | undefined {
  const number = lookUp(readPiece(packed, INDEX), name);
  if (number === undefined) return undefined;
  const documents = readPiece(packed, DOCUMENTS);
  return {
    gzip: readPiece(documents, number * CODINGS),
    brotli: readPiece(documents, number * CODINGS + 1),
  };
}
