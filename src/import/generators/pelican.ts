// Pelican: pelicanconf.py with what publishconf.py adds, articles and pages with header lines, and static files.

import { posix } from 'node:path';
import { textsAt, zoneOf } from './front.ts';
import type { FoundPost, FoundSite, Generator } from './generator.ts';
import { withHeaderAsFront } from './header-lines.ts';
import { MARKDOWN } from './markdown-folders.ts';
import type { FeedFormat } from './old-feeds.ts';
import { type PatternedFolder, readPatterned, undatedName } from './patterned-folders.ts';
import { pythonSettings } from './python-literals.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { dateParts, splitAddress, within } from './url-parts.ts';

export const pelican: Generator = {
  name: 'Pelican',
  recognises: (folder) => folder.has('pelicanconf.py'),
  read: readPelican,
};

async function readPelican(folder: SiteFolder): Promise<FoundSite> {
  const config: Data = {
    ...pythonSettings((await folder.text('pelicanconf.py')) ?? ''),
    ...pythonSettings((await folder.text('publishconf.py')) ?? ''),
  };
  const address = splitAddress(textAt(config, 'SITEURL'));
  const base = address?.base ?? '';
  const timeZone = zoneOf(textAt(config, 'TIMEZONE'));
  const content = posix
    .join('.', textAt(config, 'PATH') ?? 'content')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
  const inside = (place: string) =>
    posix
      .join(content, place)
      .replace(/^\.?\/?|\/+$/g, '')
      .replace(/^\.$/, '');
  const pages = pathsAt(config, 'PAGE_PATHS', ['pages']).map(inside);
  const articles = pathsAt(config, 'ARTICLE_PATHS', ['']).map(inside);
  const statics = pathsAt(config, 'STATIC_PATHS', ['images']).map(inside);
  const patterned =
    (isPosts: boolean) =>
    (place: string): PatternedFolder => ({
      folder: place,
      isPosts,
      end: '',
      pattern: (post) => patternFor(post, config, isPosts),
      slugOf: (post) => slugOf(post, config),
    });
  const places = [
    ...pages.map(patterned(false)),
    ...articles.filter((each) => !pages.includes(each)).map(patterned(true)),
  ];
  const found = await readPatterned(folder, places, {
    base,
    timeZone,
    textOf: (text, source) => withPlainLinks(withHeaderAsFront(text), source, content, config),
  });
  const isStatic = (source: string) =>
    !MARKDOWN.test(source) && statics.some((each) => source === each || source.startsWith(`${each}/`));
  const extra = valueAt(config, 'EXTRA_PATH_METADATA');
  return {
    title: textAt(config, 'SITENAME'),
    description: textAt(config, 'SITESUBTITLE') ?? textAt(config, 'SITE_DESCRIPTION'),
    origin: address?.origin,
    language: textAt(config, 'DEFAULT_LANG') ?? 'en',
    timeZone,
    author: textAt(config, 'AUTHOR') === undefined ? undefined : { name: textAt(config, 'AUTHOR') ?? '' },
    people: [],
    dialect: 'gfm',
    permalink: undefined,
    feeds: feedsOf(config, base),
    posts: found.posts.map((post) => ({
      ...withTagId(post, address?.origin, timeZone),
      ...(isDraft(post) && { draft: true }),
    })),
    files: [
      ...found.files.filter(({ source }) => !isStatic(source)),
      ...folder.files.filter(isStatic).map((source) => {
        const file = source.slice(content === '' ? 0 : content.length + 1);
        return { source, path: `public${within(base, textAt(extra, file, 'path') ?? file)}` };
      }),
    ],
    skipped: found.skipped,
  };
}

/** The id that Pelican makes of the address and the day; it needs the host. */
function withTagId({ id: _, ...post }: FoundPost, origin: string | undefined, timeZone: string): FoundPost {
  if (origin === undefined || post.path === undefined || post.date === undefined) return post;
  const { host, pathname } = new URL(post.path, origin);
  const { year, month, day } = dateParts(post.date, timeZone);
  return { ...post, id: `tag:${host},${year}-${month}-${day}:${pathname}` };
}

function pathsAt(config: Data, name: string, usual: readonly string[]): string[] {
  const value = valueAt(config, name);
  return Array.isArray(value) || typeof value === 'string' ? textsAtKeepingEmpty(value) : [...usual];
}

/** `['']` is the folder of the content itself. */
function textsAtKeepingEmpty(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

function isDraft({ fields }: FoundPost): boolean {
  return /^(?:draft|hidden|skip)$/i.test(textAt(fields, 'status') ?? '');
}

function slugOf(post: FoundPost, config: Data): string {
  const written = textAt(post.fields, 'slug');
  if (written !== undefined) return written;
  const title = textAt(config, 'SLUGIFY_SOURCE') === 'basename' ? undefined : textAt(post.fields, 'title');
  return pelicanSlug(title ?? undatedName(post.source));
}

/** Pelican removes what is no letter, digit, underscore or hyphen, then joins words with hyphens. */
function pelicanSlug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/[-\s]+/g, '-')
    .toLowerCase();
}

/** `{date:%Y}` and the other parts as the names that patterns have. */
const PARTS: Readonly<Record<string, string>> = {
  '%Y': ':year',
  '%y': ':short_year',
  '%m': ':month',
  '%d': ':day',
  '%b': ':short_month',
  '%B': ':long_month',
  '%j': ':y_day',
  '%H': ':hour',
  '%M': ':minute',
};

function patternFor(post: FoundPost, config: Data, isPosts: boolean): string | undefined {
  const own = textAt(post.fields, 'url');
  if (own !== undefined) return `/${own}`;
  const written = isPosts
    ? (textAt(config, 'ARTICLE_URL') ?? '{slug}.html')
    : (textAt(config, 'PAGE_URL') ?? 'pages/{slug}.html');
  const folder = posix.basename(posix.dirname(post.source));
  const category = textAt(post.fields, 'category') ?? folder;
  const author = textAt(post.fields, 'author') ?? textAt(config, 'AUTHOR') ?? '';
  const pattern = written
    .replace(/\{date:([^}]*)\}/g, (_, format: string) =>
      format.replace(/%-?\w/g, (code) => PARTS[code] ?? code),
    )
    .replaceAll('{slug}', ':slug')
    .replaceAll('{category}', pelicanSlug(category))
    .replaceAll('{author}', pelicanSlug(author))
    .replaceAll('{lang}', textAt(post.fields, 'lang') ?? textAt(config, 'DEFAULT_LANG') ?? 'en');
  return /[{%]/.test(pattern) ? undefined : `/${pattern}`;
}

/** `{filename}other.md`, `{static}/images/a.png` and the older `|filename|` as addresses that are read everywhere. */
function withPlainLinks(text: string, source: string, content: string, config: Data): string {
  return text.replace(
    /[{|](filename|static|attach|author|category|tag|index)[}|]([^\s)"'>\]]*)/g,
    (_, kind: string, target: string) => {
      if (kind === 'index') return '/';
      if (kind === 'author' || kind === 'category' || kind === 'tag') {
        const pattern = textAt(config, `${kind.toUpperCase()}_URL`) ?? `${kind}/{slug}.html`;
        return `/${pattern.replace('{slug}', pelicanSlug(target))}`;
      }
      const file = target.startsWith('/')
        ? posix.join(content, target.slice(1))
        : posix.join(posix.dirname(source), target);
      if (MARKDOWN.test(file.replace(/[?#].*$/, '')) || kind === 'attach') return relative(source, file);
      return `/${file.slice(content === '' ? 0 : content.length + 1)}`;
    },
  );
}

function relative(from: string, file: string): string {
  const path = posix.relative(posix.dirname(from), file);
  return path.startsWith('.') ? path : `./${path}`;
}

/** The feeds of a published site. `{slug}` stands for a category or a tag, for which the settings have patterns. */
function feedsOf(config: Data, base: string): Record<string, FeedFormat> {
  const feeds: Record<string, FeedFormat> = {};
  const usual: Readonly<Record<string, string>> = { FEED_ALL_ATOM: 'feeds/all.atom.xml' };
  for (const name of ['FEED_ALL_ATOM', 'FEED_ALL_RSS', 'FEED_ATOM', 'FEED_RSS']) {
    const path =
      valueAt(config, name) === undefined && config[name] !== null ? usual[name] : textsAt(config, name)[0];
    if (path !== undefined && !path.includes('{') && !path.includes('%'))
      feeds[within(base, path)] = name.endsWith('ATOM') ? 'atom' : 'rss';
  }
  return feeds;
}
