// Old addresses: what visitors and readers ask for after a move, as they knew it from the program that had the blog before.

import { describe, expect, it } from 'vitest';
import { serve } from '../a-blog.ts';
import { aFile, aProject } from './a-project.ts';
import { zipOf } from './a-zip.ts';

const wordPress = `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title><link>https://old.example</link><wp:base_blog_url>https://old.example</wp:base_blog_url><wp:author><wp:author_login>jane</wp:author_login><wp:author_display_name>Jane Doe</wp:author_display_name></wp:author>
<item><title>A</title><link>https://old.example/2015/07/%e3%83%a9/</link><guid isPermaLink="false">https://old.example/?p=12</guid><dc:creator>jane</dc:creator><content:encoded><![CDATA[One<!--nextpage-->Two]]></content:encoded><wp:post_id>12</wp:post_id><wp:post_date_gmt>2015-07-28 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="am"><![CDATA[Amplitude modulation]]></category><category domain="category" nicename="radio-tv"><![CDATA[Radio & TV]]></category></item>
<item><title>About</title><link>https://old.example/about/</link><content:encoded>Me</content:encoded><wp:post_id>2</wp:post_id><wp:post_date_gmt>2015-07-28 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item></channel></rss>`;

const ghost = JSON.stringify({
  db: [
    {
      meta: { exported_on: 1, version: '5.0.0' },
      data: {
        posts: [
          {
            id: '1',
            title: 'A',
            slug: 'a',
            html: '<p>One</p>',
            status: 'published',
            published_at: '2020-02-01',
          },
        ],
        tags: [{ id: 't', name: 'Long wave', slug: 'lw' }],
        posts_tags: [{ post_id: '1', tag_id: 't' }],
        users: [{ id: 'u', name: 'Jane Doe', slug: 'jane' }],
        posts_authors: [{ post_id: '1', author_id: 'u' }],
      },
    },
  ],
});

const blogger = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Old</title><entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>A</title><content type="html">One</content><published>2020-01-02T03:04:05Z</published><category scheme="tag:blogger.com,1999:blog-1" term="Long wave"/><blogger:filename>/2020/01/a.html</blogger:filename></entry></feed>`;

const tumblr = zipOf({
  'posts/html/12.html':
    '<html><body><h1>A</h1><p>One</p><div id="footer"><span id="timestamp"> June 24th, 2015 10:15pm </span><span class="tag">long wave</span></div></body></html>',
});

/** An address, and how it is answered: with a page, a feed, or a redirect. */
type Row = readonly [address: string, answer: string];

describe.each<[string, string, string | Uint8Array, readonly Row[]]>([
  [
    'WordPress',
    'export.xml',
    wordPress,
    [
      ['/2015/07/%E3%83%A9/', 'page'],
      ['/2015/07/%e3%83%a9/', '308 /2015/07/%E3%83%A9/'],
      ['/2015/07/%E3%83%A9/2/', '301 /2015/07/%E3%83%A9/'],
      ['/?p=12', '301 /2015/07/%E3%83%A9/'],
      ['/about/', 'page'],
      ['/?page_id=2', '301 /about/'],
      ['/feed/', 'rss'],
      ['/?feed=rss2', 'rss'],
      ['/?feed=atom', 'atom'],
      ['/feed/atom/', 'atom'],
      ['/tag/am/feed/', 'rss'],
      ['/tag/am/', '308 /tags/Amplitude%20modulation'],
      ['/category/radio-tv/feed/', 'rss'],
      ['/category/media/radio-tv/', '308 /tags/Radio%20%26%20TV'],
      ['/author/jane/feed/', 'rss'],
      ['/author/jane/', '308 /authors/Jane%20Doe'],
    ],
  ],
  [
    'WordPress in a folder',
    'export.xml',
    wordPress
      .replaceAll('https://old.example/', 'https://old.example/blog/')
      .replace('old.example</wp', 'old.example/blog</wp'),
    [
      ['/blog/2015/07/%E3%83%A9/', 'page'],
      ['/blog/?p=12', '301 /blog/2015/07/%E3%83%A9/'],
      ['/blog/feed/', 'rss'],
      ['/blog/?feed=atom', 'atom'],
      ['/blog/tag/am/feed/', 'rss'],
      ['/blog/category/media/radio-tv/feed/', 'rss'],
      ['/blog/author/jane/feed/', 'rss'],
      ['/blog/tag/am/', '308 /tags/Amplitude%20modulation'],
    ],
  ],
  [
    'Ghost',
    'ghost.json',
    ghost,
    [
      ['/a/', 'page'],
      ['/rss/', 'rss'],
      ['/tag/lw/rss/', 'rss'],
      ['/tag/lw/', '308 /tags/Long%20wave'],
      ['/author/jane/rss/', 'rss'],
      ['/author/jane/', '308 /authors/Jane%20Doe'],
    ],
  ],
  [
    'Blogger',
    'feed.atom',
    blogger,
    [
      ['/2020/01/a.html', 'page'],
      ['/2020/01/a.html?m=1', 'page'],
      ['/feeds/posts/default', 'atom'],
      ['/feeds/posts/default?alt=rss', 'rss'],
      ['/feeds/posts/default/-/Long%20wave', 'atom'],
      ['/search/label/Long%20wave', '308 /tags/Long%20wave'],
    ],
  ],
  [
    'Tumblr',
    'tumblr.zip',
    tumblr,
    [
      ['/post/12', 'page'],
      ['/rss', 'rss'],
      ['/tagged/long-wave', '308 /tags/long%20wave'],
      ['/tagged/long-wave/rss', 'rss'],
    ],
  ],
])('a blog of %s that has moved', (_, name, content, rows) => {
  it('answers at its old addresses', async () => {
    const project = await aProject();
    await project.run(await aFile(name, content), '--origin', 'https://old.example', '--replace-samples');
    const { archive, findings } = await project.compile();
    expect(findings).toEqual([]);
    const { app } = serve(archive);
    const answers: Row[] = [];
    for (const [address] of rows) answers.push([address, await describeAnswer(await app.request(address))]);
    expect(answers).toEqual(rows);
  });
});

/** The first lines of a document decide what it is. */
async function describeAnswer(response: Response): Promise<string> {
  if (response.status !== 200)
    return [response.status, response.headers.get('Location')].filter(Boolean).join(' ');
  const [, root] = /<(rss|feed|html)\b/.exec(await response.text()) ?? [];
  return root === 'html' ? 'page' : root === 'feed' ? 'atom' : (root ?? 'something else');
}
