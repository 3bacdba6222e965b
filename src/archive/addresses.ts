// The address table: which path leads to which entry, and with which validator, before any shard is read.
//
// Fixed-width records sorted by a hash of the path, searched in place: a request for one of a hundred thousand
// permalinks is answered 304 after some seventeen comparisons, and start-up parses nothing.

import type { Validator } from './edition.ts';
import type { Instant } from './entry.ts';

/** Where a path of this site leads. */
export interface Address {
  /** `entry`: the permalink itself. `alias`: an older address, answered with a redirect to the permalink. */
  readonly kind: 'entry' | 'alias';
  /** Number of the entry in the archive. */
  readonly position: number;
  /** Before this moment the address is unknown. */
  readonly published: Instant;
  readonly validator: Validator;
}

const KINDS = ['entry', 'alias'] as const;
const HIGH = 0;
const LOW = 4;
const KIND = 8;
const POSITION = 12;
const PUBLISHED = 16;
const MODIFIED = 24;
const ETAG = 32;
const ETAG_LENGTH = 16;
const RECORD = ETAG + ETAG_LENGTH;

/** Packs the table. Throws when two paths cannot be told apart by their hash, or an etag has not 16 ASCII characters. */
export function packAddresses(addresses: ReadonlyMap<string, Address>): Uint8Array {
  const rows = [...addresses].map(([path, address]) => ({ path, address, hash: hashPath(path) }));
  rows.sort((a, b) => a.hash.high - b.hash.high || a.hash.low - b.hash.low);
  const packed = new Uint8Array(rows.length * RECORD);
  const view = new DataView(packed.buffer);
  rows.forEach(({ path, address, hash }, row) => {
    const previous = rows[row - 1];
    if (previous?.hash.high === hash.high && previous.hash.low === hash.low) {
      throw new Error(`the paths ${previous.path} and ${path} share one hash; change a slug`);
    }
    const start = row * RECORD;
    view.setUint32(start + HIGH, hash.high, true);
    view.setUint32(start + LOW, hash.low, true);
    view.setUint32(start + KIND, KINDS.indexOf(address.kind), true);
    view.setUint32(start + POSITION, address.position, true);
    view.setFloat64(start + PUBLISHED, address.published, true);
    view.setFloat64(start + MODIFIED, address.validator.modified, true);
    const etag = new TextEncoder().encode(address.validator.etag);
    if (etag.length !== ETAG_LENGTH) throw new RangeError(`an etag has ${ETAG_LENGTH} characters`);
    packed.set(etag, start + ETAG);
  });
  return packed;
}

/** The address of a decoded path such as `/posts/wellenlängen`, or undefined. */
export function findAddress(packed: Uint8Array, path: string): Address | undefined {
  const hash = hashPath(path);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let low = 0;
  let high = packed.length / RECORD - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const start = middle * RECORD;
    const order =
      view.getUint32(start + HIGH, true) - hash.high || view.getUint32(start + LOW, true) - hash.low;
    if (order === 0) return readAddress(packed, view, start);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function readAddress(packed: Uint8Array, view: DataView, start: number): Address {
  return {
    kind: KINDS[view.getUint32(start + KIND, true)] ?? 'entry',
    position: view.getUint32(start + POSITION, true),
    published: view.getFloat64(start + PUBLISHED, true),
    validator: {
      etag: new TextDecoder().decode(packed.subarray(start + ETAG, start + RECORD)),
      modified: view.getFloat64(start + MODIFIED, true),
    },
  };
}

/** Two 32-bit FNV-1a hashes of the path with different starts and a final mix: 64 bits, the same on every runtime. */
function hashPath(path: string): { high: number; low: number } {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < path.length; at += 1) {
    const unit = path.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 15;
  }
  return { high: (high ^ (high >>> 16)) >>> 0, low: (low ^ (low >>> 13)) >>> 0 };
}
