// Slugs: a name in any script becomes part of an address, and a slug stays as it is.

import { describe, expect, it } from 'vitest';
import { toSlug } from '../../../src/compile/posts/slug.ts';

describe('a slug', () => {
  // A name, and its slug.
  it.each([
    ['Hello, World!', 'hello-world'],
    ['snake_case ~ kept', 'snake_case-~-kept'],
    ['Wellenlängen', 'wellenlängen'],
    ['a\u0308', 'ä'],
    ['日本語の記事', '日本語の記事'],
    ['हिन्दी', 'हिन्दी'],
    ['../etc/passwd', 'etc-passwd'],
    ['100% & more', '100-more'],
    ['--a--', 'a'],
    ['😀', ''],
  ])('of %j is %j', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
    expect(toSlug(slug)).toBe(slug);
  });
});
