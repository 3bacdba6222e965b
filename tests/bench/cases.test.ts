// Which answers the benchmark accepts as right: figures for a wrong answer would mislead.

import { describe, expect, it } from 'vitest';
import { type Answer, type Case, casesOf, problemOf, unlike } from './cases.ts';

const DOCUMENT = '/rss.xml';
const ETAG = 'W/"tag"';

function anAnswer(given: Partial<Answer> = {}): Answer {
  return { status: 200, headers: { etag: ETAG }, body: Buffer.from('feed'), ...given };
}

function aCase(status: 200 | 304, coding?: 'gzip' | 'br'): Case {
  const found = casesOf(DOCUMENT, ETAG, ['gzip', 'br']).find(
    (each) => each.status === status && each.coding === coding,
  );
  if (!found) throw new Error(`no case for ${status} ${coding}`);
  return found;
}

describe('a case', () => {
  // [status, encoding, headers of the request]
  it.each([
    [200, undefined, {}],
    [304, undefined, { 'If-None-Match': ETAG }],
    [200, 'gzip', { 'Accept-Encoding': 'gzip' }],
    [200, 'br', { 'Accept-Encoding': 'br' }],
  ] as const)('of %d and encoding %s is requested with %j', (status, coding, headers) => {
    expect(aCase(status, coding)).toMatchObject({ path: DOCUMENT, headers });
  });
});

describe('an answer', () => {
  const gzipped = anAnswer({ headers: { etag: ETAG, 'content-encoding': 'gzip' } });

  // [the case, the answer, the problem]
  it.each([
    [aCase(200), anAnswer(), undefined],
    [aCase(200, 'gzip'), gzipped, undefined],
    [aCase(304), anAnswer({ status: 304 }), undefined],
    [aCase(304), anAnswer(), '/rss.xml 304: the app answered 200'],
    [aCase(200, 'br'), anAnswer(), '/rss.xml 200 br: the app did not compress'],
    [aCase(200, 'br'), gzipped, '/rss.xml 200 br: the app answered with Content-Encoding: gzip'],
    [aCase(200), gzipped, '/rss.xml 200: the app answered with Content-Encoding: gzip'],
  ])('to %o is measured only if it is right', (of, answer, problem) => {
    expect(problemOf(of, answer)).toBe(problem);
  });
});

describe('two answers', () => {
  // [how the second answer differs, the description]
  it.each([
    [{}, undefined],
    [{ status: 304 }, 'status: 200 and 304'],
    [{ headers: { etag: ETAG, vary: 'Accept' } }, 'vary: absent and Accept'],
    [{ headers: {} }, 'etag: W/"tag" and absent'],
    [{ body: Buffer.from('fear') }, 'body: 4 and 4 bytes'],
  ])('one of which has %o', (given, difference) => {
    expect(unlike(anAnswer(), anAnswer(given))).toBe(difference);
  });
});
