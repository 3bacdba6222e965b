// Folders of generators, imported into a project: what is written, what is set aside, and what the feed teaches.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFile, aFolder, aProject } from './a-project.ts';

const post = (front: string, body = 'Some text.') => `---\n${front}\n---\n\n${body}\n`;

/** An Atom feed with entries of these links, ids and titles, all of one day. */
const feed = (...entries: readonly { link: string; id: string; title: string }[]) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Old</title><id>urn:old</id><updated>2020-01-02T03:04:05Z</updated>${entries
    .map(
      ({ link, id, title }) =>
        `<entry><title>${title}</title><link href="${link}"/><id>${id}</id><published>2020-01-02T03:04:05Z</published><updated>2020-01-02T03:04:05Z</updated><content type="html">&lt;p>Some text.&lt;/p></content></entry>`,
    )
    .join('')}</feed>`;

const JEKYLL = {
  '_config.yml':
    'title: A blog\ndescription: Of letters.\nurl: https://a.example\nauthor: Ada\npermalink: /:year/:title/\nplugins: [jekyll-feed]\n',
  '_posts/2020-01-02-first.md': post('title: First'),
  '_posts/2020-01-03-second.md': post('title: Second\ndate: 2020-01-03 10:00:00 +0100\npermalink: /own/'),
  '_drafts/third.md': post('title: Third'),
  'about.md': post('title: About\ndate: 2019-01-01'),
  'images/a.txt': 'A file.',
};

describe('the folder of a generator', () => {
  it('becomes posts, files and settings', async () => {
    const project = await aProject();
    const report = await project.run(await aFolder(JEKYLL));
    expect(report).not.toContain('Pictures stay at their old addresses');
    expect(await project.files()).toEqual({
      'posts/2020-01-02-first.md': '---\nid: https://a.example/2020/first\ntitle: First\n---\n\nSome text.\n',
      'posts/2020-01-03-second.md':
        '---\nid: https://a.example/second\ntitle: Second\ndate: 2020-01-03 10:00:00 +0100\npermalink: /own/\n---\n\nSome text.\n',
      'posts/_drafts/third.md': expect.stringContaining('title: Third'),
      'posts/about.md':
        '---\nfeed: false\npermalink: /about/\ntitle: About\ndate: 2019-01-01\n---\n\nSome text.\n',
      'public/images/a.txt': 'A file.',
    });
    expect(await project.settings()).toEqual({
      origin: 'https://a.example',
      title: 'A blog',
      description: 'Of letters.',
      language: 'en',
      timeZone: 'UTC',
      author: { name: 'Ada' },
      permalink: '/:year/:title/',
      markdown: 'jekyll',
      typography: 'smart',
      oldFeedAddresses: { '/feed.xml': 'atom' },
    });
  });

  it('leaves out what would be the home page', async () => {
    const project = await aProject();
    const home = '_posts/2020-01-05-home.md';
    const report = await project.run(await aFolder({ ...JEKYLL, [home]: post('title: Home\npermalink: /') }));
    expect(report).toContain(`${home}: Longwave has its own page there`);
    expect(Object.keys(await project.files())).not.toContain('posts/2020-01-05-home.md');
  });

  it('brings only what is new when it is imported again', async () => {
    const project = await aProject();
    await project.run(await aFolder(JEKYLL));
    const before = await project.files();
    const report = await project.run(
      await aFolder({ ...JEKYLL, '_posts/2020-01-04-new.md': post('title: New') }),
    );
    expect(report).toMatch(/^Imported 1 post /);
    expect(await project.files()).toEqual({
      ...before,
      'posts/2020-01-04-new.md': expect.stringContaining('title: New'),
    });
  });

  it('is not touched by a dry run, which compares all the same', async () => {
    const project = await aProject();
    const old = await aFile(
      'feed.xml',
      feed({ link: 'https://a.example/2020/first/', id: 'urn:first', title: 'First' }),
    );
    const report = await project.run(await aFolder(JEKYLL), '--feed', old, '--dry-run');
    expect(report).toContain('Compared with the old feed: 1 entry: 1 the same for readers');
    expect(await project.files()).toEqual({});
  });

  it('may be a part of a site, whose configuration counts', async () => {
    const project = await aProject();
    const folder = await aFolder({ ...JEKYLL, 'de/_posts/2020-01-02-erster.md': post('title: Erster') });
    await project.run(join(folder, 'de'));
    expect(Object.keys(await project.files()).sort()).toEqual([
      'posts/de/_posts/2020-01-02-erster.md',
      'public/images/a.txt',
    ]);
    expect(await project.settings()).toMatchObject({ title: 'A blog', origin: 'https://a.example' });
  });

  it('keeps files that posts name by a relative path, wherever they are', async () => {
    const project = await aProject();
    await project.run(
      await aFolder({
        'astro.config.mjs': 'export default { site: "https://a.example" }',
        'src/content/blog/a.md': post('title: A\npubDate: 2020-01-02', 'See [this](../../assets/b.txt).'),
        'src/assets/b.txt': 'A file.',
        'src/assets/unused.txt': 'Another.',
        'src/pages/blog/[slug].astro': 'getCollection("blog")',
      }),
    );
    expect(Object.keys(await project.files()).sort()).toEqual([
      'posts/assets/b.txt',
      'posts/content/blog/a.md',
    ]);
  });
});

describe('a post that cannot be compiled', () => {
  const broken = {
    ...JEKYLL,
    '_posts/2020-01-05-broken.md': post('title: Broken\nlang: no language at all'),
  };

  it('is set aside with the reason, and all others are served', async () => {
    const project = await aProject();
    const report = await project.run(await aFolder(broken));
    const files = await project.files('posts-set-aside');
    expect(Object.keys(files)).toEqual([
      'posts-set-aside/2020-01-05-broken.md',
      'posts-set-aside/reasons.txt',
    ]);
    expect(files['posts-set-aside/reasons.txt']).toMatch(/^posts\/2020-01-05-broken\.md:\d+:\d+: lang .*\n$/);
    expect(report).toContain('Set aside in posts-set-aside/');
    expect((await project.compile()).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is set aside once', async () => {
    const project = await aProject();
    const folder = await aFolder(broken);
    await project.run(folder);
    expect(await project.run(folder)).toMatch(/^Imported 0 posts/);
  });
});

describe('the old feed', () => {
  const NEXT = {
    'next.config.js': '',
    'content/a.mdx': post('title: First\ndate: 2020-01-02'),
    'content/b.mdx': post('title: Second\ndate: 2020-01-02'),
    'content/c.mdx': post('title: Old\ndate: 2019-01-02'),
  };
  const entry = (slug: string, title: string) => ({
    link: `https://a.example/notes/${slug}/`,
    id: `urn:note:${slug}`,
    title,
  });

  it('teaches ids, addresses and dates, also of posts that have left it', async () => {
    const project = await aProject();
    const old = await aFile('feed.xml', feed(entry('a', 'First'), entry('b', 'Second')));
    const report = await project.run(await aFolder(NEXT), '--feed', old);
    expect(report).toContain('Compared with the old feed: 2 entries: 2 the same for readers.');
    expect(await project.settings()).toMatchObject({
      origin: 'https://a.example',
      permalink: '/notes/:slug/',
    });
    const files = await project.files();
    expect(files['posts/a.mdx']).toContain('id: urn:note:a\n');
    expect(files['posts/a.mdx']).toContain('date: 2020-01-02T03:04:05+00:00\n');
    expect(files['posts/c.mdx']).toContain('id: urn:note:c\n');
    expect(files['posts/c.mdx']).toContain('date: 2019-01-02\n');
  });

  it('says what readers will see differently', async () => {
    const project = await aProject();
    const old = await aFile('feed.xml', feed(entry('a', 'Another title'), entry('gone', 'Gone')));
    const report = await project.run(await aFolder(NEXT), '--feed', old);
    expect(report).toContain('Gone: not in the new feed (https://a.example/notes/gone/)');
  });
});

describe('files of a folder that would be in one place', () => {
  const site = (b: string) =>
    aFolder({
      '.eleventy.js':
        'module.exports = (c) => { c.addPassthroughCopy({ "a/x.txt": "x.txt" }); c.addPassthroughCopy({ "b/x.txt": "x.txt" }); c.addPassthroughCopy({ "a": "/" }) }',
      'posts/2020-01-02-first.md': post('title: First'),
      'a/x.txt': 'One.',
      'b/x.txt': b,
    });

  it('are one file when they have the same bytes', async () => {
    const project = await aProject();
    expect(await project.run(await site('One.'))).not.toContain('Not taken');
    expect((await project.files())['public/x.txt']).toBe('One.');
  });

  it('are named when they differ, and the first one counts', async () => {
    const project = await aProject();
    expect(await project.run(await site('Another.'))).toContain(
      'Not taken: 1\n  b/x.txt: it would be public/x.txt, which is a/x.txt already',
    );
    expect((await project.files())['public/x.txt']).toBe('One.');
  });
});

describe('Markdown that the configuration does not lead to', () => {
  const named = (folder: string, front: string) =>
    Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${folder}/${name}.md`, post(`title: ${name}${front}`)]),
    );

  it('is taken where it has dates, and the report says so', async () => {
    const project = await aProject();
    const report = await project.run(
      await aFolder({
        'hugo.toml': 'title = "A"',
        'writing/a.txt': '',
        ...named('writing', '\ndate: 2020-01-02'),
      }),
    );
    expect(report).toContain(
      'The configuration does not lead to these posts, which were taken by their dates: 6, in writing (6).',
    );
    expect(Object.keys(await project.files()).filter((file) => file.endsWith('.md'))).toHaveLength(6);
  });

  it('is counted in the report where it has none', async () => {
    const project = await aProject();
    const report = await project.run(
      await aFolder({
        'hugo.toml': 'title = "A"',
        'content/posts/first.md': post('title: First\ndate: 2020-01-02'),
        ...named('guide/start', ''),
      }),
    );
    expect(report).toContain(
      'Only 1 of 7 Markdown files were taken; the others are in guide/start (6). If they are posts, import their folder, such as guide/start, on its own.',
    );
  });

  it('can be imported by the name of its folder', async () => {
    const folder = await aFolder({
      'hugo.toml': 'title = "A"',
      'content/posts/first.md': post('title: First\ndate: 2020-01-02'),
      ...named('guide/start', ''),
    });
    const project = await aProject();
    expect(await project.run(join(folder, 'guide/start'))).toContain('Imported 6 posts');
  });
});

it('posts in a plain folder get the folders into their addresses where the last one does not tell them apart', async () => {
  const folder = await aFolder({
    'blog/one/index.md': post('title: One\ndate: 2020-01-02'),
    'blog/one/es/index.md': post('title: Uno\ndate: 2020-01-02'),
    'blog/two/index.md': post('title: Two\ndate: 2020-01-03'),
    'blog/two/es/index.md': post('title: Dos\ndate: 2020-01-03'),
    'blog/two/de/index.md': post('title: Zwei\ndate: 2020-01-03'),
    'blog/x/same.md': post('title: Same\ndate: 2020-01-04'),
    'blog/y/same.md': post('title: Same again\ndate: 2020-01-04'),
  });
  const project = await aProject();
  await project.run(folder);
  const files = Object.entries(await project.files()).filter(([file]) => file.startsWith('posts/'));
  const permalinks = files.map(([file, text]) => [file, /^permalink: (.*)$/m.exec(text)?.[1]]);
  expect(Object.fromEntries(permalinks)).toEqual({
    'posts/blog/one/index.md': undefined,
    'posts/blog/one/es/index.md': '/posts/one/es',
    'posts/blog/two/index.md': undefined,
    'posts/blog/two/es/index.md': '/posts/two/es',
    'posts/blog/two/de/index.md': '/posts/two/de',
    'posts/blog/x/same.md': '/posts/x/same',
    'posts/blog/y/same.md': '/posts/y/same',
  });
  expect((await project.compile()).lines).toEqual([]);
});
