// Tumblr: what an import makes of its export, and of what its API answers.

import { describe, expect, it } from 'vitest';
import type { ImportedPost } from '../../src/import/imported.ts';
import { toMarkdown } from '../../src/import/markdown/to-markdown.ts';
import { aFile, aFolder, aProject, imported } from './a-project.ts';
import { zipOf } from './a-zip.ts';

const markdownOf = ({ content }: ImportedPost) => ('html' in content ? toMarkdown(content.html).trim() : '');

const page = (body: string, tags: readonly string[] = []) =>
  `        <!DOCTYPE HTML>
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><link rel="stylesheet" href="../style.css"/></head>
            <body>

                    ${body}

                <div id="footer">
                <span id="timestamp"> June 24th, 2015 10:15pm </span>
                ${tags.map((tag) => `<span class="tag">${tag}</span>`).join('\n')}
            </div></body></html>`;

describe('the export of Tumblr', () => {
  const files = {
    'posts/html/12.html': page(
      '<h1>A &amp; B</h1> <p>One <a href="https://t.umblr.com/redirect?z=https%3A%2F%2Fa.example%2F%3Fb%3D1&amp;t=x">two</a></p>',
      ['Radio', 'long wave'],
    ),
    'posts/html/13.html': page('<img src="../../media/13.jpg"/> <div class="caption"><p>A dial</p></div>'),
    'posts/style.css': '',
    'media/13.jpg': 'picture',
    'media/unused.jpg': 'picture',
  };

  it('becomes posts with their ids and addresses, and pictures', async () => {
    const project = await aProject();
    const report = await project.run(
      await aFile('tumblr.zip', zipOf(files)),
      '--origin',
      'https://old.tumblr.com',
    );
    expect(report).toContain('Imported 2 posts');
    expect(await project.files()).toEqual({
      'posts/2015-06-24-12.md':
        '---\ntitle: A & B\ndate: 2015-06-24 22:15:00Z\nid: https://old.tumblr.com/post/12\ntags: [Radio, long wave]\n---\n\nOne [two](https://a.example/?b=1)\n',
      'posts/2015-06-24-13.md':
        '---\ndate: 2015-06-24 22:15:00Z\nid: https://old.tumblr.com/post/13\n---\n\n![](/files/13.jpg)\n\nA dial\n',
      'public/files/13.jpg': 'picture',
    });
    expect(await project.settings()).toMatchObject({
      permalink: '/post/:slug',
      origin: 'https://old.tumblr.com',
    });
  });

  it('is read with its posts in an archive of their own, too', async () => {
    const inner = zipOf({ 'html/12.html': files['posts/html/12.html'] });
    const folder = await aFolder({ 'posts.zip': inner, 'media/13.jpg': 'picture' });
    const { posts } = await imported(folder, 'https://old.tumblr.com');
    expect(posts).toMatchObject([{ id: 'https://old.tumblr.com/post/12', title: 'A & B' }]);
  });

  it('knows the whole addresses to which other posts link', async () => {
    const link =
      '<p><a href="http://old.tumblr.com/post/12/a-b">b</a> <a href="http://other.tumblr.com/post/12/x">c</a></p>';
    const folder = await aFolder({ ...files, 'posts/html/14.html': page(link) });
    const { posts } = await imported(folder, 'https://old.tumblr.com');
    expect(posts.map(({ aliases }) => aliases)).toEqual([['/post/12/a-b'], undefined, undefined]);
  });

  it('without the address of the blog has no ids, and says so', async () => {
    const { posts, skipped } = await imported(await aFolder(files));
    expect(posts[0]).not.toHaveProperty('id');
    expect(skipped[0]?.reason).toContain('--origin https://NAME.tumblr.com');
  });

  // What is in the page, what is known of the post, and its Markdown.
  it.each<[string, string, object, string]>([
    ['an empty title', '<h1></h1> <h1>One</h1><p>Two</p>', {}, '# One\n\nTwo'],
    [
      'a set of pictures',
      '<p><img src="https://a.example/1.jpg"/></p> <p>\' .One . </p>; <p><img src="https://a.example/2.jpg"/></p> <p>\' . . </p>;',
      {},
      '![](https://a.example/1.jpg)\n\nOne\n\n![](https://a.example/2.jpg)',
    ],
    [
      'a link',
      '<a href=" https://href.li/?https://a.example/b"> A page </a> <p>Why</p>',
      { title: 'A page', link: 'https://a.example/b' },
      'Why',
    ],
    ['a quote', 'Words said. <div class="caption">&mdash; Ada </div>', {}, '> Words said.\n\n— Ada'],
    ['a quote of nobody', 'Words <b>said</b> <div class="caption">&mdash; </div>', {}, '> Words **said**'],
    [
      'a chat',
      '<h1> Talk </h1> <strong>A:</strong> One <br/> <strong>B:</strong> Two <br/>',
      { title: 'Talk' },
      '**A:** One\\\n**B:** Two',
    ],
    [
      'a video',
      '<iframe width="500" src="https://www.youtube.com/embed/abc" allowfullscreen></iframe> ',
      {},
      '<p><iframe src="https://www.youtube.com/embed/abc" width="500" allowfullscreen></iframe></p>',
    ],
    [
      'a reblog',
      '<h1></h1> <p><a class="tumblr_blog" href="https://b.tumblr.com/post/1">b</a>:</p><blockquote><p>One</p></blockquote><p>Two</p>',
      {},
      '[b](https://b.tumblr.com/post/1):\n\n> One\n\nTwo',
    ],
  ])('has %s', async (_, body, known, markdown) => {
    const { posts } = await imported(await aFolder({ 'posts/html/1.html': page(body) }));
    expect(posts).toMatchObject([known]);
    const [post] = posts;
    expect(post && 'title' in post).toBe('title' in known);
    expect(post && markdownOf(post)).toBe(markdown);
  });
});

const apiPost = (fields: object) => ({
  id: 12,
  id_string: '12',
  blog_name: 'old',
  post_url: 'https://old.tumblr.com/post/12/a-post',
  slug: 'a-post',
  timestamp: 1435184100,
  state: 'published',
  reblog_key: 'x',
  tags: ['radio'],
  ...fields,
});

describe('a post of the API of Tumblr', () => {
  // The fields of a post, what is known of it, and its Markdown.
  it.each<[string, object, object, string]>([
    ['a text', { type: 'text', title: 'A', body: '<p>One</p>' }, { title: 'A' }, 'One'],
    [
      'photos',
      {
        type: 'photo',
        caption: '<p>Two</p>',
        photos: [
          { caption: 'A dial', original_size: { url: 'https://a.example/1.jpg' }, alt_sizes: [] },
          { caption: '', original_size: { url: 'https://a.example/2.jpg' } },
        ],
      },
      {},
      '![](https://a.example/1.jpg "A dial")\n\n![](https://a.example/2.jpg)\n\nTwo',
    ],
    [
      'a quote',
      { type: 'quote', text: 'A &amp; B', source: '<a href="/a">Ada</a>' },
      {},
      '> A & B\n\n— [Ada](/a)',
    ],
    [
      'a link',
      { type: 'link', title: 'A page', url: 'https://a.example/', description: '<p>Why</p>' },
      { title: 'A page', link: 'https://a.example/' },
      'Why',
    ],
    [
      'a chat',
      {
        type: 'chat',
        title: 'Talk',
        dialogue: [
          { name: 'A', label: 'A:', phrase: 'One' },
          { label: 'B:', phrase: '<b>' },
        ],
      },
      { title: 'Talk' },
      '**A:** One\\\n**B:** \\<b>',
    ],
    [
      'a video of another site',
      {
        type: 'video',
        permalink_url: 'https://youtu.be/abc',
        player: [{ width: 250, embed_code: '<iframe src="https://x.example/"></iframe>' }],
        caption: '<p>One</p>',
      },
      {},
      '<p><iframe src="https://www.youtube.com/embed/abc" allowfullscreen></iframe></p>\n\nOne',
    ],
    [
      'a sound',
      { type: 'audio', audio_url: 'https://a.example/a.mp3', caption: '' },
      {},
      '<audio src="https://a.example/a.mp3" controls></audio>',
    ],
    [
      'an answer',
      { type: 'answer', asking_name: 'ada', question: 'Why?', answer: '<p>So</p>' },
      {},
      '> Why?\n>\n> — ada\n\nSo',
    ],
    ['a draft', { type: 'text', state: 'draft', body: 'One' }, { draft: true }, 'One'],
    [
      'blocks',
      {
        type: 'blocks',
        content: [
          { type: 'text', text: 'Why?' },
          { type: 'text', subtype: 'heading1', text: 'One' },
          {
            type: 'text',
            text: '🎙 bold both link',
            formatting: [
              { start: 2, end: 11, type: 'bold' },
              { start: 7, end: 16, type: 'link', url: 'https://a.example/' },
            ],
          },
          { type: 'text', subtype: 'unordered-list-item', text: 'a' },
          { type: 'text', subtype: 'unordered-list-item', text: 'b' },
          {
            type: 'image',
            media: [
              { url: 'https://a.example/s.jpg', width: 100 },
              { url: 'https://a.example/l.jpg', width: 900 },
            ],
            alt_text: 'A dial',
          },
          { type: 'link', url: 'https://b.example/', title: 'B', description: 'Of b' },
          { type: 'video', url: 'https://youtu.be/abc' },
        ],
        layout: [{ type: 'ask', blocks: [0] }],
        trail: [{ blog: { name: 'ada' }, content: [{ type: 'text', text: 'Before' }], layout: [] }],
      },
      {},
      'ada:\n\n> Before\n\n> Why?\n\n## One\n\n🎙 **bold** [**both**](https://a.example/) [link](https://a.example/)\n\n- a\n- b\n\n![A dial](https://a.example/l.jpg)\n\n[B](https://b.example/)\\\nOf b\n\n<p><iframe src="https://www.youtube.com/embed/abc" allowfullscreen></iframe></p>',
    ],
  ])('is %s', async (_, fields, known, markdown) => {
    const answer = JSON.stringify({
      meta: { status: 200 },
      response: { blog: { title: 'Old' }, posts: [apiPost(fields)] },
    });
    const { site, posts } = await imported(await aFile('posts.json', answer));
    expect(site).toMatchObject({ title: 'Old' });
    expect(posts).toMatchObject([{ ...known, date: 1435184100000, tags: ['radio'] }]);
    const [post] = posts;
    expect(post && markdownOf(post)).toBe(markdown);
  });

  it('has the id and the address, and the short one as an alias; a private one is left out', async () => {
    const files = {
      'json/12.json': JSON.stringify(apiPost({ type: 'text', body: 'One' })),
      'json/13.json': JSON.stringify(apiPost({ state: 'private' })),
      'posts/12.html': '<p>One</p>',
    };
    const { site, posts, skipped } = await imported(await aFolder(files));
    expect(site).toEqual({ origin: 'https://old.tumblr.com', oldFeedAddresses: { '/rss': 'rss' } });
    expect(posts).toMatchObject([
      {
        id: 'https://old.tumblr.com/post/12/a-post',
        url: 'https://old.tumblr.com/post/12/a-post',
        aliases: ['/post/12'],
        slug: 'a-post',
      },
    ]);
    expect(skipped).toMatchObject([{ reason: expect.stringContaining('it is private') }]);
  });

  it('of its first version is read from XML and from a script', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><tumblr version="1.0"><tumblelog name="old" timezone="Europe/Lisbon" title="Old">About</tumblelog><posts start="0" total="2">
      <post id="12" url="https://old.tumblr.com/post/12" url-with-slug="https://old.tumblr.com/post/12/a" type="regular" date-gmt="2015-06-24 22:15:00 GMT" unix-timestamp="1435184100" slug="a"><regular-title>A</regular-title><regular-body>&lt;p&gt;One&lt;/p&gt;</regular-body><tag>radio</tag></post>
      <post id="13" url="https://old.tumblr.com/post/13" type="photo" unix-timestamp="1435184200"><photo-caption>&lt;p&gt;Two&lt;/p&gt;</photo-caption><photo-url max-width="500">https://a.example/s.jpg</photo-url><photo-url max-width="1280">https://a.example/l.jpg</photo-url></post>
      <post id="14" url="https://old.tumblr.com/post/14" type="conversation" unix-timestamp="1435184300"><conversation-text>x</conversation-text><conversation><line name="A" label="A:">One</line></conversation></post></posts></tumblr>`;
    const json = {
      tumblelog: { title: 'Old', description: 'About', timezone: 'Europe/Lisbon' },
      posts: [
        {
          id: '12',
          url: 'https://old.tumblr.com/post/12',
          'url-with-slug': 'https://old.tumblr.com/post/12/a',
          type: 'regular',
          'unix-timestamp': 1435184100,
          slug: 'a',
          'regular-title': 'A',
          'regular-body': '<p>One</p>',
          tags: ['radio'],
        },
        {
          id: '13',
          url: 'https://old.tumblr.com/post/13',
          type: 'photo',
          'unix-timestamp': 1435184200,
          'photo-caption': '<p>Two</p>',
          'photo-url-1280': 'https://a.example/l.jpg',
          photos: [],
        },
        {
          id: '14',
          url: 'https://old.tumblr.com/post/14',
          type: 'conversation',
          'unix-timestamp': 1435184300,
          conversation: [{ name: 'A', label: 'A:', phrase: 'One' }],
        },
      ],
    };
    for (const [name, content] of [
      ['posts.xml', xml],
      ['posts.js', `var tumblr_api_read = ${JSON.stringify(json)};\n`],
    ] as const) {
      const { site, posts } = await imported(await aFile(name, content));
      expect(site).toMatchObject({ title: 'Old', description: 'About', timeZone: 'Europe/Lisbon' });
      expect(posts).toMatchObject([
        { title: 'A', url: 'https://old.tumblr.com/post/12/a', date: 1435184100000, tags: ['radio'] },
        { url: 'https://old.tumblr.com/post/13' },
        { url: 'https://old.tumblr.com/post/14' },
      ]);
      expect(posts.map(markdownOf)).toEqual(['One', '![](https://a.example/l.jpg)\n\nTwo', '**A:** One']);
    }
  });
});
