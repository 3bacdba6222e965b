// MkDocs with the blog of its theme Material: mkdocs.yml with the options of the plugin, and the posts in docs/blog/posts.

import { posix } from 'node:path';
import { truthAt } from './front.ts';
import type { FoundPost, FoundSite, Generator } from './generator.ts';
import { MARKDOWN } from './markdown-folders.ts';
import type { FeedFormat } from './old-feeds.ts';
import { readPatterned, undatedName } from './patterned-folders.ts';
import { authorOf, personOf, withKeys } from './people.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, within } from './url-parts.ts';

const CONFIGS = ['mkdocs.yml', 'mkdocs.yaml'];

export const mkdocs: Generator = {
  name: 'MkDocs',
  recognises: async (folder) => pluginOf(await folder.data(folder.first(...CONFIGS)), 'blog') !== undefined,
  read: readMkdocs,
};

/** The options of a plugin, which may be a name in a list, or have options; undefined when it is not used. */
function pluginOf(config: Data, name: string): unknown {
  const plugins = valueAt(config, 'plugins');
  const list = Array.isArray(plugins) ? plugins : isData(plugins) ? [plugins] : [];
  for (const each of list) {
    const short = (key: string) => key.replace(/^material\//, '') === name;
    if (typeof each === 'string' && short(each)) return {};
    const key = isData(each) ? Object.keys(each).find(short) : undefined;
    if (key !== undefined) return valueAt(each, key) ?? {};
  }
  return undefined;
}

async function readMkdocs(folder: SiteFolder): Promise<FoundSite> {
  const config = await folder.data(folder.first(...CONFIGS));
  const blog = pluginOf(config, 'blog');
  const address = splitAddress(textAt(config, 'site_url'));
  const base = address?.base ?? '';
  const docs = textAt(config, 'docs_dir') ?? 'docs';
  const place = textAt(blog, 'blog_dir') ?? 'blog';
  const inBlog = place === '.' ? '' : `${place}/`;
  const posts = posix.join(docs, (textAt(blog, 'post_dir') ?? '{blog}/posts').replace('{blog}', place));
  const isPretty = truthAt(config, 'use_directory_urls') !== false;
  const format = textAt(blog, 'post_url_format') ?? '{date}/{slug}';
  const day = textAt(blog, 'post_url_date_format') ?? 'yyyy/MM/dd';
  const found = await readPatterned(
    folder,
    [
      {
        folder: posts,
        isPosts: true,
        end: '',
        pattern: `/${inBlog}${patternOf(format, day)}${isPretty ? '/' : '.html'}`,
        slugOf,
      },
    ],
    { base, timeZone: 'UTC' },
  );
  const authors = await folder.data(
    folder.first(`${posix.join(docs, place)}/.authors.yml`, `${docs}/.authors.yml`),
  );
  const people = new Map(
    Object.entries(isData(authors.authors) ? authors.authors : authors).flatMap(([key, each]) => {
      const person = personOf(each);
      return person ? [[key, person] as const] : [];
    }),
  );
  return {
    title: textAt(config, 'site_name'),
    description: textAt(config, 'site_description'),
    origin: address?.origin,
    language: textAt(config, 'theme', 'language') ?? 'en',
    timeZone: 'UTC',
    author: authorOf(textAt(config, 'site_author'), people),
    people: withKeys(people),
    dialect: 'gfm',
    permalink: undefined,
    feeds: feedsOf(config, base),
    posts: found.posts,
    files: [
      ...found.files,
      ...folder.files
        .filter((source) => source.startsWith(`${docs}/`) && !source.startsWith(`${posts}/`))
        .filter((source) => !MARKDOWN.test(source) && !/(?:^|\/)\.|\.(?:py|ya?ml)$/.test(source))
        .map((source) => ({ source, path: `public${within(base, source.slice(docs.length))}` })),
    ],
    skipped: found.skipped,
  };
}

/** Of `{date}/{slug}` and `yyyy/MM/dd`: `:year/:month/:day/:slug`. */
function patternOf(format: string, day: string): string {
  const date = day.replace(/yyyy|MM|dd|M|d/g, (part) => PARTS[part] ?? part);
  return format
    .replaceAll('{date}', date)
    .replaceAll('{slug}', ':slug')
    .replaceAll('{file}', ':name')
    .replaceAll('{categories}', ':categories');
}

const PARTS: Readonly<Record<string, string>> = {
  yyyy: ':year',
  MM: ':month',
  M: ':i_month',
  dd: ':day',
  d: ':i_day',
};

/** The field, or the title, which may be the first heading. */
function slugOf({ fields, text, source }: FoundPost): string {
  const title = textAt(fields, 'title') ?? /^# +(.+?)(?: *\{[^}]*\})? *#*$/m.exec(text)?.[1];
  return textAt(fields, 'slug') ?? (title === undefined ? undatedName(source) : markdownSlug(title));
}

/** How extensions of Python-Markdown make slugs: what is no word is left out, and spaces become hyphens. */
function markdownSlug(text: string): string {
  return text
    .replace(/[`*_]{1,3}(?=\S)|(?<=\S)[`*_]{1,3}/g, '')
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
    .replace(/ /g, '-');
}

/** What mkdocs-rss-plugin makes. */
function feedsOf(config: Data, base: string): Record<string, FeedFormat> {
  return pluginOf(config, 'rss') === undefined
    ? {}
    : { [within(base, 'feed_rss_created.xml')]: 'rss', [within(base, 'feed_rss_updated.xml')]: 'rss' };
}
