// Look-ups: from a text to a number, by binary search in packed bytes.
//
// The records have a fixed width and are sorted by a fingerprint of the text. Finding one of a hundred thousand takes
// about seventeen comparisons, and start-up parses nothing.

import { fingerprint } from './fingerprint.ts';

const HIGH = 0;
const LOW = 4;
const VALUE = 8;
const RECORD = 12;

/** Packs texts with whole numbers below 2^32. Throws an Error when two texts have the same fingerprint. */
export function packLookup(values: ReadonlyMap<string, number>): Uint8Array<ArrayBuffer> {
  const rows = [...values].map(([text, value]) => ({ text, value, ...fingerprint(text) }));
  rows.sort((a, b) => a.high - b.high || a.low - b.low);
  const packed = new Uint8Array(rows.length * RECORD);
  const view = new DataView(packed.buffer);
  rows.forEach(({ text, value, high, low }, row) => {
    const previous = rows[row - 1];
    if (previous?.high === high && previous.low === low) {
      throw new Error(`"${previous.text}" and "${text}" have the same fingerprint; change one of them`);
    }
    view.setUint32(row * RECORD + HIGH, high, true);
    view.setUint32(row * RECORD + LOW, low, true);
    view.setUint32(row * RECORD + VALUE, value, true);
  });
  return packed;
}

/** Packs texts with their indices. */
export function packIndex(texts: Iterable<string>): Uint8Array<ArrayBuffer> {
  return packLookup(new Map([...texts].map((text, index) => [text, index])));
}

/** The number of a text, or undefined. */
export function lookUp(packed: Uint8Array, text: string): number | undefined {
  const wanted = fingerprint(text);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let low = 0;
  let high = packed.length / RECORD - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const start = middle * RECORD;
    const order =
      view.getUint32(start + HIGH, true) - wanted.high || view.getUint32(start + LOW, true) - wanted.low;
    if (order === 0) return view.getUint32(start + VALUE, true);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
