// Entries: what a post becomes, for pages and for readers.

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/archive/entry.ts';
import { compileBlog, type Files, post, settingsFor } from '../blog.ts';
import { png } from '../pictures.ts';

const FILES: Files = {
  'a.mp3': '12345',
  'cover.png': png(640, 480),
  'trip/map.svg': '<svg/>',
  'odd.xyz123': '12',
  'broken.png': 'not a picture',
};

const compilePost = (front: string, body?: string) =>
  compileBlog({ ...FILES, 'a.md': post(`date: 2026-11-22 09:30\n${front}`, body) });

describe('an entry', () => {
  it('of a note has every default', async () => {
    const { entry } = await compileBlog({ '2026-11-21-wellenlängen.md': 'Auf *langer* Welle.\n' });
    expect(await entry('wellenlängen')).toEqual({
      id: 'tag:blog.example,2026-11-21:wellenl%C3%A4ngen',
      slug: 'wellenlängen',
      path: '/posts/wellenl%C3%A4ngen',
      published: Date.UTC(2026, 10, 21),
      day: '2026-11-21',
      summary: 'Auf langer Welle.',
      beginning: 'Auf langer Welle.',
      contentForPage: '<p>Auf <em>langer</em> Welle.</p>\n',
      contentForReaders: '<p>Auf <em>langer</em> Welle.</p>\n',
      markdown: 'Auf *langer* Welle.',
      isPlainMarkdown: true,
      tags: [],
      authors: [{ name: 'Ada' }],
      lang: 'en',
      enclosures: [],
      listed: true,
    } satisfies Entry);
  });

  // [front matter, what the entry has because of it]
  it.each<[string, Partial<Entry>]>([
    ['title: A title', { title: 'A title', summary: 'Some text.' }],
    ['summary: Short.', { summary: 'Short.' }],
    ['author: Grace', { authors: [{ name: 'Grace' }] }],
    ['lang: de', { lang: 'de' }],
    ['feed: false', { listed: false }],
    [
      'link: https://else.example/\nvia: https://via.example/',
      { link: 'https://else.example/', via: 'https://via.example/' },
    ],
    ['updated: 2026-11-22 11:00', { updated: Date.UTC(2026, 10, 22, 11) }],
    [
      'image: cover.png\nimage_alt: A cover',
      {
        image: {
          ...{ url: 'https://blog.example/media/cover.png', type: 'image/png', length: 33 },
          ...{ width: 640, height: 480, alt: 'A cover' },
        },
      },
    ],
    [
      'image: trip/map.svg',
      { image: { url: 'https://blog.example/media/trip/map.svg', type: 'image/svg+xml', length: 6 } },
    ],
    [
      'image: https://cdn.example/i.jpg?w=9',
      { image: { url: 'https://cdn.example/i.jpg?w=9', type: 'image/jpeg' } },
    ],
    ['image: https://cdn.example/i', { image: { url: 'https://cdn.example/i' } }],
    [
      'audio: a.mp3',
      { enclosures: [{ url: 'https://blog.example/media/a.mp3', type: 'audio/mpeg', length: 5 }] },
    ],
    [
      'audio: {url: a.mp3, length: 999, type: audio/x-mine, duration: "1:01", title: One}',
      {
        enclosures: [
          {
            ...{ url: 'https://blog.example/media/a.mp3', type: 'audio/x-mine', length: 5 },
            ...{ duration: 61, title: 'One' },
          },
        ],
      },
    ],
    [
      'enclosures: odd.xyz123',
      {
        enclosures: [
          { url: 'https://blog.example/media/odd.xyz123', type: 'application/octet-stream', length: 2 },
        ],
      },
    ],
    [
      'video: {url: "https://cdn.example/v", type: video/mp4, length: 7}',
      { enclosures: [{ url: 'https://cdn.example/v', type: 'video/mp4', length: 7 }] },
    ],
  ])('of a post with %j', async (front, expected) => {
    const { lines, entry } = await compilePost(front);
    expect(lines).toEqual([]);
    expect(await entry('a')).toMatchObject(expected);
  });

  it('has the day in the time zone of the site', async () => {
    const files = { 'a.md': post('date: 2026-11-22T20:00:00Z') };
    const { entry } = await compileBlog(files, { settings: settingsFor({ timeZone: 'Asia/Tokyo' }) });
    expect(await entry('a')).toMatchObject({ day: '2026-11-23', id: 'tag:blog.example,2026-11-23:a' });
  });

  it('has a summary of 280 characters from its first paragraph, or else its title', async () => {
    const long = await (await compilePost('', `${'word '.repeat(100)}\n\nMore.`)).entry('a');
    expect(long.summary).toMatch(/^word( word){10,} word…$/);
    expect([...long.summary].length).toBeLessThanOrEqual(281);
    const bare = await (await compilePost('title: Alone', '![](cover.png)')).entry('a');
    expect(bare.summary).toBe('Alone');
  });

  it('has a summary that ends where its author says, unless it has one of its own', async () => {
    const body = `${'word '.repeat(100)}\n\n- More\n\n<!--more-->\n\nRest.`;
    const { summary, contentForReaders } = await (await compilePost('', body)).entry('a');
    expect(summary).toBe(`${'word '.repeat(100)}More`);
    expect(contentForReaders).toContain('<p>Rest.</p>');
    expect((await (await compilePost('summary: Own', body)).entry('a')).summary).toBe('Own');
    const long = await (await compilePost('', `${'word '.repeat(500)}\n\n<!-- more -->\n\nRest.`)).entry('a');
    expect([...long.summary].length).toBeLessThanOrEqual(1001);
  });

  it('has the ids to which links from everywhere lead, on its page', async () => {
    const { lines, entry } = await compileBlog({
      'a.md': post(
        'date: 2026-11-22',
        '[by file](b.md#two) [by address](/posts/b#three) [old](/posts/b#b.x) [own](#own)\n\n# Own',
      ),
      'b.md': post('title: B\ndate: 2026-11-22', '# One\n\n## Two\n\n## Third {#three}\n\n<a name="x"></a>'),
    });
    expect(lines).toEqual([]);
    const [a, b] = [await entry('a'), await entry('b')];
    const ids = (html: string) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const partsOf = (html: string, path: string) =>
      [...html.matchAll(new RegExp(`href="(?:https://blog\\.example)?${path}#([^"]*)"`, 'g'))].map(
        ([, part]) => part,
      );
    for (const html of [a.contentForPage, a.contentForReaders]) {
      expect(partsOf(html, '/posts/b')).toHaveLength(3);
      for (const part of partsOf(html, '/posts/b')) expect(ids(b.contentForPage)).toContain(part);
    }
    expect(ids(b.contentForPage)).toEqual(expect.arrayContaining(['one', 'two', 'three', 'x']));
    expect(ids(b.contentForReaders)).toEqual(['b.one', 'b.two', 'b.three', 'b.x']);
    expect(partsOf(a.contentForPage, '')).toContain('own');
    expect(partsOf(a.contentForReaders, '/posts/a')).toEqual(['a.own']);
  });

  // [setting, what readers get of `A ==b== {: .c}` and `T\n: d`]
  it.each([
    ['gfm', '<p>==b==</p>\n<p>T\n: d</p>\n'],
    ['jekyll', '<p>==b==</p>\n<dl>\n<dt>T</dt>\n<dd>d</dd>\n</dl>\n'],
    ['hugo', '<p><mark>b</mark></p>\n<dl>\n<dt>T</dt>\n<dd>d</dd>\n</dl>\n'],
    ['obsidian', '<p><mark>b</mark></p>\n<p>T<br>: d</p>\n'],
  ] as const)('is written for %s if the settings say so', async (markdown, readers) => {
    const files = { 'a.md': post('date: 2026-11-22', '==b==\n\nT\n: d') };
    const { entry } = await compileBlog(files, { settings: settingsFor({ markdown }) });
    expect((await entry('a')).contentForReaders).toBe(readers);
  });

  it('of Obsidian is no plain Markdown if a paragraph has several lines, which it keeps apart', async () => {
    const files = { 'a.md': post('date: 2026-11-22', 'One\ntwo.'), 'b.md': post('date: 2026-11-22', 'One.') };
    const { entry } = await compileBlog(files, { settings: settingsFor({ markdown: 'obsidian' }) });
    expect([(await entry('a')).isPlainMarkdown, (await entry('b')).isPlainMarkdown]).toEqual([
      undefined,
      true,
    ]);
  });

  // [body, summary]
  it.each([
    ['![A dial &amp; its light](cover.png)', 'A dial & its light'],
    ['![](cover.png)', 'a'],
    ['<!-- nothing to see -->', 'a'],
  ])('of %j has the summary %j, never empty', async (body, summary) => {
    const { entry } = await compilePost('', body);
    expect((await entry('a')).summary).toBe(summary);
  });

  // [front matter, body, beginning of the note]
  it.each([
    ['', 'Someone is sending Morse.', 'Someone is sending Morse.'],
    ['', 'A *first* line\nand <b>a second</b>.[^1]\n\n[^1]: Note.', 'A first line and a second.'],
    ['summary: Something else', 'The text itself.', 'The text itself.'],
    ['', `${'word '.repeat(30)}end.`, `${'word '.repeat(11)}word…`],
    ['', `See https://e.org/${'x'.repeat(100)}`, 'See…'],
    [
      '',
      'これは区切りのない長い文章であり、'.repeat(9),
      `${'これは区切りのない長い文章であり、'.repeat(9).slice(0, 60)}…`,
    ],
    ['', '👩‍👩‍👧'.repeat(70), `${'👩‍👩‍👧'.repeat(60)}…`],
    ['', '## Only a heading', 'Only a heading'],
    ['', '```\ncode()\n```', 'code()'],
    ['', '![A dial](cover.png)', 'A dial'],
    ['image: cover.png\nimage_alt: A dial', '![](cover.png)', 'A dial'],
    ['summary: Something else', '![](cover.png)', 'Something else'],
    ['slug: a-dial-at-night', '![](cover.png)', 'a dial at night'],
    ['slug: a-dial-at-night', '\u200B', 'a dial at night'],
  ])('without a title, with %j and %j, begins with %j', async (front, body, beginning) => {
    const { archive } = await compilePost(front, body);
    const [entry] = await archive.entries([0]);
    expect(entry?.beginning).toBe(beginning);
  });

  it('begins with its text only if it has no title', async () => {
    expect(await (await compilePost('title: A')).entry('a')).not.toHaveProperty('beginning');
  });

  it('shows its picture to readers first, as a figure, and on its page only as it does', async () => {
    const { entry } = await compilePost('image: cover.png\nimage_alt: A "dial" & more', 'Text.');
    const { contentForReaders, contentForPage } = await entry('a');
    expect(contentForReaders).toBe(
      '<figure><img src="https://blog.example/media/cover.png" alt="A &quot;dial&quot; &amp; more" width="640" height="480"></figure>\n<p>Text.</p>\n',
    );
    expect(contentForPage).toBe('<p>Text.</p>\n');
  });

  // [the picture, content, whether the content shows it]
  it.each([
    ['cover.png', '![c](cover.png)', true],
    ['cover.png', '![c](/media/cover.png?v=2)', true],
    ['cover.png', '![c](https://blog.example/media/cover.png)', true],
    ['cover.png', '<img src="broken.png" srcset="cover.png 640w">', true],
    ['cover.png', '<picture><source srcset="cover.png"><img src="broken.png"></picture>', true],
    ['cover.png', '[![small](broken.png)](cover.png)', true],
    ['cover.png', '<img data-src="cover.png">', true],
    ['cover.png', '<video src="https://e.org/v.mp4" poster="cover.png"></video>', true],
    ['https://e.org/a.jpg', '![a](http://e.org/a-300x200.jpg)', true],
    ['https://e.org/a.jpg?w=1200', '![a](https://e.org/a.jpg?w=300)', true],
    ['https://e.org/a@2x.jpg', '![a](https://e.org/a.jpg)', true],
    ['https://e.org/a.jpg', '![a](https://e.org/a_thumb.jpg)', true],
    ['cover.png', '![c](broken.png)', false],
    ['cover.png', '[the cover](cover.png)', false],
    ['cover.png', '`![c](cover.png)`', false],
    ['cover.png', '<!-- ![c](cover.png) -->', false],
    ['https://e.org/i?id=1', '![a](https://e.org/i?id=2)', false],
    ['https://e.org/a.jpg', '![a](https://else.example/a.jpg)', false],
    ['https://e.org/5x5.jpg', '![a](https://e.org/7x7.jpg)', false],
  ])('with the picture %s and the content %s', async (image, body, isShown) => {
    const { entry } = await compilePost(`image: ${image}`, `Text.\n\n${body}`);
    const { contentForReaders } = await entry('a');
    expect(contentForReaders.startsWith('<p>Text.')).toBe(isShown);
    expect(contentForReaders.startsWith('<figure><img ')).toBe(!isShown);
  });

  // [front matter, body, typography, whether readers get the Markdown]
  it.each([
    ['', 'Just "text".', 'plain', true],
    ['', 'Just "text".', 'smart', false],
    ['', 'Just -- text...', 'smart', false],
    ['', 'Just text.', 'smart', true],
    ['image: cover.png', 'Just text.', 'plain', false],
    ['image: https://e.org/a.png', '![a](https://e.org/a.png)', 'plain', true],
    ['', '![a](cover.png)', 'plain', false],
  ] as const)(
    'with %j and the text %j in %s typography is plain Markdown: %s',
    async (front, body, typography, isPlain) => {
      const files = { ...FILES, 'a.md': post(`date: 2026-11-22\n${front}`, body) };
      const { entry } = await compileBlog(files, { settings: settingsFor({ typography }) });
      expect((await entry('a')).isPlainMarkdown ?? false).toBe(isPlain);
    },
  );

  it('is revised only if that time differs', async () => {
    const { entry } = await compilePost('updated: 2026-11-22 09:30');
    expect(await entry('a')).not.toHaveProperty('updated');
  });

  it('keeps the indentation of its Markdown, which may begin with code', async () => {
    const { entry } = await compilePost('', '\n  \n    code first\n\nthen text\n\n');
    expect((await entry('a')).markdown).toBe('    code first\n\nthen text');
  });

  it('publishes the files that its fields, Markdown and HTML use, and no others', async () => {
    const body = '[map](trip/map.svg) <img src="odd.xyz123">';
    const { compiled } = await compilePost('audio: a.mp3', body);
    expect([...(compiled?.media.keys() ?? [])].sort()).toEqual(['a.mp3', 'odd.xyz123', 'trip/map.svg']);
  });

  it('gives the size of its pictures to both audiences', async () => {
    const { entry } = await compilePost('', '![c](cover.png)\n\n<img src="cover.png"><img src="broken.png">');
    const { contentForPage, contentForReaders } = await entry('a');
    for (const html of [contentForPage, contentForReaders]) {
      expect(html.match(/<img src="[^"]*cover.png"( alt="c")? width="640" height="480"/g)).toHaveLength(2);
      expect(html.match(/<img src="[^"]*broken.png"( decoding="async"| loading="lazy")*>/g)).toHaveLength(1);
    }
  });

  it('links to its own top with a mere #', async () => {
    const { entry } = await compilePost('', '[top](#)\n\n<a href="#">top</a>');
    const { contentForPage, contentForReaders } = await entry('a');
    expect(contentForPage.match(/<a href="#">top/g)).toHaveLength(2);
    expect(contentForReaders.match(/<a href="https:\/\/blog.example\/posts\/a#">top/g)).toHaveLength(2);
  });

  it('has typographic punctuation if the settings ask for it, except in the title', async () => {
    const files = { 'a.md': post('date: 2026-11-22\ntitle: It\'s -- "a"', 'It\'s -- "b"') };
    const { entry } = await compileBlog(files, { settings: settingsFor({ typography: 'smart' }) });
    expect(await entry('a')).toMatchObject({
      title: 'It\'s -- "a"',
      summary: 'It’s – “b”',
      contentForReaders: '<p>It’s – “b”</p>\n',
      markdown: 'It\'s -- "b"',
    });
  });
});

describe('a mistake in a post', () => {
  const NO_FILE = 'an address that is not a file begins with / or https://';

  // [front matter, body, message]; the body begins on line 5.
  it.each([
    ['x: y', '![a](gone.png)', '5:6: there is no file posts/gone.png for "gone.png"'],
    ['x: y', 'One\n\nTwo [a](gone.md) three', '7:9: there is no file posts/gone.md for "gone.md"'],
    ['x: y', '<img src="gone.png">', '5:11: there is no file posts/gone.png for "gone.png"'],
    [
      'x: y',
      '<img srcset="cover.png 1x,gone.png 2x">',
      '5:27: there is no file posts/gone.png for "gone.png"',
    ],
    ['x: y', 'A[^1]\n\n[^1]: [a](gone.png)', '7:11: there is no file posts/gone.png for "gone.png"'],
    ['image: gone.png', 'Text.', '3:8: there is no file posts/gone.png for "gone.png"'],
    ['audio: gone.mp3', 'Text.', '3:8: there is no file posts/gone.mp3 for "gone.mp3"'],
  ])('%j, %j is reported once, with its place', async (front, body, message) => {
    const { findings, compiled } = await compilePost(front, body);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ place, message }) => `${place.line}:${place.column}: ${message}`)).toEqual([
      `${message}; ${NO_FILE}`,
    ]);
    expect(compiled).toBeUndefined();
  });

  // What Longwave cannot know about a file elsewhere.
  it.each([
    [
      'audio: https://cdn.example/a.mp3',
      'posts/a.md:3:8: "https://cdn.example/a.mp3" is not in posts/, so Longwave cannot examine it; add type: audio/mpeg and length: 1234567',
    ],
    [
      'enclosures:\n  - a.mp3\n  - {url: "https://cdn.example/a", type: audio/ogg}',
      'posts/a.md:5:5: "https://cdn.example/a" is not in posts/, so Longwave cannot examine it; add length: 1234567',
    ],
  ])('%j is reported', async (front, line) => expect((await compilePost(front)).lines).toEqual([line]));
});

describe('the place in a message', () => {
  // [body, places of the addresses without a target]; the body begins on line 4.
  it.each([
    ['`[x](no.md)` [x](no.md)', ['4:18']],
    ['```\n[x](no.md)\n```\n\n    [x](no.md)\n\n[x](no.md)', ['10:5']],
    ['`<img src="no.png">` <img alt="no.png x" src="no.png">', ['4:47']],
    ['[a](no\\_.md) [b](no&amp;.md) [c](<n o>)', ['4:5', '4:18', '4:35']],
    ['<a href="no&amp;.md">x</a>', ['4:10']],
    ['> a [x](\n> no.md)\n>\n> - [y](no2.md)\n>   ![z](no.png)', ['5:3', '7:9', '8:10']],
    ['> <div>\n> <img alt="a"\n>   src="no.png">', ['6:10']],
    ['1. 1 [x](no.md)\n   a [y](no2.md)', ['4:10', '5:10']],
    ['| no.md | [x](no.md) |\n|--|--|\n| [`](a)`](no2.md) | [y](no3.md) |', ['4:15', '6:12', '6:26']],
    ['A[^1] [x][r]\n\n[^1]: no.md [x](no.md)\n\n[r]: no2.md "T"', ['6:17', '8:6']],
    ['[![b](no.png)](no.md)', ['4:7', '4:16']],
  ])('for %j is that of the address itself', async (body, places) => {
    const { findings } = await compileBlog({ 'a.md': post('date: 2026-11-22', body) });
    const found = findings.map(({ place }) => `${place.line}:${place.column}`);
    expect(found.sort()).toEqual([...places].sort());
  });
});

describe('what is removed from a post, or may be a mistake,', () => {
  // [body, messages]; the body begins on line 4.
  it.each([
    [
      '[a](javascript:x())',
      [
        '4:5: warning: "javascript:x()" is left out: readers do not open javascript: addresses, or should not',
      ],
    ],
    [
      'A note\n\n[n](obsidian://open?vault=notes)',
      [
        '6:5: warning: "obsidian://open?vault=notes" is left out: readers do not open obsidian: addresses, or should not',
      ],
    ],
    [
      '![a](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAA) <img src="data:x">',
      [
        '4:6: warning: "data:image/png;base64,iVBORw0KGgoAAAANSU…" is left out: readers do not show files that are embedded in an address; save it beside the post',
        '4:88: warning: "data:x" is left out: readers do not show files that are embedded in an address; save it beside the post',
      ],
    ],
    [
      '![a](broken.png) ![b](broken.png)',
      ['4:6: warning: "broken.png" cannot be read as a picture; check that the file is complete'],
    ],
    [
      'gone [a](gone)',
      [
        '4:10: there is no file posts/gone for "gone"; an address that is not a file begins with / or https://',
      ],
    ],
    [
      '> <img src="https://x.example/a.png"\n> srcset="https://x.example/b.png big, https://x.example/c?a&amp;b 1x 2x">',
      [
        '5:11: warning: "https://x.example/b.png big" is left out of srcset: "big" is not a width or a density; write one such as 800w or 2x',
        '5:40: warning: "https://x.example/c?a&b 1x 2x" is left out of srcset: "1x 2x" is not a width or a density; write one such as 800w or 2x',
      ],
    ],
    [
      'A <img alt="B"> <iframe srcdoc="C"></iframe>\n<IMG src="">',
      [
        '4:3: warning: <img alt="B"> is left out, because it has no address; add src="…"',
        '4:17: warning: <iframe srcdoc="C"> is left out, because it has no address; add src="…"',
        '5:1: warning: <IMG src=""> is left out, because it has no address; add src="…"',
      ],
    ],
    [
      '<img src="data:image/gif;base64,R0" data-src="cover.png"><iframe data-src="https://v.example/1"></iframe>',
      [],
    ],
    [
      'a &#8; &#xFFFF;\n\n> <b title="&#xB;">b</b> &#11; &#8;',
      [
        '4:3: warning: the character U+0008 is removed, because feeds cannot contain it (and in 1 more)',
        '4:8: warning: the character U+FFFF is removed, because feeds cannot contain it',
        '6:13: warning: the character U+000B is removed, because feeds cannot contain it (and in 1 more)',
      ],
    ],
    ['Text <picture><source srcset="cover.png"><img alt="x"></picture> and more.', []],
    ['`&#8;` \\&#8; &#9; &#0;', []],
    [
      'A\n\n> <!-- B',
      [
        '6:3: <!-- is never closed and would hide the text after it; close it, or write &lt; if you mean a literal <',
      ],
    ],
  ])('in %j is reported', async (body, lines) => {
    const blog = await compileBlog({ ...FILES, 'a.md': post('date: 2026-11-22', body) });
    expect(blog.lines).toEqual(lines.map((line) => `posts/a.md:${line}`));
  });
});

/** One line per level, each nested in the one above it. */
const stairs = (levels: number, step: string, mark: string) =>
  Array.from({ length: levels }, (_, level) => step.repeat(level) + mark).join('\n');

// The parser is recursive.
it.each([
  ['101 quotes', stairs(101, '> ', '> a')],
  ['101 lists', stairs(101, '  ', '- a')],
  ['1000 lists', stairs(1000, ' ', '- a')],
  ['51 lists in quotes', '> - '.repeat(51)],
  ['quotes', '>'.repeat(5000)],
  ['lists', '- '.repeat(10_000)],
  ['numbered lists', '1. '.repeat(5000)],
  ['lists in quotes', '> - '.repeat(2000)],
  ['HTML elements', '<div>'.repeat(20_000)],
  ['emphasis', `${'*a **b '.repeat(3000)}c${'***'.repeat(3000)}`],
])('%s that are nested too deeply are an error', async (_, body) => {
  const { lines, compiled } = await compileBlog({ 'a.md': post('date: 2026-11-22', `${body} x`) });
  expect(lines).toEqual([
    'posts/a.md:4:1: quotes, lists, emphasis or HTML elements are nested too deeply; remove some levels',
  ]);
  expect(compiled).toBeUndefined();
});

// The deepest nesting allowed, and text that only looks like deeper nesting.
it.each([
  ['99 quotes', stairs(99, '> ', '> a')],
  ['99 lists', stairs(99, '  ', '- a')],
  ['code in a fence', `\`\`\`\n${stairs(200, '  ', '- a')}\n${'>'.repeat(200)}\n\`\`\``],
  ['code that is set in', `    ${'- '.repeat(200)}a\n    ${'>'.repeat(200)}`],
  ['a break of 200 dashes', '- '.repeat(200)],
  ['200 lists, one after the other', '- a\n\nb\n\n'.repeat(200)],
])('%s are a post', async (_, body) => {
  const { lines, compiled } = await compileBlog({ 'a.md': post('date: 2026-11-22', body) });
  expect(lines).toEqual([]);
  expect(compiled).toBeDefined();
});

// These look like nesting, but are parsed from left to right.
it.each(['[', '![', '](', '*a ', '`', '~~a', '<', '<b>', '<div>\n'])(
  '%j a thousand times is a post',
  async (piece) => {
    const { compiled } = await compileBlog({ 'a.md': post('date: 2026-11-22', piece.repeat(1000)) });
    expect(compiled).toBeDefined();
  },
);
