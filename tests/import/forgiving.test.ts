// Mistakes that feeds and exports have, after which everything is still there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmpersandEscaper } from '../../src/import/feeds/ampersands.ts';
import { planImport } from '../../src/import/write/plan.ts';
import { aFile, aProject, imported } from './a-project.ts';

const feed = (items: string, declaration = '<?xml version="1.0"?>') =>
  `${declaration}<rss version="2.0"><channel><title>Old</title><link>https://old.example/</link>${items}</channel></rss>`;
const item = (number: number, title = `Post ${number}`, id = `id ${number}`) =>
  `<item><title>${title}</title><link>https://old.example/${number}</link><guid isPermaLink="false">${id}</guid><pubDate>2016-02-0${number}</pubDate><description>Text ${number}</description></item>`;

/** The only post of a feed with this item. */
async function postIn(xml: string) {
  const { posts } = await imported(await aFile('feed.xml', xml));
  expect(posts).toHaveLength(1);
  return posts[0];
}

describe('an ampersand that begins no reference is text', () => {
  it.each([
    ['A & B', 'A & B'],
    ['R&D and Q&A', 'R&D and Q&A'],
    ['A &amp; B', 'A & B'],
    ['caf&eacute; &#233; &#xE9;', 'café é é'],
    ['a?b=1&copy=2; c', 'a?b=1&copy=2; c'],
    ['<![CDATA[A & B]]>', 'A & B'],
    ['A<!-- & --> & B', 'A & B'],
  ])('%s', async (title, shown) => {
    expect(await postIn(feed(item(1, title)))).toMatchObject({ title: shown });
  });

  it('in an address, too', async () => {
    const xml = feed(item(1)).replace('old.example/1<', 'old.example/1?a=1&b=2&c=3<');
    expect(await postIn(xml)).toMatchObject({ url: 'https://old.example/1?a=1&b=2&c=3' });
  });

  it('wherever the text is cut into pieces', () => {
    const token = fc.constantFrom(
      '&',
      '&amp;',
      '&#1;',
      '&x',
      ';',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      'a',
      ' '.repeat(70),
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 30 }),
        fc.array(fc.nat(40), { maxLength: 30 }),
        (tokens, sizes) => {
          const text = tokens.join('');
          const pieces: string[] = [];
          let at = 0;
          for (const size of sizes) {
            pieces.push(text.slice(at, at + size));
            at += size;
          }
          pieces.push(text.slice(at));
          expect(escaped(pieces)).toBe(escaped([text]));
        },
      ),
    );
  });
});

function escaped(pieces: readonly string[]): string {
  const escaper = new AmpersandEscaper();
  return pieces.map((piece) => escaper.write(piece)).join('') + escaper.end();
}

it.each([
  ['a comment before the XML declaration', `<!-- made by hand -->\n${feed(item(1))}`],
  [
    'the end of a CDATA section twice',
    feed(item(1, '<![CDATA[Post 1]]>').replace('Text 1', '<![CDATA[Text 1]]> ]]>')),
  ],
  ['a reference to a control character', feed(item(1).replace('Text 1', 'Text&#0; 1'))],
  ['UTF-8 that is declared as UTF-16', feed(item(1), '<?xml version="1.0" encoding="utf-16"?>')],
])('%s is forgiven', async (_, xml) => {
  const project = await aProject();
  await project.run(await aFile('feed.xml', xml), '--origin', 'https://old.example');
  const posts = Object.values(await project.files('posts'));
  expect(posts).toEqual([expect.stringMatching(/title: Post 1\n[\s\S]*Text/)]);
  expect((await project.compile()).findings).toEqual([]);
});

describe('the content of an Atom entry that states no type', () => {
  const withContent = (content: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://old.example/"/><entry><id>https://old.example/1</id><title>A</title><updated>2016-02-01T00:00:00Z</updated><content>${content}</content></entry></feed>`;
  it.each([
    ['&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;', '<p>One <b>two</b></p>'],
    ['One &lt;b&gt;two', '<p>One &lt;b>two</p>'],
  ])('%s', async (content, html) => {
    // An entry without a link has the address that its id is.
    expect(await postIn(withContent(content))).toMatchObject({
      content: { html },
      url: 'https://old.example/1',
    });
  });
});

it('the address of an Atom entry is the one that FeedBurner has replaced', async () => {
  const xml =
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><entry><id>1</id><title>A</title><updated>2016-02-01T00:00:00Z</updated><link href="http://feeds.feedburner.com/~r/old/~3/x"/><feedburner:origLink>https://old.example/a</feedburner:origLink></entry></feed>';
  expect(await postIn(xml)).toMatchObject({ url: 'https://old.example/a' });
});

describe('of entries with the same id', () => {
  it('those with another address stay, with an id of their own', async () => {
    const project = await aProject();
    const xml = feed(item(1) + item(2, 'Post 2', 'id 1') + item(3));
    const report = await project.run(await aFile('feed.xml', xml));
    expect(report).toContain('Imported 3 posts');
    expect(report).toContain(
      'feed.xml, entry 2: it has the same id as feed.xml, entry 1, so it gets a new one, and readers may see it again',
    );
    const files = await project.files('posts');
    expect(Object.values(files).filter((text) => text.includes('id: id 1'))).toHaveLength(1);
    expect((await project.compile()).findings).toEqual([]);
    expect(await project.run(await aFile('feed.xml', xml))).toContain('Imported 0 posts');
  });

  it('those with the same address, but another title and another date, stay', async () => {
    const xml = feed(item(1) + item(2, 'Post 2', 'id 1').replace('old.example/2', 'old.example/1'));
    expect(await (await aProject()).run(await aFile('feed.xml', xml))).toContain('Imported 2 posts');
  });

  it('those with the same address and the same title are one post', async () => {
    const project = await aProject();
    const report = await project.run(
      await aFile('feed.xml', feed(item(1) + item(1).replace('2016-02-01', '2016-02-02'))),
    );
    expect(report).toContain('Imported 1 post ');
  });
});

describe('parameters that count readers are no part of an address', () => {
  it.each([
    ['?utm_source=rss&amp;utm_medium=rss&amp;utm_campaign=one', ''],
    ['?source=rss-0123456789ab------2', ''],
    ['?page=2&amp;utm_source=feed', '?page=2'],
    ['?rss=1', ''],
    ['?source=me', '?source=me'],
    ['?p=12', '?p=12'],
  ])('%s', async (query, kept) => {
    const xml = feed(item(1)).replace('old.example/1<', `old.example/1${query}<`);
    expect(await postIn(xml)).toMatchObject({ url: `https://old.example/1${kept}`, id: 'id 1' });
  });
});

it('twenty thousand posts with one title get names in linear time', () => {
  const posts = Array.from({ length: 20_000 }, (_, index) => ({
    source: 'feed.xml',
    id: `id ${index}`,
    title: 'Same',
    date: Date.UTC(2016, 1, 1),
    content: { html: 'Text' },
    tags: [],
    authors: [],
    enclosures: [],
  }));
  const plan = planImport(
    { site: {}, posts, files: [], skipped: [] },
    {
      existing: { ids: new Map(), paths: new Map(), files: new Set() },
      origin: undefined,
      timeZone: 'UTC',
      isPattern: () => true,
    },
  );
  expect(plan.posts.at(-1)?.path).toBe('posts/2016-02-01-same-20000.md');
  expect(new Set(plan.posts.map(({ path }) => path)).size).toBe(20_000);
});

it('a draft whose title looks like a date gets a name that does not begin with it', async () => {
  const xml = feed('<item><title>0000-00-00 00:00:00</title><description>Text</description></item>');
  const project = await aProject();
  await project.run(await aFile('feed.xml', xml));
  expect(Object.keys(await project.files('posts'))).toEqual(['posts/draft-0000-00-00-00-00-00.md']);
  expect((await project.compile()).findings).toEqual([]);
});
