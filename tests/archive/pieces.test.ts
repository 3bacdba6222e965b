// Pieces: byte strings packed into one come back unchanged, and nothing beyond them can be read.

import { describe, expect, it } from 'vitest';
import { packPieces, readPiece } from '../../src/archive/pieces.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('pieces', () => {
  const pieces = [bytes(1, 2, 3), bytes(), bytes(255)];
  const packed = packPieces(pieces);

  it('come back as they were packed, the empty one too', () => {
    expect(pieces.map((_, number) => readPiece(packed, number))).toEqual(pieces);
  });

  it('are views of the packed bytes, not copies', () => {
    expect(readPiece(packed, 0).buffer).toBe(packed.buffer);
  });

  it('can be packed within each other, at any offset', () => {
    const outer = packPieces([bytes(7), packed]);
    expect(readPiece(readPiece(outer, 1), 2)).toEqual(bytes(255));
  });

  it.each([-1, 3, Number.NaN])('refuse the number %s', (number) => {
    expect(() => readPiece(packed, number)).toThrow(RangeError);
  });

  it('may be none at all', () => {
    expect(() => readPiece(packPieces([]), 0)).toThrow('no piece 0 among 0');
  });
});
