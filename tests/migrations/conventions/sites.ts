// Sites that try the conventions of a generator: each setting with names, dates and fields of every kind. What stands in
// which file follows from its number, so that every run tries the same.

/** Files by their path. */
export type Files = Readonly<Record<string, string>>;

const NAMES = [
  ...['hello', 'Hello-World', 'a_b', "what's-new", 'größe', '日本語', 'v1.2.3', 'c++', 'a--b', '-lead'],
  ...['trail-', 'a b', 'dots..', 'été', 'a&b', 'İstanbul', '2019-03-04-dated', 'a,b', '(round)', 'at@x'],
];
const TITLES = [
  'A title',
  'C++ & Go',
  'C#',
  'A/B',
  'Größe 日本',
  '“Quoted”',
  'v1.2.3',
  'under_score',
  '100 #1',
];

function nth<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

const page = (index: number, fields: readonly string[]) =>
  `---\n${fields.filter((each) => each !== '').join('\n')}\n---\nThe text number ${index}, of a few words.\n`;

const JEKYLL_DATES = [
  ...['', '2015-01-28', '2015-01-28 10:00:00', '"2015-01-28 10:00:00"', '2015-01-28 10:00', '28 Jan 2015'],
  ...['2015-01-28 10:00:00 -0600', '2015-01-28T10:00:00+09:00', '2015-01-28T23:30', '2015/01/28 22:10'],
  ...['January 28, 2015', '28-1-2015', '11/9/2017', '20150128', '2015-01-28 10:00:00 CEST', '2015-1-8'],
];
const JEKYLL_FIELDS = [
  ...['', 'categories: one Two', 'category: x\ncategories: [y, Z]', 'categories:\n- A B\n- a b', 'tags: a b'],
  ...[
    'slug: Own Slug',
    'permalink: /own/:year/:title',
    'permalink: /own/:categories/',
    'category: x',
    'slug:',
  ],
];
const JEKYLL_FOLDERS = ['_posts/', '_posts/2015/', 'news/_posts/', 'a/B/_posts/', '_posts/sub dir/'];
const JEKYLL_PAGES = [
  'a.md',
  'docs/index.md',
  'docs/Some Page.md',
  'x.tmp.md',
  'out.md',
  '_pages/p.md',
  'a.b.md',
];
const JEKYLL_CONFIGS = [
  ...['', 'permalink: pretty', 'permalink: none', 'permalink: ordinal', 'permalink: weekdate'],
  ...['permalink: /:year/:month/:title', 'permalink: /p/:name/', 'permalink: /:path/:title.html'],
  ...['permalink: /:slugified_categories/:year_:title/', 'permalink: /:short_year/:i_month/:i_day/:slug'],
  ...[
    'permalink: /:long_month/:short_day/:hour/:title:output_ext',
    'permalink: /:w_year/:week/:y_day/:slug/',
  ],
  'baseurl: /b\ntimezone: Asia/Tokyo\nexclude: ["*.tmp.md", out]\ninclude: [_pages]',
  'timezone: America/New_York\ndefaults: [{scope: {path: _posts/20}, values: {categories: [d], permalink: "/d/:categories/:title"}}, {scope: {path: "", type: posts}, values: {permalink: "/e/:slug/"}}]',
  'collections: {recipes: {output: true, permalink: "/r/:path/"}, notes: {output: false}}\ncollections_dir: all',
  'collections: {recipes: {output: true}, notes: {output: true, permalink: "/:collection/:name"}}\npermalink: /:title/',
];

export const JEKYLL_SITES: readonly Files[] = JEKYLL_CONFIGS.map((config, number) => {
  const all = /collections_dir: (\w+)/.exec(config)?.[1];
  const top = all === undefined ? '' : `${all}/`;
  const posts = Array.from({ length: 60 }, (_, at): [string, string] => {
    const index = at * 7 + number;
    const date = nth(JEKYLL_DATES, index);
    const fields = [`title: T${at}`, date === '' ? '' : `date: ${date}`, nth(JEKYLL_FIELDS, at + number)];
    return [
      `${top}${nth(JEKYLL_FOLDERS, index)}2016-0${1 + (at % 9)}-11-${nth(NAMES, at)}${at}.md`,
      page(at, fields),
    ];
  });
  const pages = [...JEKYLL_PAGES, `${top}_recipes/deep/Big Stew.md`, `${top}_notes/2015-01-01-n.md`];
  return {
    '_config.yml': `url: https://old.example\n${config}\n`,
    ...Object.fromEntries(posts),
    ...Object.fromEntries(pages.map((file, at) => [file, page(at, ['title: Page'])])),
  };
});

const HUGO_DATES = [
  ...['', '2015-01-28', '2015-01-28T10:00:00Z', '2015-01-28 10:00:00', '2015-01-28T23:30:00-07:00'],
  ...[
    '2015-01-28T10:00:00+09:00',
    '2015-01-28 10:00:00 -0600',
    '28 Jan 2015',
    '2015-01-28 10:00:00 +0000 UTC',
  ],
];
const HUGO_FIELDS = [
  ...[
    '',
    'slug: own slug',
    'slug: Own/Slug',
    'url: /own/Path',
    'url: /own/v1.0',
    'url: /own//x.html',
    'slug: ""',
  ],
  ...['lastmod: 2016-05-05', 'pubdate: 2013-03-03', 'modified: 2011-05-05', 'type: other', 'layout: x'],
];
const HUGO_FOLDERS = ['', 'posts/', 'posts/2019/', 'posts/Deep Folder/sub/', 'talks/', 'talks/a.b/'];
const HUGO_CONFIGS = [
  ...['', 'disablePathToLower = true', 'removePathAccents = true', 'uglyURLs = true'],
  ...['/:year/:month/:title/', '/:year/:month/:day/:slug/', '/:slugorfilename', '/:sections/:filename.html'],
  ...['/x/:sections[1:]/:slug/', '/:2006/:01-:Jan/:title', '/:06/:monthname/:weekday/:yearday/:slug'],
].map((each) => (each.startsWith('/') ? `[permalinks]\nposts = "${each}"` : each));
const HUGO_SITES_WITH_MORE: readonly Files[] = [
  // Only with a file for the section does Hugo 0.111 know the last one.
  {
    'hugo.toml': '[permalinks]\nposts = "/x/:sections[last]/:slug/"',
    'content/posts/_index.md': page(0, ['title: P']),
  },
  {
    'hugo.toml':
      'timeZone = "Asia/Tokyo"\n[frontmatter]\ndate = [":filename", ":default"]\n[permalinks]\nposts = "/:year/:slug/"',
  },
  { 'hugo.toml': 'timeZone = "America/New_York"\n[frontmatter]\ndate = [":default", ":filename"]' },
  {
    'hugo.toml':
      '[frontmatter]\ndate = ["lastmod", ":default"]\n[permalinks]\nposts = "/:year/:month/:filename/"',
  },
  {
    'hugo.toml': '',
    'content/posts/_index.md': page(0, ['title: P', 'cascade:\n  slug: far']),
    'content/posts/2019/_index.md': page(0, ['title: 2019', 'cascade:\n  slug: near']),
  },
  {
    'hugo.toml':
      '[[cascade]]\nurl = "/all/"\n[cascade._target]\npath = "/talks/*"\n[permalinks]\nposts = "/:sections/:slug/"',
    'content/posts/Deep Folder/_index.md': page(0, ['title: D']),
  },
  { 'hugo.toml': 'defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.fr]\n' },
  {
    'config/_default/hugo.toml': '',
    'config/_default/languages.toml': '[en]\ncontentDir = "content"\n[fr]\ncontentDir = "content.fr"',
    'content.fr/posts/a.md': page(0, ['title: F', 'date: 2020-01-02']),
  },
];

export const HUGO_SITES: readonly Files[] = [
  ...HUGO_CONFIGS.map((config): Files => ({ 'hugo.toml': config })),
  ...HUGO_SITES_WITH_MORE,
].map((site, number) => {
  const pages = Array.from({ length: 60 }, (_, at): [string, string] => {
    const index = at * 5 + number;
    const date = nth(HUGO_DATES, index);
    const fields = [
      `title: ${JSON.stringify(nth(TITLES, at))}`,
      date === '' ? '' : `date: ${date}`,
      nth(HUGO_FIELDS, at + number).replace('/own', `/own${at}`),
    ];
    const ending = at % 4 === 0 ? '/index.md' : at % 11 === 0 ? '.fr.md' : '.md';
    return [`content/${nth(HUGO_FOLDERS, index)}${nth(NAMES, at)}${at}${ending}`, page(at, fields)];
  });
  return { ...Object.fromEntries(pages), ...site };
});
