// Addresses that no configuration says: from the links of posts, from the old feed, or from their folders.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderReader } from '../../../src/import/generators/folder-reader.ts';
import type { Imported } from '../../../src/import/imported.ts';
import { runs } from '../../runs.ts';
import { treeOf } from '../a-tree.ts';

type Files = Readonly<Record<string, string>>;

const SITE = { 'package.json': '{}' };

function post(title: string, date = '2020-01-02', body = 'Text.'): string {
  return `---\ntitle: ${title}\ndate: ${date}\n---\n\n${body}\n`;
}

/** The addresses of an old feed, without anything else. */
function feedOf(...urls: readonly string[]): Imported {
  const entry = { tags: [], authors: [], enclosures: [], content: { html: '' } };
  return {
    site: {},
    files: [],
    skipped: [],
    posts: urls.map((url) => ({ ...entry, source: url, url, id: url })),
  };
}

function read(files: Files, oldFeed?: Imported): Promise<Imported> {
  return folderReader.read(treeOf(files), { fetch, progress: () => {}, ...(oldFeed && { oldFeed }) });
}

/** The address of each file, as its post will have it. */
async function addressesOf(files: Files, oldFeed?: Imported): Promise<Record<string, string | undefined>> {
  const { posts } = await read(files, oldFeed);
  return Object.fromEntries(
    posts.map(({ source, url, content }) => {
      const text = 'file' in content ? content.file : '';
      return [source, url ?? /^permalink: (.*)$/m.exec(text)?.[1]];
    }),
  );
}

describe('links between posts show', () => {
  it.each<[string, Files, Record<string, string>]>([
    [
      'the folder that the posts are served in',
      {
        'data/a.md': post('A', '2020-01-02', 'See [b](/blog/b) and [c](/blog/c).'),
        'data/b.md': post('B'),
        'data/c.md': post('C'),
      },
      { 'data/a.md': '/blog/a', 'data/b.md': '/blog/b', 'data/c.md': '/blog/c' },
    ],
    [
      'dates in addresses, and the slash at their end',
      {
        'posts/2020-01-02-a.md': post(
          'A',
          '2020-01-02',
          '[b](/2020/01/03/b/) <a href="/2020/01/04/c/">c</a>',
        ),
        'posts/2020-01-03-b.md': post('B', '2020-01-03'),
        'posts/2020-01-04-c.md': post('C', '2020-01-04'),
      },
      {
        'posts/2020-01-02-a.md': '/2020/01/02/a/',
        'posts/2020-01-03-b.md': '/2020/01/03/b/',
        'posts/2020-01-04-c.md': '/2020/01/04/c/',
      },
    ],
    [
      'the end .html',
      {
        'p/a.md': post('A', '2020-01-02', '[b](/b.html), [c]\n\n[c]: /c.html'),
        'p/b.md': post('B'),
        'p/c.md': post('C'),
      },
      { 'p/a.md': '/a.html', 'p/b.md': '/b.html', 'p/c.md': '/c.html' },
    ],
    [
      'a rule for each folder',
      {
        'content/posts/a.md': post('A', '2020-01-02', '[b](/blog/b/) [c](/blog/c/) [e](/til/e) [f](/til/f)'),
        'content/posts/b.md': post('B'),
        'content/posts/c.md': post('C'),
        'content/notes/d.md': post('D'),
        'content/notes/e.md': post('E'),
        'content/notes/f.md': post('F'),
      },
      {
        'content/posts/a.md': '/blog/a/',
        'content/posts/b.md': '/blog/b/',
        'content/posts/c.md': '/blog/c/',
        'content/notes/d.md': '/til/d',
        'content/notes/e.md': '/til/e',
        'content/notes/f.md': '/til/f',
      },
    ],
    [
      'nothing of a folder that has a name of its own and no links',
      {
        'content/posts/a.md': post('A', '2020-01-02', '[b](/b/) [c](/c/)'),
        'content/posts/b.md': post('B'),
        'content/posts/c.md': post('C'),
        'content/tips/d.md': post('D'),
      },
      {
        'content/posts/a.md': '/a/',
        'content/posts/b.md': '/b/',
        'content/posts/c.md': '/c/',
        'content/tips/d.md': '/tips/d',
      },
    ],
    [
      'addresses made of titles',
      {
        'p/1.md': post('First Things', '2020-01-02', '[x](/t/second-thing/) [y](/t/third-thing/)'),
        'p/2.md': post('Second Thing'),
        'p/3.md': post('Third Thing'),
      },
      { 'p/1.md': '/t/first-things/', 'p/2.md': '/t/second-thing/', 'p/3.md': '/t/third-thing/' },
    ],
    [
      'what the code of a program makes of the names of files',
      {
        'svelte.config.js': 'export default {}',
        'src/routes/blog/[slug]/+page.svelte': '',
        'content/blog/2020-01-02-a.md': post('A', '2020-01-02', '[b](/blog/b) [c](/blog/c)'),
        'content/blog/2020-01-03-b.md': post('B'),
        'content/blog/2020-01-04-c.md': post('C'),
      },
      {
        'content/blog/2020-01-02-a.md': '/blog/a',
        'content/blog/2020-01-03-b.md': '/blog/b',
        'content/blog/2020-01-04-c.md': '/blog/c',
      },
    ],
  ])('%s', async (_, files, addresses) => {
    expect(await addressesOf({ ...SITE, ...files })).toEqual(addresses);
  });

  it('the address of the site, and the report says so', async () => {
    const link = (name: string) => `[x](https://a.example/n/${name}/)`;
    const { site, notes } = await read({
      'first-letter.md': post('A', '2020-01-02', `${link('second-letter')} ${link('third-letter')}`),
      'second-letter.md': post('B', '2020-01-03', link('fourth-letter')),
      'third-letter.md': post('C'),
      'fourth-letter.md': post('D'),
    });
    expect(site.origin).toBe('https://a.example');
    expect(notes).toContain(
      'Nothing in the folder names the address of the site. Links between its posts lead to https://a.example; if it is another, import with --origin.',
    );
  });

  it('nothing where the place of a file is its address, as in the router of Next', async () => {
    const links = '[b](/blog/b) [c](/blog/c) [d](/blog/d)';
    const files = {
      'next.config.js': '',
      'pages/en/blog/a.mdx': post('A', '2020-01-02', links),
      'pages/en/blog/b.mdx': post('B'),
      'pages/en/blog/c.mdx': post('C'),
      'pages/en/blog/d.mdx': post('D'),
    };
    expect((await addressesOf(files))['pages/en/blog/b.mdx']).toBe('/en/blog/b');
    expect((await read(files)).notes?.join()).toContain('in links between its posts: 3.');
  });

  it('nothing where a configuration says the address', async () => {
    const files = {
      '_config.yml': 'title: A\npermalink: /:title/',
      '_posts/2020-01-02-a.md': post('A', '2020-01-02', '[b](/old/b) [c](/old/c)'),
      '_posts/2020-01-03-b.md': post('B'),
      '_posts/2020-01-04-c.md': post('C'),
    };
    expect((await addressesOf(files))['_posts/2020-01-03-b.md']).toBe('/b/');
  });
});

it('a sitemap in the folder shows addresses, too', async () => {
  const files = {
    ...SITE,
    CNAME: 'a.example',
    'public/sitemap.xml':
      '<urlset><url><loc>https://a.example/x/a/</loc></url><url><loc>https://a.example/x/b/</loc></url></urlset>',
    'p/a.md': post('A'),
    'p/b.md': post('B'),
    'p/c.md': post('C'),
  };
  expect(await addressesOf(files)).toEqual({ 'p/a.md': '/x/a/', 'p/b.md': '/x/b/', 'p/c.md': '/x/c/' });
});

describe('the old feed', () => {
  it('settles the addresses of all posts, whatever their folders let one expect', async () => {
    const files = {
      ...SITE,
      'content/2019/a.md': post('A', '2019-01-02'),
      'content/2020/b.md': post('B'),
      'content/2020/c.md': post('C'),
    };
    const feed = feedOf('https://a.example/2020/01/02/b/', 'https://a.example/2020/01/02/c/');
    expect(await addressesOf(files, feed)).toEqual({
      'content/2019/a.md': '/2019/01/02/a/',
      'content/2020/b.md': '/2020/01/02/b/',
      'content/2020/c.md': '/2020/01/02/c/',
    });
  });

  it('knows posts by the names of their files', async () => {
    const files = { 'a-long-name.md': post('One title'), 'another-name.md': post('Another title') };
    const feed = feedOf('https://a.example/x/a-long-name/', 'https://a.example/x/another-name/');
    const { posts } = await read(files, feed);
    expect(posts.map(({ id }) => id)).toEqual([
      'https://a.example/x/a-long-name/',
      'https://a.example/x/another-name/',
    ]);
  });
});

describe('without any sign, the address of a post is', () => {
  it.each<[string, string]>([
    ['blog/a.md', '/blog/a'],
    ['content/blog/2020-01-02-a.md', '/blog/a'],
    ['src/content/posts/a/index.md', '/posts/a'],
    ['src/pages/writing/a.mdx', '/writing/a'],
    ['pages/a.md', '/a'],
    ['markdown-pages/blog/a.md', '/blog/a'],
    ['app/(site)/notes/a.md', '/notes/a'],
  ])('of %s', async (file, address) => {
    const files = { ...SITE, [file]: post('A') };
    expect(await addressesOf(files)).toEqual({ [file]: address });
    expect((await read(files)).notes?.join()).toContain(
      `Posts and pages whose old address is a guess from their folder: 1, such as ${address} for ${file}.`,
    );
  });

  it('that of its own field', async () => {
    const files = {
      ...SITE,
      'blog/a.md': '---\ntitle: A\ndate: 2020-01-02\nslug: an-a\n---\nText.\n',
      'blog/b.md': '---\ntitle: B\ndate: 2020-01-02\npath: /own/b/\n---\nText.\n',
    };
    expect(await addressesOf(files)).toEqual({ 'blog/a.md': '/blog/an-a', 'blog/b.md': '/own/b/' });
  });

  it('that of its field permalink, also where a route is known', async () => {
    const files = {
      '.vitepress/config.ts': '',
      'posts/a.md': '---\ntitle: A\ndate: 2020-01-02\npermalink: /own/a/\n---\nText.\n',
    };
    expect(await addressesOf(files)).toEqual({ 'posts/a.md': '/own/a/' });
  });

  it('one of Longwave where the folder is that of no web site', async () => {
    expect(await addressesOf({ 'notes/a.md': post('A') })).toEqual({ 'notes/a.md': undefined });
  });
});

describe('posts that would have one address', () => {
  it.each<[string, Files, Record<string, string | undefined>]>([
    [
      'in a plain folder',
      {
        '2018-01-24-an-update.md': post('Update', '2018-01-24'),
        '2018-03-15-an-update.md': post('Update', '2018-03-15'),
      },
      {
        '2018-01-24-an-update.md': undefined,
        '2018-03-15-an-update.md': '/posts/an-update-2018-03-15',
      },
    ],
    [
      'on the old site',
      {
        '_config.yml': 'title: A\npermalink: /:title/',
        '_posts/2018-01-24-an-update.md': post('Update', '2018-01-24'),
        '_posts/2018-03-15-an-update.md': post('Update', '2018-03-15'),
        '_posts/2018-03-15-an_update.md': '---\ntitle: Other\npermalink: /an-update/\n---\nText.\n',
      },
      {
        '_posts/2018-01-24-an-update.md': '/an-update/',
        '_posts/2018-03-15-an-update.md': '/an-update-2018-03-15/',
        '_posts/2018-03-15-an_update.md': '/an-update-2018-03-15-2/',
      },
    ],
  ])('get addresses of their own %s', async (_, files, addresses) => {
    expect(await addressesOf(files)).toEqual(addresses);
    expect((await read(files)).notes?.join()).toMatch(/had the address of an older one: \d\. .* is at \//);
  });
});

it('no two posts have one address, whatever they are called', async () => {
  const names = fc.constantFrom(
    'a',
    'b',
    '2020-01-02-a',
    '2021-02-03-a',
    '2021-02-03-b',
    'a/index',
    'index',
    '1.a',
  );
  const folders = fc.constantFrom(
    'blog',
    'content/blog',
    'src/content/blog',
    'pages/blog',
    '(x)/blog',
    'notes',
  );
  const fields = fc.constantFrom('', 'slug: a\n', 'slug: b\n', 'permalink: /blog/a/\n', 'date: 2020-05-06\n');
  const sites = fc.dictionary(
    fc.tuple(folders, names).map(([folder, name]) => `${folder}/${name}.md`),
    fields.map((front) => `---\ntitle: A\n${front}---\n[a](/blog/a) [b](/blog/b/)\n`),
    { minKeys: 2, maxKeys: 8 },
  );
  await fc.assert(
    fc.asyncProperty(sites, async (files) => {
      const addresses = Object.values(await addressesOf({ ...SITE, ...files })).flatMap((each) =>
        each === undefined ? [] : [each.replace(/\/$/, '')],
      );
      expect(new Set(addresses).size).toBe(addresses.length);
    }),
    runs(20),
  );
});

describe('Markdown without a date, on a site whose posts have dates, is', () => {
  const files = {
    ...SITE,
    'content/posts/a.md': post('A'),
    'content/posts/b.md': post('B'),
    'content/posts/c.md': post('C'),
    'content/about.md': '---\ntitle: About\n---\nText.\n',
    'scripts/notes.md': '# How the scripts work\n\nText.\n',
  };

  it('a page beside the posts', async () => {
    const { posts } = await read(files);
    expect(posts.filter(({ listed }) => listed === false).map(({ source }) => source)).toEqual([
      'content/about.md',
    ]);
  });

  it('left out elsewhere, with the reason', async () => {
    expect((await read(files)).skipped).toEqual([
      { source: 'scripts/notes.md', reason: 'it has no date and is outside of the folders with posts' },
    ]);
  });
});

it('the report names posts in another format than Markdown', async () => {
  const files = {
    'posts/a.md': post('A'),
    'posts/b.rst': '',
    'posts/c.rst': '',
    'posts/d.rst': '',
    'x.org': '',
  };
  expect((await read(files)).notes).toContain(
    'Files in another format than Markdown, which are not read: 3 (reStructuredText), such as posts/b.rst. If they are posts, convert them to Markdown, for example with pandoc, and import again.',
  );
});

describe('a date in the name of a file is', () => {
  it.each<[string, string | undefined]>([
    ['2020-01-02-a.md', '2020-01-02T00:00Z'],
    ['20200102-a.md', '2020-01-02T00:00Z'],
    ['2020_01_02 a.md', '2020-01-02T00:00Z'],
    ['2020-01-02-15-30-a.md', '2020-01-02T15:30Z'],
    ['2020-01-02T15:30:10Z-a.md', '2020-01-02T15:30Z'],
    ['2020-01-02-1530-a.md', '2020-01-02T15:30Z'],
    ['2020-01-02-2019-in-review.md', '2020-01-02T00:00Z'],
    ['20201302-a.md', undefined],
    ['2020010299.md', undefined],
  ])('that of %s', async (file, moment) => {
    const { posts } = await read({ [file]: '# A\n\nText.\n' });
    const date = posts[0]?.date;
    expect(date === undefined ? undefined : new Date(date).toISOString().replace(':00.000Z', 'Z')).toBe(
      moment,
    );
  });
});

describe('HTML', () => {
  it('is a post if it has front matter with a date', async () => {
    const { posts } = await read({
      'a.html': '---\ntitle: A\ndate: 2020-01-02\n---\n<p>Some <b>text</b>.</p>\n',
      'index.html': '---\ntitle: B\ndate: 2020-01-02\n---\n{% for x in y %}{% endfor %}',
      'c.html': '<p>Text.</p>',
      'd.md': post('D'),
    });
    expect(
      posts.map(({ file, content }) => [file, 'file' in content && content.file.includes('**text**')]),
    ).toEqual([
      ['a.md', true],
      ['d.md', false],
    ]);
  });
});

describe('Markdown that a post imports', () => {
  const importing = post(
    'A',
    '2020-01-02',
    "import Part from './_part.mdx'\nimport x from './x.js'\n\n<Part size={2} />\n\n  <Part/>\n\nEnd.",
  );

  it('is in the post where it is shown', async () => {
    const { posts } = await read({ 'a.mdx': importing, '_part.mdx': '---\nx: 1\n---\nOne.\n\nTwo.\n' });
    expect(
      posts.map(({ content }) => 'file' in content && content.file.replace(/^[\s\S]*?---\n\n/, '')),
    ).toEqual(["import x from './x.js'\n\n\nOne.\n\nTwo.\n\n\n\n  One.\n\n  Two.\n\n\nEnd.\n"]);
  });

  it('is no post of its own', async () => {
    const files = { 'a.mdx': importing.replace('_part', 'part'), 'part.mdx': 'One.\n' };
    const { posts, skipped } = await read(files);
    expect([posts.map(({ source }) => source), skipped]).toEqual([
      ['a.mdx'],
      [{ source: 'part.mdx', reason: 'its text is in a.mdx, which shows it' }],
    ]);
  });

  it('stays a post if it has a date', async () => {
    const files = { 'a.mdx': importing.replace('_part', 'part'), 'part.mdx': post('B') };
    expect((await read(files)).posts.map(({ source }) => source)).toEqual(['a.mdx', 'part.mdx']);
  });
});
