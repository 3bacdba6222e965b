// Exports of Ghost, Blogger, Substack, Mastodon and Twitter: what an import makes of them.

import { expect, it } from 'vitest';
import { tidyCards } from '../../src/import/archives/cards.ts';
import { toMarkdown } from '../../src/import/markdown/to-markdown.ts';
import { aFile, aFolder, imported } from './a-project.ts';
import { zipOf } from './a-zip.ts';

it('Ghost: posts, pages and drafts, with tags, authors and pictures', async () => {
  const post = {
    id: '5f9b1c2d3e4f',
    uuid: 'a-b',
    title: 'A post',
    slug: 'a-post',
    html: '<p>See <a href="__GHOST_URL__/b/">b</a></p>',
    feature_image: '__GHOST_URL__/content/images/a.png',
    type: 'post',
    status: 'published',
    published_at: '2020-02-01T10:00:00.000Z',
    updated_at: '2020-02-02T10:00:00.000Z',
    custom_excerpt: 'Short.',
  };
  const lexical = {
    root: {
      children: [{ type: 'paragraph', children: [{ type: 'extended-text', text: 'a & b', format: 1 }] }],
    },
  };
  const mobiledoc = {
    version: '0.3.1',
    markups: [['a', ['href', 'https://a.example/']]],
    atoms: [],
    cards: [['hr', {}]],
    sections: [
      [1, 'p', [[0, [0], 1, 'a']]],
      [10, 0],
    ],
  };
  const data = {
    posts: [
      post,
      { ...post, id: '2', slug: 'about', type: 'page', custom_excerpt: null, feature_image: null },
      {
        ...post,
        id: '3',
        slug: 'later',
        status: 'draft',
        html: null,
        lexical: JSON.stringify(lexical),
        published_at: null,
      },
      { ...post, id: '4', slug: 'old', html: null, mobiledoc: JSON.stringify(mobiledoc) },
      { ...post, id: '5', slug: 'lost', html: null, lexical: '{' },
    ],
    posts_meta: [{ post_id: '5f9b1c2d3e4f', feature_image_alt: 'A dial' }],
    tags: [
      { id: 't1', name: 'Radio' },
      { id: 't2', name: '#internal' },
      { id: 't3', name: 'AM' },
    ],
    posts_tags: [
      { post_id: '5f9b1c2d3e4f', tag_id: 't3', sort_order: 1 },
      { post_id: '5f9b1c2d3e4f', tag_id: 't1', sort_order: 0 },
      { post_id: '5f9b1c2d3e4f', tag_id: 't2', sort_order: 2 },
    ],
    users: [{ id: 'u1', name: 'Jane Doe', email: 'jane@old.example', website: 'https://jane.example/' }],
    posts_authors: [{ post_id: '5f9b1c2d3e4f', author_id: 'u1', sort_order: 0 }],
    settings: [
      { key: 'title', value: 'Old blog' },
      { key: 'timezone', value: 'Europe/Lisbon' },
      { key: 'locale', value: 'pt' },
    ],
  };
  const file = await aFile(
    'ghost.json',
    JSON.stringify({ db: [{ meta: { exported_on: 1, version: '5.0.0' }, data }] }),
  );
  const { site, posts, skipped } = await imported(file, 'https://old.example');
  expect(site).toEqual({
    origin: 'https://old.example',
    title: 'Old blog',
    timeZone: 'Europe/Lisbon',
    language: 'pt',
    oldFeedAddresses: { '/rss/': 'rss' },
  });
  expect(posts[0]).toEqual({
    source: 'ghost.json, post 1',
    id: '5f9b1c2d3e4f',
    url: '/a-post/',
    slug: 'a-post',
    title: 'A post',
    date: Date.UTC(2020, 1, 1, 10),
    updated: Date.UTC(2020, 1, 2, 10),
    summary: 'Short.',
    image: { url: 'https://old.example/content/images/a.png', alt: 'A dial' },
    content: { html: '<p>See <a href="https://old.example/b/">b</a></p>' },
    tags: ['Radio', 'AM'],
    authors: [{ name: 'Jane Doe', url: 'https://jane.example/' }],
    enclosures: [],
  });
  expect(posts[1]).toMatchObject({ listed: false, url: '/about/' });
  expect(posts[2]).toMatchObject({
    draft: true,
    slug: 'later',
    content: { html: '<p><strong>a &amp; b</strong></p>' },
  });
  expect(posts[2]).not.toHaveProperty('id');
  expect(posts[3]).toMatchObject({ content: { html: '<p><a href="https://a.example/">a</a></p>\n<hr>' } });
  expect(skipped).toEqual([
    {
      source: 'ghost.json, post 5 (A post)',
      reason: expect.stringContaining('the export has no HTML of it'),
    },
  ]);
});

const ghostWith = async (post: object, more: object = {}) => {
  const data = {
    posts: [
      {
        id: '1',
        title: 'A',
        slug: 'a',
        html: '<p>One</p>',
        status: 'published',
        published_at: '2020-02-01T10:00:00.000Z',
        ...post,
      },
    ],
    ...more,
  };
  const export_ = { db: [{ meta: { exported_on: 1, version: '5.0.0' }, data }] };
  return imported(await aFile('ghost.json', JSON.stringify(export_)), 'https://old.example');
};

// What the public does not see is not imported.
it.each<[string, object, object, string]>([
  ['for members', { visibility: 'members' }, {}, 'it is for members'],
  ['for some members', { visibility: 'tiers' }, {}, 'it is for members'],
  ['sent by email', { status: 'sent' }, {}, 'it was sent by email only'],
  ['for email only', {}, { posts_meta: [{ post_id: '1', email_only: 1 }] }, 'it was sent by email only'],
])('Ghost: a post %s is left out', async (_, post, more, reason) => {
  const { posts, skipped } = await ghostWith(post, more);
  expect(posts).toEqual([]);
  expect(skipped).toEqual([{ source: 'ghost.json, post 1 (A)', reason: expect.stringContaining(reason) }]);
});

it('Ghost: the caption of a picture is in the text, and code for the page is left out', async () => {
  const { posts, notes } = await ghostWith(
    { feature_image: '__GHOST_URL__/a.png', codeinjection_head: '<style>' },
    { posts_meta: [{ post_id: '1', feature_image_caption: 'By <i>Ada</i>' }] },
  );
  expect(posts[0]).toMatchObject({
    image: { url: 'https://old.example/a.png' },
    content: {
      html: '<figure><img src="https://old.example/a.png" alt=""><figcaption>By <i>Ada</i></figcaption></figure><p>One</p>',
    },
  });
  expect(notes).toEqual([expect.stringContaining('code injection): 1.')]);
});

it('Ghost: the addresses of tags and authors are told, where they do not follow from the name', async () => {
  const { site } = await ghostWith(
    {},
    {
      tags: [
        { id: 't1', name: 'Long wave', slug: 'lw' },
        { id: 't2', name: 'AM', slug: 'am' },
      ],
      posts_tags: [
        { post_id: '1', tag_id: 't1' },
        { post_id: '1', tag_id: 't2' },
      ],
      users: [{ id: 'u1', name: 'Jane Doe', slug: 'jane' }],
      posts_authors: [{ post_id: '1', author_id: 'u1' }],
    },
  );
  expect(site.oldSlugs).toEqual({ tags: { lw: 'Long wave' }, authors: { jane: 'Jane Doe' } });
});

const lexical = (...children: object[]) => JSON.stringify({ root: { children } });
const mobiledoc = (name: string, card: object) =>
  JSON.stringify({ version: '0.3.1', markups: [], atoms: [], cards: [[name, card]], sections: [[10, 0]] });

// A post of which the export has no HTML, and its Markdown.
it.each<[string, object, string]>([
  ['Markdown of version 0', { markdown: '# One\r\n\n*Two*' }, '# One\n\n*Two*'],
  [
    'a card of Markdown',
    { mobiledoc: mobiledoc('card-markdown', { markdown: '*One*\n\n- two' }) },
    '_One_\n\n- two',
  ],
  ['a card of HTML', { mobiledoc: mobiledoc('html', { html: '<p>One</p>' }) }, 'One'],
  [
    'a gallery',
    {
      mobiledoc: mobiledoc('gallery', {
        images: [{ src: '/a.png' }, { src: '/b.png', alt: 'B' }],
        caption: 'Two',
      }),
    },
    '![](/a.png)\n\n![B](/b.png)\n\nTwo',
  ],
  [
    'a bookmark and a callout',
    {
      lexical: lexical(
        { type: 'bookmark', url: 'https://a.example/', metadata: { title: 'A & B', description: 'Of a' } },
        { type: 'callout', calloutEmoji: '💡', calloutText: 'Note <b>a</b>' },
      ),
    },
    '> [A & B](https://a.example/)\\\n> Of a\n\n> 💡 Note **a**',
  ],
  [
    'a list and formats',
    {
      lexical: lexical(
        {
          type: 'list',
          tag: 'ol',
          children: [{ type: 'listitem', children: [{ type: 'text', text: 'a' }] }],
        },
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'x', format: 1 },
            { type: 'text', text: ' ' },
            { type: 'text', text: '2', format: 64 },
          ],
        },
      ),
    },
    '1. a\n\n**x** <sup>2</sup>',
  ],
  [
    'a paywall and a button',
    { lexical: lexical({ type: 'paywall' }, { type: 'button', buttonText: 'Go', buttonUrl: '/b' }) },
    '[Go](/b)',
  ],
])('Ghost: %s is read', async (_, post, markdown) => {
  const { posts } = await ghostWith({ html: null, ...post });
  const content = posts[0]?.content ?? { html: '' };
  const shown = 'html' in content ? toMarkdown(content.html) : 'markdown' in content ? content.markdown : '';
  expect(shown.trim()).toBe(markdown);
});

it('Ghost: a post with a card that is unknown is left out', async () => {
  const { posts, skipped } = await ghostWith({ html: null, mobiledoc: mobiledoc('chart', {}) });
  expect(posts).toEqual([]);
  expect(skipped[0]?.reason).toContain('the export has no HTML of it');
});

it.each([
  [
    'a bookmark',
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A site</div><div class="kg-bookmark-description">About a.</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://a.example/i.ico"></div></div></a></figure>',
    '> [A site](https://a.example/)\\\n> About a.',
  ],
  [
    'a gallery',
    '<figure class="kg-card kg-gallery-card kg-width-wide"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="/a.png" width="9" height="9" srcset="/a2.png 2x"></div><div class="kg-gallery-image"><img src="/b.png" width="9" height="9" srcset="/b2.png 2x"></div></div></div><figcaption>Two</figcaption></figure>',
    '![](/a.png)\n\n![](/b.png)\n\nTwo',
  ],
  [
    'an embed',
    '<figure class="kg-card kg-embed-card"><iframe src="https://a.example/"></iframe></figure>',
    '<p><iframe src="https://a.example/"></iframe></p>',
  ],
  ['a card of HTML', '<!--kg-card-begin: html--><p>a</p><!--kg-card-end: html-->', 'a'],
  [
    'a callout',
    '<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Note <b>a</b></div></div>',
    '> 💡 Note **a**',
  ],
  [
    'a picture of Substack',
    '<div class="captioned-image-container"><figure><a class="image-link image2" href="https://a.example/a.png"><div class="image2-inset"><picture><source srcset="x"><img src="https://a.example/a.png" width="9" height="9" srcset="y 2x"></picture><div class="image-link-expand"><svg></svg></div></div></a><figcaption class="image-caption">A dial</figcaption></figure></div>',
    '![](https://a.example/a.png "A dial")',
  ],
  [
    'a picture of Substack with a link, from its server for pictures',
    '<div class="captioned-image-container"><figure><a class="image-link" href="https://b.example/"><div><picture><img src="https://substackcdn.com/image/fetch/$s_!x!,w_1456,c_limit/https%3A%2F%2Fa.example%2Fa%20b.png" srcset="https://substackcdn.com/1 2x"></picture></div></a></figure></div>',
    '[![](<https://a.example/a b.png>)](https://b.example/)',
  ],
  [
    'buttons of Substack',
    '<p class="button-wrapper" data-attrs="{}"><a class="button primary" href="https://a.substack.com/subscribe?utm_source=x"><span>Subscribe</span></a></p><p class="button-wrapper"><a href="%%share_url%%">Share</a></p><p class="button-wrapper"><a href="https://a.example/"><span>Buy</span></a></p>',
    '[Buy](https://a.example/)',
  ],
  [
    'a tweet in a post of Substack',
    '<div class="twitter-embed" data-attrs="{&quot;url&quot;:&quot;https://x.com/ada/status/1&quot;,&quot;full_text&quot;:&quot;One\\nTwo&quot;,&quot;name&quot;:&quot;Ada&quot;,&quot;username&quot;:&quot;ada&quot;}" data-component-name="Twitter2ToDOM"></div>',
    '> One\\\n> Two\n>\n> — [Ada (@ada)](https://x.com/ada/status/1)',
  ],
  [
    'an older tweet',
    '<div class="tweet"><a class="tweet-link-top" href="https://twitter.com/ada/status/1"><span class="tweet-author-name">Ada</span><span class="tweet-author-handle">@ada</span><p class="tweet-text">One</p></a></div>',
    '> One\n>\n> — [Ada (@ada)](https://twitter.com/ada/status/1)',
  ],
  [
    'a video of Substack',
    '<div id="youtube2-abc" class="youtube-wrap" data-attrs="{&quot;videoId&quot;:&quot;abc&quot;}"><div class="youtube-inner"><iframe src="https://www.youtube-nocookie.com/embed/abc?x=1"></iframe></div></div>',
    '<p><iframe src="https://www.youtube.com/embed/abc" allowfullscreen></iframe></p>',
  ],
  [
    'a quoted post, a file, a mention, a gallery and a formula',
    '<div class="digest-post-embed" data-attrs="{&quot;title&quot;:&quot;Other&quot;,&quot;canonical_url&quot;:&quot;https://a.example/p/b&quot;}"></div><div class="file-embed-wrapper" data-component-name="FileToDOM"><div class="file-embed-details-h1">A file</div><a href="https://a.example/f.pdf">Download</a></div><p>By <span class="mention-wrap" data-attrs="{&quot;name&quot;:&quot;Ada&quot;}"></span></p><div class="image-gallery-embed" data-attrs="{&quot;gallery&quot;:{&quot;images&quot;:[{&quot;src&quot;:&quot;https://a.example/1.png&quot;}],&quot;caption&quot;:&quot;One&quot;}}"></div><div class="latex-rendered" data-attrs="{&quot;persistentExpression&quot;:&quot;a^2&quot;}"></div>',
    '[Other](https://a.example/p/b)\n\n[A file](https://a.example/f.pdf)\n\nBy Ada\n\n![](https://a.example/1.png)\n\nOne\n\n```math\na^2\n```',
  ],
  [
    'a part of Substack with damaged data',
    '<div class="digest-post-embed" data-attrs="{&quot;no">a</div><div class="latex-rendered" data-attrs="[">b</div>',
    'a\n\nb',
  ],
  [
    'words of a class that Substack has, too',
    '<div class="comment" data-attrs-not><a href="/a">a</a> b</div>',
    '[a](/a) b',
  ],
  [
    'a product of Ghost',
    '<div class="kg-card kg-product-card"><div class="kg-product-card-container"><img src="/a.png" class="kg-product-card-image"><h4 class="kg-product-card-title">A dial</h4><div class="kg-product-card-rating"><svg></svg></div><div class="kg-product-card-description"><p>Round</p></div><a href="/b" class="kg-product-card-button"><span>Buy</span></a></div></div>',
    '![](/a.png)\n\n**A dial**\n\nRound\n\n[Buy](/b)',
  ],
  [
    'a header of Ghost',
    '<div class="kg-card kg-header-card"><h2 class="kg-header-card-header">One</h2><h3>Two</h3><a href="/b" class="kg-header-card-button">Go</a></div>',
    '## One\n\n### Two\n\n[Go](/b)',
  ],
  ['a button to subscribe', '<p>a</p><div class="subscription-widget-wrap"><form><input></form></div>', 'a'],
  [
    'a footnote of Substack',
    '<p>a<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>Why</p></div></div>',
    'a<sup><a href="#footnote-1" id="footnote-anchor-1">1</a></sup>\n\n> <a href="#footnote-anchor-1" id="footnote-1">1</a> Why',
  ],
])('%s becomes plain', (_, html, markdown) => {
  const properties = /<a ([^>]*)>/g;
  const sorted = (text: string) =>
    text.replace(properties, (_, list) => `<a ${list.split(' ').sort().join(' ')}>`);
  expect(sorted(toMarkdown(tidyCards(html)).trim())).toBe(markdown);
});

const TAKEOUT = `<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-1</id><title>Old blog</title>
<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><author><name>Jane</name></author><title>A post</title><content type='html'>&lt;div&gt;a&lt;br&gt;&lt;br&gt;b&lt;/div&gt;</content><blogger:created>2015-01-28T10:00:00Z</blogger:created><published>2015-01-28T10:00:00Z</published><updated>2015-01-28T10:00:00Z</updated><category scheme='tag:blogger.com,1999:blog-1' term='radio'/><blogger:filename>/2015/01/a-post.html</blogger:filename></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-3</id><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><title/><content type='html'>nice</content><published>2015-01-28T10:00:00Z</published></entry>
<entry><id>tag:blogger.com,1999:blog-1.page-4</id><blogger:type>PAGE</blogger:type><blogger:status>LIVE</blogger:status><title>About</title><content type='html'>a</content><published>2015-01-28T10:00:00Z</published><blogger:filename>/p/about.html</blogger:filename></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-5</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>Later</title><content type='html'>a</content><published>2015-01-28T10:00:00Z</published></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-6</id><blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status><title>Gone</title><content type='html'>a</content><published>2015-01-28T10:00:00Z</published></entry></feed>`;

const KIND =
  "scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#";
const BACKUP = `<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'><id>tag:blogger.com,1999:blog-1.archive</id><title>Old blog</title>
<link rel='alternate' type='text/html' href='https://old.example/'/><entry><id>tag:blogger.com,1999:blog-1.settings.X</id><category ${KIND}settings'/><title>x</title><content>y</content><published>2015-01-28T10:00:00Z</published></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2015-01-28T10:00:00Z</published><updated>2015-01-28T10:00:00Z</updated><category ${KIND}post'/><category scheme='http://www.blogger.com/atom/ns#' term='radio'/><title type='text'>A post</title><content type='html'>&lt;div&gt;a&lt;br&gt;&lt;br&gt;b&lt;/div&gt;</content><link rel='alternate' type='text/html' href='https://old.example/2015/01/a-post.html'/><author><name>Jane</name></author></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-5</id><published>2015-01-28T10:00:00Z</published><app:control><app:draft>yes</app:draft></app:control><category ${KIND}post'/><title type='text'>Later</title><content type='html'>a</content></entry></feed>`;

it.each([
  [
    'a backup',
    () => aFile('blog.xml', BACKUP),
    ['A post', 'Later'],
    'https://old.example/2015/01/a-post.html',
  ],
  [
    'Google Takeout',
    () => aFolder({ 'Takeout/Blogger/Blogs/Old blog/feed.atom': TAKEOUT }),
    ['A post', 'About', 'Later'],
    '/2015/01/a-post.html',
  ],
  ['its feed alone', () => aFile('feed.atom', TAKEOUT), ['A post', 'About', 'Later'], '/2015/01/a-post.html'],
])('Blogger: %s', async (_, source, titles, url) => {
  const { site, posts } = await imported(await source());
  expect(site).toMatchObject({ title: 'Old blog', oldFeedAddresses: { '/feeds/posts/default': 'atom' } });
  expect(posts.map(({ title }) => title)).toEqual(titles);
  expect(posts[0]).toMatchObject({
    id: 'tag:blogger.com,1999:blog-1.post-2',
    url,
    tags: ['radio'],
    authors: [{ name: 'Jane' }],
  });
  const later = posts.find(({ title }) => title === 'Later');
  expect(later).toMatchObject({ draft: true });
  expect(later).not.toHaveProperty('id');
  for (const about of posts.filter(({ title }) => title === 'About'))
    expect(about).toMatchObject({ listed: false, url: '/p/about.html' });
});

const SUBSTACK = {
  'posts.csv':
    'post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n12.a-post,2024-03-01T08:00:00.000Z,true,,,newsletter,everyone,"A post, at last",The subtitle,\n13.paid,2024-04-01T08:00:00.000Z,true,,,newsletter,only_paid,Paid,,\n14.later,,false,,,newsletter,everyone,Later,,\n15.lost,2024-05-01T08:00:00.000Z,true,,,newsletter,everyone,Lost,,\n16.talk,2024-06-01T08:00:00.000Z,true,,,podcast,everyone,Talk,,https://api.substack.com/a.mp3\n',
  'posts/12.a-post.html': '<p>Hello</p>',
  'posts/13.paid.html': '<p>Paid</p>',
  'posts/14.later.html': '<p>Later</p>',
  'posts/16.talk.html': '<p>Talk</p>',
  'posts/16.delivers.csv': 'email',
};

it.each([
  ['folder', () => aFolder(SUBSTACK)],
  ['zip archive', () => aFile('export.zip', zipOf(SUBSTACK))],
  [
    'folder in a zip archive',
    () =>
      aFile(
        'export.zip',
        zipOf(Object.fromEntries(Object.entries(SUBSTACK).map(([name, text]) => [`export/${name}`, text]))),
      ),
  ],
])('Substack: a %s', async (_, source) => {
  const { posts, skipped } = await imported(await source(), 'https://old.substack.com');
  expect(posts).toMatchObject([
    {
      id: 'https://old.substack.com/p/a-post',
      url: '/p/a-post',
      title: 'A post, at last',
      summary: 'The subtitle',
      date: Date.UTC(2024, 2, 1, 8),
      content: { html: '<p>Hello</p>' },
    },
    { draft: true, title: 'Later' },
    { title: 'Talk', enclosures: [{ url: 'https://api.substack.com/a.mp3', type: 'audio/mpeg', length: 0 }] },
  ]);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('it is for paid subscribers'),
    'the export has no HTML file of it',
  ]);
});

it('Substack: without the address of the site, no ids are known, and the import says so', async () => {
  const { posts, skipped } = await imported(await aFolder(SUBSTACK));
  expect(posts.every((post) => !('id' in post))).toBe(true);
  expect(skipped[0]?.reason).toContain('give it with --origin');
});

it('Mastodon: public posts with their files, without boosts and replies to others', async () => {
  const note = (number: number, more: object = {}) => ({
    type: 'Create',
    object: {
      id: `https://a.example/users/jane/statuses/${number}`,
      url: `https://a.example/@jane/${number}`,
      attributedTo: 'https://a.example/users/jane',
      published: '2023-01-28T10:00:00Z',
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      cc: [],
      content: '<p>Hello</p>',
      contentMap: { de: '<p>Hello</p>' },
      attachment: [],
      tag: [],
      ...more,
    },
  });
  const outbox = {
    type: 'OrderedCollection',
    orderedItems: [
      note(1, {
        tag: [{ type: 'Hashtag', name: '#radio' }],
        attachment: [
          {
            type: 'Document',
            mediaType: 'image/png',
            url: '/media_attachments/files/1/original/ab.png',
            name: 'A dial',
          },
        ],
      }),
      note(2, { inReplyTo: 'https://b.example/1' }),
      note(3, { inReplyTo: 'https://a.example/users/jane/statuses/1', summary: 'Radio' }),
      note(4, { to: ['https://a.example/users/jane/followers'] }),
      { type: 'Announce', object: 'https://b.example/2' },
    ],
  };
  const actor = { name: 'Jane Doe', summary: '<p>Radio</p>', url: 'https://a.example/@jane' };
  const folder = await aFolder({
    'outbox.json': JSON.stringify(outbox),
    'actor.json': JSON.stringify(actor),
    'media_attachments/files/1/original/ab.png': 'png',
  });
  const { site, posts, files, skipped } = await imported(folder);
  expect(site).toEqual({
    title: 'Jane Doe',
    author: 'Jane Doe',
    description: 'Radio',
    people: [{ name: 'Jane Doe', url: 'https://a.example/@jane' }],
  });
  expect(posts).toMatchObject([
    {
      id: 'https://a.example/@jane/1',
      slug: '1',
      lang: 'de',
      tags: ['radio'],
      content: { html: '<p>Hello</p><figure><img src="media/ab.png" alt="A dial"></figure>' },
    },
    { id: 'https://a.example/@jane/3', content: { html: '<p><strong>Radio</strong></p><p>Hello</p>' } },
  ]);
  expect(files.map(({ path }) => path)).toEqual(['posts/media/ab.png']);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    '1 boost of another person’s post is left out',
    '1 reply to another person is left out',
    '1 post that is not public is left out',
  ]);
});

it('Twitter: tweets with their links and files, without retweets and replies to others', async () => {
  const tweet = (id: string, full_text: string, more: object = {}) => ({
    tweet: {
      id_str: id,
      full_text,
      created_at: 'Wed Oct 10 20:19:24 +0000 2018',
      lang: 'en',
      entities: {},
      ...more,
    },
  });
  const tweets = [
    tweet('1', 'a &amp; b https://t.co/x\n\nby @jane https://t.co/y', {
      entities: {
        urls: [{ url: 'https://t.co/x', expanded_url: 'https://a.example/?b=1&c', display_url: 'a.example' }],
        hashtags: [{ text: 'radio' }],
      },
      extended_entities: {
        media: [
          { url: 'https://t.co/y', media_url_https: 'https://pbs.twimg.com/media/ab.jpg', type: 'photo' },
        ],
      },
    }),
    tweet('2', 'RT @other: hello'),
    tweet('3', '@other hello', { in_reply_to_user_id_str: '9' }),
    tweet('4', 'and more', { in_reply_to_user_id_str: '7' }),
  ];
  const folder = await aFolder({
    'data/tweets.js': `window.YTD.tweets.part0 = ${JSON.stringify(tweets)}`,
    'data/account.js': `window.YTD.account.part0 = ${JSON.stringify([{ account: { accountId: '7', username: 'jane', accountDisplayName: 'Jane Doe' } }])}`,
    'data/tweets_media/1-ab.jpg': 'jpg',
  });
  const { site, posts, files, skipped } = await imported(folder);
  expect(site).toEqual({ title: 'Jane Doe', author: 'Jane Doe' });
  expect(posts).toMatchObject([
    {
      id: 'https://twitter.com/jane/status/1',
      date: Date.UTC(2018, 9, 10, 20, 19, 24),
      tags: ['radio'],
      content: {
        html: '<p>a &amp; b <a href="https://a.example/?b=1&amp;c">a.example</a></p>\n<p>by <a href="https://twitter.com/jane">@jane</a></p><figure><img src="media/1-ab.jpg" alt=""></figure>',
      },
    },
    { id: 'https://twitter.com/jane/status/4' },
  ]);
  expect(files.map(({ path }) => path)).toEqual(['posts/media/1-ab.jpg']);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    '1 retweet is left out',
    '1 reply to another person is left out',
  ]);
});

it('Twitter: a long tweet has its whole text', async () => {
  const tweet = {
    id_str: '1',
    full_text: 'One &amp; two … https://t.co/z',
    created_at: 'Wed Oct 10 20:19:24 +0000 2018',
    entities: {},
  };
  const note = (createdAt: string, text: string) => ({
    noteTweet: {
      createdAt,
      core: { text, urls: [{ shortUrl: 'https://t.co/x', expandedUrl: 'https://a.example/' }] },
    },
  });
  const notes = [
    note('2018-10-10T20:19:24.000Z', 'Another'),
    note('2018-10-10T20:19:24.000Z', 'One & two\n\nthree https://t.co/x'),
    note('2018-10-11T20:19:24.000Z', 'One & two later'),
  ];
  const folder = await aFolder({
    'data/tweets.js': `window.YTD.tweets.part0 = ${JSON.stringify([{ tweet: { ...tweet, full_text: 'One &amp; two… https://t.co/z' } }])}`,
    'data/note-tweet.js': `window.YTD.note_tweet.part0 = ${JSON.stringify(notes)}`,
  });
  const { posts } = await imported(folder);
  expect(posts[0]?.content).toEqual({
    html: '<p>One &amp; two</p><p>three <a href="https://a.example/">https://a.example/</a></p>',
  });
});

it('Blogger: an archive of several blogs is imported one by one, and a post ends its summary where it did', async () => {
  const html = '&lt;p&gt;One&lt;/p&gt;&lt;a name=&quot;more&quot;&gt;&lt;/a&gt;&lt;p&gt;Two&lt;/p&gt;';
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Old</title><entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>It&amp;#39;s</title><content type="html">${html}</content><published>2020-01-02T03:04:05Z</published><category scheme="tag:blogger.com,1999:blog-1" term="Radio"/><blogger:filename>/2020/01/its.html</blogger:filename><link/></entry></feed>`;
  const files = { 'Takeout/Blogger/Blogs/A/feed.atom': feed, 'Takeout/Blogger/Blogs/B/feed.atom': feed };
  const { posts, skipped, site } = await imported(
    await aFile('takeout.zip', zipOf(files)),
    'https://old.example',
  );
  expect(posts).toMatchObject([{ title: "It's", url: '/2020/01/its.html', tags: ['Radio'] }]);
  const content = posts[0]?.content ?? { html: '' };
  expect(toMarkdown('html' in content ? content.html : '')).toBe('One\n\n<!--more-->\n\nTwo\n');
  expect(skipped).toEqual([
    {
      source: 'takeout.zip, Takeout/Blogger/Blogs/B/feed.atom',
      reason: expect.stringContaining('it is another blog'),
    },
  ]);
  expect(site.oldFeedAddresses).toEqual({
    '/feeds/posts/default': 'atom',
    '/feeds/posts/default?alt=rss': 'rss',
  });
});
