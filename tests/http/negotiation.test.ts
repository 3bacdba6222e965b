// Negotiation: the feed format that a request gets at an address without a format.

import { describe, expect, it } from 'vitest';
import { preferredFormat } from '../../src/http/negotiation.ts';

describe('the preferred format', () => {
  // [program, the Accept header that it sends, the format that it gets]
  it.each([
    [
      'Firefox',
      'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
      'rss',
    ],
    ['Safari', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'rss'],
    ['curl', '*/*', 'rss'],
    [
      'Miniflux',
      'application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, text/html, */*;q=0.9',
      'rss',
    ],
    [
      'FreshRSS',
      'application/atom+xml,application/rss+xml;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7,text/xml;q=0.6,text/html;q=0.5,*/*;q=0.2',
      'atom',
    ],
    [
      'feedparser',
      'application/atom+xml,application/rdf+xml,application/rss+xml,application/x-netcdf,application/xml;q=0.9,text/xml;q=0.2,*/*;q=0.1',
      'atom',
    ],
    ['Feedbin', 'application/feed+json, application/json;q=0.9', 'json'],
    [
      'NetNewsWire',
      'application/rss+xml, application/rdf+xml;q=0.8, application/atom+xml;q=0.6, application/xml;q=0.4, text/xml;q=0.4',
      'rss',
    ],
    ['a client of JSON', 'application/json', 'json'],
    ['a client of plain XML', 'text/xml', 'rss'],
    [
      'a header with parameters',
      'application/atom+xml; charset=utf-8; q=0.9, application/rss+xml; q=0.1',
      'atom',
    ],
    ['a header in capitals', 'Application/Atom+XML', 'atom'],
    ['a client that refuses RSS', 'application/rss+xml;q=0, application/atom+xml', 'atom'],
    ['a client of anything except RSS', 'application/rss+xml;q=0, */*', 'atom'],
    ['a client of plain text', 'text/plain', 'rss'],
    ['a client of any application type', 'application/*', 'rss'],
    ['a client that prefers JSON Feed', 'application/feed+json;q=0.9, */*;q=0.1', 'json'],
    ['a malformed header', ';;,=q', 'rss'],
    ['an empty header', '', 'rss'],
  ])('of %s: %s', (_, accept, format) => {
    expect(preferredFormat(accept).name).toBe(format);
  });

  it('without the header is RSS', () => {
    expect(preferredFormat(null).name).toBe('rss');
  });
});
