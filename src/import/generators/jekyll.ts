// Jekyll: _config.yml, posts in _posts and _drafts of any folder, collections, pages, and files that are copied.

import type { Skipped } from '../imported.ts';
import { hasFront, momentOf, readFront, textsAt, truthAt, zoneOf } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator } from './generator.ts';
import { jekyllPath, jekyllPattern } from './jekyll-address.ts';
import { defaultsFor } from './jekyll-defaults.ts';
import { includesOf } from './jekyll-includes.ts';
import { feedFormatOf } from './old-feeds.ts';
import { isListing, OWN_PAGE, TEMPLATE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, within } from './url-parts.ts';
import { dataIn } from './variables.ts';

const CONFIGS = ['_config.yml', '_config.yaml', '_config.toml'];
const MARKDOWN = /\.(?:md|markdown|mkd|mkdn|mkdown)$/i;
const HTML = /\.html?$/i;
/** What Jekyll leaves out by itself. */
const LEFT_OUT =
  /^(?:Gemfile(?:\.lock)?|Rakefile|\w+\.gemspec|package(?:-lock)?\.json|yarn\.lock|node_modules|vendor|LICENSE(?:\.\w+)?|README(?:\.\w+)?|CNAME\.example)(?:\/|$)/i;

export const jekyll: Generator = {
  name: 'Jekyll',
  recognises: (folder) =>
    (folder.first(...CONFIGS) !== undefined &&
      !folder.files.some((file) => file.startsWith('source/_posts/'))) ||
    folder.files.some((file) => /^_posts\//.test(file)),
  read: readJekyll,
};

interface Site {
  readonly folder: SiteFolder;
  readonly config: Data;
  readonly base: string;
  readonly timeZone: string;
  /** Whether the feed's ids are those of jekyll-feed, or the addresses. */
  readonly ids: 'jekyll' | 'addresses';
}

async function readJekyll(folder: SiteFolder): Promise<FoundSite> {
  const config = await folder.data(folder.first(...CONFIGS));
  const address = splitAddress(textAt(config, 'url'));
  const base = textAt(config, 'baseurl')?.replace(/\/+$/, '') ?? address?.base ?? '';
  const timeZone = zoneOf(textAt(config, 'timezone'));
  const feeds = await feedsOf(folder, config, base);
  const site: Site = { folder, config, base, timeZone, ids: feeds.ids };
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const excluded = exclusions(config);
  for (const source of folder.files) {
    const place = placeOf(source, config);
    if (place === undefined || excluded(source)) continue;
    const text = /\.(?:md|markdown|mkdn?|mkdown|html?|xml|json|txt|s?css|sass|textile)$/i.test(source)
      ? await folder.text(source)
      : undefined;
    if (place === 'page' && (text === undefined || !hasFront(text))) {
      if (!isOwn(source)) files.push({ source, path: `public${within(base, source)}` });
    } else {
      const taken = takePost(source, text ?? '', place, site);
      if ('reason' in taken) {
        if (!feeds.files.has(source) && !/\.(?:s?css|sass)$/.test(source)) skipped.push(taken);
      } else posts.push(taken);
    }
  }
  const people = await peopleOf(folder);
  const includes = await includesOf(folder, config, posts);
  return {
    title: textAt(config, 'title') ?? textAt(config, 'name'),
    description: textAt(config, 'description') ?? textAt(config, 'tagline') ?? textAt(config, 'subtitle'),
    origin: address?.origin,
    language: textAt(config, 'lang') ?? textAt(config, 'language') ?? textAt(config, 'locale'),
    timeZone,
    author: authorOf(valueAt(config, 'author') ?? valueAt(config, 'authors'), people),
    people: withKeys(people),
    dialect: 'jekyll',
    values: { site: { ...config, data: await dataIn(folder, '_data') } },
    permalink: within(base, jekyllPattern(config)),
    feeds: feeds.addresses,
    posts,
    files: [...files, ...includes.files],
    includes: includes.texts,
    skipped,
  };
}

const TYPES = { page: 'pages', post: 'posts', draft: 'drafts' } as const;

/** `_posts/…` in any folder, a draft, a file of a collection, or something outside of all folders with an underscore. */
function placeOf(
  source: string,
  config: Data,
): 'post' | 'draft' | 'page' | { collection: string } | undefined {
  const segments = source.split('/');
  const special = segments.findIndex((segment) => /^[_.]/.test(segment));
  if (special === -1) return 'page';
  const name = segments[special] ?? '';
  if (name === '_posts') return special < segments.length - 1 ? 'post' : undefined;
  if (name === '_drafts') return special < segments.length - 1 ? 'draft' : undefined;
  const collection = valueAt(config, 'collections', name.slice(1));
  if (special < segments.length - 1 && truthAt(collection, 'output')) return { collection: name.slice(1) };
  const included = textsAt(config, 'include');
  return included.includes(source) || name === '.well-known' || included.includes(name) ? 'page' : undefined;
}

function exclusions(config: Data): (source: string) => boolean {
  const listed = textsAt(config, 'exclude').map((each) => each.replace(/^\.?\/|\/$|\/?\*+$/g, ''));
  const out = textAt(config, 'destination')?.replace(/^\.?\/|\/$/g, '') ?? '_site';
  return (source) =>
    LEFT_OUT.test(source) ||
    CONFIGS.includes(source) ||
    [...listed, out].some((each) => each !== '' && (source === each || source.startsWith(`${each}/`)));
}

/** Files at whose addresses Longwave has its own documents. */
function isOwn(source: string): boolean {
  return /^(?:index\.html?|404\.html|robots\.txt|sitemap\.xml)$/.test(source);
}

function takePost(
  source: string,
  text: string,
  place: 'post' | 'draft' | 'page' | { collection: string },
  site: Site,
): FoundPost | Skipped {
  const { fields: own, body } = readFront(text);
  const jekyllType = typeof place === 'object' ? place : TYPES[place];
  const type = typeof jekyllType === 'object' ? jekyllType.collection : jekyllType;
  const defaults = defaultsFor(site.config, source, type === 'drafts' ? 'posts' : type);
  const fields = { ...defaults, ...own };
  const isMarkdown = MARKDOWN.test(source);
  if (place === 'page' || typeof place === 'object') {
    if (!isMarkdown)
      return { source, reason: HTML.test(source) ? TEMPLATE : 'it is neither Markdown nor HTML' };
    if (/^(?:index|404)\.\w+$/i.test(source)) return { source, reason: OWN_PAGE };
    if (isListing(body)) return { source, reason: TEMPLATE };
  } else if (!isMarkdown && !HTML.test(source)) return { source, reason: 'it is neither Markdown nor HTML' };
  const name = /^(?:.*\/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)\.[^.]+$/.exec(source);
  if (place === 'post' && !name)
    return { source, reason: 'its name has no date, so Jekyll leaves it out, too' };
  const date =
    jekyllDate(fields.date, site.timeZone) ??
    momentOf(name?.[1]?.replace(/-(?=\d(?:-|$))/g, '-0'), site.timeZone);
  const isPost = place === 'post' || place === 'draft';
  const path = jekyllPath(source, jekyllType, fields, date, site);
  const inherited = Object.fromEntries(
    ['author', 'lang', 'tags', 'categories'].flatMap((key) => {
      const values = textsAt(defaults, key);
      return values.length > 0 && own[key] === undefined
        ? [[key, values.length === 1 ? (values[0] ?? '') : values]]
        : [];
    }),
  );
  return {
    source,
    file: fileOf(source),
    text,
    fields,
    kind: isPost || truthAt(site.config, 'feed', 'collections', type) ? 'post' : 'page',
    ...(path !== undefined && { path: path.url, id: site.ids === 'jekyll' ? path.id : path.url }),
    ...(date !== undefined && { date }),
    ...((place === 'draft' || truthAt(fields, 'published') === false) && { draft: true }),
    inherited,
  };
}

/** Ruby's YAML takes a time without an offset as UTC, and a day as the beginning of the local day. */
function jekyllDate(value: unknown, timeZone: string) {
  const hasTime = typeof value === 'string' && /\d:\d\d/.test(value);
  return momentOf(value, hasTime ? 'UTC' : timeZone);
}

/** `_posts/a.md` is `a.md`; what is deeper keeps its folders. */
function fileOf(source: string): string {
  return source.replace(/^_posts\//, '').replace(/\.html?$/i, '.md');
}

/** Where the feeds are, which of the files make them, and what their ids are. */
async function feedsOf(folder: SiteFolder, config: Data, base: string) {
  const addresses: Record<string, 'rss' | 'atom' | 'json'> = {};
  const files = new Set<string>();
  let ids: Site['ids'] = 'jekyll';
  const plugins = [...textsAt(config, 'plugins'), ...textsAt(config, 'gems')];
  const gems = (await folder.text('Gemfile')) ?? '';
  const hasPlugin =
    plugins.includes('jekyll-feed') ||
    /jekyll-feed|minima/.test(gems) ||
    textAt(config, 'theme') === 'minima';
  for (const source of folder.files.filter((file) =>
    /^[^_.][^/]*(?:\/[^/]+)?\.(?:xml|json|rss|atom)$/.test(file),
  )) {
    const text = (await folder.text(source)) ?? '';
    const format = hasFront(text) ? feedFormatOf(text) : undefined;
    if (format === undefined) continue;
    addresses[within(base, textAt(readFront(text).fields, 'permalink') ?? source)] = format;
    files.add(source);
    if (/<(?:id|guid)[^>]*>[^<]*post\.url/.test(text)) ids = 'addresses';
  }
  if (hasPlugin) {
    const path = within(base, textAt(config, 'feed', 'path') ?? 'feed.xml');
    if (!(path in addresses)) {
      addresses[path] = 'atom';
      ids = 'jekyll';
    }
  }
  return { addresses, files, ids };
}
