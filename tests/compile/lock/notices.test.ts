// Notices: what a deploy would show readers, in words.

import { describe, expect, it } from 'vitest';
import type { Lock } from '../../../src/compile/lock/lock.ts';
import { noticesOf } from '../../../src/compile/lock/notices.ts';
import { compileBlog, type Files, NOON, post } from '../blog.ts';

const TEXT = 'A text of more than ten words, so that it tells this post from all others here.';
const FILES: Files = {
  'a.md': post('date: 2026-11-01', `A. ${TEXT}`),
  'b.md': post('date: 2026-11-02', `B. ${TEXT.repeat(9)}`),
  'later.md': post('date: 2026-12-01', 'Later.'),
};

const deploy = async (files: Files, lock?: Lock): Promise<Lock> => {
  const { compiled, lines } = await compileBlog(files, { tells: true, lock });
  if (!compiled) throw new Error(lines.join('\n'));
  return compiled.lock;
};

const noticesAfter = async (files: Files): Promise<readonly string[]> => {
  const before = await deploy(FILES);
  return noticesOf(before, await deploy(files, before), NOON);
};

describe('a deploy', () => {
  // [what the author did, the posts after it, the notices]
  it.each<[string, Files, string[]]>([
    ['nothing', FILES, ['A deploy would change no entry.']],
    [
      'writing a post',
      { ...FILES, 'c.md': post('date: 2026-11-03') },
      ['A deploy would tell readers of 1 new entry.'],
    ],
    [
      'editing a post',
      { ...FILES, 'a.md': post('date: 2026-11-01', `A. More. ${TEXT}`) },
      ['A deploy would tell readers of 1 changed entry.'],
    ],
    ['renaming a post', renamed(FILES), ['A deploy would tell readers of 1 changed entry.']],
    [
      'all of these, and removing a post',
      {
        'c.md': post('date: 2026-11-03', 'C.'),
        'd.md': post('date: 2026-11-04', 'D.'),
        'b.md': post('date: 2026-11-02', `B. More. ${TEXT.repeat(9)}`),
      },
      ['A deploy would tell readers of 2 new, 1 changed and 1 removed entries.'],
    ],
    [
      'scheduling a post',
      { ...FILES, 'c.md': post('date: 2026-12-03') },
      ['A deploy would change no entry.'],
    ],
    [
      'giving a post another id',
      { ...FILES, 'a.md': post('date: 2026-11-01\nid: urn:x:1', `A. ${TEXT}`) },
      [
        'A deploy would tell readers of 1 new and 1 removed entries.',
        'It would show 1 old entry as unread, because readers know it under another id: that of /posts/a was tag:blog.example,2026-11-01:a and is urn:x:1. Give the post the old id in the field `id`.',
      ],
    ],
    [
      'giving all posts other ids',
      {
        'a.md': post('date: 2026-11-01\nid: urn:x:1', `A. ${TEXT}`),
        'b2.md': post('date: 2026-11-02\nid: urn:x:2', `B. ${TEXT.repeat(9)}`),
        'later.md': FILES['later.md'],
      },
      [
        'A deploy would tell readers of 2 new and 2 removed entries.',
        'It would show 2 old entries as unread, because readers know them under other ids: that of /posts/a was tag:blog.example,2026-11-01:a and is urn:x:1. Give each post the old id in the field `id`.',
      ],
    ],
  ])('after %s', async (_, files, notices) => expect(await noticesAfter(files)).toEqual(notices));

  it('without a lock, may show everything as unread', async () => {
    expect(noticesOf(undefined, await deploy(FILES), NOON)).toEqual([
      'There is no posts.lock.json, so a deploy would tell readers of all 2 entries as new. If the site has been deployed before, restore the file, or readers may see old entries as unread.',
    ]);
    expect(noticesOf(undefined, await deploy({}), NOON)).toEqual([]);
  });
});

function renamed({ 'a.md': a, ...others }: Files): Files {
  return { ...others, 'aa.md': a };
}
