// Middleman: the folder source, and the blog that config.rb activates, whose settings are read without running them.

import { posix } from 'node:path';
import type { FoundSite, Generator } from './generator.ts';
import type { FeedFormat } from './old-feeds.ts';
import { type PatternedFolder, readPatterned } from './patterned-folders.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import type { SiteFolder } from './site-folder.ts';
import { asciiSlug, splitAddress, tidyPath, within } from './url-parts.ts';

export const middleman: Generator = {
  name: 'Middleman',
  recognises: async (folder) =>
    folder.files.some((file) => file.startsWith('source/')) &&
    /^\s*(?:activate|set|page)\s+[:"'(]/m.test((await folder.text('config.rb')) ?? ''),
  read: readMiddleman,
};

/** What `activate :blog` is told, by name. */
function blogsIn(config: string): Map<string, string>[] {
  const blocks = config.matchAll(
    /activate[ (]+:blog\b([\s\S]{0,5000}?)(?:^end\b|^\s*activate\b|$(?![\s\S]))/gm,
  );
  return [...blocks].map(
    ([, block = '']) =>
      new Map(
        [...block.matchAll(/\.?\b(\w+)\s*(?:=|:)\s*(["'])(.*?)\2/g)].map(([, name = '', , value = '']) => [
          name,
          value,
        ]),
      ),
  );
}

async function readMiddleman(folder: SiteFolder): Promise<FoundSite> {
  const config = withoutComments((await folder.text('config.rb')) ?? '');
  const isPretty = /activate[ (]+:directory_indexes\b/.test(config);
  const settings = new Map(
    [...config.matchAll(/^\s*(?:set|config\[)\s*:(\w+)\]?\s*[,=]\s*(["'])(.*?)\2/gm)].map(
      ([, name = '', , value = '']) => [name, value],
    ),
  );
  const data = await folder.data(folder.first('data/site.yml', 'data/settings.yml', 'data/config.yml'));
  const named = (...names: string[]) =>
    names.map((name) => settings.get(name) ?? textIn(data, name)).find((each) => each !== undefined);
  const address = splitAddress(named('url_root', 'site_url', 'base_url', 'url', 'host'));
  const base = address?.base ?? '';
  const blogs = blogsIn(config);
  const places = (blogs.length > 0 ? blogs : [new Map<string, string>()]).map((blog) =>
    placeOf(blog, isPretty),
  );
  const pages: PatternedFolder = {
    folder: 'source',
    isPosts: false,
    end: '',
    pattern: `/:folders/:name${isPretty ? '/' : '.html'}`,
  };
  const found = await readPatterned(folder, [...places, pages], { base, timeZone: 'UTC' });
  const people = await peopleOf(folder);
  return {
    title: named('site_title', 'title', 'blog_title', 'name'),
    description: named('site_description', 'description', 'tagline'),
    origin: address?.origin,
    language: named('lang', 'language'),
    timeZone: 'UTC',
    author: authorOf(named('site_author', 'author'), people),
    people: withKeys(people),
    dialect: 'gfm',
    permalink: undefined,
    feeds: feedsOf(folder, base),
    posts: found.posts
      .map((post) => ({ ...post, file: post.file.replace(/\.html(?=\.\w+$)/, '') }))
      .map((post) =>
        post.kind === 'post' && post.date === undefined ? { ...post, kind: 'page' as const } : post,
      ),
    files: [
      ...found.files.filter(({ source }) => isBesidePosts(source, places)),
      ...folder.files
        .filter(
          (source) => source.startsWith('source/') && isStatic(source) && !isBesidePosts(source, places),
        )
        .map((source) => ({ source, path: `public${within(base, source.slice('source/'.length))}` })),
    ],
    skipped: found.skipped,
  };
}

function textIn(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return typeof data[name] === 'string' ? data[name] : undefined;
}

function withoutComments(ruby: string): string {
  return ruby.replace(/^\s*#.*$/gm, '');
}

/** Where a blog has its posts, and the pattern of their addresses. */
function placeOf(blog: ReadonlyMap<string, string>, isPretty: boolean): PatternedFolder {
  const prefix = (blog.get('prefix') ?? '').replace(/^\/+|\/+$/g, '');
  const sources = blog.get('sources') ?? '{year}-{month}-{day}-{title}.html';
  const permalink = blog.get('permalink') ?? '/{year}/{month}/{day}/{title}.html';
  const within = tidyPath(`${prefix}/${permalink}`);
  const pattern = within.replace(/[:{](year|month|day|title|slug|lang|category)\}?/g, (_, part: string) =>
    part === 'title' ? ':slug' : `:${part}`,
  );
  return {
    folder: posix
      .join('source', prefix, posix.dirname(sources).replace(/[{:].*$/, ''))
      .replace(/\/+\.?$/, ''),
    isPosts: true,
    end: '',
    pattern: isPretty ? pattern.replace(/(?:\/index)?\.html$/, '/') : pattern,
    slugOf: ({ source, fields }) =>
      typeof fields.slug === 'string' ? fields.slug : asciiSlug(nameOf(source)),
  };
}

/** `name` of `2015-01-28-name.html.markdown`. */
function nameOf(source: string): string {
  return posix
    .basename(source)
    .replace(/(?:\.html?)?(?:\.\w+)$/, '')
    .replace(/^\d{4}-\d{2}-\d{2}-/, '');
}

function isStatic(source: string): boolean {
  return (
    !/\.(?:md|markdown|mdx|erb|haml|slim|builder|liquid|s[ac]ss|coffee|scss)$/i.test(source) &&
    !/(?:^|\/)_|\/layouts\//.test(source)
  );
}

/** Files of a post are in a folder with its name; the others are served as they are. */
function isBesidePosts(source: string, places: readonly PatternedFolder[]): boolean {
  return places.some(({ folder }) => folder !== 'source' && source.startsWith(`${folder}/`));
}

/** `source/feed.xml.builder` is the feed at /feed.xml. */
function feedsOf({ files }: SiteFolder, base: string): Record<string, FeedFormat> {
  return Object.fromEntries(
    files.flatMap((file): [string, FeedFormat][] => {
      const path = /^source\/((?:.*\/)?(?:feed|atom|rss|index)\.xml)\.\w+$/.exec(file)?.[1];
      return path === undefined ? [] : [[within(base, path), /rss/.test(path) ? 'rss' : 'atom']];
    }),
  );
}
