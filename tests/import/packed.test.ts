// Exports in archives: a zip archive with the documents of an export, and the export of Medium.

import { describe, expect, it } from 'vitest';
import { aFile, aFolder, aProject, imported } from './a-project.ts';
import { zipOf } from './a-zip.ts';

const wxr = (number: number) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Old</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version><item><title>Post ${number}</title><link>https://old.example/${number}/</link><guid>https://old.example/?p=${number}</guid><content:encoded>Text</content:encoded><wp:post_id>${number}</wp:post_id><wp:post_date_gmt>2016-02-01 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`;
const RSS =
  '<rss version="2.0"><channel><title>Old</title><link>https://old.example</link><item><title>A</title><guid>1</guid><pubDate>2016-02-01</pubDate><description>Text</description></item></channel></rss>';
const GHOST = JSON.stringify({
  meta: { exported_on: 1, version: '5.0' },
  data: { posts: [{ id: '1', title: 'A', slug: 'a', html: '<p>Text</p>', status: 'published' }] },
});

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1',
  items: [{ id: '1', title: 'A', content_html: 'Text', date_published: '2016-02-01' }],
});

describe('a zip archive', () => {
  it.each([
    [
      'parts of a WordPress export',
      { 'old/a.000.xml': wxr(1), 'old/a.001.xml': wxr(2) },
      ['Post 1', 'Post 2'],
    ],
    ['a Ghost export with its pictures', { 'old.ghost.json': GHOST, 'content/images/a.png': 'a' }, ['A']],
    [
      'a JSON Feed, as Micro.blog makes it',
      { 'feed.json': JSON_FEED, 'index.html': '', 'uploads/a.png': '' },
      ['A'],
    ],
    ['a feed', { 'feed.rss': RSS, 'robots.txt': '' }, ['A']],
    ['an export and a feed, of which the export is read', { 'a.xml': wxr(1), 'feed.xml': RSS }, ['Post 1']],
  ])('with %s', async (_, files, titles) => {
    const { posts } = await imported(await aFile('export.zip', zipOf(files)));
    expect(posts.map(({ title }) => title)).toEqual(titles);
  });

  it('has its pictures and other files, where the posts of the old site had them', async () => {
    const post = (id: string, html: string) => ({ id, title: id, html, slug: id, status: 'published' });
    const ghost = JSON.stringify({
      meta: { exported_on: 1, version: '5.0' },
      data: {
        posts: [
          post(
            '1',
            '<img src="__GHOST_URL__/content/images/2020/a%20b.png?x=1"><img src="https://else.example/images/2020/c.png">',
          ),
          {
            ...post('2', '<a href="/content/files/2020/d.pdf">d</a> <a href="/content/x.html">x</a>'),
            feature_image: '__GHOST_URL__/content/images/2020/c.png',
          },
        ],
      },
    });
    const files = {
      'export/data/old.ghost.json': ghost,
      'export/content/images/2020/a b.png': 'a',
      'export/content/images/2020/c.png': 'c',
      'export/content/images/2020/unused.png': 'u',
      'export/content/files/2020/d.pdf': 'd',
    };
    const found = await imported(await aFile('export.zip', zipOf(files)), 'https://old.example');
    expect(found.posts).toMatchObject([
      {
        content: {
          html: '<img src="/content/images/2020/a%20b.png"><img src="https://else.example/images/2020/c.png">',
        },
      },
      {
        content: { html: '<a href="/content/files/2020/d.pdf">d</a> <a href="/content/x.html">x</a>' },
        image: { url: '/content/images/2020/c.png' },
      },
    ]);
    expect(found.files.map(({ path }) => path).sort()).toEqual([
      'public/content/files/2020/d.pdf',
      'public/content/images/2020/a b.png',
      'public/content/images/2020/c.png',
    ]);
    const [first] = found.files;
    expect(first && 'read' in first.content && Buffer.from(await first.content.read()).toString()).toBe('a');
  });

  it('of WordPress has the whole picture where posts show a smaller one of the host for files', async () => {
    const html =
      '&lt;img src="https://old.files.wordpress.com/2015/07/a-300x200.jpg"&gt; &lt;img src="https://old.files.wordpress.com/2015/07/b.jpg"&gt;';
    const files = { 'a.xml': wxr(1).replace('>Text<', `>${html}<`), '2015/07/a.jpg': 'a' };
    const { posts } = await imported(await aFile('export.zip', zipOf(files)));
    expect(posts[0]?.content).toEqual({
      html: '<p><img src="/2015/07/a.jpg"> <img src="https://old.files.wordpress.com/2015/07/b.jpg"></p>',
    });
  });

  it('of Micro.blog has the pictures that posts name by their paths in it', async () => {
    const feed = JSON.stringify({
      version: 'https://jsonfeed.org/version/1',
      home_page_url: 'https://old.example/',
      items: [
        {
          id: '1',
          url: 'https://old.example/2020/01/01/a.html',
          content_html: '<p>A</p><img src="uploads/2020/a.jpg">',
          date_published: '2020-01-01',
        },
      ],
    });
    const project = await aProject();
    await project.run(
      await aFile('old.bar', zipOf({ 'feed.json': feed, 'index.html': '', 'uploads/2020/a.jpg': 'a' })),
    );
    const written = await project.files();
    expect(written['public/uploads/2020/a.jpg']).toBe('a');
    expect(written['posts/2020-01-01-a.md']).toContain('![](/uploads/2020/a.jpg)');
  });

  it('in another one is not read', async () => {
    const inner = zipOf({ 'feed.xml': RSS }).toString('latin1');
    const source = await aFile('export.zip', zipOf({ 'inner.zip': inner }));
    await expect(imported(source)).rejects.toThrow('is in no form that can be imported');
  });
});

const medium = (title: string, body: string, footer: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><article class="h-entry"><header><h1 class="p-name">${title}</h1></header><section data-field="subtitle" class="p-summary">In short</section><section data-field="body" class="e-content"><section class="section"><div class="section-divider"><hr class="section-divider"></div><h3 id="a1" name="a1" class="graf graf--h3 graf--title">${title}</h3>${body}</section></section><footer>${footer}<p>Exported from <a href="https://medium.com">Medium</a> on May 1, 2020.</p></footer></article></body></html>`;
const PUBLISHED =
  '<p>By <a href="https://medium.com/@jane" class="p-author h-card">Jane Doe</a> on <a href="https://medium.com/p/0123456789ab"><time class="dt-published" datetime="2018-08-11T11:23:34.123Z">August 11, 2018</time></a>.</p><p><a href="https://old.example/a-title-0123456789ab" class="p-canonical">Canonical link</a></p><p class="p-tags">Tagged in <a class="p-tag">Things</a>, <a class="p-tag">Stuff</a></p>';

describe('the export of Medium', () => {
  it('becomes posts with their ids, addresses and tags, and drafts', async () => {
    const project = await aProject();
    const source = await aFolder({
      'posts/2018-08-11_A-title-0123456789ab.html': medium(
        'A title',
        '<p id="b2" name="b2" class="graf">One</p><h4 id="c3" name="c3" class="graf graf--h4">Two</h4>',
        PUBLISHED,
      ),
      'posts/draft_Later-fedcba987654.html': medium('Later', '<p>Three</p>', ''),
      'profile/profile.html': '<p>Jane</p>',
    });
    const report = await project.run(source);
    expect(report).toContain('Imported 2 posts (1 draft among them)');
    expect(await project.files('posts')).toEqual({
      'posts/2018-08-11-a-title-0123456789ab.md':
        '---\ntitle: A title\ndate: 2018-08-11 11:23:34Z\nid: https://medium.com/p/0123456789ab\ntags: [Things, Stuff]\nsummary: In short\n---\n\nOne\n\n#### Two\n',
      'posts/later.md': '---\ntitle: Later\nsummary: In short\ndraft: true\n---\n\nThree\n',
    });
    expect((await project.compile()).findings).toEqual([]);
  });

  it('on the host of Medium keeps the id alone', async () => {
    const footer = PUBLISHED.replace('https://old.example/', 'https://medium.com/@jane/');
    const source = await aFolder({ 'posts/2018-08-11_A.html': medium('A', '<p>One</p>', footer) });
    const { posts, site } = await imported(source);
    expect(posts[0]).toMatchObject({ id: 'https://medium.com/p/0123456789ab' });
    expect(posts[0]).not.toHaveProperty('url');
    expect(site).toEqual({ author: 'Jane Doe' });
  });
});
