// Eleventy: its configuration, the data of folders and files, and the addresses that permalinks and file names make.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import { foldersIn, ignoredIn, passthrough, pluginFeeds } from './eleventy-config.ts';
import { dataOf, metadataOf } from './eleventy-data.ts';
import { momentOf, readFront, textsAt, truthAt, zonedDate } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator } from './generator.ts';
import { COMPUTED } from './literals.ts';
import { type FeedFormat, feedFormatOf } from './old-feeds.ts';
import { isListing, OWN_PAGE, TEMPLATE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { siteMetadata } from './site-metadata.ts';
import { fillTemplate } from './template-values.ts';
import { splitAddress, tidyPath, within } from './url-parts.ts';
import { dataIn, type Values } from './variables.ts';

const CONFIGS = [
  '.eleventy.js',
  'eleventy.config.js',
  'eleventy.config.mjs',
  'eleventy.config.cjs',
  'eleventy.config.ts',
  '.eleventy.cjs',
];
const MARKDOWN = /\.(?:md|mdx|markdown)$/i;

export const eleventy: Generator = {
  name: 'Eleventy',
  recognises: async (folder) =>
    folder.first(...CONFIGS) !== undefined ||
    /"@11ty\/eleventy"/.test((await folder.text('package.json')) ?? ''),
  read: readEleventy,
};

interface Site {
  readonly folder: SiteFolder;
  readonly input: string;
  readonly layouts: readonly string[];
  readonly base: string;
  readonly metadata: Data;
}

async function readEleventy(folder: SiteFolder): Promise<FoundSite> {
  const script = await folder.script(folder.first(...CONFIGS));
  const exported = isData(script.exported) ? script.exported : script.constants.get('config');
  const folders = foldersIn(script, exported);
  const { input, data: dataFolder } = folders;
  const metadata = await metadataOf(folder, dataFolder, script);
  const elsewhere = await siteMetadata(folder);
  const address = splitAddress(
    textAt(metadata, 'url') ??
      textAt(metadata, 'siteUrl') ??
      textAt(metadata, 'baseUrl') ??
      textAt(metadata, 'domain') ??
      elsewhere.url,
  );
  const base = (textAt(exported, 'pathPrefix') ?? address?.base ?? '')
    .replace(/^\/?/, '/')
    .replace(/\/+$/, '');
  const site: Site = { folder, input, layouts: folders.layouts, base, metadata };
  const isIgnored = await ignoredIn(folder, script, folders);
  const copied = passthrough(folder, script, input, base);
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [...copied];
  const skipped: Skipped[] = [];
  const feeds: Record<string, FeedFormat> = pluginFeeds(script, base);
  const markdown = folder.files.filter((file) => MARKDOWN.test(file));
  const withMarkdown = new Set(markdown.map((file) => posix.dirname(file)));
  const bundles = new Set(
    markdown.filter((file) => /\/index\.\w+$/.test(file)).map((file) => posix.dirname(file)),
  );
  bundles.delete(input);
  const copiedSources = new Set(copied.map(({ source }) => source));
  for (const source of folder.files) {
    const isInput = input === '' || source.startsWith(`${input}/`);
    if (!isInput || /(?:^|\/)\./.test(source) || isIgnored(source)) continue;
    const file = input === '' ? source : source.slice(input.length + 1);
    if (MARKDOWN.test(source)) {
      const taken = await takePost(source, file, site);
      if ('reason' in taken) {
        if (!/^(?:README|LICENSE|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|AGENTS|CLAUDE)\b/i.test(file))
          skipped.push(taken);
      } else posts.push(taken);
    } else if (/\.(?:njk|liquid|11ty\.[cm]?js|html|hbs|ejs|pug|webc)$/.test(source))
      await takeTemplate(source, site, feeds, skipped, copiedSources);
    else if (!copiedSources.has(source) && isBesidePosts(source, withMarkdown, bundles))
      files.push({ source, path: `posts/${withoutPosts(file)}` });
  }
  const people = await peopleOf(folder);
  return {
    title: textAt(metadata, 'title') ?? textAt(metadata, 'name') ?? elsewhere.title,
    description: textAt(metadata, 'description') ?? textAt(metadata, 'subtitle') ?? elsewhere.description,
    origin: address?.origin,
    language: textAt(metadata, 'language') ?? textAt(metadata, 'lang') ?? textAt(metadata, 'locale'),
    timeZone: 'UTC',
    author: authorOf(valueAt(metadata, 'author') ?? valueAt(metadata, 'authorName'), people),
    people: withKeys(people),
    dialect: 'gfm',
    values: (await dataIn(folder, dataFolder)) as Values,
    permalink: undefined,
    feeds,
    posts,
    files,
    skipped,
  };
}

/** A template that makes a feed tells its address; any other is not content. */
async function takeTemplate(
  source: string,
  { folder, base, input }: Site,
  feeds: Record<string, FeedFormat>,
  skipped: Skipped[],
  copied: ReadonlySet<string>,
): Promise<void> {
  if (copied.has(source)) return;
  const text = (await folder.text(source)) ?? '';
  const format = feedFormatOf(text);
  const permalink = textAt(readFront(text).fields, 'permalink');
  if (format !== undefined && permalink !== undefined && !permalink.includes('{'))
    feeds[within(base, permalink)] = format;
  else if (
    format === undefined &&
    !/^(?:index|404)\./.test(posix.basename(source)) &&
    (input !== '' || source.includes('/'))
  )
    skipped.push({ source, reason: TEMPLATE });
}

/** Whether a file lies in a folder with posts, or anywhere in the folder of one post. */
function isBesidePosts(
  source: string,
  withMarkdown: ReadonlySet<string>,
  bundles: ReadonlySet<string>,
): boolean {
  if (/\.(?:11tydata\.[cm]?js(?:on)?|css|scss|[cm]?[jt]sx?|json|ya?ml|toml|lock)$/.test(source)) return false;
  const beside = posix.dirname(source);
  if (beside !== '.' && withMarkdown.has(beside)) return true;
  for (let around = beside; around !== '.'; around = posix.dirname(around))
    if (bundles.has(around)) return true;
  return false;
}

/** `_posts/a.md` is `a.md`, as with Jekyll. */
function withoutPosts(file: string): string {
  return file.replace(/^_posts\//, '');
}

/** Folders and tags that hold posts. */
const POSTS =
  /^_?(?:blog|posts?|articles?|news|journal|notes|writing|blog[-_]?posts?|entries|entry|essays?|weblog|microblog)$/i;

async function takePost(source: string, file: string, site: Site): Promise<FoundPost | Skipped> {
  const text = (await site.folder.text(source)) ?? '';
  const { fields, body } = readFront(text);
  const data = await dataOf(source, fields, site);
  const permalink = valueAt(data, 'eleventyComputed', 'permalink') ?? valueAt(data, 'permalink');
  const written = typeof data.permalink === 'symbol' ? undefined : permalink;
  if (written === false || written === 'false')
    return { source, reason: 'its permalink is false, so it has no page' };
  if (/^(?:index|404)\.\w+$/.test(file)) return { source, reason: OWN_PAGE };
  if (data.pagination !== undefined) return { source, reason: TEMPLATE };
  const stem = file.replace(MARKDOWN, '');
  const name = posix.basename(stem);
  const dateInName = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(file)?.[0];
  const date = momentOf(data.date, 'UTC') ?? momentOf(dateInName, 'UTC');
  const undated = (part: string) => part.replace(/^\d{4}-\d{2}-\d{2}-/, '');
  // An index may have a date, too: `a-post/2020-01-02-index.md`.
  const slug = undated(undated(name) === 'index' ? posix.basename(posix.dirname(stem)) : name);
  const path = addressOf(written, data, { file, stem, slug, date });
  const tags = textsAt(data, 'tags');
  const isPost =
    tags.some((tag) => POSTS.test(tag)) ||
    dateInName !== undefined ||
    file
      .split('/')
      .slice(0, -1)
      .some((each) => POSTS.test(each));
  if (!isPost && isListing(body)) return { source, reason: TEMPLATE };
  const isAtRoot = site.input === '' && !file.includes('/');
  if (!isPost && isAtRoot && Object.keys(fields).length === 0)
    return { source, reason: 'it has no front matter' };
  const absolute = path === undefined ? undefined : within(site.base, path);
  const computed = data.permalink === COMPUTED;
  return {
    source,
    file: withoutPosts(file),
    text,
    fields,
    kind: isPost && !truthAt(data, 'eleventyExcludeFromCollections') ? 'post' : 'page',
    ...(absolute !== undefined && !computed && { path: absolute, id: absolute }),
    ...(date !== undefined && { date }),
    ...((truthAt(data, 'draft') || truthAt(data, 'published') === false) && { draft: true }),
    inherited: Object.fromEntries(
      ['author', 'lang'].flatMap((key) => {
        const value = fields[key] === undefined ? textAt(data, key) : undefined;
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  };
}

interface PageData {
  readonly file: string;
  readonly stem: string;
  readonly slug: string;
  readonly date: number | undefined;
}

/** The address: of the permalink with its variables filled in, or of the file's place. Undefined when it is computed. */
function addressOf(written: unknown, data: Data, { stem, slug, date }: PageData): string | undefined {
  const folder = posix.dirname(stem) === '.' ? '' : posix.dirname(stem);
  const filePathStem = tidyPath(posix.join(folder, posix.basename(stem).replace(/^\d{4}-\d{2}-\d{2}-/, '')));
  if (typeof written !== 'string') {
    // The date in a name is no part of `fileSlug`, but stays in an address that no permalink makes.
    // A file with the name of its folder stands for the folder.
    return tidyPath(`${stem.replace(/(?:^|\/)index$/, '').replace(/(?<=^|\/)([^/]+)\/\1$/, '$1')}/`);
  }
  const filled = fillTemplate(written, {
    data: {
      ...data,
      page: {
        fileSlug: slug,
        filePathStem,
        date: date === undefined ? undefined : new Date(date),
        inputPath: `./${stem}`,
      },
    },
    date: (moment) => zonedDate(moment, 'UTC'),
  });
  return filled === undefined ? undefined : tidyPath(filled).replace(/\/index\.html$/, '/');
}
