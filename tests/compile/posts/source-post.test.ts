// Source posts: what comes from the name of the file, and what from the fields.

import { describe, expect, it } from 'vitest';
import { fieldChecker } from '../../../src/compile/posts/check-fields.ts';
import { readSourcePost, type SourcePost } from '../../../src/compile/posts/source-post.ts';
import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { collector, compileBlog, post, settingsFor } from '../blog.ts';

const SETTINGS = settingsFor({ timeZone: 'Europe/Berlin' });
const inDialect = (markdown: Dialect) => settingsFor({ timeZone: 'Europe/Berlin', markdown });

function read(
  file: string,
  content: string | Uint8Array,
  settings = SETTINGS,
): { source: SourcePost | undefined; told: string[] } {
  const { told, report } = collector();
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const read = readSourcePost(file, bytes, fieldChecker(settings), settings, report);
  return { source: read?.isValid ? read.post : undefined, told };
}

describe('a source post', () => {
  it('has its date and slug from the name of its file', () => {
    const { source, told } = read('2026-11-22-Hello, World.md', 'Text.');
    expect(told).toEqual([]);
    expect(source).toMatchObject({
      slug: 'hello-world',
      defaultId: 'tag:blog.example,2026-11-22:hello-world',
      date: Date.parse('2026-11-21T23:00:00Z'),
      body: 'Text.',
      bodyLine: 1,
    });
  });

  it('has them from its fields when those have them', () => {
    const { source } = read('2020-01-01-a.md', post('date: 2026-11-22\nslug: b'));
    expect(source).toMatchObject({ slug: 'b', defaultId: 'tag:blog.example,2026-11-22:b' });
  });

  it('has the id that its author gave it', () => {
    expect(read('2020-01-01-a.md', post('id: https://old.example/?p=1')).source?.ownId).toBe(
      'https://old.example/?p=1',
    );
  });

  // A field, and the id of the post: the text by which readers know it.
  it.each([
    ['id: 42', '42'],
    ['guid: 42 at https://old.example', '42 at https://old.example'],
    ['guid: https://old.example/a', 'https://old.example/a'],
    ['uuid: 1225c695-cfb8-4ebb-aaaa-80da344efa6a', 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a'],
  ])('with %j has the id %s', (field, id) => {
    expect(read('2026-11-22-a.md', post(field)).source?.ownId).toBe(id);
  });

  // A file, its fields, and the day that it is dated.
  it.each([
    ['2026/11/22/a.md', '', '2026-11-22'],
    ['2026/11/22/a.md', 'date: 2020-01-01', '2020-01-01'],
    ['2026/11/22/a.md', 'pubDate: 2020-01-01', '2020-01-01'],
    ['a.md', 'path: 2026/11/22/a', '2026-11-22'],
    ['a.md', 'permalink: /blog/2026/11/22/a.html', '2026-11-22'],
    ['2026-11-a.md', 'permalink: /2026/11/22/a', '2026-11-22'],
    ['2026-11-20-a.md', 'permalink: /2026/11/22/a', '2026-11-20'],
  ])('%s with %j is of %s', (file, fields, day) => {
    const { source, told } = read(file, post(fields));
    expect(told).toEqual([]);
    expect(source?.defaultId).toMatch(new RegExp(`^tag:blog.example,${day}:`));
  });

  it('of which only the month is known has the first day of it, with a warning', () => {
    const { source, told } = read('2026/11/a.md', 'Text.');
    expect(source?.defaultId).toBe('tag:blog.example,2026-11-01:a');
    expect(told).toEqual([
      '1:1: warning: the file name has a month and no day, so the post has the first day of the month; add a line such as `date: 2026-11-22`',
    ]);
  });

  it('has its title from its first heading if it has no other', () => {
    const untitled = read('2026-11-22-a.md', post('lang: de', '\n# A *b*\n\nText.'));
    expect(untitled.source).toMatchObject({ fields: { title: 'A b' }, body: '\n\n\nText.\n', bodyLine: 4 });
    const titled = read('2026-11-22-a.md', post('title: A', '# B'));
    expect(titled.source).toMatchObject({ fields: { title: 'A' }, body: '# B\n' });
    expect(read('2026-11-22-a.md', 'Text.').source?.fields).not.toHaveProperty('title');
  });

  it.each<[Dialect, string | undefined]>([
    ['gfm', undefined],
    ['hugo', undefined],
    ['jekyll', 'My Trip'],
    ['obsidian', 'my-trip'],
  ])('without a title has, in %s, the title %s', (dialect, title) => {
    const { source } = read('2026-11-22-my-trip.md', 'Text.', inDialect(dialect));
    expect(source?.fields.title).toBe(title);
  });

  it('in Jekyll has the folders above its folder of posts as categories', () => {
    const { source } = read('en/news/_posts/2026-11-22-a.md', post('category: b'), inDialect('jekyll'));
    expect(source?.fields).toMatchObject({ tags: ['b', 'en', 'news'], categories: ['en', 'news', 'b'] });
  });

  it('in the folder of drafts is a draft, and needs no date', () => {
    expect(read('_drafts/a.md', post('feed: true'))).toMatchObject({
      source: { fields: { draft: true } },
      told: [],
    });
    expect(read('_drafts/a.md', post('draft: false')).source?.fields.draft).toBe(true);
  });

  it('of another language has it from the name of its file, unless a field says otherwise', () => {
    const { source } = read('a/index.de.md', post('date: 2026-11-22'));
    expect(source).toMatchObject({ slug: 'a-de', fields: { lang: 'de' } });
    expect(read('a/index.de.md', post('date: 2026-11-22\nlang: fr')).source?.fields.lang).toBe('fr');
  });

  it('in Jekyll may have a field twice, with a warning', () => {
    const { source, told } = read('2026-11-22-a.md', post('title: A\ntitle: B'), inDialect('jekyll'));
    expect(source?.fields.title).toBe('B');
    expect(told).toEqual(['2:1: warning: there is another title below, which counts, as in Jekyll']);
  });

  it('has a name in NFC, even if its name on disk is not', () => {
    const { source } = read('2026-11-22-a\u0308.md', 'Text.');
    expect(source).toMatchObject({
      file: '2026-11-22-ä.md',
      slug: 'ä',
      defaultId: 'tag:blog.example,2026-11-22:%C3%A4',
    });
  });

  // The same post as other editors save it.
  it.each([
    ['line ends of Windows', '---\r\ndate: 2026-11-22\r\n---\r\nOne\r\ntwo.\r\n'],
    ['line ends of old Macs', '---\rdate: 2026-11-22\r---\rOne\rtwo.\r'],
    ['two byte order marks', '\uFEFF\uFEFF---\ndate: 2026-11-22\n---\nOne\ntwo.\n'],
    ['a byte order mark', '\uFEFF---\ndate: 2026-11-22\n---\nOne\ntwo.\n'],
  ])('may have %s', (_, content) => {
    expect(read('a.md', content)).toMatchObject({ source: { body: 'One\ntwo.\n', bodyLine: 4 }, told: [] });
  });

  it('may be a title alone, or a text alone', () => {
    expect(read('2026-11-22-a.md', post('title: A', '')).told).toEqual([]);
    expect(read('2026-11-22-a.md', 'Text.').told).toEqual([]);
  });

  it('loses characters that feeds cannot contain, with a warning at each place', () => {
    const { source, told } = read('a.md', post('title: A\bB\ndate: 2026-11-22', 'One\ntw\uFFFEo.'));
    expect(source).toMatchObject({ fields: { title: 'AB' }, body: 'One\ntwo.\n' });
    expect(told).toEqual([
      '2:9: warning: the character U+0008 is removed, because feeds cannot contain it',
      '6:3: warning: the character U+FFFE is removed, because feeds cannot contain it',
    ]);
  });
});

it('a .markdown file is a post, and links lead to it', async () => {
  const { lines, entry } = await compileBlog({
    '2026-11-22-a.markdown': '[B](b/index.markdown)',
    'b/index.markdown': post('date: 2026-11-21'),
  });
  expect(lines).toEqual([]);
  expect((await entry('a')).contentForPage).toContain('href="/posts/b"');
});

describe('a file that cannot be a post', () => {
  const NO_DATE =
    '1:1: the post has no date; add a line such as `date: 2026-11-22`, or put the date at the start of the file name';

  // The file, its content, and the messages.
  it.each<[string, string | Uint8Array, string[]]>([
    ['a.md', Uint8Array.of(0x47, 0xfc, 0x6e), ['1:1: the file is not UTF-8; save it as UTF-8']],
    ['a.md', Uint8Array.of(0xff, 0xfe, 0x41, 0x00), ['1:1: the file is not UTF-8; save it as UTF-8']],
    ['a.md', 'Text.', [NO_DATE]],
    ['a.md', post('date:'), [NO_DATE]],
    [
      '2026-11-22-a.md',
      post('date: x'),
      ['2:7: date "x" is not a date; write 2026-11-22 or 2026-11-22 09:30'],
    ],
    ['a.md', post('feed: x'), ['2:7: feed "x" must be true or false', NO_DATE]],
    ['a.md', post('date: 2026-11-22\nfeed: x'), ['3:7: feed "x" must be true or false']],
    [
      '2026-02-30-a.md',
      'Text.',
      [
        '1:1: the file name begins with a date, but "2026-02-30" is not a real date; check the day and the month',
      ],
    ],
    [
      '2026-11-22-😀.md',
      'Text.',
      ['1:1: no slug can be made from the file name; add a line such as `slug: my-post`'],
    ],
    ['2026-11-22-a.md', '', ['1:1: the post is empty; give it a title or some text']],
    ['2026-11-22-a.md', post('tags: [a]', ' '), ['1:1: the post is empty; give it a title or some text']],
    [
      'a.md',
      post('a: 1\na: 2\nb: 1\nb: 2'),
      [
        '3:1: the front matter is not YAML: Map keys must be unique; keep one of the two lines',
        '5:1: the front matter is not YAML: Map keys must be unique; keep one of the two lines',
      ],
    ],
    [
      '2026-11-22-a.md',
      '---\n',
      ['1:1: the front matter is not closed; add a line --- below its last field'],
    ],
  ])('%s of %j', (file, content, told) => expect(read(file, content)).toEqual({ source: undefined, told }));
});
