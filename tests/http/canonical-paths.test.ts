// Canonical paths: the candidates for a path that does not exist.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedKey, formatFeedKey } from '../../src/archive/feed-key.ts';
import { canonicalPaths } from '../../src/http/canonical-paths.ts';
import { spellSelection } from '../../src/routes/feed-address.ts';
import { runs } from '../runs.ts';

describe('what may be meant by a path', () => {
  // [a path, what may be meant by it, the most likely first]
  it.each([
    ['/', ''],
    ['//', '/'],
    ['/////', '/'],
    ['/index.html', '/'],
    ['/INDEX.HTM', '/ /index.htm'],
    ['//index.html/', '/index.html/ /index.html /'],
    ['/posts/first', '/posts/first/ /posts/first.html /posts/first/index.html'],
    ['/posts/first/', '/posts/first /posts/first.html /posts/first/index.html'],
    ['/posts/first//', '/posts/first/ /posts/first /posts/first.html /posts/first/index.html'],
    ['/posts//first', '/posts/first /posts/first/ /posts/first.html /posts/first/index.html'],
    ['//posts/first', '/posts/first /posts/first/ /posts/first.html /posts/first/index.html'],
    ['//evil.example', '/evil.example /evil.example/ /evil.example.html /evil.example/index.html'],
    ['//evil.example//', '/evil.example/ /evil.example /evil.example.html /evil.example/index.html'],
    ['/posts/first.html', '/posts/first /posts/first/ /posts/first/index.html'],
    ['/posts/first.htm', '/posts/first /posts/first/ /posts/first.html /posts/first/index.html'],
    ['/posts/first/index.html', '/posts/first /posts/first/ /posts/first.html'],
    ['/posts/first.html/', '/posts/first.html /posts/first /posts/first/ /posts/first/index.html'],
    [
      '/Posts/First',
      '/posts/first /Posts/First/ /posts/first/ /Posts/First.html /posts/first.html /Posts/First/index.html /posts/first/index.html',
    ],
    [
      '/Posts/First.HTML',
      '/Posts/First /posts/first.html /posts/first /Posts/First/ /posts/first/ /Posts/First.html /Posts/First/index.html /posts/first/index.html',
    ],
    ['/html', '/html/ /html.html /html/index.html'],
    ['/.html', '/.html/ /.html.html /.html/index.html'],
    ['/a/.html', '/a/.html/ /a/.html.html /a/.html/index.html'],
    ['/reindex.html', '/reindex /reindex/ /reindex/index.html'],
    [
      '/posts/first.html.md',
      '/posts/first.html.md/ /posts/first.html.md.html /posts/first.html.md/index.html',
    ],
    [
      '/posts/%C3%84',
      '/posts/%C3%A4 /posts/%C3%84/ /posts/%C3%A4/ /posts/%C3%84.html /posts/%C3%A4.html /posts/%C3%84/index.html /posts/%C3%A4/index.html',
    ],
    // A plus or a slash separates names. Within a name it is encoded, and stays encoded.
    [
      '/tags/C%2B%2B+a%2Fb',
      '/tags/c%2B%2B+a%2Fb /tags/C%2B%2B+a%2Fb/ /tags/c%2B%2B+a%2Fb/ /tags/C%2B%2B+a%2Fb.html /tags/c%2B%2B+a%2Fb.html /tags/C%2B%2B+a%2Fb/index.html /tags/c%2B%2B+a%2Fb/index.html',
    ],
    ['/A/%/B', '/a/%/b /A/%/B/ /a/%/b/ /A/%/B.html /a/%/b.html /A/%/B/index.html /a/%/b/index.html'],
    [
      '/A%E0%A4',
      '/a%e0%a4 /A%E0%A4/ /a%e0%a4/ /A%E0%A4.html /a%e0%a4.html /A%E0%A4/index.html /a%e0%a4/index.html',
    ],
  ])('%s', (path, meant) => {
    expect(canonicalPaths(path).join(' ')).toBe(meant);
  });

  const segment = fc.oneof(
    fc.constantFrom(
      '',
      '',
      'posts',
      'First',
      'index.html',
      'a.html',
      '.html',
      '%',
      '%2F',
      '%5C',
      '%00',
      '+',
      '.',
    ),
    fc
      .string({ unit: 'binary', maxLength: 8 })
      .map((text) => encodeURI(text.replaceAll(/\p{Surrogate}/gu, ''))),
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('/')}`);

  it('is on this site, differs from the path, and is named once', () => {
    fc.assert(
      fc.property(path, (given) => {
        const meant = canonicalPaths(given);
        for (const each of meant) expect(each).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(meant).not.toContain(given);
        expect(new Set(meant).size).toBe(meant.length);
      }),
      runs(500),
    );
  });

  it('has a small number of candidates, and so have those', () => {
    fc.assert(
      fc.property(path, (given) => {
        const reached = new Set([given]);
        for (const each of reached) for (const next of canonicalPaths(each)) reached.add(next);
        // For each ending that is removed: with and without a slash, and each of these in lower case.
        expect(reached.size).toBeLessThan(9 * (given.length + 1));
      }),
      runs(200),
    );
  });

  // If the time grew with the square of the length, these would exceed the time limit.
  it.each(['/', '/a', '/A', '//a', '/index.html', '.html', '/.html', '%', '%C3%84', '+', 'A', '/+/'])(
    'is found quickly for a path of a hundred thousand times %s',
    (piece) => {
      const long = `/${piece.repeat(100_000)}`;
      expect(canonicalPaths(long).every((each) => each.length <= 3 * long.length)).toBe(true);
    },
  );
});

describe('the name of a tag, an author or a language', () => {
  const KEYS: readonly FeedKey[] = [
    { kind: 'tag', name: 'Radio' },
    { kind: 'tag', name: 'C++' },
    { kind: 'tag', name: 'a/b' },
    { kind: 'tag', name: 'Wellenlänge' },
    { kind: 'author', name: 'Ada Lovelace' },
    { kind: 'language', name: 'pt-BR' },
  ];
  const spelled = (key: FeedKey) =>
    KEYS.find((each) => formatFeedKey(each).toLowerCase() === formatFeedKey(key).toLowerCase());

  // [a path, the path with its names as they are spelled]
  it.each([
    ['/tags/radio', '/tags/Radio'],
    ['/tags/RADIO/rss.xml', '/tags/Radio/rss.xml'],
    ['/tags/radio/archive/2/feed.json', '/tags/Radio/archive/2/feed.json'],
    ['/tags/c%2B%2B+radio', '/tags/C%2B%2B+Radio'],
    ['/tags/c%2b%2b', '/tags/C%2B%2B'],
    ['/tags/A%2FB/atom.xml', '/tags/a%2Fb/atom.xml'],
    ['/tags/WELLENLA%CC%88NGE', '/tags/Wellenl%C3%A4nge'],
    ['/authors/ada%20lovelace', '/authors/Ada%20Lovelace'],
    ['/languages/pt-br', '/languages/pt-BR'],
    ['/languages/PT-br/rss.xml', '/languages/pt-BR/rss.xml'],
    ['/tags/radio+nothing', '/tags/Radio+nothing'],
    // A tag is not an author, and other paths have no names.
    ['/authors/radio', '/authors/radio'],
    ['/posts/radio', '/posts/radio'],
    ['/Tags/radio', '/Tags/radio'],
    ['/tags', '/tags'],
    ['/tags/', '/tags/'],
    ['/tags/+', '/tags/+'],
    ['/tags/%', '/tags/%'],
    ['/tags/%+radio', '/tags/%+radio'],
    ['/tags/radio+c%2B%2B', '/tags/C%2B%2B+Radio'],
    ['/tags/radio+RADIO', '/tags/Radio'],
    ['/tags/+radio+', '/tags/Radio'],
    ['/tags/+..', '/tags/+..'],
    ['/', '/'],
  ])('in %s is spelled %s', (path, expected) => {
    expect(spellSelection(path, spelled)).toBe(expected);
    expect(spellSelection(expected, spelled)).toBe(expected);
  });
});
