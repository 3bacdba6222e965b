// Exports in simple forms: the text of Movable Type, the tables of Bear, beehiiv and Buttondown, the JSON of Write.as, and
// the XML of LiveJournal.

import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../src/import/markdown/to-markdown.ts';
import { aFile, aFolder, aProject, imported } from './a-project.ts';
import { zipOf } from './a-zip.ts';

describe('the export of Movable Type', () => {
  const entry = (fields: string, body: string, more = '') =>
    `${fields}\n-----\nBODY:\n${body}\n-----\nEXTENDED BODY:\n\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n${more}--------\n`;
  const FIELDS =
    'AUTHOR: Jane Doe\nTITLE: A &amp; B\nBASENAME: a_b\nSTATUS: Publish\nALLOW COMMENTS: 1\nCONVERT BREAKS: 0\nPRIMARY CATEGORY: Radio\nCATEGORY: Radio\nCATEGORY: AM\nTAGS: "long wave",tubes\nUNIQUE URL: https://old.example/2002/01/a_b.html\nDATE: 01/31/2002 03:31:05 PM';

  it('becomes posts with their addresses, dates, authors and tags', async () => {
    const comment = 'COMMENT:\nAUTHOR: Bob\nEMAIL: bob@old.example\nDATE: 02/01/2002 10:00:00\nNice\n-----\n';
    const file =
      entry(FIELDS, '<p>One</p>', comment) +
      entry('TITLE: Later\nSTATUS: Draft\nDATE: 01/31/2003 10:00:00', 'Two');
    const { site, posts, skipped } = await imported(await aFile('export.txt', file.replaceAll('\n', '\r\n')));
    expect(site).toEqual({ origin: 'https://old.example' });
    expect(posts).toEqual([
      {
        source: 'export.txt, entry 1',
        url: 'https://old.example/2002/01/a_b.html',
        slug: 'a_b',
        title: 'A & B',
        date: Date.UTC(2002, 0, 31, 15, 31, 5),
        content: { html: '<p>One</p>' },
        tags: ['Radio', 'AM', 'long wave', 'tubes'],
        authors: [{ name: 'Jane Doe' }],
        enclosures: [],
      },
      expect.objectContaining({ title: 'Later', draft: true, date: Date.UTC(2003, 0, 31, 10) }),
    ]);
    expect(skipped).toEqual([
      { source: 'export.txt', reason: expect.stringContaining('1 comment is left out') },
    ]);
  });

  // The value of CONVERT BREAKS, the text, and the Markdown.
  it.each([
    ['0', 'One\n\nTwo', 'One Two'],
    ['1', 'One\ntwo\n\n<blockquote>Three</blockquote>', 'One\\\ntwo\n\n> Three'],
    ['__default__', 'One\n\nTwo', 'One\n\nTwo'],
    ['__default__', '<p>One</p>\n\n<p>Two\nthree</p>', 'One\n\nTwo three'],
    ['richtext', '<p>One</p>', 'One'],
    ['markdown', '*One*\n\n- Two', '*One*\n\n- Two'],
    ['markdown_with_smartypants', '# One', '# One'],
  ])('with line ends of the kind %s reads %j', async (kind, text, markdown) => {
    const file = entry(FIELDS.replace('BREAKS: 0', `BREAKS: ${kind}`), text);
    const { posts } = await imported(await aFile('export.txt', file));
    const content = posts[0]?.content ?? { html: '' };
    const shown =
      'html' in content ? toMarkdown(content.html) : 'markdown' in content ? content.markdown : '';
    expect(shown.trim()).toBe(markdown);
  });

  it.each([
    ['12/31/2002 12:05:00 AM', '2002-12-31T00:05:00Z'],
    ['12/31/2002 12:05:00 PM', '2002-12-31T12:05:00Z'],
    ['12/31/2002 23:05:00', '2002-12-31T23:05:00Z'],
    ['1/2/03 1:05 PM', '2003-01-02T13:05:00Z'],
  ])('has the date %s', async (typed, date) => {
    const file = entry(FIELDS.replace('01/31/2002 03:31:05 PM', typed), 'One');
    expect((await imported(await aFile('export.txt', file))).posts[0]?.date).toBe(Date.parse(date));
  });

  it('shows the extended body after the end of the summary, in an archive, too', async () => {
    const file = entry(FIELDS, '<p>One</p>').replace('EXTENDED BODY:\n', 'EXTENDED BODY:\n<p>Two</p>\n');
    const project = await aProject();
    await project.run(await aFile('export.zip', zipOf({ 'old.txt': file, 'readme.txt': 'Read me' })));
    expect(await project.files('posts')).toEqual({
      'posts/2002-01-31-a_b.md': expect.stringContaining('One\n\n<!--more-->\n\nTwo\n'),
    });
    expect((await project.compile()).findings).toEqual([]);
  });

  it('without addresses says how to keep them', async () => {
    const file = entry(FIELDS.replace(/UNIQUE URL.*\n/, ''), 'One');
    expect((await imported(await aFile('export.txt', file))).notes).toEqual([
      expect.stringContaining('give the old feed with --feed'),
    ]);
  });
});

describe('a table of posts', () => {
  it('of Bear has Markdown, pages, drafts and aliases', async () => {
    const table = [
      'uid,title,slug,alias,published date,all tags,publish,make discoverable,is page,content,canonical url,meta description,meta image,lang,class name',
      'a,A post,a-post,old/a,2023-01-02 10:00:00+00:00,"[""radio"", ""am""]",True,True,False,"One *two*\r\n\r\nThree",,In short,,en,',
      'b,About,about,,2023-01-02 10:00:00+00:00,[],True,True,True,Me,,,,,',
      'c,Later,later,,2023-01-02 10:00:00+00:00,[],False,True,False,Soon,,,,,',
    ].join('\n');
    const { posts, program } = await imported(await aFile('posts.csv', table), 'https://old.bearblog.dev');
    expect(program).toBe('Bear Blog export');
    expect(posts).toEqual([
      {
        source: 'posts.csv, row 1',
        id: 'https://old.bearblog.dev/a-post/',
        url: '/a-post/',
        aliases: ['/old/a'],
        title: 'A post',
        slug: 'a-post',
        date: Date.UTC(2023, 0, 2, 10),
        summary: 'In short',
        lang: 'en',
        tags: ['radio', 'am'],
        content: { markdown: 'One *two*\n\nThree\n' },
        authors: [],
        enclosures: [],
      },
      expect.objectContaining({ listed: false, url: '/about/' }),
      expect.objectContaining({ draft: true, slug: 'later' }),
    ]);
    expect(posts[2]).not.toHaveProperty('url');
  });

  it('of beehiiv has HTML, tags and addresses', async () => {
    const table = [
      'id,web_title,status,audience,content_tags,url,web_subtitle,content_html,created_at',
      'x,A post,confirmed,free,Radio; AM,https://old.example/p/a-post,In short,"<p>One, two</p>",2023-01-18 21:25:27',
      'y,Paid,confirmed,premium,,https://old.example/p/b,,"<p>No</p>",2023-01-18 21:25:27',
    ].join('\n');
    const { posts, site, skipped } = await imported(await aFile('posts.csv', table));
    expect(site).toEqual({ origin: 'https://old.example' });
    expect(posts).toMatchObject([
      {
        id: 'https://old.example/p/a-post',
        slug: 'a-post',
        tags: ['Radio', 'AM'],
        summary: 'In short',
        content: { html: '<p>One, two</p>' },
      },
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('for paying subscribers')]);
  });

  it('of Buttondown has its texts beside it', async () => {
    const files = {
      'emails.csv':
        'id,secondary_id,subject,publish_date,source,slug\na,1,Plain,2023-01-02 16:55:00+00:00,app,plain\nb,2,Fancy,2023-01-05 13:00:00+00:00,app,fancy\nc,3,Lost,2023-01-05 13:00:00+00:00,app,lost\n',
      'emails/plain.md': '<!-- buttondown-editor-mode: plaintext -->## One\n',
      'emails/fancy.md': '<!-- buttondown-editor-mode: fancy --><h2>Two</h2>\n',
    };
    for (const source of [await aFolder(files), await aFile('export.zip', zipOf(files))]) {
      const { posts, skipped } = await imported(source, 'https://old.example');
      expect(posts).toMatchObject([
        { id: 'https://old.example/archive/plain/', title: 'Plain', content: { markdown: '## One\n' } },
        { id: 'https://old.example/archive/fancy/', title: 'Fancy', content: { html: '<h2>Two</h2>\n' } },
      ]);
      expect(skipped.map(({ reason }) => reason)).toEqual(['the export has no file emails/lost.md']);
    }
  });

  it('without the address of the site has no ids, and says so', async () => {
    const { posts, skipped } = await imported(
      await aFile('posts.csv', 'title,slug,published_date,content,is_page\nA,a,2023-01-02,One,False'),
    );
    expect(posts[0]).not.toHaveProperty('id');
    expect(skipped[0]?.reason).toContain('give it with --origin');
  });

  it('of something else is refused', async () => {
    await expect(imported(await aFile('sums.csv', 'a,b\n1,2'))).rejects.toThrow(
      'in no form that can be imported',
    );
  });
});

it('the export of Write.as has Markdown, ids, and drafts that are in no blog', async () => {
  const post = {
    id: 'abc',
    slug: 'a-post',
    appearance: 'norm',
    language: 'en',
    created: '2020-01-02T10:00:00Z',
    updated: '2020-01-02T10:00:00Z',
    title: 'A post',
    body: 'One #radio',
    tags: ['radio'],
  };
  const file = JSON.stringify({
    username: 'jane',
    collections: [
      {
        alias: 'old',
        title: 'Old blog',
        description: 'About',
        url: 'https://old.example/',
        visibility: 1,
        posts: [post],
      },
    ],
    posts: [{ ...post, id: 'def', slug: null, title: '' }],
  });
  const { site, posts } = await imported(await aFile('jane.json', file));
  expect(site).toEqual({ origin: 'https://old.example', title: 'Old blog', description: 'About' });
  expect(posts).toMatchObject([
    {
      id: 'https://old.example/a-post',
      url: 'https://old.example/a-post',
      title: 'A post',
      lang: 'en',
      content: { markdown: 'One #radio\n' },
      tags: ['radio'],
    },
    { draft: true, slug: 'def' },
  ]);
  expect(posts[1]).not.toHaveProperty('id');
});

it('the export of LiveJournal has its public posts, without its own elements', async () => {
  const entry = (more: string) =>
    `<entry><itemid>3</itemid><eventtime>2004-05-06 07:08:00</eventtime><subject>A post</subject><event>One\nby &lt;lj user="bob"&gt;\n\n&lt;lj-cut text="More"&gt;Two&lt;/lj-cut&gt;</event><current_music>A &amp; B</current_music><taglist>radio, am</taglist>${more}</entry>`;
  const file = `<?xml version="1.0" encoding='utf-8'?><livejournal>${entry('<anum>7</anum><security>public</security>')}${entry('<security>private</security>')}${entry('')}</livejournal>`;
  const { posts, skipped } = await imported(await aFile('2004-05.xml', file), 'https://jane.livejournal.com');
  expect(posts).toMatchObject([
    {
      id: 'https://jane.livejournal.com/775.html',
      title: 'A post',
      date: Date.UTC(2004, 4, 6, 7, 8),
      tags: ['radio', 'am'],
    },
    { title: 'A post' },
  ]);
  expect(posts[1]).not.toHaveProperty('id');
  const content = posts[0]?.content ?? { html: '' };
  expect(toMarkdown('html' in content ? content.html : '')).toBe(
    'One\\\nby **bob**\n\n<!--more-->\n\nTwo\n\n_♪ A & B_\n',
  );
  expect(skipped).toEqual([{ source: '2004-05.xml, entry 2', reason: 'it is not public (private)' }]);
});
