// Fields: what each may contain, its synonyms, and the messages about mistakes.

import { describe, expect, it } from 'vitest';
import { fieldChecker } from '../../../src/compile/posts/check-fields.ts';
import type { Fields } from '../../../src/compile/posts/fields.ts';
import { parseFrontMatter } from '../../../src/compile/posts/front-matter.ts';
import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { collector, settingsFor } from '../blog.ts';

const GRACE = { name: 'Grace', url: 'https://grace.example/' };
const checkFields = fieldChecker(
  settingsFor({ timeZone: 'Europe/Berlin', people: [{ ...GRACE, key: 'hopper' }] }),
);

/** The fields of a post with this front matter, and the messages about it. */
function check(front: string): { fields: Fields | undefined; told: string[] } {
  const { told, report } = collector();
  return { fields: checkFields(parseFrontMatter(`---\n${front}\n---\n`), report).fields, told };
}

const DAY = Date.parse('2026-11-21T23:00:00Z');

const file = (path: string | (string | number)[], url: string) => ({ url, path: [path].flat() });
const listed = (field: string, index: number, url: string) => ({ url, path: [field, index] });
const alias = (address: string, field: string, index = 0) => ({ address, path: [field, index] });

describe('a field', () => {
  // Forbidden characters written as escapes, so that the file itself does not contain them.
  it.each([
    ['title: "a\\bb"', ['2:8: warning: the character U+0008 is removed, because feeds cannot contain it']],
    [
      'tags: [a, "b\\uFFFE"]',
      ['2:11: warning: the character U+FFFE is removed, because feeds cannot contain it'],
    ],
    [
      'author: {name: "\\uD800 x"}',
      ['2:16: warning: the character U+D800 is removed, because feeds cannot contain it'],
    ],
  ])('%j loses characters that feeds cannot contain, with a warning', (front, told) => {
    expect(check(front).told).toEqual(told);
    expect(JSON.stringify(check(front).fields)).not.toMatch(/[\u0008\uFFFE]|\\b|\\ud800/i);
  });

  it('with nothing else counts as left out', () => {
    expect(check('title: "\\u0000"\nsummary: "\\u0000 "').fields).toEqual(check('# nothing').fields);
  });

  it('may be left out', () => {
    expect(check('# nothing')).toEqual({
      fields: {
        ...{
          tags: [],
          categories: [],
          authors: [],
          draft: false,
          listed: true,
          enclosures: [],
          aliases: [],
          names: [],
        },
      },
      told: [],
    });
  });

  // Front matter, and the fields that it sets.
  it.each<[string, Partial<Fields>]>([
    ['title: Plain & simple', { title: 'Plain & simple' }],
    ['title: 1.10', { title: '1.10' }],
    ['title: "a  b\\n"', { title: 'a b' }],
    ['date: 2026-11-22', { date: Date.parse('2026-11-21T23:00:00Z') }],
    ['date: "2026-11-22T09:30:00Z"', { date: Date.parse('2026-11-22T09:30:00Z') }],
    ['updated: 2026-11-23 09:30 +02:00', { updated: Date.parse('2026-11-23T07:30:00Z') }],
    ['slug: wellenlängen-2', { slug: 'wellenlängen-2' }],
    ['slug: "a\\u0308rger"', { slug: 'ärger' }],
    ['id: https://old.example/?p=1', { id: 'https://old.example/?p=1' }],
    [
      'id: urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a',
      { id: 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a' },
    ],
    // Other programs have ids that are no IRIs, and readers know the posts by them.
    ['id: 5f9b1c2d3e4f', { id: '5f9b1c2d3e4f' }],
    ['id: post 12 <a&b>', { id: 'post 12 <a&b>' }],
    ['summary: Short.', { summary: 'Short.' }],
    ['description: Short.', { summary: 'Short.' }],
    ['excerpt: Short.', { summary: 'Short.' }],
    ['summary: "A [link](/b_(c)), **d *e***, `*f*` and ![g](/h.png)"', { summary: 'A link, d e, *f* and g' }],
    [
      'summary: "The <dialog> element, a * b * c, *args, __init__, snake_case_name and [x]"',
      { summary: 'The <dialog> element, a * b * c, *args, __init__, snake_case_name and [x]' },
    ],
    ['summary: first\ndescription: second', { summary: 'first' }],
    ['summary: " "\ndescription: second', { summary: 'second' }],
    ['tags: one', { tags: ['one'] }],
    ['tags: [one, 日本語, one]', { tags: ['one', '日本語'] }],
    ['tags: [a]\ncategories: [b, a]', { tags: ['a', 'b'] }],
    ['tags: ["e\\u0301", é]', { tags: ['é'] }],
    ['tags: ["", " ", ~, x]', { tags: ['x'] }],
    ['author: Ada', { authors: [{ name: 'Ada' }] }],
    ['author: Grace', { authors: [GRACE] }],
    ['authors: [Grace, Ada]', { authors: [GRACE, { name: 'Ada' }] }],
    ['by: Ada\nauthor: Ada', { authors: [{ name: 'Ada' }] }],
    ['author: {name: Grace}', { authors: [GRACE] }],
    [
      'author: {name: Grace, email: g@grace.example}',
      { authors: [{ name: 'Grace', email: 'g@grace.example' }] },
    ],
    [
      'author: {name: Ada, picture: {src: /a.png}}',
      { authors: [{ name: 'Ada', avatar: 'https://blog.example/a.png' }] },
    ],
    [
      'authors: [{name: Ada, url: "https://ada.example/", avatar: "https://ada.example/a.png"}]',
      { authors: [{ name: 'Ada', url: 'https://ada.example/', avatar: 'https://ada.example/a.png' }] },
    ],
    ['lang: PT-br', { lang: 'pt-BR' }],
    ['lang: gsw', { lang: 'gsw' }],
    ['lang: zh-Hant-TW', { lang: 'zh-Hant-TW' }],
    ['draft: true', { draft: true }],
    ['draft: Yes', { draft: true }],
    ['draft: ON', { draft: true }],
    ['draft: no', { draft: false }],
    ['draft: "false"', { draft: false }],
    ['published: false', { draft: true }],
    ['published: No', { draft: true }],
    ['published: false\ndraft: false', { draft: false }],
    ['feed: false', { listed: false }],
    ['feed: off', { listed: false }],
    ['feed: true', { listed: true }],
    ['link: https://else.example/a?b=c#d', { link: 'https://else.example/a?b=c#d' }],
    ['link: "https://else.example/a b"', { link: 'https://else.example/a%20b' }],
    ['link: https://else.example/a|b?q={x}^y', { link: 'https://else.example/a%7Cb?q=%7Bx%7D%5Ey' }],
    ['via: http://via.example/', { via: 'http://via.example/' }],
    ['image: cover.png\nimage_alt: A cover', { image: file('image', 'cover.png'), imageAlt: 'A cover' }],
    ['image: https://else.example/i.png', { image: file('image', 'https://else.example/i.png') }],
    ['audio: a.mp3', { enclosures: [listed('audio', 0, 'a.mp3')] }],
    ['video: v.mp4', { enclosures: [listed('video', 0, 'v.mp4')] }],
    [
      'enclosures: [a.pdf, b.pdf]',
      { enclosures: [listed('enclosures', 0, 'a.pdf'), listed('enclosures', 1, 'b.pdf')] },
    ],
    [
      'audio: {url: "https://cdn.example/a", type: audio/mpeg, length: 123, duration: 61.4, title: One}',
      {
        enclosures: [
          {
            ...listed('audio', 0, 'https://cdn.example/a'),
            ...{ type: 'audio/mpeg', length: 123, duration: 61, title: 'One' },
          },
        ],
      },
    ],
    ['aliases: /2020/old', { aliases: [alias('/2020/old', 'aliases')] }],
    ['aliases: [2020/old, /2020/old]', { aliases: [alias('/2020/old', 'aliases')] }],
    [
      'redirect_from: [/a, ~, /b%C3%A4r]',
      { aliases: [alias('/a', 'redirect_from'), alias('/bär', 'redirect_from', 2)] },
    ],
    [
      'aliases: [/a]\nredirect_from: [/b, /a]',
      { aliases: [alias('/a', 'aliases'), alias('/b', 'redirect_from')] },
    ],
    ['permalink: /a/b/', { permalink: { address: '/a/b/', path: ['permalink'] } }],
    ['url: /a/b/', { permalink: { address: '/a/b/', path: ['url'] } }],
    ['aliases: "/?p=12"', { aliases: [alias('/?p=12', 'aliases')] }],
    ['aliases: index.php?p=1&lang=ä', { aliases: [alias('/index.php?lang=%C3%A4&p=1', 'aliases')] }],
    ['aliases: https://blog.example/a/', { aliases: [alias('/a/', 'aliases')] }],
    ['aliases: /100%', { aliases: [alias('/100%', 'aliases')] }],
  ])('%j is read', (front, expected) => {
    const { fields, told } = check(front);
    expect(told).toEqual([]);
    expect(fields).toMatchObject(expected);
  });

  // Front matter as other programs have it, and the fields that it sets.
  it.each<[string, Partial<Fields>]>([
    ['Title: A\nTAGS: [b]\nSlug: c', { title: 'A', tags: ['b'], slug: 'c' }],
    ['title: A\nTitle: B', { title: 'A' }],
    ['pubDate: 2026-11-22', { date: DAY }],
    ['publishDate: 2026-11-22', { date: DAY }],
    ['datePublished: 2026-11-22', { date: DAY }],
    ['published_at: 2026-11-22', { date: DAY }],
    ['published: 2026-11-22', { date: DAY, draft: false }],
    ['created: 2026-11-22', { date: DAY }],
    ['date: 2026-11-22\npublishDate: 2026-11-23', { date: DAY }],
    ['pubDate: 2026-11-23\ndate: 2026-11-22', { date: DAY }],
    ['date:\npubDate: 2026-11-22', { date: DAY }],
    ...[
      'lastmod',
      'updatedDate',
      'last_modified_at',
      'modified',
      'Last-Modified',
      'dateModified',
      'modDatetime',
    ].map((name): [string, Partial<Fields>] => [`${name}: 2026-11-22`, { updated: DAY }]),
    ['lastUpdated: false', {}],
    ['updated: 2026-11-22\nlastmod: 2026-11-23', { updated: DAY }],
    ['spoiler: A', { summary: 'A' }],
    ['subtitle: A', { summary: 'A' }],
    ['subtitle: A\ndescription: B', { summary: 'B' }],
    ['excerpt: false', {}],
    ['tag: a', { tags: ['a'] }],
    ['category: a', { tags: ['a'], categories: ['a'] }],
    ['tags: a\ncategories: [b, a]', { tags: ['a', 'b'], categories: ['b', 'a'] }],
    ['categories: [[a, b], [c]]', { tags: ['a', 'b', 'c'], categories: ['a', 'b', 'c'] }],
    ['tags: [{name: a, slug: b}, {label: c}]', { tags: ['a', 'c'] }],
    ['tags: ruby, rails css', { tags: ['ruby, rails css'] }],
    ['keywords: "a, b c"', { tags: ['a', 'b c'] }],
    ['keywords: [a, "b, c"]', { tags: ['a', 'b, c'] }],
    ['keywords: a\ntags: b', { tags: ['b'] }],
    ['taxonomies: {tags: [a], categories: [b]}', { tags: ['a', 'b'], categories: ['b'] }],
    [
      'extra: {author: Ada, cover: a.png}',
      { authors: [{ name: 'Ada' }], image: file(['extra', 'cover'], 'a.png') },
    ],
    ['description: A\nextra: {description: B}', { summary: 'A' }],
    ['params: {hidden: true}', { listed: false }],
    [
      'author_name: Ada\nauthor_url: https://ada.example/',
      { authors: [{ name: 'Ada', url: 'https://ada.example/' }] },
    ],
    ['author: Grace\nauthor_url: https://else.example/', { authors: [GRACE] }],
    ['authors: [hopper]', { authors: [GRACE] }],
    ['author: {key: hopper}', { authors: [GRACE] }],
    [
      'author: {name: Ada, website: "https://ada.example/", image: "https://ada.example/a.png", bio: B}',
      { authors: [{ name: 'Ada', url: 'https://ada.example/', avatar: 'https://ada.example/a.png' }] },
    ],
    ['author: {name: Ada, url: /about/}', { authors: [{ name: 'Ada', url: 'https://blog.example/about/' }] }],
    ['author: false', { authors: [] }],
    ['lang: zh_tw', { lang: 'zh-TW' }],
    ['locale: en_GB.UTF-8', { lang: 'en-GB' }],
    ['language: de', { lang: 'de' }],
    ['publish: false', { draft: true }],
    ['published: true', { draft: false }],
    ['private: true', { draft: true }],
    ['draft: false\nprivate: true', { draft: true }],
    ['status: draft', { draft: true }],
    ['status: publish', { draft: false }],
    ['permalink: false', { draft: true }],
    ['expired: true', { draft: true }],
    ['expiryDate: 2026-11-24', { draft: false }],
    ['unlisted: true', { listed: false }],
    ['hidden: true', { listed: false }],
    ['hidden: false', { listed: true }],
    ['eleventyExcludeFromCollections: true', { listed: false }],
    ['external_url: https://else.example/', { link: 'https://else.example/' }],
    ...['cover', 'heroImage', 'thumbnail', 'featured_image', 'feature-image', 'ogImage', 'banner'].map(
      (name): [string, Partial<Fields>] => [`${name}: a.png`, { image: file([name], 'a.png') }],
    ),
    ['images: [a.png, b.png]', { image: file(['images', 0], 'a.png') }],
    ['image: {path: a.png, alt: A}', { image: file(['image', 'path'], 'a.png'), imageAlt: 'A' }],
    ['cover: {image: a.png, alt: A}', { image: file(['cover', 'image'], 'a.png'), imageAlt: 'A' }],
    [
      'hero: {alt: A, image: {src: a.png}}',
      { image: file(['hero', 'image', 'src'], 'a.png'), imageAlt: 'A' },
    ],
    ['heroImage: a.png\nheroImageAlt: A', { image: file(['heroImage'], 'a.png'), imageAlt: 'A' }],
    ['image: "[[a b.png]]"', { image: file(['image'], 'a b.png') }],
    ['image: true\ncover: a.png', { image: file(['cover'], 'a.png') }],
    [
      'enclosure: {file: a.mp3, size: 3, type: audio/mpeg}',
      {
        enclosures: [{ ...listed('enclosure', 0, 'a.mp3'), length: 3, type: 'audio/mpeg' }],
      },
    ],
    ['guid: https://old.example/?p=1', { id: 'https://old.example/?p=1' }],
    ['uuid: 1225C695-cfb8-4ebb-aaaa-80da344efa6a', { id: 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a' }],
    ['guid: "12 at https://old.example"', { id: '12 at https://old.example' }],
    ['id: 42', { id: '42' }],
    ['id: urn:a\nguid: urn:b', { id: 'urn:a' }],
    ['slug: formatR', { slug: 'formatR' }],
    ['slug: cn/about', { slug: 'cn/about' }],
    ['url: /a/b/', { permalink: { address: '/a/b/', path: ['url'] } }],
    ['url: https://blog.example/a/', { permalink: { address: 'https://blog.example/a/', path: ['url'] } }],
    ['path: a/v1.0', { permalink: { address: '/a/v1.0/', path: ['path'] } }],
    ['path: /a/b', { permalink: { address: '/a/b', path: ['path'] } }],
  ])('%j is read as other programs mean it', (front, expected) => {
    const { fields, told } = check(front);
    expect(told).toEqual([]);
    expect({ ...fields, writtenDate: undefined }).toEqual({ ...check('# nothing').fields, ...expected });
  });

  it('is a date with the text that was typed', () => {
    expect(check('Pub_Date: 22 November 2026').fields).toMatchObject({
      date: DAY,
      writtenDate: '22 November 2026',
    });
    expect(check('pubDate: 2026-11-20\ndate: 2026-11-22').fields).toMatchObject({
      writtenDate: '2026-11-22',
    });
  });

  // A dialect, front matter, and the fields that it sets.
  it.each<[Dialect, string, Partial<Fields>]>([
    ['jekyll', 'tags: ruby rails css', { tags: ['ruby', 'rails', 'css'] }],
    ['jekyll', 'tags: ruby on rails, css', { tags: ['ruby on rails', 'css'] }],
    ['jekyll', 'tags: [ruby on rails]', { tags: ['ruby on rails'] }],
    ['jekyll', 'categories: a b', { tags: ['a', 'b'], categories: ['a', 'b'] }],
    ['jekyll', 'tag: ruby on rails\ncategory: a b', { tags: ['ruby on rails', 'a b'], categories: ['a b'] }],
    ['jekyll', 'date: 2026-11-22 09:30:00', { date: Date.parse('2026-11-22T09:30:00Z') }],
    ['jekyll', 'slug: My Post!', { slug: 'My Post!' }],
    ['hugo', 'tags: ruby on rails', { tags: ['ruby on rails'] }],
    ['hugo', 'date: 2026-11-20\npublishDate: 2026-11-22', { date: DAY }],
    ['hugo', 'slug: My Post!', { slug: 'My Post!' }],
    ['obsidian', 'tags: a, b c', { tags: ['a', 'b', 'c'] }],
    ['obsidian', 'tags: ["#a/b", c]', { tags: ['a/b', 'c'] }],
    [
      'obsidian',
      'aliases: [Another name, /old/]',
      { aliases: [alias('/old/', 'aliases', 1)], names: ['Another name'] },
    ],
    ['obsidian', 'cover: [[a.png]]', { image: file(['cover', 0, 0], 'a.png') }],
  ])('in %s, %j is read as it is meant there', (markdown, front, expected) => {
    const { told, report } = collector();
    const checkIn = fieldChecker(settingsFor({ timeZone: 'Europe/Berlin', markdown }));
    const { fields } = checkIn(parseFrontMatter(`---\n${front}\n---\n`), report);
    expect(told).toEqual([]);
    expect({ ...fields, writtenDate: undefined }).toEqual({ ...check('# nothing').fields, ...expected });
  });

  it('may say that the post has expired', () => {
    const { told, report } = collector();
    const checkNow = fieldChecker(settingsFor(), Date.parse('2026-11-22T12:00:00Z'));
    const draftOf = (front: string) => checkNow(parseFrontMatter(`---\n${front}\n---\n`), report).draft;
    expect(draftOf('expiryDate: 2026-11-23')).toBe(false);
    expect(told).toEqual([]);
    expect(draftOf('draft: false\nexpiryDate: 2026-11-22')).toBe(true);
    expect(told).toEqual(['3:13: warning: the post has expired, so it is not published any more']);
  });

  it.each([
    'title',
    'date',
    'slug',
    'id',
    'summary',
    'tags',
    'author',
    'lang',
    'draft',
    'feed',
    'link',
    'image',
    'audio',
  ])('that is empty counts as left out: %s', (name) => {
    expect(check(`${name}:`)).toEqual(check('# nothing'));
    expect(check(`${name}: ""`)).toEqual(check('# nothing'));
  });

  // A duration as typed, and in seconds.
  it.each([
    ['90', 90],
    ['90.6', 91],
    ['1:30', 90],
    ['01:02:03', 3723],
    ['100:00', 6000],
  ])('duration %s is %i seconds', (typed, duration) => {
    expect(check(`audio: {url: a.mp3, duration: ${typed}}`).fields?.enclosures).toMatchObject([{ duration }]);
  });
});

describe('a field that is wrong', () => {
  // Front matter, and the message, with line and column in the file.
  it.each([
    ['title: [a, b]', '2:8: title must be a single text'],
    ['title: {a: b}', '2:8: title must be a single text'],
    ['date: tomorow', '2:7: date "tomorow" is not a date; write 2026-11-22 or 2026-11-22 09:30'],
    ['date: [2026-11-22]', '2:7: date must be a single date'],
    [
      'title: A\nupdated: 2026-02-30',
      '3:10: updated "2026-02-30" is not a real date; check the day and the month',
    ],
    ['slug: a|b', '2:7: slug "a|b" has characters that may not be in an address; write a-b'],
    ['slug: My Post!', '2:7: slug "My Post!" has characters that may not be in an address; write my-post'],
    [
      'slug: "?"',
      '2:7: slug "?" has characters that may not be in an address; write it with letters, digits and hyphens',
    ],
    ['summary: [a]', '2:10: summary must be a single text'],
    ['tags: [a, {b: c}]', '2:11: tags[1] must be a single text'],
    ['tags: [~, {b: c}]', '2:11: tags[1] must be a single text'],
    ['tags: {a: b}', '2:7: tags must be a single text'],
    [
      'author: [Ada, [Grace]]',
      '2:15: author[1] must be a name, or an object with name, url, email and avatar',
    ],
    ['author: {name: Ada, url: ada}', '2:9: author.url must be an absolute http or https address'],
    ['authors:\n  - name: Ada\n    email: ada', '4:12: authors[0].email must be an email address'],
    ['author: {email: ada@blog.example}', '2:9: author.name is missing'],
    ['audio: {type: audio/mpeg}', '2:8: audio.url is missing'],
    ['lang: english language', '2:7: lang must be a language tag such as en or pt-BR'],
    ['draft: maybe', '2:8: draft "maybe" must be true or false'],
    ['draft: constructor', '2:8: draft "constructor" must be true or false'],
    ['draft: 1', '2:8: draft "1" must be true or false'],
    ['feed: [false]', '2:7: feed must be true or false'],
    ['link: else.example', '2:7: link must be an absolute http or https address'],
    ['link: /here', '2:7: link must be an absolute http or https address'],
    ['via: javascript:alert(1)', '2:6: via must be an absolute http or https address'],
    [
      'image: data:image/png;base64,AA',
      '2:8: image must be a file next to the post, or an http or https address',
    ],
    [
      'audio: [[a]]',
      '2:9: audio[0] must be a file or URL, or an object with url, type, length, duration and title',
    ],
    [
      'audio: ftp://cdn.example/a',
      '2:8: audio.url must be a file next to the post, or an http or https address',
    ],
    ['enclosures: [{url: a, type: mp3}]', '2:29: enclosures[0].type must be a type such as audio/mpeg'],
    [
      'enclosures: [{url: a, length: 1 MB}]',
      '2:31: enclosures[0].length must be a whole number, written in digits only',
    ],
    [
      'enclosures: [{url: a, length: 99999999999999999999999}]',
      '2:31: enclosures[0].length must not be above 9007199254740991',
    ],
    [
      'enclosures: [{url: a, length: 9007199254740992}]',
      '2:31: enclosures[0].length must not be above 9007199254740991',
    ],
    [
      'enclosures: [{url: a, duration: 99999999999999999999999}]',
      '2:33: enclosures[0].duration must not be above 9007199254740991',
    ],
    [
      'enclosures: [{url: a, duration: "99999999999999999999:00"}]',
      '2:33: enclosures[0].duration must not be above 9007199254740991',
    ],
    [
      'enclosures: [{url: a, duration: an hour}]',
      '2:33: enclosures[0].duration must be seconds, or hours:minutes:seconds',
    ],
    ['aliases: /a#b', '2:10: aliases "/a#b" must be a path such as /2020/old-name or /?p=12'],
    [
      'redirect_from: [/a, "https://old.example/b"]',
      '2:21: redirect_from[1] "https://old.example/b" must be a path such as /2020/old-name or /?p=12',
    ],
  ])('%j is an error', (front, message) =>
    expect(check(front)).toEqual({ fields: undefined, told: [message] }),
  );

  // A value that may be meant for something else in another program, and the warning.
  it.each([
    [
      'language: no such thing',
      '2:11: warning: language must be a language tag such as en or pt-BR; it is ignored',
    ],
    ['hero: {tagline: A}', '2:7: warning: hero names no picture in path, src or url, so it is ignored'],
    ['image: {cdn: a.png}', '2:8: warning: image names no picture in path, src or url, so it is ignored'],
    [
      'external_url: /here',
      '2:15: warning: external_url must be an absolute http or https address; it is ignored',
    ],
    [
      'extra: {author: [[a]]}',
      '2:18: warning: extra.author[0] must be a name, or an object with name, url, email and avatar; it is ignored',
    ],
    [
      'url: https://else.example/a',
      '2:6: warning: url "https://else.example/a" is at another site, so it is not the address of the post; if the post is about it, write link',
    ],
    [
      'video: https://video.example/watch?v=1',
      '2:8: warning: video "https://video.example/watch?v=1" is a page and not a file, so it is not attached; link to it in the text',
    ],
  ])('%j is a warning', (front, warning) => {
    expect(check(front)).toEqual({ ...check('# nothing'), told: [warning] });
  });

  it('that is the avatar of an author is left out', () => {
    const { fields, told } = check('author: {name: A, url: "https://a.example/", avatar: a.png}');
    expect(fields?.authors).toEqual([{ name: 'A', url: 'https://a.example/' }]);
    expect(told).toEqual([
      '2:9: warning: the avatar of A is no absolute http or https address; it is ignored',
    ]);
  });

  // What decides who gets to see the post, and when, is an error under any name.
  it.each([
    ['pubDate: 2026-02-30', '2:10: pubDate "2026-02-30" is not a real date; check the day and the month'],
    ['lastmod: soon', '2:10: lastmod "soon" is not a date; write 2026-11-22 or 2026-11-22 09:30'],
    ['hidden: perhaps', '2:9: hidden "perhaps" must be true or false'],
    ['private: perhaps', '2:10: private "perhaps" must be true or false'],
    [
      'expiryDate: 2026-02-30',
      '2:13: expiryDate "2026-02-30" is not a real date; check the day and the month',
    ],
  ])('%j is an error', (front, message) => {
    expect(check(front)).toEqual({ fields: undefined, told: [message] });
  });

  it('that may mean something else leaves its place to another one, even after an error', () => {
    const { told } = check('slug: "?"\nlanguage: no such thing\nlocale: no such thing');
    expect(told.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '2:7: slug',
      '3:11: warning:',
      '4:9: warning:',
    ]);
    expect(check('language: no such thing\nlocale: de').fields?.lang).toBe('de');
  });

  it('is reported together with all the others', () => {
    const { told } = check('date: x\ndraft: x\nlink: x\nlang: x y');
    expect(told.map((line) => line.split(' ')[1]).sort()).toEqual(['date', 'draft', 'lang', 'link']);
  });
});

describe('an unknown field', () => {
  // Front matter, as other programs use it, and the warning.
  it.each([
    ['titel: A', '2:8: warning: titel is not a field that Longwave knows; did you mean title?'],
    ['tagz: a', '2:7: warning: tagz is not a field that Longwave knows; did you mean tags?'],
    ['extra: {teem: a}', '2:15: warning: extra.teem is not a field that Longwave knows'],
    ['extra: a', '2:8: warning: extra is not a field that Longwave knows'],
    ['params: [a]', '2:9: warning: params is not a field that Longwave knows'],
    ['colour: red', '2:9: warning: colour is not a field that Longwave knows'],
    ['__proto__: x', '2:12: warning: __proto__ is not a field that Longwave knows'],
    ['constructor: x', '2:14: warning: constructor is not a field that Longwave knows'],
  ])('%j is a warning', (front, warning) => {
    expect(check(front)).toEqual({ ...check('# nothing'), told: [warning] });
  });

  it('that only concerns the templates of another program is no warning', () => {
    const front = 'layout: post\nType: page\nextra: {toc: true}\neleventyNavigation: {key: a}\nnav_order: 1';
    expect(check(front)).toEqual(check('# nothing'));
  });
});
