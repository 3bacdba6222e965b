// Ids that an author copies from a published post into another.

import { describe, expect, it } from 'vitest';
import { compileBlog, type Files, post } from '../blog.ts';

const A = post('title: A\ndate: 2026-11-20', 'Text of A.');
const B = post('title: B\ndate: 2026-11-21', 'Text of B.');
const ID_OF_A = 'tag:blog.example,2026-11-20:a';
const withId = (text: string, id = ID_OF_A) => text.replace('---\n', `---\nid: ${id}\n`);

describe('an id that readers know', () => {
  // [case, posts before, posts after, messages]
  it.each<[string, Files, Files, string[]]>([
    [
      'may not be in a copy',
      { 'a.md': withId(A, 'urn:a') },
      { 'a.md': A, 'b.md': withId(A, 'urn:a') },
      [`posts/b.md:2:5: the id "urn:a" belongs to posts/a.md; remove it here`],
    ],
    [
      'may not be in a copy, even if the original is edited',
      { 'a.md': withId(A, 'urn:a') },
      { 'a.md': `${A}More.`, 'b.md': withId(A, 'urn:a') },
      [`posts/b.md:2:5: the id "urn:a" belongs to posts/a.md; remove it here`],
    ],
    ['may be written into the post that has it', { 'a.md': A }, { 'a.md': withId(A) }, []],
    ['may move with its post', { 'a.md': withId(A) }, { 'c.md': withId(A) }, []],
    [
      'may move with its post if another gets the old name',
      { 'a.md': withId(A) },
      { 'a.md': B, 'c.md': withId(A) },
      [],
    ],
    [
      'may move with its post if two exchange names',
      { 'a.md': withId(A), 'b.md': withId(B, 'urn:b') },
      { 'a.md': withId(B, 'urn:b'), 'b.md': withId(A) },
      [],
    ],
    [
      'may move with its post if two from the same day exchange names',
      { 'a.md': withId(A), 'b.md': withId(A, 'urn:b') },
      { 'a.md': withId(A, 'urn:b'), 'b.md': withId(A) },
      [],
    ],
  ])('%s', async (_, before, after, lines) => {
    const { compiled } = await compileBlog(before);
    const next = await compileBlog(after, { lock: compiled?.lock });
    expect(next.lines).toEqual(lines);
    if (lines.length > 0) return;
    // Readers see no known entry as new.
    const ids = [...(next.compiled?.lock.entries.keys() ?? [])];
    expect(ids).toEqual(expect.arrayContaining([...(compiled?.lock.entries.keys() ?? [])]));
    expect(next.compiled?.lock.removed.size).toBe(0);
  });
});
