// Sections: byte strings packed into one come back unchanged, and nothing beyond them can be read.

import { describe, expect, it } from 'vitest';
import { packSections, readSection } from '../../src/archive/sections.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('sections', () => {
  const sections = [bytes(1, 2, 3), bytes(), bytes(255)];
  const packed = packSections(sections);

  it('come back as they were packed, the empty one too', () => {
    expect(sections.map((_, number) => readSection(packed, number))).toEqual(sections);
  });

  it('are views of the packed bytes, not copies', () => {
    expect(readSection(packed, 0).buffer).toBe(packed.buffer);
  });

  it('can be packed within each other, at any offset', () => {
    const outer = packSections([bytes(7), packed]);
    expect(readSection(readSection(outer, 1), 2)).toEqual(bytes(255));
  });

  it.each([-1, 3, Number.NaN])('refuse the number %s', (number) => {
    expect(() => readSection(packed, number)).toThrow(RangeError);
  });

  it('may be none at all', () => {
    expect(() => readSection(packSections([]), 0)).toThrow('no section 0 among 0');
  });
});
