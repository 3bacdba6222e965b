// Jekyll: _config.yml, posts in _posts and _drafts of any folder, collections, pages, and files that are copied.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import { readFront, textsAt, truthAt, zoneOf } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator, OldRedirect } from './generator.ts';
import { jekyllPath, jekyllPattern, namesIn } from './jekyll-address.ts';
import { defaultsFor, merged } from './jekyll-defaults.ts';
import { includesOf } from './jekyll-includes.ts';
import { type JekyllPlace, placesIn } from './jekyll-places.ts';
import { feedFormatOf } from './old-feeds.ts';
import { targetOf } from './old-redirects.ts';
import { isListing, isTextInHtml, OWN_PAGE, TEMPLATE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { rubyDate } from './ruby-dates.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, within } from './url-parts.ts';
import { dataIn } from './variables.ts';

const CONFIGS = ['_config.yml', '_config.yaml', '_config.toml'];
const MARKDOWN = /\.(?:md|markdown|mkd|mkdn|mkdown)$/i;
const HTML = /\.html?$/i;
/** Files about the repository, which nobody looks for on the site. */
const ABOUT_REPOSITORY =
  /^(?:Rakefile|\w+\.gemspec|package(?:-lock)?\.json|yarn\.lock|vendor\/.*|LICENSE(?:\.\w+)?|README(?:\.\w+)?|CNAME\.example)$/i;

export const jekyll: Generator = {
  name: 'Jekyll',
  recognises: (folder) =>
    (folder.first(...CONFIGS) !== undefined &&
      !folder.files.some((file) => file.startsWith('source/_posts/'))) ||
    folder.files.some((file) => /^_posts\//.test(file)),
  read: readJekyll,
};

type Fields = Readonly<Record<string, unknown>>;

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
  const placeOf = placesIn(config);
  const published = folder.files.filter((file) => placeOf(file) !== undefined);
  const feeds = await feedsOf(folder, published, config, base);
  const site: Site = { folder, config, base, timeZone, ids: feeds.ids };
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const redirects: OldRedirect[] = [];
  for (const source of folder.files) {
    const place = CONFIGS.includes(source) ? undefined : placeOf(source);
    if (place === undefined) continue;
    const text = /\.(?:md|markdown|mkdn?|mkdown|html?|xml|json|rss|atom|txt|s?css|sass|textile)$/i.test(
      source,
    )
      ? await folder.text(source)
      : undefined;
    if (!isPost(place) && (text === undefined || !hasHeader(text))) {
      const path = place.kind === 'page' ? source : fileInCollection(place, config);
      if (!isOwn(source)) files.push({ source, path: `public${within(base, path)}` });
    } else {
      const taken = takePost(source, text ?? '', place, site);
      if ('to' in taken) redirects.push(taken);
      else if ('reason' in taken) {
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
    permalink: within(base, patternOfPosts(config)),
    feeds: feeds.addresses,
    posts,
    redirects,
    files: [...files, ...includes.files],
    includes: includes.texts,
    skipped,
  };
}

/** The pattern of most posts: that of the defaults counts more. */
function patternOfPosts(config: Data): string {
  return textAt(defaultsFor(config, '_posts/a.md', 'posts'), 'permalink') ?? jekyllPattern(config);
}

/** Jekyll takes nothing else for the beginning of front matter. */
function hasHeader(text: string): boolean {
  return /^\uFEFF?---\s*\n/.test(text);
}

function isPost({ kind }: JekyllPlace): boolean {
  return kind === 'post' || kind === 'draft';
}

/** Files at whose addresses Longwave has its own documents. */
function isOwn(source: string): boolean {
  return (
    /^(?:index\.html?|404\.html|robots\.txt|sitemap\.xml)$/.test(source) || ABOUT_REPOSITORY.test(source)
  );
}

function takePost(
  source: string,
  text: string,
  place: JekyllPlace,
  site: Site,
): FoundPost | Skipped | OldRedirect {
  const { fields: own, body } = readFront(text, 'jekyll');
  const isMarkdown = MARKDOWN.test(source);
  const isOther = !isMarkdown && !HTML.test(source);
  if (isOther) return { source, reason: 'it is neither Markdown nor HTML' };
  const to = isPost(place) ? undefined : targetOf(own, body);
  if (!isPost(place) && to === undefined) {
    if (/^(?:index|404)\.md$/i.test(source)) return { source, reason: OWN_PAGE };
    if (isMarkdown ? isListing(body) : !isTextInHtml(body)) return { source, reason: TEMPLATE };
  }
  const name = NAME.exec(source);
  if (place.kind === 'post' && name?.[1] === undefined)
    return { source, reason: 'its name has no date, so Jekyll leaves it out, too' };
  const type = place.kind === 'collection' ? place.collection : place.kind === 'page' ? 'pages' : 'posts';
  const defaults = defaultsFor(site.config, place.path, type);
  const fields: Fields = { ...merged(defaults, own), categories: allCategories(own, defaults) };
  const date =
    rubyDate(fields.date, /^date\s*:\s*["']/im.test(text), site.timeZone) ??
    rubyDate(name?.[1], true, site.timeZone);
  const slug = (name?.[2] ?? '').replace(/\.+$/, '');
  const path = jekyllPath({ place, fields, date, slug }, site);
  if (to !== undefined) return { from: path?.url ?? '', to, source };
  // To Jekyll, `draft: true` keeps a post out of the feed only; what makes a draft is its folder.
  const isUnlisted = truthAt(fields, 'draft') === true && place.kind !== 'draft';
  const inFeed = isPost(place) || truthAt(site.config, 'feed', 'collections', type) === true;
  return {
    source,
    file: fileOf(place.path),
    text,
    fields,
    kind: inFeed && !isUnlisted ? 'post' : 'page',
    ...aliasesOf(fields, site.base),
    ...(path !== undefined && { path: path.url, id: site.ids === 'jekyll' ? path.id : path.url }),
    ...(date !== undefined && { date }),
    draft: place.kind === 'draft' || truthAt(fields, 'published') === false,
    inherited: inherited(own, defaults, isPost(place) ? titleOf(slug) : undefined),
  };
}

/** Old addresses are below the folder of the site, too. */
function aliasesOf(fields: Fields, base: string): { aliases?: readonly string[] } {
  const written = textsAt(fields, 'redirect_from');
  return base === '' || written.length === 0 ? {} : { aliases: written.map((each) => within(base, each)) };
}

/** A date in the name of a file, and what follows it. */
const NAME = /^(?:.*\/)?(?:(\d{2,4}-\d{1,2}-\d{1,2})-)?([^/]*)\.[^.]+$/;

const INHERITED = ['author', 'authors', 'lang', 'tag', 'tags', 'category', 'description', 'title', 'image'];

/** The fields that a file has from elsewhere. Categories of the defaults count together with its own. */
function inherited(
  own: Fields,
  defaults: Fields,
  title: string | undefined,
): Record<string, string | readonly string[]> {
  const fields = INHERITED.flatMap((key) => {
    const values = textsAt(defaults, key);
    return values.length > 0 && valueAt(own, key) === undefined
      ? [[key, values.length === 1 ? (values[0] ?? '') : values] as const]
      : [];
  });
  const hasTitle = own.title !== undefined && own.title !== null;
  return {
    ...(title !== undefined && !hasTitle && { title }),
    ...Object.fromEntries(fields),
    ...(namesIn(defaults, 'categories').length > 0 && { categories: allCategories(own, defaults) }),
  };
}

function allCategories(own: Fields, defaults: Fields): readonly string[] {
  return [...new Set([...namesIn(defaults, 'categories'), ...namesIn(own, 'categories')])];
}

/** The title of a post without one: `the-first-day` is "The First Day". */
function titleOf(slug: string): string {
  return slug
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}

/** `_posts/a.md` is `a.md`; what is deeper keeps its folders. */
function fileOf(path: string): string {
  return path.replace(/^_posts\//, '').replace(/\.html?$/i, '.md');
}

/** Where Jekyll copies a file of a collection to. */
function fileInCollection(place: JekyllPlace, config: Data): string {
  const address = jekyllPath({ place, fields: {}, date: 0, slug: '' }, { config, base: '', timeZone: 'UTC' });
  const folder = address === undefined ? '' : posix.dirname(address.url.replace(/\/$/, ''));
  return posix.join(folder, posix.basename(place.path));
}

const FEED_FILE = /\.(?:xml|json|rss|atom)$/;

async function layoutOf(folder: SiteFolder, name: string | undefined): Promise<string> {
  const file = folder.files.find((each) => name !== undefined && each.startsWith(`_layouts/${name}.`));
  return (file && (await folder.text(file))) ?? '';
}

/** The feed of a language, whose code is in the address, is one of several: `/:lang/feed.xml`. */
function withLanguage(path: string, language: string | undefined): string {
  const parts = path.split(/([/.-])/);
  return language !== undefined && parts.filter((part) => part === language).length === 1
    ? parts.map((part) => (part === language ? ':lang' : part)).join('')
    : path;
}

/** Where the feeds are, which of the files make them, and what their ids are. */
async function feedsOf(folder: SiteFolder, published: readonly string[], config: Data, base: string) {
  const addresses: Record<string, 'rss' | 'atom' | 'json'> = {};
  const files = new Set<string>();
  let ids: Site['ids'] = 'jekyll';
  const plugins = [...textsAt(config, 'plugins'), ...textsAt(config, 'gems')];
  const gems = (await folder.text('Gemfile')) ?? '';
  const hasPlugin =
    plugins.includes('jekyll-feed') ||
    /jekyll-feed|minima/.test(gems) ||
    textAt(config, 'theme') === 'minima';
  for (const source of published.filter((file) => FEED_FILE.test(file))) {
    const text = (await folder.text(source)) ?? '';
    if (!hasHeader(text)) continue;
    const { fields } = readFront(text, 'jekyll');
    const template = text + (await layoutOf(folder, textAt(fields, 'layout')));
    const format = feedFormatOf(template);
    if (format === undefined) continue;
    const path = within(base, textAt(fields, 'permalink') ?? source);
    addresses[withLanguage(path, textAt(fields, 'lang'))] = format;
    files.add(source);
    if (/<(?:id|guid)[^>]*>[^<]*post\.url/.test(template)) ids = 'addresses';
  }
  if (hasPlugin) {
    const path = within(base, textAt(config, 'feed', 'path') ?? 'feed.xml');
    if (!(path in addresses)) {
      addresses[path] = 'atom';
      ids = 'jekyll';
    }
    const named =
      valueAt(config, 'feed', 'collections', 'posts', 'categories') ?? valueAt(config, 'feed', 'categories');
    if (named !== undefined) addresses[within(base, 'feed/:category.xml')] = 'atom';
    if (valueAt(config, 'feed', 'tags') !== undefined)
      addresses[within(base, `${textAt(config, 'feed', 'tags', 'path') ?? 'feed/by_tag/'}:tag.xml`)] = 'atom';
  }
  return { addresses, files, ids };
}
