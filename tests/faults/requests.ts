// Bytes for a socket: requests that are well-formed, hostile, malformed, cut short or pipelined.

import fc from 'fast-check';

/** What one connection sends, in parts. */
export interface Burst {
  readonly parts: readonly string[];
  /** `complete` must be answered; `cut` may be; `malformed` may even be refused by an exception of workerd's parser. */
  readonly kind: 'complete' | 'cut' | 'malformed';
}

const PATHS = [
  ...'/ /rss.xml /atom.xml /feed.json /feed /feeds /feeds.opml /sitemap.xml /robots.txt /healthz'.split(' '),
  ...'/posts/first /posts/first.md /posts/First/ /2020/old/ /tags/radio /tags/radio/rss.xml'.split(' '),
  ...'/tags/radio+%E6%99%82%E5%88%BB/atom.xml /archive/1/rss.xml /media/dial.svg /media/pips.wav'.split(' '),
  ...'/posts/second /rss.xml?not=radio /rss.xml?source /nothing /favicon.ico /media/nothing.wav'.split(' '),
];
const PIECES = [
  ...'% %% %zz %00 %ff %c0%ae %E0%A4%A %25 %2F %5C %0d%0a %0D%0ASet-Cookie:x=y %u0041 ../ ..%2f //'.split(
    ' ',
  ),
  ...'/.. \\ ;a=b @evil.example {x} <script> " \' ` | ^ ~ * + ++ &&& = ? ?? # [ ] posts/ tags/ media/'.split(
    ' ',
  ),
  ...'.md .html index.html archive/ 0 1 -1 1e9 99999999999999999999 not= entries= source __proto__'.split(
    ' ',
  ),
];

const junk = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(''));
const binary = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));
const many = fc
  .tuple(fc.constantFrom(...PIECES, 'a', 'not=radio&', 'x=y&'), fc.constantFrom(100, 1000, 4000))
  .map(([piece, count]) => piece.repeat(count));

const target = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...PATHS), junk).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...PATHS), junk).map((parts) => parts.join('?')) },
  { weight: 2, arbitrary: junk.map((text) => `/${text}`) },
  { weight: 1, arbitrary: binary.map((text) => `/${text}`) },
  { weight: 1, arbitrary: many.map((text) => `/rss.xml?${text}`) },
  { weight: 1, arbitrary: many.map((text) => `/tags/${text}/rss.xml`) },
);

/** Not a path, which workerd refuses, although RFC 9112 allows some of them to proxies. */
const NO_PATH = ['*', '', 'rss.xml', 'http://evil.example/rss.xml', 'http://', '/ /', 'evil.example:80'];

const DATE = 'Sun, 22 Nov 2026 12:00:00 GMT';
const HEADERS = [
  'If-None-Match: *',
  'If-None-Match: "x"',
  'If-None-Match: W/"',
  `If-Modified-Since: ${DATE}`,
  'If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT',
  'If-Modified-Since: yesterday',
  'If-Match: "x"',
  'If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT',
  'If-Range: "x"',
  'Range: bytes=0-',
  'Range: bytes=0-3',
  'Range: bytes=-1',
  'Range: bytes=5-1',
  'Range: bytes=99999999999999999999-',
  'Range: bytes=0-1,2-3,0-0,1-1',
  'Range: bytes=',
  'Range: lines=1-2',
  'Accept-Encoding: gzip, br',
  'Accept-Encoding: identity;q=0, *;q=0',
  'Accept-Encoding: ;;,',
  'Accept: application/atom+xml',
  'Accept: ;q=',
  'Sec-Fetch-Dest: document',
  'Cookie: a=b',
  'X-Forwarded-Host: evil.example',
  'Origin: null',
  'Connection: close',
  'Connection: upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Expect: 100-continue',
  'TE: trailers',
  'X-Binary: \xff\xfe\x80',
  'X-Folded: a\r\n b',
];
const BAD_HEADERS = [
  'Host: evil.example',
  'Content-Length: 0',
  'Content-Length: -1',
  'Content-Length: 5, 6',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: gzip',
  'Transfer-Encoding: \x0bchunked',
  'no colon',
  ': no name',
  'Space : before colon',
  'Bad\x00Name: x',
  'X-Nul: \x00',
  'Host',
];
const header = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...HEADERS) },
  { weight: 1, arbitrary: many.map((text) => `X-Long: ${text.replaceAll(/[^ -~]/g, '')}`) },
);

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constantFrom('HEAD', 'OPTIONS') },
  { weight: 1, arbitrary: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH') },
);

const ordinary = fc
  .tuple(method, fc.constantFrom(...PATHS), fc.array(header, { maxLength: 3 }))
  .map(([how, path, headers]) => requestOf(how, path, headers));

const hostile = fc
  .tuple(method, target, fc.array(header, { maxLength: 6 }))
  .map(([how, path, headers]) => requestOf(how, path, headers));

const malformed = fc.oneof(
  binary,
  fc
    .tuple(
      fc.constantFrom('GET', 'get', 'G\x00T', '', 'BREW', 'A'.repeat(9000), 'PRI', 'CONNECT'),
      fc.oneof(target, fc.constantFrom(...NO_PATH)),
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'HTTP/', 'http/1.1', ''),
      fc.array(fc.constantFrom(...HEADERS, ...BAD_HEADERS), { maxLength: 4 }),
      fc.constantFrom('\r\n', '\n', '\r'),
    )
    .map(([how, path, version, headers, end]) =>
      [`${how} ${path} ${version}`, 'Host: localhost', ...headers, '', ''].join(end),
    ),
  fc
    .tuple(fc.constantFrom('zz', '-1', 'ffffffffffffffffff', '5', '0;x=y'), binary)
    .map(
      ([size, body]) =>
        `${requestOf('POST', '/rss.xml', ['Transfer-Encoding: chunked'])}${size}\r\n${body}\r\n`,
    ),
  fc.constantFrom(100, 1000, 5000).map((count) =>
    requestOf(
      'GET',
      '/rss.xml',
      Array.from({ length: count }, (_, n) => `X-${n}: ${n}`),
    ),
  ),
  fc.constant('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
  fc.constant('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0'),
);

function requestOf(how: string, path: string, headers: readonly string[]): string {
  return [`${how} ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
}

/** Cuts a text at some of its places. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => Math.floor(place * text.length)))].sort((a, b) => a - b);
  return [0, ...ends].map((start, number) => text.slice(start, ends[number]));
}

const burstOf = (kind: Burst['kind'], text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { maxLength: 3 })).map(
    ([whole, places]): Burst => ({
      parts: cut(whole, places),
      kind,
    }),
  );

const pipelined = fc.array(ordinary, { minLength: 2, maxLength: 8 }).map((all) => all.join(''));

const torn = fc
  .tuple(hostile, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, part]) => text.slice(0, part * text.length));

export const burst: fc.Arbitrary<Burst> = fc.oneof(
  { weight: 4, arbitrary: burstOf('complete', ordinary) },
  { weight: 6, arbitrary: burstOf('cut', hostile) },
  { weight: 2, arbitrary: burstOf('complete', pipelined) },
  { weight: 4, arbitrary: burstOf('malformed', malformed) },
  { weight: 2, arbitrary: burstOf('cut', torn) },
);
