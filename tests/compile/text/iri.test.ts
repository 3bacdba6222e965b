// IRIs: whatever address an author or owner types, the feed stays valid.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSlug } from '../../../src/compile/posts/slug.ts';
import { IRI, tagIri, toIri } from '../../../src/compile/text/iri.ts';
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

describe('the default id of a post', () => {
  /** RFC 4151 section 2.1, as strict as the W3C validator. */
  const TAG = /^tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}-\d\d-\d\d:(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/;

  // [slug, what it is in the id]
  it.each([
    ['tuning-in', 'tuning-in'],
    ['größe', 'gr%C3%B6%C3%9Fe'],
    ['時刻', '%E6%99%82%E5%88%BB'],
    ['a_b~c', 'a_b~c'],
  ])('has the slug %s as %s', (slug, encoded) => {
    expect(tagIri('blog.example', '2026-11-22', slug)).toBe(`tag:blog.example,2026-11-22:${encoded}`);
  });

  it('is ASCII for every slug, and differs for every other slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const [a, b] = [toSlug(one), toSlug(other)];
        const [idOfA, idOfB] = [a, b].map((slug) => tagIri('blog.example', '2026-11-22', slug));
        expect(idOfA).toMatch(TAG);
        expect(idOfA === idOfB).toBe(a === b);
      }),
      runs(200),
    );
  });
});
