// Source posts: what comes from the name of the file, and what from the fields.

import { describe, expect, it } from 'vitest';
import { fieldChecker } from '../../../src/compile/posts/fields.ts';
import { parseFileName, readSourcePost, type SourcePost } from '../../../src/compile/posts/source-post.ts';
import { collector, compileBlog, post, settingsFor } from '../blog.ts';

const settings = settingsFor({ timeZone: 'Europe/Berlin' });
const checkFields = fieldChecker(settings);

function read(
  file: string,
  content: string | Uint8Array,
): { source: SourcePost | undefined; told: string[] } {
  const { told, report } = collector();
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const read = readSourcePost(file, bytes, checkFields, settings, report);
  return { source: read?.isValid ? read.post : undefined, told };
}

describe('the name of a file', () => {
  // Path within posts/, the name that the slug is made from, and the date.
  it.each([
    ['hello.md', 'hello', undefined],
    ['2026-11-22-hello.md', 'hello', '2026-11-22'],
    ['hello/index.md', 'hello', undefined],
    ['2026-11-22-hello/index.md', 'hello', '2026-11-22'],
    ['2026/11/hello.md', 'hello', undefined],
    ['2026/2026-11-22-hello/index.md', 'hello', '2026-11-22'],
    ['2026-99-99-hello.md', 'hello', '2026-99-99'],
    ['2026-11-22.md', '2026-11-22', undefined],
    ['index.md', 'index', undefined],
    ['HELLO.MD', 'HELLO', undefined],
    ['2026-11-22-hello.markdown', 'hello', '2026-11-22'],
    ['hello/index.MARKDOWN', 'hello', undefined],
    ['a.b.md', 'a.b', undefined],
  ])('%s says %s, %s', (file, slug, date) =>
    expect(parseFileName(file)).toEqual(date ? { slug, date } : { slug }),
  );
});

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
