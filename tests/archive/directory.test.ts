// The directory: which feeds a site offers, and which edition of the list is in force.

import { describe, expect, it } from 'vitest';
import { directoryEditionAt, offeredFeeds } from '../../src/archive/directory.ts';
import { formatFeedKey, parseFeedKey } from '../../src/archive/feed-key.ts';

describe('the offered feeds', () => {
  it.each<[string, string, string]>([
    ['leave out the only author and the only language', 'main author:A language:en', 'main'],
    ['have a tag even if it is the only one', 'main tag:a author:A', 'main tag:a'],
    ['have several authors', 'main author:A author:B language:en', 'main author:A author:B'],
    ['have several languages', 'main author:A language:de language:en', 'main language:de language:en'],
  ])('%s', (_, feeds, offered) => {
    const keys = feeds.split(' ').map(parseFeedKey);
    expect(offeredFeeds(keys).map(formatFeedKey).join(' ')).toBe(offered);
  });
});

describe('the edition of the directory', () => {
  const editions = [
    { from: 0, etag: 'a', modified: 5 },
    { from: 10, etag: 'b', modified: 10 },
    { from: 20, etag: 'c', modified: 20 },
  ];

  it.each([
    [9, 'a', 5, 10],
    [10, 'b', 10, 20],
    [20, 'c', 20, undefined],
    [99, 'c', 20, undefined],
  ])('at %i is %s', (now, etag, modified, until) => {
    expect(directoryEditionAt(editions, now)).toEqual({
      validator: { etag, modified },
      ...(until !== undefined && { until }),
    });
  });
});
