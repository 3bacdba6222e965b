// The whole compiler: the same posts give the same bytes, and a blog with errors gives none.

import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import type { CompileOptions } from '../../src/compile/compile.ts';
import { formatLock } from '../../src/compile/lock/format-lock.ts';
import type { Lock } from '../../src/compile/lock/lock.ts';
import { parseLock } from '../../src/compile/lock/parse-lock.ts';
import { serve, windowAt } from '../a-blog.ts';
import { compileBlog, compileFolder, type Files, NOON, post, settingsFor, writeFiles } from './blog.ts';
import { png } from './pictures.ts';

async function slugs(archive: Archive, now = NOON): Promise<string[]> {
  return (await windowAt(archive, now)).map(({ slug }) => slug);
}

describe('a blog', () => {
  it.each([
    ['whose posts folder is empty', '.'],
    ['whose posts folder is not there yet', 'posts'],
  ])('%s is a blog', async (_, posts) => {
    const { lines, archive, compiled } = await compileFolder(join(await writeFiles({}), posts));
    expect(lines).toEqual([]);
    expect(await slugs(archive)).toEqual([]);
    expect(compiled?.media.size).toBe(0);
  });

  it('is its posts, newest first, and the media that they use', async () => {
    const { archive, compiled, lines } = await compileBlog({
      '2026-11-20-old.md': 'Old.',
      'trip/index.md': post('date: 2026-11-21', '![map](map.PNG)'),
      'trip/map.PNG': png(3, 4),
      'unused.png': 'PNG',
      '2026-12-24-coming.md': 'Soon.',
    });
    expect(lines).toEqual([]);
    expect(await slugs(archive)).toEqual(['trip', 'old']);
    expect(await slugs(archive, Date.UTC(2026, 11, 24))).toEqual(['coming', 'trip', 'old']);
    expect([...(compiled?.media.keys() ?? [])]).toEqual(['trip/map.PNG']);
    expect(archive.mediaType('/media/trip/map.PNG')).toBe('image/png');
  });

  it('can be examined whole while only some of its posts are published', async () => {
    const files = {
      '2026-11-20-a.md': '[b](2026-11-21-b.md), [c](2026-11-22-c.md), [gone](gone.md)',
      '2026-11-21-b.md': post('title: B\nid: tag:b', '![map](map.png)'),
      '2026-11-22-c.md': post('aliases: [/posts/a]', 'C'),
      'map.png': png(3, 4),
    };
    const settings = settingsFor({ deadLinks: 'warning' });
    const whole = await compileBlog(files, { settings });
    const part = await compileBlog(files, { settings, published: new Set(['2026-11-21-b.md']) });
    expect(part.lines).toEqual(whole.lines);
    expect(part.lines).not.toEqual([]);
    expect(await slugs(part.archive)).toEqual(['b']);
    expect(await part.entry('b')).toEqual(await whole.entry('b'));
    expect(part.examined).toMatchObject([
      { file: '2026-11-20-a.md', path: '/posts/a' },
      { file: '2026-11-21-b.md', id: 'tag:b', title: 'B', listed: true },
      { file: '2026-11-22-c.md' },
    ]);
    expect(whole.examined).toBeUndefined();
    const none = await compileBlog(files, { settings, published: new Set() });
    expect([none.compiled?.entries, none.compiled?.media.size]).toEqual([{ published: 0, scheduled: 0 }, 0]);
  });

  it('gives the same bytes for the same posts, at another time and in another folder', async () => {
    const files = { '2026-11-20-a.md': '[b](2026-11-21-b.md)', '2026-11-21-b.md': 'B' };
    const [one, other] = [await compileBlog(files), await compileBlog(files, { now: NOON + 1 })];
    expect(one.compiled?.packed).toEqual(other.compiled?.packed);
  });

  it('gives the same lock for another origin', async () => {
    const files = {
      'a.md': post(
        'date: 2026-11-22\nimage: i.png',
        '[x](/x) [y](https://blog.example/y) [b](2026-11-21-b.md) [^1]\n\n[^1]: N',
      ),
      '2026-11-21-b.md': '<a href="#z">z</a>',
      'i.png': 'PNG',
    };
    const settings = settingsFor({ deadLinks: 'warning' });
    const [there, here] = [
      await compileBlog(files, { settings }),
      await compileBlog(files, { settings, origin: 'http://localhost:8787' }),
    ];
    expect((await here.entry('a')).contentForReaders).toContain('"http://localhost:8787/posts/b"');
    expect(here.compiled?.lock).toEqual(there.compiled?.lock);
  });

  it('reports progress after each post', async () => {
    const steps: string[] = [];
    await compileBlog(
      { '2026-11-20-a.md': 'A', '2026-11-21-b.md': 'B', 'c.md': post('date: 2026-11-22\ndraft: true') },
      { progress: (done, total) => steps.push(`${done}/${total}`) },
    );
    expect(steps).toEqual(['1/2', '2/2']);
  });
});

describe('a lock', () => {
  const FILES = {
    'a.md': post('date: 2026-01-01', 'Open <http://localhost:1/> or [this](/).'),
    'b.md': post('date: 2026-01-02'),
  };

  // [what has happened since it was written, the posts now, options, whether it is behind]
  it.each<[string, Files, Partial<CompileOptions>, boolean]>([
    ['nothing', FILES, {}, false],
    ['another origin serves the blog', FILES, { origin: 'http://localhost:1' }, false],
    ['time has passed', FILES, { now: NOON + 86_400_000 }, false],
    ['a post is new', { ...FILES, 'c.md': post('date: 2026-01-03') }, {}, true],
    ['a post is edited', { ...FILES, 'b.md': post('date: 2026-01-02', 'Edited.') }, {}, true],
    ['a post is gone', { 'a.md': FILES['a.md'] }, {}, true],
    ['a post has an older address', { ...FILES, 'b.md': post('date: 2026-01-02\naliases: /b') }, {}, true],
    [
      'a post mentions another local address',
      { ...FILES, 'a.md': post('date: 2026-01-01', 'Open <http://localhost:2/> or [this](/).') },
      {},
      true,
    ],
    ['a post has another name', { 'a.md': FILES['a.md'], 'c.md': FILES['b.md'] }, {}, true],
    ['the site has another title', FILES, { settings: settingsFor({ title: 'Other' }) }, true],
    ['a template has changed', FILES, { templates: { feeds: 'feeds', pages: 'others' } }, true],
  ])('that was written before: %s', async (_, files, options, isBehind) => {
    const { compiled } = await compileBlog(FILES);
    const { lock } = parseLock(formatLock(compiled?.lock as Lock));
    const again = await compileBlog(files, { lock, ...options });
    expect(again.compiled?.lockIsBehind).toBe(isBehind);
  });

  it('with entries makes a missing folder an error, but not an empty one', async () => {
    const { compiled } = await compileBlog(FILES, { tells: true });
    const lock = compiled?.lock;
    const folder = await writeFiles({});
    expect((await compileFolder(folder, { lock })).lines).toEqual([]);
    const { lines } = await compileFolder(join(folder, 'posts'), { lock });
    expect(lines).toEqual([
      expect.stringMatching(/^posts\/:1:1: the folder with all posts is missing; restore it/),
    ]);
    expect((await compileFolder(join(folder, 'posts'))).lines).toEqual([]);
  });

  it('that does not exist is not behind', async () => {
    expect((await compileBlog(FILES)).compiled?.lockIsBehind).toBe(false);
  });
});

describe('a post that is a symbolic link', () => {
  it('to a file elsewhere is that file', async () => {
    const folder = await writeFiles({ 'elsewhere.md': 'A', 'posts/2026-11-20-b.md': 'B' });
    await symlink('../elsewhere.md', join(folder, 'posts/2026-11-21-a.md'));
    const { archive } = await compileFolder(join(folder, 'posts'));
    expect(await slugs(archive)).toEqual(['a', 'b']);
  });

  // [what the link leads to, message]
  it.each([
    ['folder', 'a folder; point it to a file, or move the folder into posts/'],
    ['nowhere', 'a file that does not exist; point it to another file, or remove it'],
    ['z.md', 'a file that does not exist; point it to another file, or remove it'],
  ])('to %s is reported together with all other errors', async (target, problem) => {
    const folder = await writeFiles({ folder: undefined, 'a.md': '[z](z.md)', 'zz.md': 'Z' });
    await symlink(target, join(folder, 'z.md'));
    const { lines } = await compileFolder(folder);
    const undated =
      'the post has no date; add a line such as `date: 2026-11-22`, or put the date at the start of the file name';
    expect(lines).toEqual([
      `posts/a.md:1:1: ${undated}`,
      `posts/z.md:1:1: this link points to ${problem}`,
      `posts/zz.md:1:1: ${undated}`,
    ]);
  });
});

describe('a draft', () => {
  it('needs no date yet', async () => {
    const { lines, archive } = await compileBlog({ 'unfinished.md': post('draft: true') });
    expect(lines).toEqual([]);
    expect(await slugs(archive)).toEqual([]);
  });

  it('with an invalid date is an error', async () => {
    const { lines } = await compileBlog({ 'unfinished.md': post('draft: true\ndate: soon') });
    expect(lines).toEqual([
      'posts/unfinished.md:3:7: date "soon" is not a date; write 2026-11-22 or 2026-11-22 09:30',
    ]);
  });
});

describe('links between posts', () => {
  it('lead to permalinks, whatever the names of files and slugs', async () => {
    const { lines, entry } = await compileBlog({
      '2026-11-20-a.md': '[b](deep/2026-11-21-b/index.md#part) [ä](./%C3%A4.md)',
      'deep/2026-11-21-b/index.md': '## Part\n\n[a](../../2026-11-20-a.md) [picture](picture.png)',
      'deep/2026-11-21-b/picture.png': png(3, 4),
      'a\u0308.md': post('date: 2026-11-22\nslug: umlaut'),
    });
    expect(lines).toEqual([]);
    expect((await entry('a')).contentForPage).toBe(
      '<p><a href="/posts/b#b.part">b</a> <a href="/posts/umlaut">ä</a></p>\n',
    );
    expect((await entry('b')).contentForReaders).toBe(
      '<h2 id="b.part">Part</h2>\n<p><a href="https://blog.example/posts/a">a</a> ' +
        '<a href="https://blog.example/media/deep/2026-11-21-b/picture.png">picture</a></p>\n',
    );
  });

  it('to a post with errors are not errors themselves', async () => {
    const { lines } = await compileBlog({ '2026-11-20-a.md': '[b](b.md)', 'b.md': post('date: x') });
    expect(lines).toEqual(['posts/b.md:2:7: date "x" is not a date; write 2026-11-22 or 2026-11-22 09:30']);
  });

  it('to a scheduled post are kept, with a warning if they are published sooner', async () => {
    const { lines, entry } = await compileBlog({
      '2026-11-20-a.md': 'See [b](2026-12-24-b.md).',
      '2026-12-24-b.md': '[c](2026-12-23-c.md)',
      '2026-12-23-c.md': 'C',
    });
    expect((await entry('a')).contentForPage).toContain('href="/posts/b"');
    expect(lines).toEqual([
      'posts/2026-11-20-a.md:1:9: warning: "2026-12-24-b.md" is not published until 2026-12-24T00:00Z; before that, readers find nothing there',
    ]);
  });
});

describe('drafts', () => {
  const FILES = {
    '2026-11-20-a.md': 'A',
    '2026-11-21-b.md': post('draft: true', '[a](2026-11-20-a.md)'),
    '2026-11-22-c.md': post('published: false', '[b](2026-11-21-b.md) [gone](gone.md)'),
  };

  it('are not published, and neither are their files', async () => {
    const { archive, lines } = await compileBlog(FILES);
    expect(lines).toEqual([]);
    expect(await slugs(archive)).toEqual(['a']);
    expect(archive.find('/posts/b', Number.MAX_VALUE)).toBeUndefined();
  });

  it('are compiled for their author, and marked', async () => {
    const { '2026-11-22-c.md': _, ...files } = FILES;
    const { archive, entry } = await compileBlog(files, { drafts: 'include' });
    expect(await slugs(archive)).toEqual(['b', 'a']);
    expect((await entry('b')).draft).toBe(true);
    expect(await entry('a')).not.toHaveProperty('draft');
  });

  it('are checked when their author previews them', async () => {
    const { lines } = await compileBlog(FILES, { drafts: 'include' });
    expect(lines).toEqual([
      'posts/2026-11-22-c.md:4:29: there is no file posts/gone.md for "gone.md"; an address that is not a file begins with / or https://',
    ]);
  });

  it('may not be linked to from published posts', async () => {
    const files = { ...FILES, '2026-11-20-a.md': '[b](2026-11-21-b.md)' };
    expect((await compileBlog(files)).lines).toEqual([
      'posts/2026-11-20-a.md:1:5: "2026-11-21-b.md" is a draft, which readers cannot see; publish it or remove the link',
    ]);
    expect((await compileBlog({ ...files, '2026-11-22-c.md': 'C' }, { drafts: 'include' })).lines).toEqual(
      [],
    );
  });
});

describe('mistakes', () => {
  it('are reported all at once, and nothing is compiled', async () => {
    const { lines, compiled } = await compileBlog({
      '2026-11-20-fine.md': 'Fine.',
      '2026-11-21-links.md': '![a](one.png)\n\n![b](two.png)',
      'dates.md': post('date: x\nupdated: y'),
      'encoding.md': Uint8Array.of(0xff),
      'fields.md': post('date: 2026-11-22\nfeed: x\ntitel: T'),
      'yaml.md': post('title: [', ''),
    });
    expect(compiled).toBeUndefined();
    expect(lines.map((line) => line.replace(/^posts\/(.*?): .*$/, '$1'))).toEqual([
      '2026-11-21-links.md:1:6',
      '2026-11-21-links.md:3:6',
      'dates.md:2:7',
      'dates.md:3:10',
      'encoding.md:1:1',
      'fields.md:3:7',
      'fields.md:4:8',
      expect.stringMatching(/^yaml\.md:2:/),
    ]);
  });

  // [fields with a mistake, places of all messages, given a text with a broken link]
  it.each([
    ['date: 2026-11-22\ntitle: [a]', ['3:8', '5:5']],
    ['title: No date', ['1:1', '4:5']],
    ['date: x', ['2:7', '4:5']],
    ['date: x\npublished: yes', ['2:7', '5:5']],
    ['date: 2026-11-22\ndate: 2026-11-23', ['3:1']],
    ['date: x\ndraft: true', ['2:7']],
    ['date: x\npublished: false', ['2:7']],
    ['date: x\ndraft: perhaps', ['2:7', '3:8']],
  ])(
    'in fields, %j, do not hide mistakes in the text, unless the post may be a draft',
    async (front, places) => {
      const { lines } = await compileBlog({
        'a.md': post(front, '[x](nofile.md) [a](a.md#part) [b](b.md)'),
        'b.md': post('date: x', '[a](a.md)'),
      });
      const told = lines.filter((line) => line.startsWith('posts/a.md:'));
      expect(told.map((line) => line.replace(/^posts\/a.md:(.*?): .*$/, '$1'))).toEqual(places);
    },
  );

  it('in the text of a draft are reported when it is previewed, whatever its fields are', async () => {
    const files = { 'a.md': post('date: 2026-11-22\ndraft: yes\nfeed: x', '[x](nofile.md)') };
    expect((await compileBlog(files)).lines).toHaveLength(1);
    expect((await compileBlog(files, { drafts: 'include' })).lines).toHaveLength(2);
  });

  it('name a time that the clocks skip, and the time that is used', async () => {
    const settings = settingsFor({ timeZone: 'Europe/Berlin' });
    const front = 'title: A\ndate: 2026-03-29 02:30\nupdated: 2026-10-25 02:30';
    const { lines, entry } = await compileBlog({ 'a.md': post(front) }, { settings });
    expect(lines).toEqual([
      'posts/a.md:3:7: warning: date "2026-03-29 02:30" is a time that does not exist in Europe/Berlin, because the clocks skip it; 03:30 is used instead',
    ]);
    expect(new Date((await entry('a')).published).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('name a revision in the future, which does not move Last-Modified', async () => {
    const warning = 'readers get the post with this date now, and nothing changes when it comes';
    const files = {
      'a.md': post('date: 2026-11-22\nupdated: 2026-12-01'),
      'b.md': post('date: 2026-12-24\nupdated: 2026-12-25'),
      'c.md': post('date: 2026-12-24\nupdated: 2026-12-24'),
      'd.md': post('date: 2026-11-21\nupdated: 2026-11-22'),
    };
    const { lines, archive } = await compileBlog(files);
    expect(lines).toEqual([`posts/a.md:3:10: warning: updated is in the future; ${warning} (and in 1 more)`]);
    const { get } = serve(archive);
    const modified = (await get('/posts/a')).headers.get('Last-Modified');
    expect(modified).toBe('Sun, 22 Nov 2026 00:00:00 GMT');
  });

  it('that are only warnings do not prevent a compile', async () => {
    const { lines, archive } = await compileBlog({ '2026-11-22-a.md': post('colour: red') });
    expect(lines).toEqual(['posts/2026-11-22-a.md:2:9: warning: colour is not a field that Longwave knows']);
    expect(await slugs(archive)).toEqual(['a']);
  });

  it('in nesting give a message with the file, not a crash', async () => {
    const { lines } = await compileBlog({
      '2026-11-21-fine.md': 'Fine.',
      'deep.md': post('date: 2026-11-22', `${'>'.repeat(5000)} a`),
    });
    expect(lines).toEqual([
      'posts/deep.md:4:1: quotes, lists, emphasis or HTML elements are nested too deeply; remove some levels',
    ]);
  });
});

describe('code that is too long to be highlighted', () => {
  it('is published as it is, with a warning at its place', async () => {
    const code = `let a = '${'deadbeef'.repeat(126)}';`;
    const fence = `Text.\n\n\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`morse\n${code}\n\`\`\``;
    const { lines, entry } = await compileBlog({ 'a.md': post('date: 2026-01-01', fence) });
    expect(lines).toEqual([
      'posts/a.md:6:1: warning: this code has more than 1000 characters without a space, so it is not highlighted; split it if you can',
    ]);
    expect((await entry('a')).contentForPage).toContain('<code class="language-ts">let a = ');
  });
});

describe('an id in the lock', () => {
  const OLD = 'tag:blog.example,2026-11-20:größe';
  const GROESSE = post('title: Größe\ndate: 2026-11-20', 'Wie groß?');

  it.each<[string, Files]>([
    ['as it is', { 'größe.md': GROESSE }],
    ['edited', { 'größe.md': post('title: Größe\ndate: 2026-11-20', 'So groß.') }],
    ['renamed', { 'größer.md': GROESSE }],
  ])('that is not ASCII, as Longwave once made it, stays with its post: %s', async (_, after) => {
    const { compiled } = await compileBlog({ 'größe.md': GROESSE }, { tells: true });
    const now = formatLock(compiled?.lock as Lock);
    expect(now).toContain('"tag:blog.example,2026-11-20:gr%C3%B6%C3%9Fe"');
    const { lock } = parseLock(now.replaceAll('gr%C3%B6%C3%9Fe"', 'größe"'));
    expect([...lock.entries.keys()]).toEqual([OLD]);
    const next = await compileBlog(after, { lock, tells: true });
    expect([...(next.compiled?.lock.entries.keys() ?? [])]).toEqual([OLD]);
    expect(next.compiled?.lock.removed.size).toBe(0);
  });
});
