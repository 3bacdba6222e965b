// Feeds: every feed of a blog at every address, and the answer when there is no such feed.

import { parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/archive/entry.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anApp, anEntry, HOUR, MINUTE, NOON, publish, SITE, serve } from '../a-blog.ts';
import { readBack } from '../feeds/read-back.ts';
import { type Get, open } from '../feeds/walk.ts';

const ADA = [{ name: 'Ada & <Co>' }];
const ENTRIES = [
  anEntry('one', { published: NOON - 5 * HOUR, tags: ['C++', '📻'] }),
  anEntry('two', { published: NOON - 4 * HOUR, tags: ['C++'], authors: ADA }),
  anEntry('three', { published: NOON - 3 * HOUR, tags: ['a/b', '📻'], lang: 'de' }),
  anEntry('four', { published: NOON - 2 * HOUR, tags: ['C++', '📻', 'a/b'] }),
  anEntry('aside', { published: NOON - HOUR, tags: ['C++', 'hidden'], listed: false }),
];
const DUE = NOON + 10 * MINUTE;
const COMING = anEntry('coming', { published: DUE, tags: ['soon', 'C++'] });

const idOf = (text: string, format: Format): string | undefined => {
  if (format.name === 'atom') return /<id>([^<]*)<\/id>/.exec(text)?.[1];
  return undefined;
};
const statusAndLocation = async (get: Get, path: string) => {
  const { status, headers } = await get(path);
  return [status, headers.get('Location')];
};
const slugs = (ids: readonly (string | undefined)[]) => ids.map((id) => id?.split(':').at(-1)).join(' ');

describe.each(FORMATS)('the $label feed', (format) => {
  const { get } = anApp(ENTRIES);

  // [folder of the address, title after that of the site, fragment of the id, entries]
  it.each([
    ['', '', '', '', 'four three two one'],
    ['/tags/C%2B%2B', '', ': C++', '#/tags/C%2B%2B', 'four two one'],
    ['/tags/%F0%9F%93%BB', '', ': 📻', '#/tags/%F0%9F%93%BB', 'four three one'],
    ['/tags/a%2Fb', '', ': a/b', '#/tags/a%2Fb', 'four three'],
    ['/authors/Ada%20%26%20%3CCo%3E', '', ': Ada & <Co>', '#/authors/Ada%20%26%20%3CCo%3E', 'two'],
    ['/authors/Longwave', '', ': Longwave', '#/authors/Longwave', 'four three one'],
    ['/languages/de', '', ': de', '#/languages/de', 'three'],
    ['/languages/en', '', ': en', '#/languages/en', 'four two one'],
    ['/tags/C%2B%2B+%F0%9F%93%BB', '', ': C++ + 📻', '#/tags/C%2B%2B+%F0%9F%93%BB', 'four one'],
    ['/tags/C%2B%2B+a%2Fb+%F0%9F%93%BB', '', ': C++ + a/b + 📻', '#/tags/C%2B%2B+a%2Fb+%F0%9F%93%BB', 'four'],
    ['', '?not=C%2B%2B', ' − C++', '#/&not=C%2B%2B', 'three'],
    ['/tags/C%2B%2B', '?not=a%2Fb', ': C++ − a/b', '#/tags/C%2B%2B&not=a%2Fb', 'two one'],
    [
      '/tags/C%2B%2B',
      '?not=%F0%9F%93%BB&not=a%2Fb',
      ': C++ − a/b − 📻',
      '#/tags/C%2B%2B&not=a%2Fb&not=%F0%9F%93%BB',
      'two',
    ],
  ])(
    'at %s/…%s has the right title, address, id and entries',
    async (folder, query, title, fragment, expected) => {
      const path = `${folder}/${format.file}${query}`;
      const document = await open(get, format, path);
      expect(document.headers.get('Content-Type')).toBe(`${format.mediaType}; charset=utf-8`);
      expect(readBack(format, document.text).title).toBe(`${SITE.title}${title}`);
      expect(document.paging.self).toBe(sorted(path));
      expect(slugs(document.ids)).toBe(expected);
      if (format.name === 'atom')
        expect(idOf(document.text, format)).toBe(
          `${SITE.feedId}${sortedNots(fragment)}`.replaceAll('&', '&amp;'),
        );
    },
  );

  it('of two tags that no entry has both of is empty', async () => {
    const lonely = anApp([anEntry('x', { tags: ['x'] }), anEntry('y', { tags: ['y'] })]);
    expect((await open(lonely.get, format, `/tags/x+y/${format.file}`)).ids).toEqual([]);
  });

  it('of a tag that only a scheduled entry has exists from the time of the entry', async () => {
    const { get: ask, clock } = anApp([...ENTRIES, COMING]);
    clock.now = DUE - 1;
    expect((await ask(`/tags/soon/${format.file}`)).status).toBe(404);
    clock.now = DUE;
    expect(slugs((await open(ask, format, `/tags/soon/${format.file}`)).ids)).toBe('coming');
  });
});

/** Excluded tags are sorted by code units. */
function sorted(path: string): string {
  const [folder, query] = path.split('?');
  return query === undefined ? path : `${folder}?${sortedNots(`&${query}`).slice(1)}`;
}
function sortedNots(text: string): string {
  const [start = '', ...nots] = text.split('&not=');
  const names = nots.map((not) => decodeURIComponent(not)).sort();
  return [start, ...names.map(encodeURIComponent)].join('&not=');
}

describe('an address without a feed', () => {
  const { get } = anApp(ENTRIES);

  // [address, status, words of the page]
  it.each([
    ['/tags/nothing/rss.xml', 404, 'There is no feed of the tag “nothing” here.'],
    ['/tags/hidden/atom.xml', 404, 'tag “hidden”'],
    ['/tags/C%2B%2B+nothing/rss.xml', 404, 'tag “nothing”'],
    ['/tags/%3Cscript%3E/rss.xml', 404, 'tag “&lt;script&gt;”'],
    ['/authors/Nobody/feed.json', 404, 'author “Nobody”'],
    ['/languages/fr/rss.xml', 404, 'language “fr”'],
    ['/rss.xml?not=nothing', 404, 'tag “nothing”'],
    ['/rss.xml?not=', 404, 'tag “”'],
    ['/archive/1/rss.xml', 404, 'This feed has no page 1.'],
    ['/archive/1000000000/atom.xml', 404, 'This feed has no page 1000000000.'],
    ['/archive/0/rss.xml', 400, 'must be a whole number, 1 or greater'],
    ['/archive/-1/feed.json', 400, 'must be a whole number, 1 or greater'],
    ['/archive/1/rss.xml?entries=x', 400, 'must be a whole number, 1 or greater'],
    ['/tags/%/rss.xml', 400, 'percent sign in this address is not followed by the code of a character'],
    [
      '/tags/%E0%A4%A/feed.json',
      400,
      'percent sign in this address is not followed by the code of a character',
    ],
    ['/authors/%ff/atom.xml', 400, 'percent sign in this address is not followed by the code of a character'],
    ['/tags/%', 400, 'percent sign in this address is not followed by the code of a character'],
    ['/tags/nothing', 404, 'tag “nothing”'],
    ['/tags/+/rss.xml', 404, 'There is nothing at this address.'],
    ['/tags//rss.xml', 404, 'There is nothing at this address.'],
    ['/tags/a/b/rss.xml', 404, 'There is nothing at this address.'],
  ])(
    '%s answers %i with a page that explains it, cannot be mistaken for a feed and is not cached',
    async (path, status, words) => {
      for (const method of ['GET', 'HEAD']) {
        const response = await get(path);
        expect(response.status, method).toBe(status);
        expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
        expect(response.headers.get('Cache-Control')).toMatch(/^no-(?:cache|store)$/);
        expect(response.headers.get('ETag')).toBeNull();
        expect(response.headers.get('Last-Modified')).toBeNull();
        const text = await response.text();
        expect(text).toMatch(/^<!doctype html>/);
        expect(text).toContain(words);
        expect(text).not.toMatch(/<rss|<feed|<\?xml|jsonfeed\.org/);
      }
    },
  );

  it('a conditional request is answered with 404 as well', async () => {
    const conditions = { 'If-None-Match': '*', 'If-Modified-Since': new Date(NOON).toUTCString() };
    expect((await get('/tags/nothing/rss.xml', conditions)).status).toBe(404);
  });
});

describe('older addresses of feeds', () => {
  const { get } = anApp(ENTRIES, {
    site: {
      oldFeedAddresses: { '/blog/feed': 'atom', '/füttern': 'json', '/a:b/{x}/*': 'rss', '/rss': 'atom' },
    },
  });
  const redirectOf = (path: string) => statusAndLocation(get, path);
  const [rss, atom, json] = FORMATS as [Format, Format, Format];

  it.each<[string, Format]>([
    ['/feed.xml', rss],
    ['/index.xml', rss],
    ['/rss/', rss],
    ['/feed/rss', rss],
    ['/feed/rss/', rss],
    ['/atom', atom],
    ['/atom/', atom],
    ['/feed/atom', atom],
    ['/feed/atom/', atom],
    ['/index.json', json],
    ['/blog/feed', atom],
    ['/f%C3%BCttern', json],
    ['/a:b/{x}/*', rss],
    // The settings take precedence.
    ['/rss', atom],
  ])('%s serves the $label feed in place', async (path, format) => {
    const [old, canonical] = [await get(path), await get(`/${format.file}`)];
    expect(old.status).toBe(200);
    expect(Object.fromEntries(old.headers)).toEqual(Object.fromEntries(canonical.headers));
    const document = await open(get, format, path);
    expect(document.text).toBe(await canonical.text());
    expect(document.paging.self).toBe(`/${format.file}`);
    expect((await get(path, { 'If-None-Match': canonical.headers.get('ETag') ?? '' })).status).toBe(304);
  });

  it.each<[string, string]>([
    ['/feed.xml', '/rss.xml'],
    ['/rss/', '/rss.xml'],
    ['/atom', '/atom.xml'],
    ['/index.json', '/feed.json'],
    ['/blog/feed', '/atom.xml'],
    ['/f%C3%BCttern', '/feed.json'],
  ])('%s leaves out the tags that its query names, as %s does', async (path, canonical) => {
    const query = '?not=%F0%9F%93%BB&not=%F0%9F%93%BB';
    const [old, same] = [await get(path + query), await get(`${canonical}?not=%F0%9F%93%BB`)];
    expect(Object.fromEntries(old.headers)).toEqual(Object.fromEntries(same.headers));
    expect(old.headers.get('Link')).toContain(`<${SITE.origin}${canonical}?not=%F0%9F%93%BB>; rel="self"`);
    expect(await old.text()).toBe(await same.text());
    const etag = same.headers.get('ETag') ?? '';
    expect((await get(path + query, { 'If-None-Match': etag })).status).toBe(304);
    expect((await get(path, { 'If-None-Match': etag })).status).toBe(200);
    expect(await redirectOf(`${path}?not=c%2B%2B`)).toEqual([308, `${path}?not=C%2B%2B`]);
    expect(await redirectOf(`${path}?not=nothing`)).toEqual([404, null]);
  });

  it('are not patterns', async () => {
    for (const path of ['/axb/y/z', '/a:b/{x}/y', '/blog/feedx', '/blog'])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe('/feed', () => {
  const { get } = anApp(ENTRIES);
  const redirectOf = (path: string) => statusAndLocation(get, path);
  const VARY = 'Accept-Encoding, Accept, Sec-Fetch-Dest';

  it.each(FORMATS)('is $label for a reader that prefers it, with a Vary', async (format) => {
    for (const path of ['/feed', '/feed/']) {
      const response = await get(path, { Accept: `text/html;q=0.1, ${format.mediaType}` });
      expect(response.headers.get('Content-Type')).toBe(`${format.mediaType}; charset=utf-8`);
      expect(response.headers.get('Vary')).toBe(VARY);
      expect(await response.text()).toBe(await (await get(`/${format.file}`)).text());
      const etag = response.headers.get('ETag') ?? '';
      const again = await get(path, { Accept: format.mediaType, 'If-None-Match': etag });
      expect([again.status, again.headers.get('Vary')]).toEqual([304, VARY]);
      const other = FORMATS.find((each) => each !== format) as Format;
      expect((await get(path, { Accept: other.mediaType, 'If-None-Match': etag })).status).toBe(200);
    }
  });

  it.each(FORMATS)('leaves out the tags that its query names, in $label', async (format) => {
    const canonical = `/${format.file}?not=C%2B%2B`;
    const same = await get(canonical);
    const text = await same.text();
    for (const path of ['/feed?not=C%2B%2B', '/feed/?not=C%2B%2B']) {
      const document = await open((address) => get(address, { Accept: format.mediaType }), format, path);
      expect(slugs(document.ids)).toBe('three');
      expect(document.text).toBe(text);
      expect(document.paging.self).toBe(canonical);
      expect(document.headers.get('ETag')).toBe(same.headers.get('ETag'));
      expect(document.headers.get('Link')).toBe(same.headers.get('Link'));
      expect(document.headers.get('Vary')).toBe(VARY);
    }
  });

  it('leads to the spelling of a tag that it leaves out, and is missing without such a tag', async () => {
    expect(await redirectOf('/feed?not=c%2B%2B')).toEqual([308, '/feed?not=C%2B%2B']);
    expect(await redirectOf('/Feed/?not=c%2B%2B')).toEqual([308, '/feed?not=C%2B%2B']);
    expect(await redirectOf('/feed?not=nothing')).toEqual([404, null]);
  });

  it('shows a person the entries that are left, and the address to subscribe to', async () => {
    const page = await (await get('/feed?not=C%2B%2B', { 'Sec-Fetch-Dest': 'document' })).text();
    expect(page).toContain(`<code>${SITE.origin}/rss.xml?not=C%2B%2B</code>`);
    expect(page).toContain('Title of three');
    expect(page).not.toContain('Title of four');
  });

  it('is RSS for a client without Accept', async () => {
    expect((await get('/feed')).headers.get('Content-Type')).toMatch(/^application\/rss\+xml/);
  });
});

describe('the lists of all feeds', () => {
  const { get, clock } = anApp([...ENTRIES, COMING]);
  const NOW = [
    '/rss.xml',
    '/tags/%F0%9F%93%BB/rss.xml',
    '/tags/a%2Fb/rss.xml',
    '/tags/C%2B%2B/rss.xml',
    '/authors/Ada%20%26%20%3CCo%3E/rss.xml',
    '/authors/Longwave/rss.xml',
    '/languages/de/rss.xml',
    '/languages/en/rss.xml',
  ];

  const onPage = async () =>
    [
      ...(await (await get('/feeds')).text()).matchAll(/<li><a href="[^"]*">[^<]*<\/a>: <a href="([^"]*)"/g),
    ].map(([, path]) => path);
  const inOpml = async () =>
    parseOpml(await (await get('/feeds.opml')).text()).body?.outlines?.map(({ xmlUrl }) =>
      xmlUrl?.slice(SITE.origin.length),
    );

  it('hold exactly the feeds that exist, and every address leads to one', async () => {
    clock.now = NOON;
    expect([...((await inOpml()) ?? [])].sort()).toEqual([...NOW].sort());
    expect(await onPage()).toEqual(await inOpml());
    for (const path of NOW) expect((await get(path)).status, path).toBe(200);
    expect((await get('/feeds.opml')).headers.get('Content-Type')).toBe('text/x-opml; charset=utf-8');
  });

  it.each(['/feeds', '/feeds.opml'])(
    '%s gain a scheduled tag at its time, with both validators moved',
    async (path) => {
      clock.now = DUE - 1;
      const before = await get(path);
      expect(await before.text()).not.toContain('/tags/soon');
      expect(before.headers.get('Cache-Control')).toMatch(/max-age=0, stale-while-revalidate=0,/);
      const etag = before.headers.get('ETag') ?? '';
      expect((await get(path, { 'If-None-Match': etag })).status).toBe(304);
      clock.now = DUE;
      const after = await get(path, { 'If-None-Match': etag });
      expect(after.status).toBe(200);
      expect(await after.text()).toContain('/tags/soon/rss.xml');
      expect(after.headers.get('Last-Modified')).toBe(new Date(DUE).toUTCString());
      expect(before.headers.get('Last-Modified')).not.toBe(after.headers.get('Last-Modified'));
    },
  );

  it('leave out authors and languages when there is only one', async () => {
    const plain = anApp([anEntry('a', { tags: ['x'] })]);
    const outlines = parseOpml(await (await plain.get('/feeds.opml')).text()).body?.outlines ?? [];
    expect(outlines.map(({ xmlUrl }) => xmlUrl)).toEqual([
      `${SITE.origin}/rss.xml`,
      `${SITE.origin}/tags/x/rss.xml`,
    ]);
  });

  it('of an empty blog hold the main feed', async () => {
    const empty = anApp([]);
    const outlines = parseOpml(await (await empty.get('/feeds.opml')).text()).body?.outlines ?? [];
    expect(outlines.map(({ xmlUrl }) => xmlUrl)).toEqual([`${SITE.origin}/rss.xml`]);
  });
});

describe('a page offers readers', () => {
  const guest = anEntry('guest', { tags: ['C++', '📻'], authors: ADA, lang: 'de' });
  const { get } = anApp([...ENTRIES, guest]);
  const main = FORMATS.map(({ file }) => `/${file}`).join(' ');

  // [page, addresses of its feeds, the first of which many readers use]
  it.each([
    ['/', main],
    ['/posts/aside', main],
    [
      '/posts/guest',
      `${main} /tags/C%2B%2B/rss.xml /tags/%F0%9F%93%BB/rss.xml /authors/Ada%20%26%20%3CCo%3E/rss.xml /languages/de/rss.xml`,
    ],
    ['/posts/two', `${main} /tags/C%2B%2B/rss.xml /authors/Ada%20%26%20%3CCo%3E/rss.xml`],
    ['/tags/C%2B%2B', `${FORMATS.map(({ file }) => `/tags/C%2B%2B/${file}`).join(' ')} /rss.xml`],
    [
      '/tags/C%2B%2B+%F0%9F%93%BB',
      `${FORMATS.map(({ file }) => `/tags/C%2B%2B+%F0%9F%93%BB/${file}`).join(' ')} /rss.xml`,
    ],
    ['/authors/Longwave', `${FORMATS.map(({ file }) => `/authors/Longwave/${file}`).join(' ')} /rss.xml`],
    ['/feeds', main],
    ['/nothing', main],
    ['/tags/nothing/rss.xml', main],
  ])('on %s its feeds, all of which exist', async (path, expected) => {
    const html = await (await get(path)).text();
    const offered = [
      ...html.matchAll(/<link rel="alternate" type="(application\/[^"]*)" title="[^"]+" href="([^"]*)"/g),
    ];
    expect(offered.map(([, , href = '']) => href.replace(SITE.origin, '')).join(' ')).toBe(expected);
    for (const [, type, href = ''] of offered) {
      const response = await get(href.replace(SITE.origin, ''));
      expect(response.status, href).toBe(200);
      expect(response.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
    }
  });
});

describe('a feed that has lost its last entry', () => {
  const solo = anEntry('solo', { tags: ['Solo', 'Radio'] });
  const other = anEntry('other', { tags: ['Radio'], published: NOON - 3 * HOUR });
  const before = publish([solo, other]);
  const LATER = NOON + HOUR;
  const later = (entries: readonly Entry[], lock = before.lock, now = LATER) =>
    publish(entries, { lock, now });

  // [what has happened, the remaining entries]
  it.each<[string, Entry[]]>([
    ['its last entry was removed', [other]],
    ['its last entry has lost the tag', [other, { ...solo, tags: ['Radio'] }]],
    ['its last entry is no longer listed', [other, { ...solo, listed: false }]],
  ])('is served empty when %s, and is offered to no new subscriber', async (_, entries) => {
    const { get } = serve(before.archive);
    let { archive, lock } = later(entries);
    // After any number of compiles.
    for (const now of [LATER, LATER + HOUR]) {
      ({ archive, lock } = later(entries, lock, now));
      const blog = serve(archive, now);
      for (const format of FORMATS) {
        const path = `/tags/Solo/${format.file}`;
        const [old, empty] = [await get(path), await blog.get(path)];
        expect([old.status, empty.status]).toEqual([200, 200]);
        expect(readBack(format, await empty.text()).entries).toEqual([]);
        expect(empty.headers.get('ETag')).not.toBe(old.headers.get('ETag'));
        expect(Date.parse(empty.headers.get('Last-Modified') ?? '')).toBe(LATER);
      }
      expect((await blog.get('/tags/Solo')).status).toBe(200);
      for (const path of ['/feeds', '/feeds.opml', '/sitemap.xml'])
        expect(await (await blog.get(path)).text()).not.toContain('Solo');
    }
  });

  it('names the removed entry', async () => {
    const atom = await (await serve(later([other]).archive, LATER).get('/tags/Solo/atom.xml')).text();
    expect(atom).toContain(`<at:deleted-entry ref="${solo.id}"`);
  });

  it('has its entries again when they come back', async () => {
    const { lock } = later([other]);
    const back = later([other, solo], lock, LATER + HOUR);
    expect(await (await serve(back.archive, LATER + HOUR).get('/tags/Solo/rss.xml')).text()).toContain(
      'Title of solo',
    );
  });

  it('redirects to the feed whose name differs only in case', async () => {
    const { archive } = later([other, { ...solo, tags: ['SOLO', 'Radio'] }]);
    const { status, headers } = await serve(archive, LATER).get('/tags/Solo/rss.xml');
    expect([status, headers.get('Location')]).toEqual([308, '/tags/SOLO/rss.xml']);
  });

  it('stays when an entry is scheduled for it and then deleted', async () => {
    const coming = {
      ...solo,
      id: 'urn:coming',
      slug: 'coming',
      path: '/posts/coming',
      published: NOON + 9 * HOUR,
    };
    let { lock } = later([other, { ...solo, tags: ['Radio'] }]);
    for (const [hours, entries] of [[other, coming], [other, coming], [other], [other]].entries()) {
      const now = LATER + (hours + 1) * HOUR;
      const blog = publish(entries, { lock, now });
      ({ lock } = blog);
      const { get } = serve(blog.archive, now);
      expect((await get('/tags/Solo/rss.xml')).status).toBe(200);
      expect((await get('/rss.xml?not=Solo')).status).toBe(200);
    }
  });

  it('redirects when it is excluded by an older spelling of its name', async () => {
    const { archive } = later([other, { ...solo, tags: ['SOLO', 'Radio'] }]);
    const { status, headers } = await serve(archive, LATER).get('/rss.xml?not=Solo');
    expect([status, headers.get('Location')]).toEqual([308, '/rss.xml?not=SOLO']);
  });

  it('redirects to the spelling of a scheduled entry from its time on', async () => {
    const coming = anEntry('coming', { tags: ['SOLO'], published: LATER + HOUR });
    const blog = serve(later([other, coming]).archive, LATER + HOUR - 90_000);
    const before = await blog.get('/tags/Solo/rss.xml');
    expect(before.headers.get('Cache-Control')).toMatch(/^public, max-age=90, stale-while-revalidate=0,/);
    blog.clock.now = LATER + HOUR;
    expect((await blog.get('/tags/Solo/rss.xml')).status).toBe(308);
  });

  it('does not exist when none of its entries was ever visible', async () => {
    const coming = anEntry('coming', { tags: ['Soon'], published: LATER + HOUR });
    const { lock } = publish([solo, other, coming]);
    const { archive } = later([solo, other], lock);
    expect((await serve(archive, LATER).get('/tags/Soon/rss.xml')).status).toBe(404);
  });

  it('gives way to an alias that an author has added since', async () => {
    const { archive } = publish([other], {
      lock: before.lock,
      now: LATER,
      aliases: { other: ['/tags/Solo'] },
    });
    const { status, headers } = await serve(archive, LATER).get('/tags/Solo');
    expect([status, headers.get('Location')]).toEqual([301, '/posts/other']);
  });
});
