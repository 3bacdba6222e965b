// Pieces: many byte strings in one, each reachable by its number without touching the others.
//
// Layout, little endian: count (u32), an unused word, then start and length (u32 each) of every piece, then the
// bytes. Every piece starts at a multiple of eight, so that a list of numbers can be read where it lies. A Worker
// isolate starts in the same time whether the archive holds ten posts or a hundred thousand, because nothing here is
// parsed before it is asked for.

const WORD = 4;
const HEADER = 2 * WORD;
const ROW = 2 * WORD;
const ALIGNMENT = 8;

export function packSections(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let end = HEADER + ROW * pieces.length;
  const starts = pieces.map((piece) => {
    const start = align(end);
    end = start + piece.length;
    return start;
  });
  const packed = new Uint8Array(align(end));
  const view = new DataView(packed.buffer);
  view.setUint32(0, pieces.length, true);
  pieces.forEach((piece, number) => {
    const start = starts[number] ?? 0;
    view.setUint32(HEADER + ROW * number, start, true);
    view.setUint32(HEADER + ROW * number + WORD, piece.length, true);
    packed.set(piece, start);
  });
  return packed;
}

/** A view of piece `number`, not a copy. Throws a RangeError when there is no such piece. */
export function readSection<T extends ArrayBufferLike>(packed: Uint8Array<T>, number: number): Uint8Array<T> {
  const view = words(packed);
  const count = view.getUint32(0, true);
  if (!(number >= 0 && number < count)) throw new RangeError(`no piece ${number} among ${count}`);
  const start = view.getUint32(HEADER + ROW * number, true);
  return packed.subarray(start, start + view.getUint32(HEADER + ROW * number + WORD, true));
}

/** A list of whole numbers as a piece. */
export function packNumbers(numbers: Uint32Array): Uint8Array {
  const packed = new Uint8Array(WORD * numbers.length);
  const view = new DataView(packed.buffer);
  numbers.forEach((number, index) => {
    view.setUint32(WORD * index, number, true);
  });
  return packed;
}

/** The numbers of a piece: where they lie when the memory is aligned, and a copy otherwise. */
export function readNumbers(packed: Uint8Array): Uint32Array {
  const aligned = packed.byteOffset % WORD === 0 ? packed : packed.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / WORD);
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

function words(packed: Uint8Array): DataView {
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
}
