// Pieces: many byte strings in one, each reachable by its number without touching the others.
//
// Layout, little endian: count (u32), then count + 1 offsets (u32) counted from the end of the table, then the bytes.
// A Worker isolate starts in the same time whether the archive holds ten posts or a hundred thousand, because
// nothing here is parsed before it is asked for.

const WORD = 4;

export function packPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const table = WORD * (pieces.length + 2);
  const packed = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, table));
  const view = new DataView(packed.buffer);
  view.setUint32(0, pieces.length, true);
  let offset = 0;
  pieces.forEach((piece, number) => {
    view.setUint32(WORD * (number + 1), offset, true);
    packed.set(piece, table + offset);
    offset += piece.length;
  });
  view.setUint32(WORD * (pieces.length + 1), offset, true);
  return packed;
}

export function countPieces(packed: Uint8Array): number {
  return words(packed).getUint32(0, true);
}

/** A view of piece `number`, not a copy. Throws a RangeError when there is no such piece. */
export function readPiece(packed: Uint8Array, number: number): Uint8Array {
  const view = words(packed);
  const count = view.getUint32(0, true);
  if (!(number >= 0 && number < count)) throw new RangeError(`no piece ${number} among ${count}`);
  const table = WORD * (count + 2);
  const start = view.getUint32(WORD * (number + 1), true);
  const end = view.getUint32(WORD * (number + 2), true);
  return packed.subarray(table + start, table + end);
}

function words(packed: Uint8Array): DataView {
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
}
