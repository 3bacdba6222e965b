// Feeds in every format: what an import reads from them.

import { describe, expect, it } from 'vitest';
import { FEED } from '../../src/import/feeds/feed-reader.ts';
import type { ImportedPost } from '../../src/import/imported.ts';
import { openSource } from '../../src/import/source/open.ts';
import { aFile, aServer, imported } from './a-project.ts';

const MOMENT = Date.UTC(2015, 0, 28, 16);
const HTML = '<p>Hello <b>there</b></p>';

/** What all formats below say of their entry. */
const POST = {
  title: 'First & last',
  date: MOMENT,
  url: 'https://old.example/2015/01/28/first/',
  tags: ['radio', 'short waves'],
  authors: [{ name: 'Jane Doe' }],
  content: { html: HTML },
  enclosures: [{ url: 'https://old.example/a.mp3', type: 'audio/mpeg', length: 123 }],
};

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Old blog</title><link>https://old.example</link><description>About radio</description><language>pt-br</language>
<copyright>CC BY</copyright><atom:link rel="self" href="https://old.example/blog/feed.xml"/>
<item><title>First &amp;#38; last</title><link>https://old.example/2015/01/28/first/</link><guid isPermaLink="false">42</guid>
<pubDate>Wed, 28 Jan 2015 10:00:00 -0600</pubDate><dc:creator>Jane Doe</dc:creator><category>radio</category><category><![CDATA[short waves]]></category>
<description>Something else</description><content:encoded><![CDATA[${HTML}]]></content:encoded>
<enclosure url="https://old.example/a.mp3" length="123" type="audio/mpeg"/><itunes:duration>1:05</itunes:duration></item>
</channel></rss>`;

const RDF = `<?xml version="1.0"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="https://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://old.example/"><title>Old blog</title><link>https://old.example/</link><description>About radio</description></channel>
<item rdf:about="https://old.example/first"><title>First &amp; last</title><link>https://old.example/2015/01/28/first/</link><dc:date>2015-01-28T10:00:00-06:00</dc:date>
<dc:creator>Jane Doe</dc:creator><dc:subject>radio</dc:subject><dc:subject>short waves</dc:subject><content:encoded>${HTML.replaceAll('<', '&lt;')}</content:encoded></item>
</rdf:RDF>`;

const ATOM = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Old blog</title><subtitle type="html">About &lt;b&gt;radio&lt;/b&gt;</subtitle>
<id>urn:feed</id><link href="https://old.example/"/><author><name>The author</name><uri>https://old.example/me</uri></author>
<entry><title type="html">First &amp;amp; last</title><id>tag:old.example,2015:1</id><link rel="alternate" href="/2015/01/28/first/" xml:base="https://old.example/"/>
<published>2015-01-28T10:00:00-06:00</published><updated>2015-02-01T00:00:00Z</updated><author><name>Jane Doe</name></author>
<category term="radio"/><category term="sw" label="short waves"/><link rel="enclosure" href="https://old.example/a.mp3" type="audio/mpeg" length="123"/>
<summary>Something else</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>there</b></p></div></content></entry></feed>`;

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Old blog',
  home_page_url: 'https://old.example/',
  items: [
    {
      id: 7,
      url: 'https://old.example/2015/01/28/first/',
      title: 'First & last',
      date_published: '2015-01-28T10:00:00-06:00',
      content_html: HTML,
      summary: 'Something else',
      tags: ['radio', 'short waves'],
      authors: [{ name: 'Jane Doe' }],
      attachments: [{ url: 'https://old.example/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 123 }],
    },
  ],
});

describe('an entry is read', () => {
  it.each<[string, string, Partial<ImportedPost>]>([
    [
      'feed.xml',
      RSS,
      {
        id: '42',
        enclosures: [{ url: 'https://old.example/a.mp3', type: 'audio/mpeg', length: 123, duration: 65 }],
      },
    ],
    [
      'feed.rdf',
      RDF.replace('<dc:subject>', '<description>Something else</description><dc:subject>'),
      { id: 'https://old.example/first', enclosures: [] },
    ],
    ['atom.xml', ATOM, { id: 'tag:old.example,2015:1', updated: Date.UTC(2015, 1, 1) }],
    ['feed.json', JSON_FEED, { id: '7' }],
  ])('from %s', async (name, text, own) => {
    const { posts, skipped } = await imported(await aFile(name, text));
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({ ...POST, summary: 'Something else', ...own });
    expect(skipped).toEqual([]);
  });

  it('from XML with a default namespace prefix, HTML entities, a blank first line and a control character', async () => {
    const text = `\n<?xml version="1.0"?><rss version="2.0"><channel><item><title>A&nbsp;b\u0008</title><guid>1</guid><pubDate>2015-01-28</pubDate><description>x</description><dc:creator>Jane</dc:creator></item></channel></rss>`;
    const { posts } = await imported(await aFile('feed.xml', text));
    expect(posts[0]).toMatchObject({ title: 'A\u00A0b', authors: [{ name: 'Jane' }] });
  });
});

describe('the site is read', () => {
  it.each([
    [
      'feed.xml',
      RSS,
      {
        origin: 'https://old.example',
        title: 'Old blog',
        description: 'About radio',
        language: 'pt-BR',
        rights: 'CC BY',
        oldFeedAddresses: { '/blog/feed.xml': 'rss' },
      },
    ],
    ['feed.rdf', RDF, { origin: 'https://old.example', title: 'Old blog', description: 'About radio' }],
    [
      'atom.xml',
      ATOM,
      {
        origin: 'https://old.example',
        title: 'Old blog',
        description: 'About radio',
        language: 'de',
        id: 'urn:feed',
        author: 'The author',
        people: [{ name: 'The author', url: 'https://old.example/me' }],
      },
    ],
    ['feed.json', JSON_FEED, { origin: 'https://old.example', title: 'Old blog' }],
  ])('from %s', async (name, text, site) => {
    expect((await imported(await aFile(name, text))).site).toEqual({ ...site, timeZone: 'America/Chicago' });
  });
});

const item = (inner: string) =>
  `<rss version="2.0"><channel><title>t</title><link>https://old.example/</link><item><pubDate>2015-01-28</pubDate>${inner}</item></channel></rss>`;

it('the show of a podcast is read from its channel', async () => {
  const show =
    '<itunes:image href="https://old.example/art.png"/><itunes:explicit>no</itunes:explicit><itunes:type>serial</itunes:type><itunes:owner><itunes:name>Jane</itunes:name><itunes:email>jane@old.example</itunes:email></itunes:owner><itunes:category text="Society"><itunes:category text="Documentary"/></itunes:category><itunes:category text="History"/><podcast:locked>yes</podcast:locked>';
  const { site } = await imported(await aFile('feed.xml', RSS.replace('<item>', `${show}<item>`)));
  expect(site.podcast).toEqual({
    artwork: 'https://old.example/art.png',
    categories: [{ name: 'Documentary', within: 'Society' }, 'History'],
    explicit: false,
    owner: { name: 'Jane', email: 'jane@old.example' },
    type: 'serial',
    locked: true,
  });
});

it('the time zone is found from the offsets of dates', async () => {
  const two = RSS.replace(
    '</item>',
    '</item><item><guid>2</guid><pubDate>Tue, 28 Jul 2015 10:00:00 -0500</pubDate><title>a</title></item>',
  );
  expect((await imported(await aFile('feed.xml', two))).site.timeZone).toBe('America/Chicago');
});

describe('an item of RSS', () => {
  it.each<[string, string, Partial<ImportedPost>]>([
    [
      'without a guid is known by its link',
      '<link>https://old.example/a</link>',
      { id: 'https://old.example/a', url: 'https://old.example/a' },
    ],
    [
      'whose guid is its permalink',
      '<guid>https://old.example/a</guid>',
      { id: 'https://old.example/a', url: 'https://old.example/a' },
    ],
    [
      'that links elsewhere is a link post',
      '<link>https://news.example/b</link><guid>https://old.example/a</guid>',
      { url: 'https://old.example/a', link: 'https://news.example/b' },
    ],
    [
      'without a title is a note',
      '<guid>1</guid><description>a</description>',
      { content: { html: '<p>a</p>' } },
    ],
    [
      'with a description of plain text',
      '<guid>1</guid><description>a &amp;lt; b\n\nc</description>',
      { content: { html: 'a &lt; b\n\nc' } },
    ],
    [
      'with an author in the form that RSS asks for',
      '<guid>1</guid><author>jane@old.example (Jane)</author>',
      { authors: [{ name: 'Jane' }] },
    ],
    [
      'with a mere email address, which stays private',
      '<guid>1</guid><author>jane@old.example</author>',
      { authors: [] },
    ],
    [
      'with a summary that only begins the content',
      '<guid>1</guid><description>Hello [&amp;#8230;]</description><content:encoded>&lt;p&gt;Hello world&lt;/p&gt;</content:encoded>',
      { content: { html: '<p>Hello world</p>' } },
    ],
    [
      'with the number of bytes missing',
      '<guid>1</guid><enclosure url="https://old.example/a.ogg"/>',
      { enclosures: [{ url: 'https://old.example/a.ogg', type: 'audio/ogg', length: 0 }] },
    ],
  ])('%s', async (_, inner, expected) => {
    const { posts } = await imported(await aFile('feed.xml', item(inner)));
    expect(posts[0]).toMatchObject(expected);
    expect(posts[0]?.summary).toBe(expected.summary);
  });

  it.each([
    ['Wed, 28 Jan 2015 10:00:00 -0600', MOMENT],
    ['Wed, 28 Jan 2015 10:00:00 CST', MOMENT],
    ['28 Jan 2015 16:00 UT', MOMENT],
    ['Wed, 28 Jan 2015 17:00:00 CET', MOMENT],
    ['2015-01-28T16:00:00.123Z', MOMENT],
    ['2015-01-28 16:00:00', MOMENT],
    ['2015-01-28 10:00:00 -0600', MOMENT],
  ])('dated %s', async (date, moment) => {
    const text = item('<guid>1</guid>').replace('2015-01-28', date);
    expect((await imported(await aFile('feed.xml', text))).posts[0]?.date).toBe(moment);
  });
});

/** A feed of RSS with these items, and something else in its channel. */
const page = (ids: readonly (string | number)[], other = '') =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://old.example/</link>${other}${ids
    .map(
      (id) =>
        `<item><guid isPermaLink="false">${id}</guid><pubDate>2015-01-28</pubDate><description>${id}</description></item>`,
    )
    .join('')}</channel></rss>`;

describe('a feed at an address is followed to its older pages', () => {
  const idsAt = async (address: string) => (await imported(address)).posts.map(({ id }) => id);

  it.each(['prev-archive', 'next'])('by its link %s (RFC 5005)', async (rel) => {
    const origin = await aServer(({ url }, response) => {
      if (url === '/feed') response.end(page([3, 2], `<atom:link rel="${rel}" href="/older"/>`));
      else response.end(page([2, 1], `<atom:link rel="${rel}" href="/feed"/>`));
    });
    expect(await idsAt(`${origin}/feed`)).toEqual(['3', '2', '1']);
  });

  it('by the next_url of a JSON Feed', async () => {
    const items = (id: string) => [{ id, content_text: id, date_published: '2015-01-28T00:00:00Z' }];
    const origin = await aServer(({ url }, response) => {
      const next = url === '/1' ? { next_url: '/2' } : {};
      response.end(
        JSON.stringify({ version: 'https://jsonfeed.org/version/1', items: items(String(url)), ...next }),
      );
    });
    expect(await idsAt(`${origin}/1`)).toEqual(['/1', '/2']);
  });

  it('by the number of the page, if WordPress made it', async () => {
    const generator = '<generator>https://wordpress.org/?v=6.4</generator>';
    const asked: (string | undefined)[] = [];
    const origin = await aServer(({ url }, response) => {
      asked.push(url);
      const number = Number(new URL(url ?? '', 'http://a').searchParams.get('paged') ?? 1);
      if (number > 3) response.statusCode = 404;
      response.end(number > 3 ? 'none' : page([number], generator));
    });
    const { posts, skipped } = await imported(`${origin}/feed/`);
    expect(posts.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(asked).toEqual(['/feed/', '/feed/?paged=2', '/feed/?paged=3', '/feed/?paged=4']);
    expect(skipped).toEqual([]);
  });

  it('until a server that ignores the number answers with the same entries', async () => {
    let requests = 0;
    const origin = await aServer((_, response) => {
      requests += 1;
      response.end(page([1], '<generator>WordPress</generator>'));
    });
    expect(await idsAt(`${origin}/feed/`)).toEqual(['1']);
    expect(requests).toBe(2);
  });

  it('and says which page it cannot read', async () => {
    const origin = await aServer(({ url }, response) => {
      if (url === '/older') response.statusCode = 500;
      response.end(page([1], '<atom:link rel="next" href="/older"/>'));
    });
    const { posts, skipped } = await imported(`${origin}/feed`);
    expect(posts).toHaveLength(1);
    expect(skipped).toEqual([{ source: `${origin}/older`, reason: expect.stringContaining('answers 500') }]);
  });

  it('and gives up when there are pages for ever', async () => {
    let number = 0;
    const endless = async () => {
      number += 1;
      return new Response(page([number], `<atom:link rel="next" href="https://old.example/${number}"/>`));
    };
    const source = await openSource('https://old.example/feed', { fetch: endless });
    const reading = FEED.read(source, { fetch: endless, progress: () => {} });
    await expect(reading).rejects.toThrow('leads to new ones for ever');
  });
});

it('a page leads to the feed that it names', async () => {
  const origin = await aServer(({ url }, response) => {
    response.setHeader('content-type', url === '/' ? 'text/html' : 'application/rss+xml');
    const links =
      '<link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link href=/feed.xml type="application/rss+xml" rel=alternate>';
    response.end(url === '/' ? `<!doctype html><title>a</title>${links}` : page(['1']));
  });
  expect((await imported(origin)).posts).toHaveLength(1);
});

describe('a feed that names its site after its entries', () => {
  // An entry that leads elsewhere is a link post if its id is on the site.
  const entry =
    '<item><title>a</title><link>https://other.example/</link><guid>https://old.example/a</guid><pubDate>2015-01-28</pubDate></item>';
  const atomEntry =
    '<entry><title>a</title><link href="https://other.example/"/><id>https://old.example/a</id><published>2015-01-28T10:00:00Z</published></entry>';
  it.each([
    ['RSS', `<rss version="2.0"><channel>${entry}<link>https://old.example/</link></channel></rss>`],
    [
      'RSS 1.0',
      `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${entry}<channel><link>https://old.example/</link></channel></rdf:RDF>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom">${atomEntry}<link href="https://old.example/"/></feed>`,
    ],
  ])('in %s is read as one that names it before them', async (_, xml) => {
    const { posts, site } = await imported(await aFile('feed.xml', xml));
    expect(site.origin).toBe('https://old.example');
    expect(posts).toMatchObject([{ url: 'https://old.example/a', link: 'https://other.example/' }]);
  });
});
