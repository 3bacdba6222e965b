// What all formats have in common, and what each has of its own.

import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { homepage, version } from '../../package.json' with { type: 'json' };
import type { Entry } from '../../src/archive/entry.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anApp, anEntry, type BlogOptions, feedPath, HOUR, NOON, publish, SITE, serve } from '../a-blog.ts';
import { readBack } from './read-back.ts';

const RICH = anEntry('rich', {
  id: 'tag:longwave.example,2026:rich',
  title: 'Fish & chips: <b>not bold</b> &amp; "quoted"',
  published: NOON - HOUR,
  updated: NOON,
  summary: 'In short: 1 < 2 & 3.',
  contentForReaders: '<p>Whole. <a href="https://longwave.example/posts/other#x">Link</a></p>',
  markdown: 'Whole. [Link](/posts/other#x) & <b>',
  tags: ['C++', '📻 & co', 'a "b"'],
  authors: [
    { name: 'Ada', url: 'https://ada.example/', avatar: 'https://ada.example/a.png' },
    { name: 'Bo & Co' },
  ],
  lang: 'de',
  link: 'https://example.org/?a=1&b=2',
  via: 'https://via.example/',
  image: { url: 'https://longwave.example/media/i.png', type: 'image/png', length: 12 },
  enclosures: [
    {
      url: 'https://longwave.example/media/a.mp3',
      type: 'audio/mpeg',
      length: 34,
      duration: 61,
      title: 'Pips "1"',
    },
    { url: 'https://longwave.example/media/b.pdf', type: 'application/pdf', length: 56 },
  ],
});
const { title: _, ...NOTE } = anEntry('note');
const [rss, atom, json] = FORMATS as [Format, Format, Format];

const documentOf = async (
  format: Format,
  entries: readonly Entry[] = [RICH, NOTE],
  options: BlogOptions = {},
) => (await anApp(entries, options).get(feedPath(format))).text();
const rssOf = async (...given: [(readonly Entry[])?, BlogOptions?]) =>
  parseRssFeed(await documentOf(rss, ...given));
const atomOf = async (...given: [(readonly Entry[])?, BlogOptions?]) =>
  parseAtomFeed(await documentOf(atom, ...given));
const jsonOf = async (...given: [(readonly Entry[])?, BlogOptions?]) =>
  parseJsonFeed(await documentOf(json, ...given));

describe.each(FORMATS)('the same entry in $label', (format) => {
  it('has the same id, dates, title, summary, content, tags, authors, enclosures and language', async () => {
    const { entries } = readBack(format, await documentOf(format));
    expect(entries.find(({ id }) => id === RICH.id)).toEqual({
      id: RICH.id,
      url: `${SITE.origin}/posts/rich`,
      title: RICH.title,
      published: new Date(NOON - HOUR).toISOString(),
      updated: new Date(NOON).toISOString(),
      summary: RICH.summary,
      content: RICH.contentForReaders,
      authors: ['Ada', 'Bo & Co'],
      tags: RICH.tags,
      enclosures: RICH.enclosures.map(({ url, type, length }) => ({ url, type, length })),
      image: RICH.image?.url,
      lang: 'de',
    });
  });

  it('has full content and a summary by default, and only the summary when the settings say so', async () => {
    const full = await documentOf(format);
    expect(full).toContain('Whole.');
    const short = await documentOf(format, [RICH], { site: { content: 'summary' } });
    expect(short).not.toContain('Whole.');
    expect(readBack(format, short).entries[0]?.summary).toBe(RICH.summary);
  });

  it('does not depend on the time: another moment and another compile give the same bytes', async () => {
    const first = publish([RICH, NOTE]);
    const later = publish([RICH, NOTE], { lock: first.lock, now: NOON + 99 * HOUR });
    const bytes = async (archive: typeof first.archive, now: number) =>
      (await serve(archive, now).get(feedPath(format))).text();
    expect(await bytes(first.archive, NOON + 99 * HOUR)).toBe(await bytes(first.archive, NOON));
    expect(await bytes(later.archive, NOON + 99 * HOUR)).toBe(await bytes(first.archive, NOON));
  });

  it('keeps its date of publication, after an edit and after a new date in the post', async () => {
    const first = publish([NOTE]);
    const edited = { ...NOTE, contentForReaders: '<p>Edited</p>', published: NOON + HOUR };
    const second = publish([edited], { lock: first.lock, now: NOON + 2 * HOUR });
    const read = readBack(
      format,
      await (await serve(second.archive, NOON + 2 * HOUR).get(feedPath(format))).text(),
    );
    expect(read.entries[0]?.published).toBe(new Date(NOTE.published).toISOString());
  });

  it('has a new date of revision only when the author says so', async () => {
    const first = publish([NOTE]);
    const second = publish([{ ...NOTE, contentForReaders: '<p>Edited</p>' }], {
      lock: first.lock,
      now: NOON + HOUR,
    });
    const read = readBack(
      format,
      await (await serve(second.archive, NOON + HOUR).get(feedPath(format))).text(),
    );
    expect(read.entries[0]?.updated).toBe(new Date(NOTE.published).toISOString());
  });
});

describe('an entry without a title', () => {
  const note: Entry = { ...NOTE, beginning: 'Morse & more…' };

  it('has none in RSS and JSON Feed', async () => {
    expect((await rssOf([note])).items?.[0]).not.toHaveProperty('title');
    expect(await documentOf(rss, [note])).not.toMatch(/<item>\s*<title/);
    expect(JSON.parse(await documentOf(json, [note])).items[0]).not.toHaveProperty('title');
    for (const format of [rss, json]) expect(await documentOf(format, [note])).not.toContain('Morse');
  });

  it('has the beginning of its text as title in Atom, which requires one', async () => {
    expect((await atomOf([note])).entries?.[0]?.title?.value).toBe('Morse & more…');
  });
});

describe('RSS', () => {
  it('has isPermaLink only for ids that are the permalink', async () => {
    const url = `${SITE.origin}/posts/imported`;
    const { items } = await rssOf([
      NOTE,
      anEntry('imported', { id: url }),
      anEntry('moved', { id: 'https://old.example/?p=1' }),
    ]);
    const truths = Object.fromEntries(items?.map(({ guid }) => [guid?.value, guid?.isPermaLink]) ?? []);
    expect(truths).toEqual({ [NOTE.id]: false, [url]: true, 'https://old.example/?p=1': false });
  });

  it('escapes titles once', async () => {
    expect(await documentOf(rss, [RICH])).toContain(
      '<title>Fish &#x26; chips: &#x3C;b&gt;not bold&#x3C;/b&gt; &#x26;amp; "quoted"</title>',
    );
  });

  it('has `&` and `<` in plain text as hexadecimal references, as its profile recommends', async () => {
    const text = await documentOf(rss, [RICH], {
      site: { title: 'T & <b>', description: 'D & <b>', rights: 'R & <b>' },
    });
    for (const written of [
      '<title>T &#x26; &#x3C;b&gt;</title>',
      '<description>D &#x26; &#x3C;b&gt;</description>',
      '<copyright>R &#x26; &#x3C;b&gt;</copyright>',
      '<category>📻 &#x26; co</category>',
      '<dc:creator>Bo &#x26; Co</dc:creator>',
    ])
      expect(text).toContain(written);
  });

  it('has language, ttl, lastBuildDate, its own address, and every author as dc:creator', async () => {
    const text = await documentOf(rss);
    const feed = parseRssFeed(text);
    expect(feed.language).toBe('en');
    expect(feed.ttl).toBe(30);
    expect(new Date(feed.lastBuildDate ?? 0).getTime()).toBe(NOON);
    expect(feed.atom?.links).toContainEqual({
      rel: 'self',
      href: `${SITE.origin}/rss.xml`,
      type: 'application/rss+xml',
    });
    expect(feed.items?.find(({ guid }) => guid?.value === RICH.id)?.dc?.creators).toEqual(['Ada', 'Bo & Co']);
    expect(text).not.toMatch(/<author>/);
  });

  it('has the rights and the icon of the site, exactly as in the settings', async () => {
    const site = { rights: '& &amp;', icon: 'https://i.example/i.png?a=1&amp;b=2' };
    const { copyright, image } = await rssOf([NOTE], { site });
    expect([copyright, image?.url]).toEqual([site.rights, site.icon]);
  });

  it('has content with any number of CDATA ends', async () => {
    const content = '<p title="]]> ]]>">x</p>';
    const { items } = await rssOf([anEntry('cdata', { contentForReaders: content })]);
    expect(items?.[0]?.content?.encoded?.replaceAll('&gt;', '>')).toBe(content);
  });

  it('has the Markdown that the author wrote if all readers make the same of it, and whole entries', async () => {
    const plain: Entry = { ...RICH, markdown: 'Whole: *1 < 2* & more.', isPlainMarkdown: true };
    expect(await documentOf(rss, [plain])).toContain(
      '<source:markdown>Whole: *1 &#x3C; 2* &#x26; more.</source:markdown>',
    );
    expect(await documentOf(rss, [RICH])).not.toContain('markdown');
    expect(await documentOf(rss, [plain], { site: { content: 'summary' } })).not.toContain('markdown');
  });

  it('has the email address of the author for readers who write to the site', async () => {
    const authors = [{ name: 'Ada & Co', email: 'ada@longwave.example' }];
    const feed = await rssOf([NOTE], { site: { authors } });
    expect([feed.managingEditor, feed.webMaster]).toEqual([...authors, ...authors]);
    expect(await documentOf(rss, [NOTE], { site: { authors } })).toContain(
      '<managingEditor>ada@longwave.example (Ada &#x26; Co)</managingEditor>',
    );
    expect(await documentOf(rss, [NOTE])).not.toMatch(/managingEditor|webMaster/);
  });

  it('has the picture of an entry twice, because some readers look for a thumbnail', async () => {
    const image = {
      url: 'https://i.example/i.png?a=1&b=2',
      type: 'image/png',
      length: 12,
      width: 640,
      height: 480,
    };
    const [item] = (await rssOf([{ ...RICH, image }])).items ?? [];
    expect(item?.media).toMatchObject({
      contents: [{ url: image.url, type: image.type, fileSize: 12, width: 640, height: 480 }],
      thumbnails: [{ url: image.url, width: 640, height: 480 }],
    });
  });

  it('names the program that wrote it, with its version', async () => {
    expect((await rssOf()).generator).toBe(`Longwave ${version}`);
  });

  it('declares the namespace of Markdown only where it is used', async () => {
    expect(await documentOf(rss, [RICH])).not.toContain('xmlns:source');
    expect(await documentOf(rss, [{ ...RICH, isPlainMarkdown: true }])).toContain('xmlns:source');
  });

  it('has `atom:updated` only for a revised entry', async () => {
    const { items } = await rssOf();
    expect(items?.map(({ atom: own }) => own?.updated !== undefined).sort()).toEqual([false, true]);
  });
});

describe('Atom', () => {
  it('has the link, the via and the attachments of an entry as links', async () => {
    const { entries } = await atomOf([RICH]);
    expect(entries?.[0]?.links?.map(({ rel, href }) => `${rel} ${href}`).sort()).toEqual([
      `alternate ${SITE.origin}/posts/rich`,
      `enclosure ${SITE.origin}/media/a.mp3`,
      `enclosure ${SITE.origin}/media/b.pdf`,
      'related https://example.org/?a=1&b=2',
      'via https://via.example/',
    ]);
    expect(entries?.[0]?.categories).toEqual(RICH.tags.map((tag) => ({ term: tag, label: tag })));
  });

  it('has the rights, icon and logo of the site, and the language of the feed', async () => {
    const site = { rights: 'CC & co', icon: 'https://i.example/i.png', logo: 'https://i.example/l.png' };
    expect(await atomOf([NOTE], { site })).toMatchObject({
      rights: { value: 'CC & co' },
      icon: site.icon,
      logo: site.logo,
    });
    expect(await documentOf(atom)).toMatch(/<feed [^>]*xml:lang="en"/);
    const german = await anApp([RICH, NOTE]).get('/languages/de/atom.xml');
    expect(await german.text()).toMatch(/<feed [^>]*xml:lang="de"/);
  });

  it('has the author of the site, the program that wrote it, and thumbnails', async () => {
    const feed = await atomOf([RICH], {
      site: { authors: [{ name: 'A & B', email: 'a@b.example', url: 'https://b.example/' }] },
    });
    expect(feed.authors).toEqual([{ name: 'A & B', email: 'a@b.example', uri: 'https://b.example/' }]);
    expect(feed.generator).toEqual({ text: 'Longwave', uri: homepage, version });
    expect(feed.entries?.[0]?.media?.thumbnails).toEqual([{ url: RICH.image?.url }]);
  });

  it('has tombstones of removed entries, in its first document only', async () => {
    const many = Array.from({ length: 20 }, (_each, number) =>
      anEntry(`n${number}`, { published: NOON - (number + 1) * HOUR }),
    );
    const first = publish(many);
    const { get } = serve(
      publish(many.slice(1), { lock: first.lock, now: NOON + HOUR }).archive,
      NOON + HOUR,
    );
    const tombstone = `<at:deleted-entry ref="${many[0]?.id}" when="${new Date(NOON + HOUR).toISOString()}"/>`;
    expect(await (await get('/atom.xml')).text()).toContain(tombstone);
    expect(await (await get('/archive/1/atom.xml')).text()).not.toContain('deleted-entry');
    expect((await get('/rss.xml')).status).toBe(200);
  });
});

describe('JSON Feed', () => {
  it('has version 1.1 and its members', async () => {
    const site = { hub: 'https://hub.example/', icon: 'https://i.example/i.png' };
    const document = JSON.parse(await documentOf(json, [RICH, NOTE], { site }));
    expect(document).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      authors: [{ name: 'Longwave', url: 'https://longwave.example/about' }],
      language: 'en',
      hubs: [{ type: 'WebSub', url: site.hub }],
      icon: site.icon,
      favicon: site.icon,
      feed_url: `${SITE.origin}/feed.json`,
    });
    expect(document).not.toHaveProperty('author');
    const item = document.items.find(({ id }: { id: string }) => id === RICH.id);
    expect(item).toMatchObject({ external_url: RICH.link, image: RICH.image?.url, tags: RICH.tags });
    expect(item.banner_image).toBe(RICH.image?.url);
    expect(item.attachments[0]).toEqual({
      url: `${SITE.origin}/media/a.mp3`,
      mime_type: 'audio/mpeg',
      title: 'Pips "1"',
      size_in_bytes: 34,
      duration_in_seconds: 61,
    });
    expect(item.authors).toEqual(RICH.authors);
  });

  it('has `date_modified` only for a revised entry', async () => {
    const { items } = await jsonOf();
    expect(items?.map((item) => item.date_modified !== undefined).sort()).toEqual([false, true]);
  });
});
