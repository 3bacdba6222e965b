// Feed addresses: each document has one, each address means one document, and a typo never means another.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAIN_FEED } from '../../src/archive/feed-key.ts';
import {
  BadFeedAddress,
  type FeedAddress,
  formatFeedAddress,
  listingPath,
  MAIN,
  parseFeedAddress,
  parseListingPath,
} from '../../src/routes/feed-address.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { runs } from '../runs.ts';

const [RSS] = FORMATS as [Format];

/** The address as a server parses it, after a client has resolved it. */
function parse(address: string): FeedAddress | undefined {
  const { pathname, searchParams } = new URL(address, 'https://longwave.example');
  return parseFeedAddress(pathname, searchParams);
}

/** Names after compilation: normalised, not empty, without halves of surrogate pairs. */
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    fc.constantFrom(
      '+',
      '/',
      '%',
      '?',
      '#',
      '&',
      '..',
      '.',
      'a b',
      'C++',
      '📻',
      '%2F',
      '%',
      'archive',
      'rss.xml',
      '時刻',
      'שלום',
      '=',
      "'",
      '\\',
      'a+b',
      '+..',
      '..+',
    ),
  )
  .filter((text) => !/\p{Surrogate}/u.test(text))
  .map((text) => text.normalize('NFC'));
/** In the order that addresses have: `b+a` and `a+b` are one feed. */
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((tags) => tags.sort());
const not = fc.uniqueArray(name, { maxLength: 2 }).map((tags) => tags.sort());
const selection = fc.oneof(
  fc.record({ all: fc.constant([MAIN_FEED]), not }),
  fc.record({ all: names.map((tags) => tags.map((tag) => ({ kind: 'tag' as const, name: tag }))), not }),
  fc.record({
    all: fc.tuple(fc.record({ kind: fc.constantFrom('author' as const, 'language' as const), name })),
    not,
  }),
);
const count = fc.integer({ min: 1, max: 1e9 });
const address = fc.record(
  {
    selection,
    format: fc.constantFrom(...FORMATS),
    page: fc.record({ number: count, entries: count }, { requiredKeys: ['number'] }),
  },
  { requiredKeys: ['selection', 'format'] },
);

describe('the address of a document', () => {
  it('is parsed back into the same document, for any names of tags and authors', () => {
    fc.assert(
      fc.property(address, (given) => {
        expect(parse(formatFeedAddress(given))).toEqual(given);
      }),
      runs(2000),
    );
  });

  it('is plain ASCII that no client changes', () => {
    fc.assert(
      fc.property(address, (given) => {
        const written = formatFeedAddress(given);
        expect(written).toMatch(/^\/[\x21-\x7e]*$/);
        expect(new URL(written, 'https://longwave.example').href).toBe(`https://longwave.example${written}`);
      }),
      runs(500),
    );
  });

  // [address, document]
  it.each<[string, FeedAddress]>([
    ['/rss.xml', { selection: MAIN, format: RSS }],
    ['/archive/3/rss.xml', { selection: MAIN, format: RSS, page: { number: 3 } }],
    ['/archive/3/rss.xml?entries=2', { selection: MAIN, format: RSS, page: { number: 3, entries: 2 } }],
    ['/tags/a/rss.xml', { selection: { all: [{ kind: 'tag', name: 'a' }], not: [] }, format: RSS }],
    [
      '/tags/C%2B%2B+%F0%9F%93%BB/rss.xml?not=a+b&not=c',
      {
        selection: {
          all: [
            { kind: 'tag', name: 'C++' },
            { kind: 'tag', name: '📻' },
          ],
          not: ['a b', 'c'],
        },
        format: RSS,
      },
    ],
    ['/tags/+../rss.xml', { selection: { all: [{ kind: 'tag', name: '..' }], not: [] }, format: RSS }],
    [
      '/tags/archive/archive/1/rss.xml',
      { selection: { all: [{ kind: 'tag', name: 'archive' }], not: [] }, format: RSS, page: { number: 1 } },
    ],
    [
      '/authors/Ada%20Lovelace/rss.xml',
      { selection: { all: [{ kind: 'author', name: 'Ada Lovelace' }], not: [] }, format: RSS },
    ],
    [
      '/languages/pt-BR/rss.xml',
      { selection: { all: [{ kind: 'language', name: 'pt-BR' }], not: [] }, format: RSS },
    ],
  ])('%s', (written, made) => {
    expect(formatFeedAddress(made)).toBe(written);
    expect(parse(written)).toEqual(made);
  });

  // [an address, the canonical address of the same document]
  it.each([
    ['/tags/a+a/rss.xml', '/tags/a/rss.xml'],
    ['/tags/+a+/rss.xml', '/tags/a/rss.xml'],
    ['/tags/wellenla%CC%88nge/rss.xml', '/tags/wellenl%C3%A4nge/rss.xml'],
    ['/tags/%61/rss.xml', '/tags/a/rss.xml'],
    ['/rss.xml?not=b&not=a&not=b', '/rss.xml?not=a&not=b'],
    ['/rss.xml?not=a%CC%88&not=%C3%A4', '/rss.xml?not=%C3%A4'],
    ['/rss.xml?entries=5', '/rss.xml'],
    ['/rss.xml?utm_source=x', '/rss.xml'],
  ])('%s means %s', (written, canonical) => {
    expect(formatFeedAddress(parse(written) as FeedAddress)).toBe(canonical);
  });
});

describe('no feed has the address', () => {
  it.each([
    '/',
    '/rss',
    '/rss.xml/',
    '/x/rss.xml',
    '/tags/rss.xml',
    '/tags//rss.xml',
    '/tags/+/rss.xml',
    '/tags/a/b/rss.xml',
    '/tags/a/archive/rss.xml',
    '/authors//rss.xml',
    '/archive/1/x/rss.xml',
    '/Tags/a/rss.xml',
    '/posts/a/rss.xml',
  ])('%s', (path) => {
    expect(parse(path)).toBeUndefined();
  });

  it.each(['0', '-1', '01', '1.5', '1e3', 'x', '', '+1', '9999999999999999', '%31', '٣'])(
    'of a page called %j',
    (number) => {
      expect(() => parse(`/archive/${number}/rss.xml`)).toThrow(BadFeedAddress);
    },
  );

  it.each(['/tags/%/rss.xml', '/tags/%E0%A4%A/rss.xml', '/authors/%ZZ/atom.xml', '/tags/a+%ff/feed.json'])(
    '%s, whose percent signs are invalid',
    (path) => {
      expect(() => parse(path)).toThrow(BadFeedAddress);
    },
  );
});

describe('a number of entries', () => {
  it.each(['0', '-1', '1.5', 'x', ''])('is not %j', (entries) => {
    expect(() => parse(`/archive/1/rss.xml?entries=${entries}`)).toThrow(BadFeedAddress);
  });
});

describe('the page that lists a feed', () => {
  it('has a path that is parsed back into it', () => {
    fc.assert(
      fc.property(selection, ({ all }) => {
        fc.pre(all[0]?.kind !== 'main');
        const { pathname } = new URL(listingPath({ all, not: [] }), 'https://longwave.example');
        expect(parseListingPath(pathname)).toEqual({ all, not: [] });
      }),
      runs(500),
    );
  });

  it.each(['/', '/tags', '/tags/', '/tags/a/b', '/posts/a', '/tags/+'])('is not at %s', (path) => {
    expect(parseListingPath(path)).toBeUndefined();
  });
});

describe('several tags', () => {
  it('are one feed in any order', () => {
    expect(parse('/tags/b+a/rss.xml')).toEqual(parse('/tags/a+b/rss.xml'));
  });
});
