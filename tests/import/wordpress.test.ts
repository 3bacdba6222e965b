// WordPress: what an import makes of its export file.

import { describe, expect, it } from 'vitest';
import { addParagraphs } from '../../src/import/archives/autop.ts';
import { shownHtml } from '../../src/import/archives/wordpress-item.ts';
import { timeZoneOf } from '../../src/import/feeds/time-zone.ts';
import { toMarkdown } from '../../src/import/markdown/to-markdown.ts';
import { aFile, aFolder, imported } from './a-project.ts';

const item = (fields: Readonly<Record<string, string>>, more = '') => {
  const all = {
    title: 'A post',
    link: 'https://old.example/2015/07/28/a-post/',
    guid: 'https://old.example/?p=12',
    'dc:creator': 'jane',
    'content:encoded': 'Hello',
    'excerpt:encoded': '',
    'wp:post_id': '12',
    'wp:post_date': '2015-07-28 12:00:00',
    'wp:post_date_gmt': '2015-07-28 10:00:00',
    'wp:post_modified_gmt': '2015-07-28 10:00:00',
    'wp:post_name': 'a-post',
    'wp:status': 'publish',
    'wp:post_type': 'post',
    'wp:comment_status': 'closed',
    ...fields,
  };
  const elements = Object.entries(all).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
  return `<item>${elements.join('')}${more}</item>`;
};

const wxr = (...items: readonly string[]) => `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Old &amp; blog</title><link>https://old.example</link><description>About</description><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>jane</wp:author_login><wp:author_email>jane@old.example</wp:author_email><wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
${items.join('\n')}</channel></rss>`;

const read = async (...items: readonly string[]) => imported(await aFile('export.xml', wxr(...items)));

describe('a WordPress export', () => {
  it('tells of the site, with its time zone, and of no email address', async () => {
    const { site } = await read(
      item({}),
      item({ guid: '2', 'wp:post_date': '2015-01-28 11:00:00', 'wp:post_date_gmt': '2015-01-28 10:00:00' }),
    );
    expect(site).toEqual({
      origin: 'https://old.example',
      title: 'Old & blog',
      description: 'About',
      language: 'en-US',
      timeZone: 'Europe/Berlin',
      typography: 'smart',
      oldFeedAddresses: { '/?feed=rss2': 'rss', '/?feed=atom': 'atom' },
      oldSlugs: { authors: { jane: 'Jane Doe' } },
    });
  });

  it('in a folder of its host has its feeds and short addresses there, and links that are paths lead to the host', async () => {
    const file = wxr(item({ link: '/blog/a-post/' })).replaceAll(
      'https://old.example</wp:base_blog_url>',
      'https://old.example/blog</wp:base_blog_url>',
    );
    const { site, posts } = await imported(await aFile('export.xml', file));
    expect(site).toMatchObject({
      origin: 'https://old.example',
      oldFeedAddresses: { '/blog/feed/': 'rss', '/blog/feed/atom/': 'atom', '/blog/?feed=rss2': 'rss' },
    });
    expect(posts[0]).toMatchObject({ url: 'https://old.example/blog/a-post/', aliases: ['/blog/?p=12'] });
  });

  it('tells how addresses spell tags, categories and authors, where that does not follow from the name', async () => {
    const term = (domain: string, slug: string, name: string) =>
      `<category domain="${domain}" nicename="${slug}"><![CDATA[${name}]]></category>`;
    const terms = [
      term('post_tag', 'web-dev', 'Web Dev'),
      term('post_tag', 'c-plus', 'C++'),
      term('category', 'am', 'Amplitude modulation'),
      term('post_tag', 'am-2', 'AM'),
      term('category', '%e7%84%a1%e7%b7%9a', 'ラジオ'),
      term('post_format', 'post-format-aside', 'Aside'),
    ];
    const { site, posts } = await read(
      item({}, terms.join('')),
      item({ 'dc:creator': 'jo@old.example', 'wp:status': 'draft' }),
    );
    expect(posts[0]?.tags).toEqual(['Web Dev', 'C++', 'Amplitude modulation', 'AM', 'ラジオ']);
    expect(site.oldSlugs).toEqual({
      tags: { 'c-plus': 'C++', am: 'Amplitude modulation', 'am-2': 'AM', 無線: 'ラジオ' },
      authors: { jane: 'Jane Doe' },
    });
  });

  it('has the authors that a plugin for several of them names', async () => {
    const authors =
      '<category domain="author" nicename="cap-jane">jane</category><category domain="author" nicename="cap-guest">A Guest</category>';
    const { posts } = await read(item({}, authors));
    expect(posts[0]).toMatchObject({ authors: [{ name: 'Jane Doe' }, { name: 'A Guest' }], tags: [] });
  });

  it('has posts in other scripts at their addresses, and further pages of long posts', async () => {
    const path = '%e3%83%a9%e3%82%b8%e3%82%aa';
    const { posts } = await read(
      item({
        link: `https://old.example/2015/${path}/`,
        'wp:post_name': path,
        'content:encoded': 'One\n<!--nextpage-->\nTwo\n<!--nextpage-->\nThree',
      }),
    );
    expect(posts[0]).toMatchObject({
      slug: 'ラジオ',
      aliases: ['/?p=12', '/2015/ラジオ/2/', '/2015/ラジオ/3/'],
    });
  });

  it('shows blocks that posts share', async () => {
    const shared = item({
      'wp:post_type': 'wp_block',
      'wp:post_id': '7',
      'content:encoded':
        '<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph --><!-- wp:block {"ref":7} /-->',
    });
    const { posts } = await read(
      item({
        'content:encoded':
          '<!-- wp:paragraph --><p>Own</p><!-- /wp:paragraph -->\n\n<!-- wp:block {"ref":7} /-->',
      }),
      shared,
    );
    expect(posts).toHaveLength(1);
    const [first] = posts;
    const html = first && 'html' in first.content ? first.content.html : '';
    expect(toMarkdown(html)).toMatch(/^Own\n\nShared\n/);
  });

  it('in several parts has the pictures of one in the posts of another', async () => {
    const picture = item({
      'wp:post_id': '5',
      'wp:post_type': 'attachment',
      'wp:status': 'inherit',
      'wp:attachment_url': 'https://old.example/a.jpg',
    });
    const thumbnail =
      '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>';
    const folder = await aFolder({
      'a.xml': wxr(item({ 'content:encoded': '[gallery ids="5"]' }, thumbnail)),
      'b.xml': wxr(picture),
    });
    const { posts } = await imported(folder);
    expect(posts).toMatchObject([
      {
        image: { url: 'https://old.example/a.jpg' },
        content: { html: expect.stringContaining('<img src="https://old.example/a.jpg"') },
        authors: [{ name: 'Jane Doe' }],
      },
    ]);
  });

  it('in English has titles with the quotes and dashes that WordPress shows', async () => {
    const { posts } = await read(item({ title: `It's "a" -- b`, 'excerpt:encoded': "Don't" }));
    expect(posts[0]).toMatchObject({ title: 'It’s “a” – b', summary: 'Don’t' });
  });

  it('has posts with their ids, dates, authors, tags and addresses', async () => {
    const terms =
      '<category domain="category" nicename="radio"><![CDATA[Radio & TV]]></category><category domain="post_tag" nicename="am"><![CDATA[AM]]></category><category domain="post_format" nicename="post-format-aside"><![CDATA[Aside]]></category>';
    const { posts, skipped } = await read(
      item({ 'excerpt:encoded': 'Short.', 'wp:post_modified_gmt': '2016-01-01 00:00:00' }, terms),
    );
    expect(posts).toEqual([
      {
        source: 'export.xml, entry 1',
        id: 'https://old.example/?p=12',
        url: 'https://old.example/2015/07/28/a-post/',
        aliases: ['/?p=12'],
        title: 'A post',
        slug: 'a-post',
        date: Date.UTC(2015, 6, 28, 10),
        updated: Date.UTC(2016, 0, 1),
        summary: 'Short.',
        tags: ['Radio & TV', 'AM'],
        authors: [{ name: 'Jane Doe' }],
        content: { html: '<p>Hello</p>' },
        enclosures: [],
      },
    ]);
    expect(skipped).toEqual([]);
  });

  // Fields of an item; then what is expected of the post, or the reason why there is none.
  it.each<[string, Record<string, string>, object | string]>([
    [
      'a draft has neither an id nor an address',
      {
        'wp:status': 'draft',
        'wp:post_date_gmt': '0000-00-00 00:00:00',
        'wp:post_date': '0000-00-00 00:00:00',
      },
      { draft: true, title: 'A post' },
    ],
    ['a post that waits for review is a draft', { 'wp:status': 'pending' }, { draft: true }],
    [
      'a scheduled post keeps its date',
      { 'wp:status': 'future', 'wp:post_date_gmt': '2030-01-01 00:00:00' },
      { date: Date.UTC(2030, 0, 1) },
    ],
    ['a page is in no feed', { 'wp:post_type': 'page' }, { listed: false, aliases: ['/?page_id=12'] }],
    ['a private post', { 'wp:status': 'private' }, 'it is private'],
    ['a post with a password', { 'wp:post_password': 'x' }, 'it has a password'],
  ])('%s', async (_, fields, expected) => {
    const { posts, skipped } = await read(item(fields));
    if (typeof expected === 'string') {
      expect(posts).toEqual([]);
      expect(skipped).toEqual([
        { source: 'export.xml, entry 1 (A post)', reason: expect.stringContaining(expected) },
      ]);
    } else {
      expect(posts).toHaveLength(1);
      expect(posts[0]).toMatchObject(expected);
      if ('draft' in expected) expect(Object.keys(posts[0] ?? {})).not.toContain('id');
    }
  });

  it('counts what is in the trash', async () => {
    const { posts, skipped } = await read(
      item({}),
      item({ 'wp:status': 'trash' }),
      item({ 'wp:status': 'trash' }),
    );
    expect(posts).toHaveLength(1);
    expect(skipped).toEqual([{ source: 'export.xml', reason: '2 posts in the trash are left out' }]);
  });

  it.each([
    [
      'a message of a plugin',
      '<div id="warning"><p>Your <b>plugin</b> needs <a href="a">this</a></p></div>\n',
    ],
    ['an error of the server', '<br />\nNotice: undefined index in a.php on line 1 & more\n\n'],
  ])('is read after %s', async (_, preface) => {
    const file = await aFile('export.xml', preface + wxr(item({})));
    expect((await imported(file)).posts).toHaveLength(1);
  });

  it('leaves out menus and revisions silently, and counts comments', async () => {
    const comment =
      '<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Nice</wp:comment_content></wp:comment>';
    const { posts, skipped } = await read(
      item({ 'wp:post_type': 'nav_menu_item' }),
      item({ 'wp:post_type': 'revision' }),
      item({}, comment + comment),
    );
    expect(posts).toHaveLength(1);
    expect(skipped).toEqual([
      { source: 'export.xml', reason: '2 comments are left out, because Longwave has no comments' },
    ]);
  });

  it('gives posts their featured picture and their episode', async () => {
    const meta = (key: string, value: string) =>
      `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
    const picture = item(
      {
        'wp:post_id': '5',
        'wp:post_type': 'attachment',
        'wp:status': 'inherit',
        'wp:attachment_url': 'https://old.example/a.jpg',
      },
      meta('_wp_attachment_image_alt', 'A dial'),
    );
    const { posts } = await read(
      item(
        {},
        meta('_thumbnail_id', '5') + meta('enclosure', 'https://old.example/a.mp3\n123\naudio/mpeg\n'),
      ),
      picture,
    );
    expect(posts[0]).toMatchObject({
      image: { url: 'https://old.example/a.jpg', alt: 'A dial' },
      enclosures: [{ url: 'https://old.example/a.mp3', type: 'audio/mpeg', length: 123 }],
    });
  });
});

it('the footnotes of the block editor are in the text', async () => {
  const notes = JSON.stringify([{ id: 'n1', content: 'Why <b>not</b>' }]);
  const meta = `<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[${notes}]]></wp:meta_value></wp:postmeta>`;
  const text =
    '<!-- wp:paragraph --><p>a<sup><a href="#n1" id="n1-link">1</a></sup></p><!-- /wp:paragraph --><!-- wp:footnotes /-->';
  const { posts } = await read(item({ 'content:encoded': text }, meta));
  expect(posts[0]?.content).toEqual({
    html: '<p>a<sup><a href="#n1" id="n1-link">1</a></sup></p><ol><li id="n1">Why <b>not</b> <a href="#n1-link">↩︎</a></li></ol>',
  });
});

describe('the text of the classic editor', () => {
  it.each([
    ['One\ntwo\n\nThree', 'One\\\ntwo\n\nThree'],
    ['One\r\n\r\n<blockquote>Two\n\nThree</blockquote>\nFour', 'One\n\n> Two\n>\n> Three\n\nFour'],
    ['<h2>One</h2>\nTwo', '## One\n\nTwo'],
    ['<ul>\n\t<li>One</li>\n\t<li>Two</li>\n</ul>\nThree', '- One\n- Two\n\nThree'],
    ['<pre>a\n\n  b</pre>\nOne', '```\na\n\n  b\n```\n\nOne'],
    ['<p>One</p>\n<p>Two</p>', 'One\n\nTwo'],
    ['<div>One\n\nTwo</div>', 'One\n\nTwo'],
    ['One\n\n<!--more-->\n\nTwo', 'One\n\n<!--more-->\n\nTwo'],
    ['<em>One</em>\n\n<hr />\n\nTwo', '_One_\n\n---\n\nTwo'],
  ])('%j becomes %j', (text, markdown) => {
    expect(toMarkdown(addParagraphs(text)).trim()).toBe(markdown);
  });
});

describe('shortcodes and blocks of WordPress', () => {
  const context = {
    attachments: new Map([
      ['1', { url: 'https://old.example/1.jpg', alt: 'One' }],
      ['2', { url: 'https://old.example/2.jpg', caption: 'A <b>dial</b>' }],
      ['4', { url: 'https://old.example/4.mp3' }],
    ]),
    own: ['2', '4'],
  };

  it.each([
    [
      '[caption id="a" width="9"]<a href="/b"><img src="/a.jpg" /></a> A dial[/caption]',
      '[![](/a.jpg "A dial")](/b)',
    ],
    ['[caption caption="A dial"]<img src="/a.jpg" />[/caption]', '![](/a.jpg "A dial")'],
    ['[gallery ids="1,3"]', '![One](https://old.example/1.jpg)'],
    [
      '[gallery]',
      '<figure><img src="https://old.example/2.jpg" alt=""><figcaption>A <strong>dial</strong></figcaption></figure>',
    ],
    ['[playlist ids="1,4"]', '<audio src="https://old.example/4.mp3" controls></audio>'],
    ['[playlist]', '<audio src="https://old.example/4.mp3" controls></audio>'],
    ['[audio https://old.example/a.mp3]', '<audio src="https://old.example/a.mp3" controls></audio>'],
    ['[video width="9" mp4="/a.mp4"][/video]', '<video src="/a.mp4" controls></video>'],
    ['One\n\nhttps://a.example/b?c=d\n\nTwo', 'One\n\n<https://a.example/b?c=d>\n\nTwo'],
    ['<img\n  src="/a.jpg"\n\n  alt="A">', '![A](/a.jpg)'],
    [
      '[embed]https://youtu.be/abc[/embed]',
      '<p><iframe src="https://www.youtube.com/embed/abc" allowfullscreen></iframe></p>',
    ],
    [
      'One\n\nhttps://www.youtube.com/watch?v=abc\n\nTwo',
      'One\n\n<p><iframe src="https://www.youtube.com/embed/abc" allowfullscreen></iframe></p>\n\nTwo',
    ],
    ['[audio src="/a.mp3"][/audio]', '<audio src="/a.mp3" controls></audio>'],
    ['[sourcecode language="css"]a < b[/sourcecode]', '```css\na < b\n```'],
    ['[php]\n\nif (a < b) $c[0] = "[gallery]";\n\n[/php]', '```php\nif (a < b) $c[0] = "[gallery]";\n```'],
    ['[ccnLe_php]a[/ccnLe_php] [cc lang="css"]b[/cc]', '```php\na\n```\n\n```css\nb\n```'],
    ['[code]&lt;b&gt; &amp;amp;[/code]', '```\n<b> &amp;\n```'],
    ['a [js] b', 'a \\[js] b'],
    ['One $latex x^2 < y&s=2$ two', 'One `x^2 < y` two'],
    ['One\n\n$latex \\sum x_i$\n\nTwo', 'One\n\n```math\n\\sum x_i\n```\n\nTwo'],
    ['$latex x$ is\n\nworth 5$', '`x` is\n\nworth 5$'],
    ['It costs $latex', 'It costs $latex'],
    ['One<!--more Read on-->Two', 'One\n\n<!--more-->\n\nTwo'],
    ['[[gallery]] [other]', '\\[gallery] \\[other]'],
    [
      '<!-- wp:paragraph {"a":1} -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image -->\n<figure class="wp-block-image"><img src="/a.jpg" alt="" class="wp-image-1"/><figcaption class="wp-element-caption">A dial</figcaption></figure>\n<!-- /wp:image -->',
      'One\n\n![](/a.jpg "A dial")',
    ],
    [
      '<!-- wp:code --><pre class="wp-block-code"><code>a\n\nb</code></pre><!-- /wp:code --><!-- wp:separator --><hr class="wp-block-separator"/><!-- /wp:separator -->',
      '```\na\n\nb\n```\n\n---',
    ],
  ])('%j become %j', (text, markdown) => {
    expect(toMarkdown(shownHtml(text, context)).trim()).toBe(markdown);
  });

  it('take linear time when they are never closed', () => {
    const text = '[caption]<pre>[embed]<!-- wp:a '.repeat(20_000);
    expect(shownHtml(text, context).length).toBeGreaterThan(100_000);
  });
});

it.each([
  ['no samples', [], undefined],
  [
    'a fixed offset',
    [
      ['2015-07-28 10:00:00', '2015-07-28T10:00:00Z'],
      ['2015-01-28 10:00:00', '2015-01-28T10:00:00Z'],
    ],
    'UTC',
  ],
  [
    'summer time',
    [
      ['2015-07-28 06:00:00', '2015-07-28T10:00:00Z'],
      ['2015-01-28 05:00:00', '2015-01-28T10:00:00Z'],
    ],
    'America/New_York',
  ],
  ['times that no zone has', [['2015-07-28 10:07:00', '2015-07-28T10:00:00Z']], undefined],
] as const)('the time zone is found from %s', (_, samples, zone) => {
  expect(timeZoneOf(samples.map(([local, moment]) => ({ local, moment: Date.parse(moment) })))).toBe(zone);
});
