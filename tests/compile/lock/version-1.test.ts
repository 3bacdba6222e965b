// Locks of version 1: everything in them was told to readers, and nothing of it is lost.

import { describe, expect, it } from 'vitest';
import { formatLock } from '../../../src/compile/lock/format-lock.ts';
import { parseLock } from '../../../src/compile/lock/parse-lock.ts';

const TEXT = `{
  "version": 1,
  "entries": [
    {"path":"/posts/a","id":"tag:z","former":["/posts/old"],"published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","feeds":["main"]}
  ],
  "removed": [
    {"path":"/posts/gone","id":"tag:gone","published":"2026-11-22T09:30:00Z","at":"2026-11-22T19:00:00Z","source":"0123456789-_ABCD","feeds":["main"]}
  ],
  "feeds": [
    {"feed":"main","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","shifts":[{"index":3,"at":"2026-11-22T09:30:00Z"}]},
    {"feed":"tag:radio","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","known":true}
  ],
  "states": [
    {"name":"directory","changed":"2026-11-22T09:30:00Z","digest":"abcdefghijklmnop"},
    {"name":"feeds","changed":"2026-11-22T09:30:00Z","digest":"abcdefghijklmnop"}
  ]
}
`;

describe('a lock of version 1', () => {
  const { lock } = parseLock(TEXT);

  it('keeps ids, addresses, dates, removals and the feeds that readers know', () => {
    const told = {
      path: '/posts/a',
      former: ['/posts/old'],
      published: Date.UTC(2026, 10, 22, 9, 30),
      changed: Date.UTC(2026, 10, 22, 19),
      digest: 'abcdefghijklmnop',
      textDigest: '0123456789-_ABCD',
      feeds: ['main'],
    };
    expect(lock.entries.get('tag:z')).toMatchObject({ told, current: told });
    expect(lock.removed.get('tag:gone')).toMatchObject({ path: '/posts/gone', at: told.changed });
    expect([...lock.knownFeeds]).toEqual(['tag:radio']);
    expect([...lock.templates.keys()]).toEqual(['feeds']);
  });

  it('is written as one of version 2, which says the same', () => {
    expect(parseLock(formatLock(lock)).lock).toEqual(lock);
  });

  it('is refused where it is broken', () => {
    expect(() => parseLock(TEXT.replace('"tag:z"', '7'))).toThrow('posts.lock.json:4:29: id must be text');
  });
});
