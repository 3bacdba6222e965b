// Canonical addresses: every other spelling of an address redirects to it, in one step.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/routes/formats.ts';
import { anApp, anEntry, HOUR, MINUTE, NOON, publish, SITE, serve } from '../a-blog.ts';
import { runs } from '../runs.ts';

const DUE = NOON + 10 * MINUTE;
const ENTRIES = [
  anEntry('first', { published: NOON - 6 * HOUR, tags: ['Radio', 'C++'] }),
  anEntry('wellenlängen', { published: NOON - 5 * HOUR, tags: ['Wellenlänge', 'Radio'], lang: 'pt-BR' }),
  anEntry('a:b,c', { published: NOON - 4 * HOUR, tags: ['a/b'], authors: [{ name: 'Ada Lovelace' }] }),
  anEntry('index', { published: NOON - 3 * HOUR }),
  anEntry('page.html', { published: NOON - 2 * HOUR }),
  anEntry('colophon', { listed: false, tags: ['Hidden'] }),
  anEntry('coming', { published: DUE, tags: ['Soon'] }),
];
const REMOVED = anEntry('removed', { published: NOON - 7 * HOUR });
const ALIASES = {
  first: ['/2020/first/', '/old', '/Old/Capital', '/blog/a.html', '/alt straße', '/Tags/Frist'],
  coming: ['/early', '/late/'],
  removed: ['/gone-too'],
};
const OPTIONS = {
  site: { window: 2, page: 2, oldFeedAddresses: { '/blog/feed/': 'atom' } },
  aliases: ALIASES,
};

const { lock } = publish([...ENTRIES, REMOVED], OPTIONS);
const { app, clock } = serve(publish(ENTRIES, { ...OPTIONS, lock }).archive);

/** Asks for an address exactly as it is written; what is on the way to the app may change it. */
const ask = async (address: string) => app.request(SITE.origin + address);
const answerTo = async (address: string) => {
  const response = await ask(address);
  return [response.status, response.headers.get('Location')];
};

describe('canonical addresses', () => {
  // [an address, the one it leads to]
  it.each([
    ['/posts/first/', '/posts/first'],
    ['/posts/first//', '/posts/first'],
    ['/posts//first', '/posts/first'],
    ['//posts/first', '/posts/first'],
    ['///posts///first///', '/posts/first'],
    ['/Posts/First', '/posts/first'],
    ['/POSTS/FIRST/', '/posts/first'],
    ['/posts/first.html', '/posts/first'],
    ['/posts/first.htm', '/posts/first'],
    ['/posts/first.HTML', '/posts/first'],
    ['/posts/first.html/', '/posts/first'],
    ['/posts/first/index.html', '/posts/first'],
    ['//Posts//First/Index.HTML', '/posts/first'],
    ['/posts/FIRST.MD', '/posts/first.md'],
    ['/posts/first.md/', '/posts/first.md'],
    ['/posts/Wellenl%C3%84ngen', '/posts/wellenl%C3%A4ngen'],
    ['/posts/WELLENLA%CC%88NGEN/', '/posts/wellenl%C3%A4ngen'],
    ['/posts/wellenla%CC%88ngen', '/posts/wellenl%C3%A4ngen'],
    ['/posts/wellenl%c3%a4ngen', '/posts/wellenl%C3%A4ngen'],
    ['/posts/wellenl%c3%a4ngen.md', '/posts/wellenl%C3%A4ngen.md'],
    ['/posts/%66irst', '/posts/first'],
    ['/posts%2Ffirst', '/posts/first'],
    ['/posts/index/', '/posts/index'],
    ['/posts/page.html/', '/posts/page.html'],
    ['/index.html', '/'],
    ['/index.htm', '/'],
    ['/INDEX.HTML', '/'],
    ['//', '/'],
    ['///index.html', '/'],
    ['/feeds/', '/feeds'],
    ['/Feeds', '/feeds'],
    ['/feeds.html', '/feeds'],
    ['/FEEDS.OPML', '/feeds.opml'],
    ['/feeds.opml/', '/feeds.opml'],
    ['/Sitemap.xml', '/sitemap.xml'],
    ['/sitemap.xml/', '/sitemap.xml'],
    ['/ROBOTS.TXT', '/robots.txt'],
    ['/Favicon.svg', '/favicon.svg'],
    ['/favicon.ico', '/favicon.svg'],
    ['/rss.xml/', '/rss.xml'],
    ['/RSS.xml', '/rss.xml'],
    ['//atom.xml', '/atom.xml'],
    ['/Feed.JSON/', '/feed.json'],
    ['/Feed', '/feed'],
    ['/feed.html', '/feed'],
    ['/index.xml/', '/index.xml'],
    ['/Atom', '/atom'],
    ['/blog/feed', '/blog/feed/'],
    ['/Blog/Feed', '/blog/feed/'],
    ['/archive/1/rss.xml/', '/archive/1/rss.xml'],
    ['/Archive/1/RSS.xml', '/archive/1/rss.xml'],
    ['/tags/radio', '/tags/Radio'],
    ['/tags/RADIO', '/tags/Radio'],
    ['/tags/radio/', '/tags/Radio'],
    ['/tags/Radio/', '/tags/Radio'],
    ['/Tags/Radio', '/tags/Radio'],
    ['/TAGS/radio/index.html', '/tags/Radio'],
    ['/tags/radio.html', '/tags/Radio'],
    ['/tags/radio/rss.xml', '/tags/Radio/rss.xml'],
    ['/tags/radio/RSS.XML', '/tags/Radio/rss.xml'],
    ['/tags/Radio/rss.xml/', '/tags/Radio/rss.xml'],
    ['/tags//Radio/rss.xml', '/tags/Radio/rss.xml'],
    ['/tags/c%2B%2B', '/tags/C%2B%2B'],
    ['/tags/Radio+C%2B%2B', '/tags/C%2B%2B+Radio'],
    ['/tags/Radio+Radio', '/tags/Radio'],
    ['/tags/+Radio', '/tags/Radio'],
    ['/tags/%52adio', '/tags/Radio'],
    ['/tags/radio+c%2B%2B/rss.xml', '/tags/C%2B%2B+Radio/rss.xml'],
    ['/tags/c%2b%2b+RADIO/atom.xml', '/tags/C%2B%2B+Radio/atom.xml'],
    ['/tags/A%2FB', '/tags/a%2Fb'],
    ['/tags/wellenl%C3%A4nge/feed.json', '/tags/Wellenl%C3%A4nge/feed.json'],
    ['/authors/ada%20lovelace', '/authors/Ada%20Lovelace'],
    ['/Authors/ADA%20LOVELACE/rss.xml', '/authors/Ada%20Lovelace/rss.xml'],
    ['/languages/pt-br', '/languages/pt-BR'],
    ['/languages/PT-BR/rss.xml/', '/languages/pt-BR/rss.xml'],
    ['/Languages/pt-Br/', '/languages/pt-BR'],
    // The query is kept.
    ['/posts/first/?utm_source=x&b=%C3%A4', '/posts/first?utm_source=x&b=%C3%A4'],
    ['/posts/first/?', '/posts/first'],
    ['/Archive/1/rss.xml?entries=1', '/archive/1/rss.xml?entries=1'],
    ['/RSS.xml?not=Radio&not=a%2Fb', '/rss.xml?not=Radio&not=a%2Fb'],
    ['/rss.xml?not=radio&source', '/rss.xml?not=Radio&source='],
    ['/rss.xml?not=wellenla%CC%88nge', '/rss.xml?not=Wellenl%C3%A4nge'],
    ['/rss?not=radio', '/rss?not=Radio'],
    ['/Blog/Feed?not=radio', '/blog/feed/?not=Radio'],
    ['/index.html?to=//evil.example', '/?to=%2F%2Fevil.example'],
  ])('%s is %s', async (address, canonical) => {
    clock.now = NOON;
    expect(await answerTo(address)).toEqual([308, canonical]);
    expect(await answerTo(canonical), 'in one hop').toEqual([200, null]);
  });

  it('are the only addresses in pages and feeds, so that no link needs a redirect', async () => {
    clock.now = NOON;
    for (const page of [
      '/',
      '/feeds',
      '/posts/first',
      '/tags/Radio',
      '/rss.xml',
      '/feeds.opml',
      '/sitemap.xml',
    ]) {
      const text = await (await ask(page)).text();
      const named = text.matchAll(
        /(?:href="|xmlUrl="|<loc>|<link>)(?:https:\/\/longwave\.example)?(\/[^"<]*)/g,
      );
      for (const [, address = ''] of named) {
        const [status] = await answerTo(address);
        expect([301, 308], `${address} on ${page}`).not.toContain(status);
      }
    }
  });

  it('are the targets of redirects that are cached no longer than a document', async () => {
    const { headers } = await ask('/posts/first/');
    expect(headers.get('Cache-Control')).toBe((await ask('/rss.xml')).headers.get('Cache-Control'));
    clock.now = DUE;
    const after = await ask('/posts/first/');
    expect(after.headers.get('Cache-Control')).toBe((await ask('/posts/first')).headers.get('Cache-Control'));
  });
});

describe('older addresses of an entry', () => {
  // However they are written: always a single redirect.
  it.each([
    '/old',
    '/old/',
    '//old',
    '/old.html',
    '/OLD',
    '/Old/index.html',
    '/2020/first/',
    '/2020/first',
    '/2020//First/',
    '/2020/first.html',
    '/2020/first/index.html',
    '/Old/Capital',
    '/Old/Capital/',
    '/blog/a.html',
    '/blog/a.html/',
    '/Blog/A.HTML',
    '/alt%20stra%C3%9Fe',
    '/alt%20stra%c3%9fe/',
    '/Tags/Frist',
    '/old?utm_source=x',
  ])('%s redirects directly to its permalink', async (address) => {
    clock.now = NOON;
    expect(await answerTo(address)).toEqual([301, '/posts/first']);
  });
});

describe('an address in NFD', () => {
  // Asset stores have files by their names in NFC.
  const store = new Map([['/media/t%C3%B6ne/pi%C3%B1g%2C1.png', 'PNG']]);
  const ASSETS = {
    fetch: async ({ url }: Request) => {
      const stored = store.get(new URL(url).pathname);
      return stored === undefined ? new Response(null, { status: 404 }) : new Response(stored);
    },
  };
  const umlaut = anEntry('ö', { tags: ['ö', 'ä'], authors: [{ name: 'Zoë' }] });
  const blog = serve(
    publish([umlaut], {
      aliases: { ö: ['/früher/ö'] },
      media: ['töne/piñg,1.png', 'gone.png'],
      site: { oldFeedAddresses: { '/füttern': 'atom' } },
    }).archive,
  );
  const answer = async (address: string) => {
    const response = await blog.app.request(SITE.origin + address, {}, { ASSETS });
    return [response.status, response.headers.get('Location')];
  };

  // [address in NFC, status of the answer in NFD, its Location]
  it.each([
    ['/posts/ö', 308, '/posts/%C3%B6'],
    ['/posts/ö.md', 308, '/posts/%C3%B6.md'],
    ['/posts/ö.html', 308, '/posts/%C3%B6'],
    ['/früher/ö', 301, '/posts/%C3%B6'],
    ['/früher/ö.md', 301, '/posts/%C3%B6.md'],
    ['/tags/ö', 308, '/tags/%C3%B6'],
    ['/tags/Ö+ä', 308, '/tags/%C3%A4+%C3%B6'],
    ['/authors/Zoë', 308, '/authors/Zo%C3%AB'],
    ['/media/töne/piñg,1.png', 308, '/media/t%C3%B6ne/pi%C3%B1g%2C1.png'],
    ['/media/töne/piñg,1.png/', 308, '/media/t%C3%B6ne/pi%C3%B1g%2C1.png'],
    ['/tags/ö/rss.xml', 200, null],
    ['/füttern', 200, null],
  ])('%s redirects to the one in NFC or is served in place', async (address, status, location) => {
    expect(await answer(encodeURI(address.normalize('NFD')))).toEqual([status, location]);
    if (location !== null) expect(await answer(location)).toEqual([200, null]);
  });

  it('of a file that is missing in the store is answered with 404, as is the same address with .md', async () => {
    expect(await answer('/media/gone.png')).toEqual([404, null]);
    expect(await answer('/media/gone.png.md')).toEqual([404, null]);
  });
});

describe('older addresses of feeds', () => {
  it.each([
    '/feed.xml',
    '/index.xml',
    '/rss',
    '/rss/',
    '/feed/rss/',
    '/atom',
    '/atom/',
    '/index.json',
    '/blog/feed/',
  ])('%s serves the feed without a redirect', async (address) => {
    expect(await answerTo(address)).toEqual([200, null]);
  });
});

describe('an entry before its time', () => {
  // No answer may reveal that an entry will appear.
  it.each([
    '/posts/coming',
    '/posts/coming/',
    '/Posts/Coming',
    '/posts/coming.html',
    '/posts/coming.md',
    '/posts/COMING.md',
    '/early',
    '/early/',
    '/late',
    '/late/',
    '/tags/Soon',
    '/tags/soon',
    '/tags/SOON/rss.xml',
    '/tags/soon/',
  ])('is not revealed by %s', async (address) => {
    clock.now = DUE - 1;
    const response = await ask(address);
    expect([response.status, response.headers.get('Location')]).toEqual([404, null]);
    expect(await response.text()).not.toContain('Title of coming');
    expect((await ask(address)).headers.get('Cache-Control')).toBe('no-cache');
    clock.now = DUE;
    expect((await ask(address)).status).not.toBe(404);
  });
});

describe('an address that leads elsewhere until a scheduled entry takes it', () => {
  const first = anEntry('first', { tags: ['Foo'] });
  const { lock } = publish([first]);
  const renamed = { ...first, slug: 'second', path: '/posts/second' };
  const coming = anEntry('first', { id: 'urn:coming', tags: ['foo'], published: DUE });
  const blog = serve(publish([renamed, coming], { lock }).archive);

  // [address, Location until then]
  it.each([
    ['/posts/first', '/posts/second'],
    ['/posts/first.md', '/posts/second.md'],
    ['/tags/foo', '/tags/Foo'],
    ['/tags/foo/rss.xml', '/tags/Foo/rss.xml'],
  ])('%s has a redirect that is cached only until then', async (address, before) => {
    blog.clock.now = DUE - 90_000;
    const { status, headers } = await blog.get(address);
    expect([Math.floor(status / 100), headers.get('Location')]).toEqual([3, before]);
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=90, stale-while-revalidate=0,/);
    blog.clock.now = DUE;
    expect((await blog.get(address)).status).toBe(200);
  });
});

describe('an entry that was removed', () => {
  it('answers 410 at its permalink and its source, and its other addresses redirect there', async () => {
    clock.now = NOON;
    expect(await answerTo('/posts/removed')).toEqual([410, null]);
    expect(await answerTo('/posts/removed/')).toEqual([308, '/posts/removed']);
    expect(await answerTo('/Posts/Removed.html')).toEqual([308, '/posts/removed']);
    expect(await answerTo('/posts/removed.md')).toEqual([410, null]);
  });
});

describe('an address that means no other', () => {
  it.each([
    '/posts/first/x',
    '/posts/firs',
    '/first',
    '/posts',
    '/posts/',
    '/tags',
    '/tags/',
    '/tags/hidden',
    '/tags/nothing/',
    '/tags/radio+nothing',
    '/authors/radio',
    '/archive/9/rss.xml/',
    '/sitemap/1.xml',
    '/rss.xml.html.html',
    '/posts/%2Ffirst',
    '/%2F%2Fevil.example',
    '//evil.example/',
    '//evil.example/posts/first',
    '/%5Cevil.example/',
    '/posts/first%00',
    '/posts/first%20',
  ])('%s answers 404 and does not redirect', async (address) => {
    clock.now = NOON;
    expect(await answerTo(address)).toEqual([404, null]);
  });
});

describe('every redirect', () => {
  const KNOWN = [
    '/',
    '/feeds',
    '/sitemap.xml',
    '/posts/first',
    '/posts/first.md',
    '/posts/wellenl%C3%A4ngen',
    '/posts/removed',
    '/old',
    '/2020/first/',
    '/tags/Radio',
    '/tags/C%2B%2B+Radio',
    '/authors/Ada%20Lovelace',
    '/languages/pt-BR',
    ...['', '/tags/Radio', '/archive/1'].flatMap((folder) => FORMATS.map(({ file }) => `${folder}/${file}`)),
  ];
  const flip = (text: string, bits: number) =>
    [...text].map((letter, at) => ((bits >> (at % 16)) & 1 ? letter.toUpperCase() : letter)).join('');
  const mess = fc
    .tuple(
      fc.constantFrom(...KNOWN),
      fc.nat(65_535),
      fc.constantFrom('', '/', '//', '\\', '/%5C'),
      fc.constantFrom('', '/', '//', '.html', '/index.html', '.html/', '\\'),
      fc.constantFrom('', '?', '?a=1', '?not=Radio', '?next=//evil.example', '?\\evil.example'),
    )
    .map(([path, bits, start, end, query]) => `${start}${flip(path, bits)}${end}${query}`);

  it('stays on the site, and leads to a document in one step', async () => {
    clock.now = NOON;
    let redirects = 0;
    await fc.assert(
      fc.asyncProperty(mess, async (address) => {
        const response = await app.request(`${SITE.origin}/${address.replace(/^[/\\](?![/\\])/, '')}`);
        const location = response.headers.get('Location');
        expect([200, 301, 308, 400, 404, 410]).toContain(response.status);
        if (location === null) return;
        redirects += 1;
        expect(location).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(new URL(location, SITE.origin).origin).toBe(SITE.origin);
        const [status] = await answerTo(location);
        expect([200, 410], `${address} → ${location}`).toContain(status);
      }),
      runs(800),
    );
    expect(redirects).toBeGreaterThan(100);
  });
});

describe('two tags that differ only in case', () => {
  it('redirect to the one that has entries', async () => {
    const due = NOON + HOUR;
    const blog = anApp([
      anEntry('one', { tags: ['Radio'] }),
      anEntry('two', { tags: ['RADIO'], published: due }),
    ]);
    const location = async () => (await blog.get('/tags/radio/rss.xml')).headers.get('Location');
    expect(await location()).toBe('/tags/Radio/rss.xml');
    blog.clock.now = due;
    expect(['/tags/Radio/rss.xml', '/tags/RADIO/rss.xml']).toContain(await location());
  });
});
