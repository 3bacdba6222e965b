// IRIs: whatever address an author or owner types, the feed stays valid.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IRI, toIri } from '../../../src/compile/text/iri.ts';
import { runs } from '../../runs.ts';

describe('an address', () => {
  it.each([
    ['https://example.org/a b<c>', 'https://example.org/a%20b%3Cc%3E'],
    ['https://example.org/a\bb', 'https://example.org/a%08b'],
    ['https://example.org/?q={x}|y^`\\"', 'https://example.org/?q=%7Bx%7D%7Cy%5E%60%5C%22'],
    ['https://example.org/ä%20%C3%A4?ö#ü', 'https://example.org/%C3%A4%20%C3%A4?%C3%B6#%C3%BC'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
  ])('%j is the IRI %s', (typed, iri) => expect(toIri(typed)).toBe(iri));

  it('is an IRI whatever is typed into it, and is not changed a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const iri = toIri(`https://example.org/${typed}`);
        expect(iri).toMatch(IRI);
        expect(toIri(iri)).toBe(iri);
      }),
      runs(500),
    );
  });
});
