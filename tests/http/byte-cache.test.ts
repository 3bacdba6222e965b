// The cache of bytes: what it keeps, what it forgets first, and what it never keeps.

import { describe, expect, it } from 'vitest';
import { byteCache } from '../../src/http/byte-cache.ts';

/** A memory, and a log of what had to be rendered. */
function aMemory(limit: number) {
  const keep = byteCache(limit);
  const rendered: string[] = [];
  const ask = (document: string, etag: string, length = 10) =>
    keep(document, etag, async () => {
      rendered.push(`${document} ${etag}`);
      return new Uint8Array(length);
    });
  return { ask, keep, rendered };
}

describe('the memory', () => {
  // What is asked for, as document and tag, in a memory of thirty bytes; and what has to be rendered. Each has ten.
  it.each([
    ['renders a document once', 'a1 a1 a1', 'a1'],
    ['renders it anew when its tag changes', 'a1 a2 a2', 'a1 a2'],
    ['keeps only the newest of a document', 'a1 a2 a1', 'a1 a2 a1'],
    ['keeps as many as fit', 'a1 b1 c1 a1 b1 c1', 'a1 b1 c1'],
    ['forgets the oldest where one more comes', 'a1 b1 c1 d1 b1 a1', 'a1 b1 c1 d1 a1'],
    ['forgets what was not asked for longest', 'a1 b1 c1 a1 d1 a1 b1', 'a1 b1 c1 d1 b1'],
    ['counts a document once, however often it changes', 'a1 b1 a2 a3 a4 c1 b1', 'a1 b1 a2 a3 a4 c1'],
  ])('%s', async (_, asked, expected) => {
    const { ask, rendered } = aMemory(30);
    for (const [document = '', etag = ''] of asked.split(' ')) await ask(document, etag);
    expect(rendered.map((each) => each.replace(' ', '')).join(' ')).toBe(expected);
  });

  it('serves what is larger than all of it, and keeps nothing of that', async () => {
    const { ask, rendered } = aMemory(30);
    expect(await ask('large', '1', 31)).toHaveLength(31);
    await ask('large', '1', 31);
    expect(rendered).toEqual(['large 1', 'large 1']);
  });

  it('keeps nothing of a rendering that failed', async () => {
    const { ask, keep, rendered } = aMemory(30);
    const failing = keep('a', '1', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await ask('a', '1')).toHaveLength(10);
    expect(rendered).toEqual(['a 1']);
  });

  it('still counts rightly when two ask at once', async () => {
    const { ask, rendered } = aMemory(30);
    await Promise.all([ask('a', '1'), ask('a', '1'), ask('b', '1'), ask('c', '1')]);
    rendered.length = 0;
    for (const document of ['a', 'b', 'c']) await ask(document, '1');
    expect(rendered).toEqual([]);
  });
});
