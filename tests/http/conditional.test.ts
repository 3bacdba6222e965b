// Conditional requests: which copies are current, in every form that clients send.

import { describe, expect, it } from 'vitest';
import { formatETag, formatHttpDate, isFresh, parseHttpDate } from '../../src/http/conditional.ts';

const modified = Date.UTC(2026, 10, 22, 12, 0, 0);
const validator = { etag: 'abc-rss', modified };
const OURS = 'Sun, 22 Nov 2026 12:00:00 GMT';

const fresh = (headers: Record<string, string>) => isFresh(new Headers(headers), validator);

describe('If-None-Match', () => {
  // [header, whether the copy is fresh]
  it.each([
    ['W/"abc-rss"', true],
    ['"abc-rss"', true],
    ['W/"other", W/"abc-rss"', true],
    ['"other" , "abc-rss"', true],
    ['*', true],
    [' * ', true],
    ['W/"abc-rss-gzip"', true],
    ['"abc-rss-br"', true],
    ['"abc-rss;gzip"', true],
    ['"abc-rss-zstd"', true],
    ['"abc-rss-deflate"', true],
    ['W/"abc-rss;br"', true],
    // Jetty's suffix.
    ['"abc-rss--gzip"', true],
    ['W/"abc-rss--br"', true],
    ['"other--gzip", W/"abc-rss--gzip"', true],
    ['"other",W/"abc-rss-br"', true],
    ['"a,b", "abc-rss"', true],
    ['"abc-rss" and more', true],
    ['"abc-rss---gzip"', false],
    ['"abc-rss-gzip-gzip"', false],
    ['"abc-rss-GZIP"', false],
    ['"abc-rssgzip"', false],
    ['"abc-rss-"', false],
    ['"abc--gzip"', false],
    ['"-gzip"', false],
    ['"gzip"', false],
    ['"*"', false],
    ['*, "other"', false],
    ["'abc-rss'", false],
    ['""abc-rss""', false],
    [',,;"', false],
    ['W/"abc-rss,other"', false],
    ['W/"abc-atom"', false],
    ['W/"abc-rss-gzipped"', false],
    ['w/"abc-rss"', true],
    ['abc-rss', false],
    ['"abc-rss', false],
    ['""', false],
    ['', false],
  ])('%s: fresh is %s', (header, expected) => {
    expect(fresh({ 'If-None-Match': header })).toBe(expected);
  });

  it('decides alone when a date is sent too', () => {
    expect(fresh({ 'If-None-Match': '"other"', 'If-Modified-Since': OURS })).toBe(false);
    expect(
      fresh({ 'If-None-Match': '"abc-rss"', 'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' }),
    ).toBe(true);
  });

  it.each(['', 'nonsense', 'abc-rss', 'W/"unterminated', ','])(
    '%j has no tag, so the date decides',
    (header) => {
      expect(fresh({ 'If-None-Match': header, 'If-Modified-Since': OURS })).toBe(true);
      expect(fresh({ 'If-None-Match': header })).toBe(false);
    },
  );
});

describe('If-Modified-Since', () => {
  // [header, whether the copy is fresh]
  it.each([
    [OURS, true],
    ['Sun, 22 Nov 2026 12:00:01 GMT', true],
    ['Sun, 22 Nov 2026 11:59:59 GMT', false],
    ['Sunday, 22-Nov-26 12:00:00 GMT', true],
    ['Sunday, 22-Nov-98 12:00:00 GMT', false],
    ['Sun Nov 22 12:00:00 2026', true],
    ['Thu Nov  5 12:00:00 2026', false],
    ['Tue, 01 Jan 2030 00:00:00 GMT', true],
    ['yesterday', false],
    ['2026-11-22T12:00:00Z', false],
    ['Sun, 31 Feb 2027 12:00:00 GMT', false],
    ['Sun, 22 Nov 2027 25:00:00 GMT', false],
    ['0', false],
    ['', false],
  ])('%s: fresh is %s', (header, expected) => {
    expect(fresh({ 'If-Modified-Since': header })).toBe(expected);
  });

  it('no copy is fresh in a request without conditions', () => {
    expect(fresh({})).toBe(false);
  });
});

describe('the headers of a validator', () => {
  it('are a weak entity tag and a date in GMT', () => {
    expect(formatETag(validator)).toBe('W/"abc-rss"');
    expect(formatHttpDate(modified)).toBe(OURS);
  });

  it('have a date that is understood when a client sends it back', () => {
    for (let day = 0; day < 800; day += 1) {
      const moment = Date.UTC(2026, 0, 1 + day, day % 24, day % 60, (day * 7) % 60);
      expect(parseHttpDate(formatHttpDate(moment))).toBe(moment);
    }
  });
});
