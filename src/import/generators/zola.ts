// Zola: config.toml with base_url, and content with sections and pages whose front matter is TOML.

import { posix } from 'node:path';
import { canonicalLanguage, isLanguage } from '../../compile/text/language.ts';
import type { Skipped } from '../imported.ts';
import { withOldAddresses } from './bundle-files.ts';
import { momentOf, readFront, textsAt, truthAt } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator } from './generator.ts';
import { type FeedFormat, feedFormatOf } from './old-feeds.ts';
import { isListing, OWN_PAGE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { asciiSlug, splitAddress, tidyPath, within } from './url-parts.ts';

const CONFIGS = ['zola.toml', 'config.toml'];

export const zola: Generator = {
  name: 'Zola',
  recognises: async (folder) => textAt(await folder.data(folder.first(...CONFIGS)), 'base_url') !== undefined,
  read: readZola,
};

interface Site {
  readonly config: Data;
  readonly base: string;
  readonly main: string;
  readonly others: readonly string[];
}

async function readZola(folder: SiteFolder): Promise<FoundSite> {
  const config = await folder.data(folder.first(...CONFIGS));
  const address = splitAddress(textAt(config, 'base_url'));
  const languages = valueAt(config, 'languages');
  const main = textAt(config, 'default_language') ?? 'en';
  const site: Site = {
    config,
    base: address?.base ?? '',
    main,
    others: isData(languages) ? Object.keys(languages).filter((key) => key !== main) : [],
  };
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  for (const source of folder.files) {
    if (source.startsWith('static/'))
      files.push({ source, path: `public${within(site.base, source.slice(7))}` });
    if (!source.startsWith('content/')) continue;
    const file = source.slice(8);
    if (!file.endsWith('.md')) files.push({ source, path: `posts/${file}` });
    else {
      const taken = await takePage(folder, source, file, site);
      if ('reason' in taken) skipped.push(taken);
      else posts.push(taken);
    }
  }
  const home = readFront((await folder.text('content/_index.md')) ?? '').fields;
  const people = await peopleOf(folder);
  return {
    title: textAt(config, 'title') ?? textAt(home, 'title') ?? textAt(config, 'extra', 'title'),
    description:
      textAt(config, 'description') ?? textAt(home, 'description') ?? textAt(config, 'extra', 'description'),
    origin: address?.origin,
    language: main,
    timeZone: 'UTC',
    author: authorOf(valueAt(config, 'author') ?? valueAt(config, 'extra', 'author'), people),
    people: withKeys(people),
    dialect: 'hugo',
    permalink: undefined,
    feeds: ofLanguages(await feedsOf(folder, site), posts, site),
    posts,
    files: withOldAddresses(files, posts),
    skipped,
  };
}

/** The feeds of each language; of a blog in one language, those of the site. */
function ofLanguages(
  feeds: Readonly<Record<string, FeedFormat>>,
  posts: readonly FoundPost[],
  { base, main, others }: Site,
): FoundSite['feeds'] {
  const used = others.filter((key) =>
    posts.some(({ kind, inherited }) => kind === 'post' && inherited?.lang === key),
  );
  if (used.length === 0) return feeds;
  return Object.fromEntries(
    Object.entries(feeds).flatMap(([path, format]) =>
      [main, ...used].map((key) => {
        const prefix = key === main ? '' : `/${key}`;
        const tag = isLanguage(key) ? canonicalLanguage(key) : key;
        return [base + prefix + path.slice(base.length), `${format} of language ${tag}`];
      }),
    ),
  );
}

/** The feed of the site. Older versions have one name for it, and the oldest called it rss.xml. */
async function feedsOf(folder: SiteFolder, { config, base }: Site): Promise<Record<string, FeedFormat>> {
  if (!['generate_feeds', 'generate_feed', 'generate_rss'].some((key) => truthAt(config, key))) return {};
  const several = textsAt(config, 'feed_filenames');
  const names =
    several.length > 0
      ? several
      : [textAt(config, 'feed_filename') ?? (truthAt(config, 'generate_rss') ? 'rss.xml' : 'atom.xml')];
  const feeds: Record<string, FeedFormat> = {};
  for (const name of names) {
    const template = feedFormatOf((await folder.text(`templates/${name}`)) ?? '');
    const format = template ?? (name.endsWith('.xml') ? (/rss/.test(name) ? 'rss' : 'atom') : undefined);
    if (format !== undefined) feeds[within(base, name)] = format;
  }
  return feeds;
}

async function takePage(
  folder: SiteFolder,
  source: string,
  file: string,
  { config, base, main, others }: Site,
): Promise<FoundPost | Skipped> {
  const text = (await folder.text(source)) ?? '';
  const { fields, body } = readFront(text);
  const language = others.find((key) => file.endsWith(`.${key}.md`));
  const bare = file.slice(0, -3).slice(0, language === undefined ? undefined : -language.length - 1);
  const prefix = language === undefined ? '' : `/${language}`;
  if (/(?:^|\/)_index$/.test(bare)) {
    const section = bare.replace(/\/?_index$/, '');
    if (section === '' || body.trim() === '' || isListing(body))
      return {
        source,
        reason: section === '' ? OWN_PAGE : 'it is the head of a section, without text of its own',
      };
    return {
      source,
      file: file.replace(/_(?=index\.[^/]*$)/, ''),
      text,
      fields,
      kind: 'page',
      path: within(base, `${prefix}/${section}/`),
    };
  }
  const name = /^(?:(\d{4}-\d{2}-\d{2})(?:T[^_-]*)?\s?[_-])?(.+)$/.exec(
    posix.basename(bare.replace(/\/index$/, '')),
  );
  const date = momentOf(fields.date, 'UTC') ?? momentOf(name?.[1], 'UTC');
  const slug = textAt(fields, 'slug') ?? spell(name?.[2] ?? bare, config);
  const folders = posix
    .dirname(bare.replace(/\/index$/, ''))
    .split('/')
    .filter((each) => each !== '.')
    .map((each) => spell(each, config) ?? each);
  const written = textAt(fields, 'path');
  const own = written ?? (slug === undefined ? undefined : [...folders, slug].join('/'));
  // A written path is the whole path, with the language in it.
  const before = written === undefined ? prefix : '';
  const path = own === undefined ? undefined : within(base, `${before}${tidyPath(`${own}/`)}`);
  return {
    source,
    file,
    text,
    fields,
    kind: date !== undefined ? 'post' : 'page',
    ...(path !== undefined && { path, id: path }),
    ...(date !== undefined && { date }),
    ...(truthAt(fields, 'draft') && { draft: true }),
    inherited: {
      ...(language !== undefined && language !== main && { lang: language }),
      ...tagsOf(fields),
    },
  };
}

/** `[taxonomies]` has tags under any name. */
function tagsOf(fields: Readonly<Record<string, unknown>>): { tags?: readonly string[] } {
  const taxonomies = valueAt(fields, 'taxonomies');
  const tags = isData(taxonomies)
    ? ['tags', 'tag', 'categories', 'category'].flatMap((key) => textsAt(taxonomies, key))
    : [];
  return tags.length > 0 && fields.tags === undefined ? { tags } : {};
}

/** A name in an address; undefined when Zola would spell other scripts in Latin letters. */
function spell(name: string, config: Data): string | undefined {
  const mode =
    textAt(config, 'slugify', 'paths') ?? (truthAt(config, 'slugify_paths') === false ? 'safe' : 'on');
  if (mode === 'off') return name;
  if (mode === 'safe') return name.replace(/[<>:"/\\|?*\s#()[\]&%+=,;!'`~^{}@$]+/gu, '_');
  return /[^\p{ASCII}\p{Script=Latin}\p{P}\p{S}\p{M}\p{Z}]/u.test(name) ? undefined : asciiSlug(name);
}
