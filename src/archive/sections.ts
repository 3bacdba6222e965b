// Sections: many byte strings packed into one, each found by its number without reading the others.
//
// Layout, little endian: count (u32), an unused word, then start and length (u32 each) of every section, then the
// bytes. Every section starts at a multiple of eight, so that a list of numbers can be read in place. Start-up parses
// nothing, so an isolate starts as fast with a hundred thousand posts as with ten.

const WORD = 4;
const HEADER = 2 * WORD;
const ROW = 2 * WORD;
const ALIGNMENT = 8;

export function packSections(sections: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let end = HEADER + ROW * sections.length;
  const starts = sections.map((section) => {
    const start = align(end);
    end = start + section.length;
    return start;
  });
  const packed = new Uint8Array(align(end));
  const view = new DataView(packed.buffer);
  view.setUint32(0, sections.length, true);
  sections.forEach((section, number) => {
    const start = starts[number] ?? 0;
    view.setUint32(HEADER + ROW * number, start, true);
    view.setUint32(HEADER + ROW * number + WORD, section.length, true);
    packed.set(section, start);
  });
  return packed;
}

/** A view of section `number`, not a copy. Throws a RangeError when there is no such section. */
export function readSection<T extends ArrayBufferLike>(packed: Uint8Array<T>, number: number): Uint8Array<T> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = view.getUint32(0, true);
  if (!(number >= 0 && number < count)) throw new RangeError(`no section ${number} among ${count}`);
  const start = view.getUint32(HEADER + ROW * number, true);
  return packed.subarray(start, start + view.getUint32(HEADER + ROW * number + WORD, true));
}

/** A list of whole numbers as a section. */
export function packNumbers(numbers: Uint32Array): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(WORD * numbers.length);
  const view = new DataView(packed.buffer);
  numbers.forEach((number, index) => {
    view.setUint32(WORD * index, number, true);
  });
  return packed;
}

/** The numbers of a section: in place when the memory is aligned, and a copy otherwise. */
export function readNumbers(packed: Uint8Array): Uint32Array {
  const aligned = packed.byteOffset % WORD === 0 ? packed : packed.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / WORD);
}

/** A value as a section. */
export function packJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function readJson<T>(packed: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(packed)) as T;
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
