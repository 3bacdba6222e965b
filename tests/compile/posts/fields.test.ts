// Fields: what each may contain, its synonyms, and the messages about mistakes.

import { describe, expect, it } from 'vitest';
import { type Fields, fieldChecker } from '../../../src/compile/posts/fields.ts';
import { parseFrontMatter } from '../../../src/compile/posts/front-matter.ts';
import { collector, settingsFor } from '../blog.ts';

const GRACE = { name: 'Grace', url: 'https://grace.example/' };
const checkFields = fieldChecker(settingsFor({ timeZone: 'Europe/Berlin', people: [GRACE] }));

/** The fields of a post with this front matter, and the messages about it. */
function check(front: string): { fields: Fields | undefined; told: string[] } {
  const { told, report } = collector();
  return { fields: checkFields(parseFrontMatter(`---\n${front}\n---\n`), report), told };
}

const file = (field: string, url: string) => ({ url, path: [field] });
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

  it('may be left out', () => {
    expect(check('# nothing')).toEqual({
      fields: {
        tags: [],
        categories: [],
        authors: [],
        draft: false,
        listed: true,
        enclosures: [],
        aliases: [],
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
    ['slug: cn/formatR-1.0', { slug: 'cn/formatR-1.0' }],
    ['id: https://old.example/?p=1', { id: 'https://old.example/?p=1' }],
    [
      'id: urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a',
      { id: 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a' },
    ],
    ['summary: Short.', { summary: 'Short.' }],
    ['description: Short.', { summary: 'Short.' }],
    ['excerpt: Short.', { summary: 'Short.' }],
    ['summary: first\ndescription: second', { summary: 'first' }],
    ['tags: one', { tags: ['one'] }],
    ['tags: [one, 日本語, one]', { tags: ['one', '日本語'] }],
    ['tags: [a]\ncategories: [b, a]', { tags: ['a', 'b'] }],
    ['tags: ["e\\u0301", é]', { tags: ['é'] }],
    ['tags: ["", " ", ~, x]', { tags: ['x'] }],
    ['author: Ada', { authors: [{ name: 'Ada' }] }],
    ['author: Grace', { authors: [GRACE] }],
    ['authors: [Grace, Ada]', { authors: [GRACE, { name: 'Ada' }] }],
    ['author: {name: Grace}', { authors: [GRACE] }],
    [
      'author: {name: Grace, email: g@grace.example}',
      { authors: [{ name: 'Grace', email: 'g@grace.example' }] },
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
    ['aliases: /?p=12', { aliases: [alias('/?p=12', 'aliases')] }],
    ['aliases: index.php?p=1&lang=ä', { aliases: [alias('/index.php?lang=%C3%A4&p=1', 'aliases')] }],
    ['aliases: /100%', { aliases: [alias('/100%', 'aliases')] }],
  ])('%j is read', (front, expected) => {
    const { fields, told } = check(front);
    expect(told).toEqual([]);
    expect(fields).toMatchObject(expected);
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
    ['slug: My Post!', '2:7: slug "My Post!" has characters that may not be in an address; write my-post'],
    ['slug: a|b', '2:7: slug "a|b" has characters that may not be in an address; write a-b'],
    [
      'slug: "?"',
      '2:7: slug "?" has characters that may not be in an address; write it with letters, digits and hyphens',
    ],
    ['id: my post', '2:5: id must be an IRI, such as tag:example.org,2026:name'],
    ['id: urn:{x}', '2:5: id must be an IRI, such as tag:example.org,2026:name'],
    ['summary: [a]', '2:10: summary must be a single text'],
    ['tags: [a, [b]]', '2:11: tags[1] must be a single text'],
    ['tags: [~, [b]]', '2:11: tags[1] must be a single text'],
    ['tags: {a: b}', '2:7: tags must be a single text'],
    [
      'author: [Ada, [Grace]]',
      '2:15: author[1] must be a name, or an object with name, url, email and avatar',
    ],
    ['author: {name: Ada, url: ada}', '2:9: author.url must be an absolute http or https address'],
    ['authors:\n  - name: Ada\n    email: ada', '4:12: authors[0].email must be an email address'],
    ['author: {email: ada@blog.example}', '2:9: author.name is missing'],
    ['audio: {type: audio/mpeg}', '2:8: audio.url is missing'],
    ['lang: en_GB', '2:7: lang must be a language tag such as en or pt-BR'],
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
    ['aliases: "/a#b"', '2:10: aliases "/a#b" must be a path such as /2020/old-name'],
    [
      'redirect_from: [/a, "https://old.example/b"]',
      '2:21: redirect_from[1] "https://old.example/b" must be a path such as /2020/old-name',
    ],
  ])('%j is an error', (front, message) =>
    expect(check(front)).toEqual({ fields: undefined, told: [message] }),
  );

  it('is reported together with all the others', () => {
    const { told } = check('date: x\ndraft: x\nlink: x\nlang: x y');
    expect(told.map((line) => line.split(' ')[1]).sort()).toEqual(['date', 'draft', 'lang', 'link']);
  });
});

describe('an unknown field', () => {
  // Front matter, as other programs use it, and the warning.
  it.each([
    ['titel: A', '2:8: warning: titel is not a field that Longwave knows; did you mean title?'],
    ['tag: a', '2:6: warning: tag is not a field that Longwave knows; did you mean tags?'],
    ['category: a', '2:11: warning: category is not a field that Longwave knows; did you mean categories?'],
    ['Title: A', '2:8: warning: Title is not a field that Longwave knows; did you mean title?'],
    ['layout: post', '2:9: warning: layout is not a field that Longwave knows'],
    ['published: true', '2:12: warning: published is not a field that Longwave knows'],
    ['__proto__: x', '2:12: warning: __proto__ is not a field that Longwave knows'],
    ['constructor: x', '2:14: warning: constructor is not a field that Longwave knows'],
    ['cover: {image: a.png}', '2:8: warning: cover is not a field that Longwave knows'],
  ])('%j is a warning', (front, warning) => {
    expect(check(front)).toEqual({ ...check('# nothing'), told: [warning] });
  });
});
