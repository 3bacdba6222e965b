// Slugs of Eleventy's filters, as @sindresorhus/slugify 1.1 and slugify 1.6 write them.

import { describe, expect, it } from 'vitest';
import { slugifyOf, slugOf } from '../../../src/import/generators/filter-slugs.ts';

describe('the filters slugify and slug', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['C++ & Go', 'c-and-go', 'c++-and-go'],
    ["What's new?", 'what-s-new', "what's-new"],
    ['Größe', 'groesse', 'grosse'],
    ['A/B testing', 'a-b-testing', 'ab-testing'],
    ['v1.2.3', 'v1-2-3', 'v1.2.3'],
    ['100% #1', '100-1', '100percent-1'],
    ['Émile – dash', 'emile-dash', 'emile-dash'],
    ['Łódź Đà Nẵng', 'lodz-da-nang', 'lodz-dja-nang'],
    ['“Quoted” ‘x’', 'quoted-x', '"quoted"-\'x\''],
    ['I ♥ JS', 'i-love-js', 'i-love-js'],
    ['-a -- b-', 'a-b', 'a-b'],
    ['(paren) [x]', 'paren-x', '(paren)-x'],
    ['日本', undefined, undefined],
  ])('make of %j', (name, slugify, slug) => {
    expect([slugifyOf(name), slugOf(name)]).toEqual([slugify, slug]);
  });
});
