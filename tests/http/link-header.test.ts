// Link headers: their syntax (RFC 8288), and the links of every document.

import { describe, expect, it } from 'vitest';
import { formatLinks, type Link } from '../../src/http/link-header.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anApp, anEntry, entriesUntilNoon, SITE } from '../a-blog.ts';

describe('a Link header', () => {
  it.each<[string, Link[], string]>([
    ['of nothing', [], ''],
    ['of one link', [{ href: 'https://a.example/x', rel: 'self' }], '<https://a.example/x>; rel="self"'],
    [
      'of several links',
      [
        { href: 'https://a.example/x', rel: 'self' },
        { href: 'https://a.example/y', rel: 'alternate', type: 'text/html' },
      ],
      '<https://a.example/x>; rel="self", <https://a.example/y>; rel="alternate"; type="text/html"',
    ],
    ['of a bare host', [{ href: 'https://hub.example', rel: 'hub' }], '<https://hub.example/>; rel="hub"'],
    [
      'of a host in another script',
      [{ href: 'https://fünf.example/', rel: 'hub' }],
      '<https://xn--fnf-hoa.example/>; rel="hub"',
    ],
    [
      'of a path in another script',
      [{ href: 'https://a.example/wellenlänge?ü#ß', rel: 'self' }],
      '<https://a.example/wellenl%C3%A4nge?%C3%BC#%C3%9F>; rel="self"',
    ],
    [
      'of an address that would close its brackets',
      [{ href: 'https://a.example/>; rel="hub",<b?>#>', rel: 'self' }],
      '<https://a.example/%3E;%20rel=%22hub%22,%3Cb?%3E#%3E>; rel="self"',
    ],
    [
      'of an address with a line break',
      [{ href: 'https://a.example/a\r\nSet-Cookie: x', rel: 'self' }],
      '<https://a.example/aSet-Cookie:%20x>; rel="self"',
    ],
    [
      'of several tags',
      [{ href: 'https://a.example/tags/C%2B%2B+a,b', rel: 'self' }],
      '<https://a.example/tags/C%2B%2B+a,b>; rel="self"',
    ],
  ])('%s', (_, links, header) => {
    expect(formatLinks(links)).toBe(header);
  });
});

/** A Link header as a program reads it: `rel type path`. The path is relative when it is on this site. */
function readLinks(header: string | null): string[] {
  return [...(header ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?/g)].map(
    ([, href = '', rel, type = '-']) => `${rel} ${type} ${href.replace(SITE.origin, '')}`,
  );
}

describe('the links of', () => {
  const HUB = 'https://hub.example/?of=longwave';
  const entries = [
    ...entriesUntilNoon(SITE.window + SITE.page, { tags: ['C++', '📻'] }),
    anEntry('solo', { tags: ['solo'], lang: 'de' }),
  ];
  const { get } = anApp(entries, { site: { hub: HUB } });
  const feedsAt = (folder: string, query = '') =>
    FORMATS.map((format) => ({ ...format, address: `${folder}/${format.file}${query}` }));
  const alternates = (folder: string) =>
    feedsAt(folder).map(({ mediaType, address }) => `alternate ${mediaType} ${address}`);

  // [folder of the feed, query, the page for people, whether it has a hub]
  it.each<[string, string, string, boolean]>([
    ['', '', '/', true],
    ['/tags/C%2B%2B', '', '/tags/C%2B%2B', true],
    ['/languages/de', '', '/languages/de', true],
    ['/tags/C%2B%2B+%F0%9F%93%BB', '', '/tags/C%2B%2B+%F0%9F%93%BB', false],
    ['', '?not=solo', '/', false],
    ['/archive/1', '', '/', false],
    ['/archive/1', '?entries=2', '/', false],
  ])(
    'the feeds at %s%s: itself, its hub, the other formats, and its page',
    async (folder, query, page, hub) => {
      const feeds = feedsAt(folder, query);
      for (const feed of feeds) {
        const response = await get(feed.address);
        expect(response.status, feed.address).toBe(200);
        expect(readLinks(response.headers.get('Link'))).toEqual([
          `self - ${feed.address}`,
          ...(hub ? [`hub - ${HUB}`] : []),
          ...feeds
            .filter((other) => other.name !== feed.name)
            .map((other) => `alternate ${other.mediaType} ${other.address}`),
          `alternate text/html ${page}`,
        ]);
      }
    },
  );

  it.each([
    ['/', ['self - /', `hub - ${HUB}`, ...alternates('')]],
    ['/tags/solo', ['self - /tags/solo', `hub - ${HUB}`, ...alternates('/tags/solo')]],
    ['/tags/C%2B%2B+solo', ['self - /tags/C%2B%2B+solo', ...alternates('/tags/C%2B%2B+solo')]],
    ['/posts/solo', ['self - /posts/solo', 'alternate text/markdown /posts/solo.md', ...alternates('')]],
    ['/posts/solo.md', ['self - /posts/solo.md', 'canonical - /posts/solo']],
    ['/feeds', ['self - /feeds', 'alternate text/x-opml /feeds.opml', ...alternates('')]],
    ['/feeds.opml', ['self - /feeds.opml', 'alternate text/html /feeds']],
    ['/sitemap.xml', []],
    ['/nothing', []],
  ])('%s', async (path, links) => {
    expect(readLinks((await get(path)).headers.get('Link'))).toEqual(links);
  });

  it('every document lead to documents of the type that they name', async () => {
    for (const path of [
      '/',
      '/rss.xml',
      '/tags/solo',
      '/posts/solo',
      '/feeds',
      '/feeds.opml',
      '/archive/1/rss.xml',
    ]) {
      for (const link of readLinks((await get(path)).headers.get('Link'))) {
        const [rel, type = '', to = ''] = link.split(' ');
        if (rel === 'hub') continue;
        const led = await get(to);
        expect(led.status, link).toBe(200);
        if (type !== '-') expect(led.headers.get('Content-Type'), link).toContain(type);
      }
    }
  });

  it('a feed at an old address name its canonical address', async () => {
    expect(readLinks((await get('/feed/atom')).headers.get('Link'))[0]).toBe('self - /atom.xml');
    expect(readLinks((await get('/feed')).headers.get('Link'))[0]).toBe('self - /rss.xml');
  });
});
