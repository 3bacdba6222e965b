// The comparison of two feeds, as the owner of a blog that moves reads it.

import { describe, expect, it } from 'vitest';
import { compareFeeds } from '../../../src/import/compare/compare.ts';
import { describeComparison } from '../../../src/import/compare/describe.ts';
import type { ImportedPost } from '../../../src/import/imported.ts';

const OLD: ImportedPost = {
  source: 'feed.xml, item 1',
  id: 'https://a.example/b/',
  url: 'https://a.example/b/',
  title: 'B',
  date: Date.UTC(2020, 0, 1),
  content: { html: '<p>One “two” three.</p><img src="/x/y.png">' },
  tags: [],
  authors: [],
  enclosures: [],
};

const linesFor = (old: readonly ImportedPost[], fresh: readonly ImportedPost[]) =>
  describeComparison(compareFeeds(old, fresh));

describe('an entry is', () => {
  it.each<[string, Partial<ImportedPost>]>([
    ['the same', {}],
    ['the same at another host', { url: 'https://new.example/b/' }],
    [
      'the same with other quotation marks and spaces',
      { content: { html: '<p>One\n"two" three.</p><p><img src="https://cdn.example/y.png"></p>' } },
    ],
    ['the same with other spaces in its title', { title: ' B ' }],
  ])('%s', (_, change) => {
    expect(linesFor([OLD], [{ ...OLD, ...change }])).toEqual([
      'Compared with the old feed: 1 entry: 1 the same for readers.',
    ]);
  });

  it.each<[string, Partial<ImportedPost>, string, string]>([
    [
      'shown again with another id',
      { id: 'urn:x' },
      '1 with another id',
      'id: "https://a.example/b/" becomes "urn:x", so readers show it again',
    ],
    [
      'at another address',
      { url: 'https://a.example/b' },
      '1 with another link',
      'link: "https://a.example/b/" becomes "https://a.example/b"',
    ],
    ['under another title', { title: 'C' }, '1 with another title', 'title: "B" becomes "C"'],
    [
      'of another date',
      { date: Date.UTC(2020, 0, 1, 5) },
      '1 with another date',
      'date: "2020-01-01T00:00:00Z" becomes "2020-01-01T05:00:00Z"',
    ],
    [
      'of other words',
      { content: { html: '<p>One four three.</p><img src="y.png">' } },
      '1 with another text',
      'text: where the old feed has "One two three", the new one has "One four three"',
    ],
    [
      'without its picture',
      { content: { html: '<p>One two three.</p>' } },
      '1 with another text',
      'text: where the old feed has "picture y.png", the new one has "no such picture"',
    ],
  ])('%s', (_, change, counted, described) => {
    expect(linesFor([OLD], [{ ...OLD, ...change }])).toEqual([
      `Compared with the old feed: 1 entry: 0 the same for readers, ${counted}.`,
      '  B',
      `    ${described}`,
    ]);
  });

  it('missing', () => {
    expect(linesFor([OLD], [])).toEqual([
      'Compared with the old feed: 1 entry: 0 the same for readers, 1 missing.',
      '  B: not in the new feed (https://a.example/b/)',
    ]);
  });

  it('the same when a frame has become a link to what it shows', () => {
    const frame = '<p>One</p><iframe src="//video.example/embed/1">Two</iframe><p>three</p>';
    const link =
      '<p>One</p><p><a href="https://video.example/embed/1">https://video.example/embed/1</a></p><p>three</p>';
    expect(linesFor([{ ...OLD, content: { html: frame } }], [{ ...OLD, content: { html: link } }])).toEqual([
      'Compared with the old feed: 1 entry: 1 the same for readers.',
    ]);
  });

  it('found by its id when several are parts of one page', () => {
    const [first, second] = ['a', 'b'].map((part) => ({
      ...OLD,
      id: `https://a.example/day#${part}`,
      url: `https://a.example/day#${part}`,
      content: { html: part },
    })) as [ImportedPost, ImportedPost];
    expect(linesFor([first, second], [second, first])).toEqual([
      'Compared with the old feed: 2 entries: 2 the same for readers.',
    ]);
  });

  it('new to readers when it is not older than what they have', () => {
    const [newer, older] = [-1, 1].map((days) => ({
      ...OLD,
      id: `urn:${days}`,
      url: `https://a.example/${days}`,
      title: `${days}`,
      date: (OLD.date ?? 0) - days * 86_400_000,
    }));
    expect(linesFor([OLD], [OLD, newer as ImportedPost, older as ImportedPost])).toEqual([
      'Compared with the old feed: 1 entry: 1 the same for readers, 1 new.',
      '  -1: readers will see it as new, because the old feed does not have it',
    ]);
  });

  it.each<[string, Partial<ImportedPost>]>([
    ['its beginning', { content: { html: '<p>One two</p>' } }],
    ['its summary', { content: { html: 'About numbers.' } }],
  ])('whole when the old feed has only %s', (_, change) => {
    expect(linesFor([{ ...OLD, ...change }], [{ ...OLD, summary: 'About numbers.' }])).toEqual([
      'Compared with the old feed: 1 entry: 1 the same for readers, 1 with the whole text where there was only a part of it.',
    ]);
  });

  it('recognised by title and day when its address has changed', () => {
    const moved = { ...OLD, url: 'https://a.example/elsewhere/', id: 'urn:x' };
    expect(linesFor([OLD], [moved])[0]).toBe(
      'Compared with the old feed: 1 entry: 0 the same for readers, 1 with another id, 1 with another link.',
    );
  });
});
