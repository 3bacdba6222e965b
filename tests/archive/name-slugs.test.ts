// Slugs of names: what other blog software writes for a tag, an author or a title in an address.

import { describe, expect, it } from 'vitest';
import { hugoSlug, jekyllSlug, prettySlug, slugsOf, wordPressSlug } from '../../src/archive/name-slugs.ts';

describe('a name', () => {
  // [name, in Hugo, in Jekyll, in Jekyll for :title, in WordPress]; those of Hugo and Jekyll as the programs write them.
  it.each([
    ['Web Dev', 'web-dev', 'web-dev', 'Web-Dev', 'web-dev'],
    ['Node.js', 'node.js', 'node-js', 'Node.js', 'node-js'],
    ['C++', 'c++', 'c', 'C++', 'c'],
    ['Q&A', 'qa', 'q-a', 'Q&A', 'qa'],
    ["it's", 'its', 'it-s', "it's", 'its'],
    ['A - B', 'a-b', 'a-b', 'A-B', 'a-b'],
    ['foo_bar', 'foo_bar', 'foo-bar', 'foo_bar', 'foo_bar'],
    ['50%', '50', '50', '50', '50'],
    ['Ärger', 'ärger', 'ärger', 'Ärger', 'arger'],
    ['日本 語', '日本-語', '日本-語', '日本-語', '日本-語'],
    ['हिन्दी', 'हिन्दी', 'हिन्दी', 'हिन्दी', 'हिन्दी'],
    ['?!', '', '', '!', ''],
  ])('%s is written %s, %s, %s and %s', (name, ...slugs) => {
    expect([hugoSlug, jekyllSlug, prettySlug, wordPressSlug].map((slugOf) => slugOf(name))).toEqual(slugs);
  });

  it('is found by its slugs, the most exact first', () => {
    expect(slugsOf('Q&A')).toEqual(['q&a', 'qa', 'q-a', 'q-and-a']);
    expect(slugsOf('Straße')).toEqual(['straße', 'strasse']);
    expect(slugsOf('📻')).toEqual(['📻']);
  });
});
