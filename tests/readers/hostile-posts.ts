// Hostile posts: texts in titles, tags, names and bodies that have broken the feeds of other programs.

import site from '../../src/site.ts';

export interface HostilePost {
  readonly slug: string;
  /** As typed; absent for the note. */
  readonly title?: string;
  /** As written in the front matter, when it must not be in quotes. */
  readonly titleInYaml?: string;
  readonly tags?: readonly string[];
  readonly author?: string;
  readonly lang?: string;
  /** Further lines of front matter. */
  readonly fields?: string;
  /** Addresses of the enclosures in those lines. */
  readonly enclosures?: readonly string[];
  /** The title that rss2email makes from the RSS, when it differs from the one typed. */
  readonly mailedFromRss?: string;
  readonly body: string;
  /** HTML that the content must have; `{origin}` is replaced by that of the blog. */
  readonly holds?: readonly string[];
}

const RIGHT_TO_LEFT_OVERRIDE = '\u202E';
const FAMILY = ['👩', '👩', '👧', '👦'].join('\u200D');

export const HOSTILE_TAGS = [
  'R&D',
  '<b>',
  '"quoted"',
  'a+b',
  'a/b',
  'why?',
  'C#',
  '📻',
  '時刻',
  'שלום',
  '100%',
  'a,b',
  "it's",
] as const;

// Newest first. Posts with unclosed elements are between others, whose content those elements could swallow.
const HOSTILE: readonly HostilePost[] = [
  {
    slug: 'markup',
    title: '<item> & co',
    body: 'A < B & C in `<code>`.',
    holds: ['<p>A &lt; B &amp; C in <code>&lt;code&gt;</code>.</p>'],
  },
  {
    slug: 'entity',
    title: 'What &amp; means',
    mailedFromRss: 'What & means',
    body: 'A literal `&amp;`.',
    holds: ['<code>&amp;amp;</code>'],
  },
  {
    slug: 'escaped-tag',
    title: 'Why &lt;b&gt; is not <b>',
    mailedFromRss: 'Why <b> is not **',
    body: 'It is `&lt;b&gt;`.',
    holds: ['<code>&amp;lt;b&amp;gt;</code>'],
  },
  {
    slug: 'elements',
    title: 'News & <b>views</b>',
    mailedFromRss: 'News & **views**',
    body: 'Not **bold** in the title.',
  },
  {
    slug: 'anchor',
    title: 'An <a href="https://example.org/">anchor</a>',
    mailedFromRss: 'An [anchor](https://example.org/)',
    body: 'Not linked in the title.',
  },
  {
    slug: 'cdata',
    title: ']]> twice ]]>',
    body: '`]]>` and ]]> and `<![CDATA[`.',
    holds: ['<p><code>]]&gt;</code> and ]]&gt; and <code>&lt;![CDATA[</code>.</p>'],
  },
  { slug: 'quotes', title: `"Quoted" and 'quoted', “both” ‘ways’`, body: 'With “quotes” of all kinds.' },
  { slug: 'quoted', title: '"All of it"', body: 'With quotes around.' },
  { slug: 'single-quoted', title: "'All of it'", body: 'With quotes around.' },
  { slug: 'emoji', title: '📻 Radio 🇬🇧 👍🏽', body: 'An emoji: 📻.', holds: ['<p>An emoji: 📻.</p>'] },
  { slug: 'family', title: `A ${FAMILY} of four`, body: `One: ${FAMILY}.`, holds: [FAMILY] },
  {
    slug: 'unclosed-div',
    title: 'A <div> left open',
    body: '<div><p>Open <b>and bold',
    holds: ['<div><p>Open <b>and bold\n</b></p></div>'],
  },
  { slug: 'after-div', title: 'After the <div>', body: 'Not in the element before.' },
  {
    slug: 'comment',
    title: 'A comment <!-- left open',
    // The compiler rejects an unclosed one.
    body: 'Before, `<!--`, \\<!-- and <!-- alert(1) ]]> & <b> --> behind.',
    holds: ['<p>Before, <code>&lt;!--</code>, &lt;!-- and  behind.</p>'],
  },
  { slug: 'after-comment', title: 'After the -->', body: 'Not in the comment before.' },
  {
    slug: 'hebrew',
    title: 'שלום עולם, שידור & "גל ארוך"',
    lang: 'he',
    body: 'שלום.',
    holds: ['<p>שלום.</p>'],
  },
  { slug: 'arabic', title: 'مرحبا بالعالم (موجة طويلة)', lang: 'ar', body: 'مرحبا.' },
  {
    slug: 'cjk',
    title: '長波放送「時刻」のしくみ・方法',
    lang: 'ja',
    body: '時報です。\n\n<h2 id="part">方法</h2>',
  },
  {
    slug: 'override',
    title: `Turned ${RIGHT_TO_LEFT_OVERRIDE}round`,
    body: `And ${RIGHT_TO_LEFT_OVERRIDE}here.`,
    holds: [`<p>And ${RIGHT_TO_LEFT_OVERRIDE}here.</p>`],
  },
  { slug: 'digits', title: '007', titleInYaml: '007', body: 'Licensed.' },
  { slug: 'punctuation', title: '--- *** ---', body: '`---`' },
  {
    slug: 'long',
    title: 'Long waves & longer. '
      .repeat(100)
      .slice(0, 2000 - 1)
      .concat('!'),
    body: 'In short.',
  },
  {
    slug: 'note',
    mailedFromRss: 'This is the post note.  A note needs no title.',
    body: 'A note needs no title.',
  },
  {
    slug: 'known-entities',
    title: 'A&nbsp;space, &copy; and &#65;',
    mailedFromRss: 'A space, (C) and A',
    body: 'A&nbsp;space and &copy;.',
  },
  {
    slug: 'unknown-entity',
    title: '&nbsp; and &bogus;',
    body: '`&nbsp;` and `&bogus;`.',
    holds: ['<code>&amp;nbsp;</code> and <code>&amp;bogus;</code>'],
  },
  {
    slug: 'backslash',
    title: String.raw`C:\new\table \0 and $& $1 $$ %s {0} ${'`'}`,
    body: String.raw`Then ${'`'}\n $& $1 $$ %s {0}${'`'}.`,
    holds: [String.raw`<code>\n $&amp; $1 $$ %s {0}</code>`],
  },
  {
    slug: 'script',
    title: '<script>alert(1)</script>',
    body: '<script>alert(1)</script>\n\nStill <i onclick="alert(2)">here</i>.',
    holds: ['<p>Still <i>here</i>.</p>'],
  },
  {
    slug: 'iframe',
    title: '<iframe src="https://example.org/">',
    body: '<iframe src="https://example.org/film?a=1&amp;b=2" title="A film"></iframe>',
    holds: ['<a href="https://example.org/film?a=1&amp;b=2">A film</a>'],
  },
  {
    slug: 'footnotes',
    title: 'Footnotes[^1]',
    body: 'First.[^1]\n\n[^1]: The note of one post.',
    holds: ['The note of one post.', 'href="{origin}/posts/footnotes#'],
  },
  {
    slug: 'footnotes-too',
    title: '[Footnotes](too)',
    body: 'Second.[^1]\n\n[^1]: The note of another post.',
    holds: ['The note of another post.', 'href="{origin}/posts/footnotes-too#'],
  },
  {
    slug: 'relative',
    title: './relative.md?addresses#too',
    body: '![A dial](pics/dial.svg) [there](./cjk.md#part) [home](/) <img src="pics/dial.svg" srcset="pics/dial.svg 2x" alt="&quot;">',
    holds: [
      'src="{origin}/media/pics/dial.svg"',
      'href="{origin}/posts/cjk#',
      '<a href="{origin}/">home</a>',
      'alt="&quot;"',
    ],
  },
  {
    slug: 'tags',
    title: '#tags, & more',
    tags: [...HOSTILE_TAGS],
    body: 'Tagged.',
  },
  { slug: 'author', title: 'By & large', author: 'Ada & Charles, Ltd. "AC" <ac>', body: 'By two.' },
  {
    slug: 'enclosure',
    title: 'Enclosed & delivered',
    tags: ['R&D', '📻'],
    fields: `enclosures:
  - url: https://example.org/film.mp4?q=1&lang=de
    type: video/mp4
    length: 12345678
    title: 'Groß & "größer" <b> ]]>'
`,
    enclosures: ['https://example.org/film.mp4?q=1&lang=de'],
    body: 'A film.',
  },
];

const NEWEST = Date.UTC(2024, 5, 30, 12);
const DAY_MS = 86_400_000;

/** An entry that a reader should have understood. */
export interface HostileEntry {
  readonly id: string;
  readonly path: string;
  readonly slug: string;
  readonly title?: string;
  /** ISO 8601, in whole seconds and UTC. */
  readonly published: string;
  readonly author: string;
  readonly tags: readonly string[];
  readonly lang: string;
  readonly enclosures: readonly string[];
  readonly mailedFromRss?: string;
  readonly holds: readonly string[];
  /** A word in the content of this entry, and of no other. */
  readonly says: string;
}

/** The blog: posts and the files beside them, by path within posts/. */
export const HOSTILE_POSTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(HOSTILE.map((post, number) => [`${post.slug}.md`, write(post, number)])),
  'pics/dial.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>',
};

/** The entries that it should have, newest first. */
export const HOSTILE_ENTRIES: readonly HostileEntry[] = HOSTILE.map((post, number) => ({
  id: `tag:${new URL(site.origin).hostname},${dateOf(number).slice(0, 10)}:${post.slug}`,
  path: `/posts/${post.slug}`,
  slug: post.slug,
  ...(post.title !== undefined && { title: post.title }),
  published: dateOf(number),
  author: post.author ?? site.author,
  tags: post.tags ?? [],
  lang: post.lang ?? site.language,
  enclosures: post.enclosures ?? [],
  ...(post.mailedFromRss !== undefined && { mailedFromRss: post.mailedFromRss }),
  holds: post.holds ?? [],
  says: opening(post),
}));

// JSON is valid YAML, and escapes all special characters.
function write(post: HostilePost, number: number): string {
  const { title, titleInYaml = JSON.stringify(title), tags = [], author, lang, fields = '', body } = post;
  const front = [
    ...(title === undefined ? [] : [`title: ${titleInYaml}`]),
    `date: ${dateOf(number)}`,
    `tags: ${JSON.stringify(tags)}`,
    ...(author === undefined ? [] : [`author: ${JSON.stringify(author)}`]),
    ...(lang === undefined ? [] : [`lang: ${lang}`]),
  ];
  return `---\n${front.join('\n')}\n${fields}---\n${opening(post)}\n\n${body}\n`;
}

function opening({ slug }: HostilePost): string {
  return `This is the post ${slug}.`;
}

function dateOf(number: number): string {
  return `${new Date(NEWEST - number * DAY_MS).toISOString().slice(0, 19)}Z`;
}
