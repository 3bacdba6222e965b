// Slugs of their own: posts with the same name never have the same ids in their content.

import { describe, expect, it } from 'vitest';
import { withOwnSlugs } from '../../../src/compile/posts/own-slugs.ts';
import { compileBlog, settingsFor } from '../blog.ts';

describe('of posts with one slug', () => {
  it('the oldest keeps it, and the others get a number that no other post has', () => {
    const post = (file: string, date: number, slug: string) => ({ file, date, slug });
    const posts = [
      post('c', 3, 'a'),
      post('b', 2, 'a'),
      post('x', 9, 'a-2'),
      post('a', 1, 'a'),
      post('y', 2, 'b'),
    ];
    expect(withOwnSlugs(posts).map(({ slug }) => slug)).toEqual(['a-4', 'a-3', 'a-2', 'a', 'b']);
  });

  it('each has its own ids of headings and notes, to which links from others lead', async () => {
    const text = '## Part\n\nA note.[^1]\n\n[^1]: Note.';
    const files = {
      '2014-01-08-a.md': text,
      '2015-01-08-a.md': text,
      'b.md': '---\ntitle: B\ndate: 2016-01-08\n---\n[x](2014-01-08-a.md#part) [y](2015-01-08-a.md#part)',
    };
    const settings = settingsFor({ permalink: '/:year/:slug/' });
    const { archive, lines } = await compileBlog(files, { settings });
    expect(lines).toEqual([]);
    const entries = await archive.entries([0, 1, 2]);
    const ids = entries.flatMap(({ contentForReaders }) => contentForReaders.match(/(?<= id=")[^"]+/g) ?? []);
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
    const { contentForPage } = entries[2] ?? expect.fail();
    expect(contentForPage.match(/(?<=href=")[^"]+/g)).toEqual(['/2014/a/#a.part', '/2015/a/#a-2.part']);
  });
});
