// Hugo: its configuration, content with sections and page bundles, and the folder static.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import { withOldAddresses } from './bundle-files.ts';
import { momentOf, readFront, textsAt, truthAt, zoneOf } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator } from './generator.ts';
import { hugoPath } from './hugo-address.ts';
import { bundlesOf, isInBundle, languageOf } from './hugo-bundles.ts';
import { HUGO_FILES, type HugoLanguage, hugoConfig, hugoLanguages } from './hugo-config.ts';
import { isListing, OWN_PAGE, TEMPLATE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, within } from './url-parts.ts';

const MARKDOWN = /\.(?:md|markdown|mdown)$/i;
const OTHER_TEXT = /\.(?:html?|org|adoc|asciidoc|ad|rst|pandoc|pdc)$/i;

export const hugo: Generator = {
  name: 'Hugo',
  recognises: async (folder) => {
    if (folder.files.some((file) => file.startsWith('config/_default/'))) return true;
    const config = folder.first(...HUGO_FILES);
    if (config === undefined) return false;
    if (config.startsWith('hugo.')) return true;
    const data = await folder.data(config);
    return (
      textAt(data, 'base_url') === undefined &&
      folder.files.some((file) => /^(?:content|archetypes|layouts)\//.test(file))
    );
  },
  read: readHugo,
};

interface Site {
  readonly config: Data;
  readonly base: string;
  readonly timeZone: string;
  readonly languages: readonly HugoLanguage[];
  readonly mainSections: readonly string[];
}

async function readHugo(folder: SiteFolder): Promise<FoundSite> {
  const config = await hugoConfig(folder);
  const address = splitAddress(textAt(config, 'baseURL'));
  const languages = hugoLanguages(config);
  const main = languages.find(({ isDefault }) => isDefault);
  const params = valueAt(config, 'params');
  const timeZone = zoneOf(textAt(config, 'timeZone'));
  const base = address?.base ?? '';
  const site: Site = { config, base, timeZone, languages, mainSections: textsAt(params, 'mainSections') };
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const statics = [...textsAt(config, 'staticDir'), 'static'].map(
    (each) => `${each.replace(/^\.?\/+|\/+$/g, '')}/`,
  );
  const bundles = bundlesOf(folder.files);
  for (const source of folder.files) {
    const kept = statics.find((each) => source.startsWith(each));
    if (kept !== undefined) files.push({ source, path: `public${within(base, source.slice(kept.length))}` });
    const language = languageOf(source, languages);
    if (kept !== undefined || language === undefined) continue;
    const inLanguage = source.slice(language.content.length + 1);
    // Languages with folders of their own have files of the same names.
    const isApart = !language.isDefault && main !== undefined && main.content !== language.content;
    const file = isApart ? `${language.key}/${inLanguage}` : inLanguage;
    if (MARKDOWN.test(source) && !isInBundle(source, bundles)) {
      const taken = await takePage(folder, source, { file, inLanguage }, language, site);
      if ('reason' in taken) skipped.push(taken);
      else posts.push(taken);
    } else if (OTHER_TEXT.test(source)) skipped.push({ source, reason: 'it is not Markdown' });
    else files.push({ source, path: `posts/${file}` });
  }
  const people = await peopleOf(folder);
  const home = readFront((await folder.text(`${main?.content ?? 'content'}/_index.md`)) ?? '').fields;
  return {
    title: textAt(main?.data, 'title') ?? textAt(config, 'title') ?? textAt(home, 'title'),
    description:
      textAt(main?.data, 'params', 'description') ??
      textAt(params, 'description') ??
      textAt(params, 'subtitle') ??
      textAt(home, 'description'),
    origin: address?.origin,
    language:
      textAt(main?.data, 'locale') ??
      textAt(main?.data, 'languageCode') ??
      textAt(config, 'languageCode') ??
      textAt(config, 'locale') ??
      main?.key,
    timeZone,
    author: authorOf(valueAt(params, 'author') ?? valueAt(config, 'author'), people),
    people: withKeys(people),
    dialect: 'hugo',
    values: { site: { params, baseurl: base } },
    permalink: undefined,
    feeds: { [within(base, feedFile(config))]: 'rss' },
    posts,
    files: withOldAddresses(files, posts),
    skipped,
  };
}

/** The name of Hugo's RSS file: `index.xml`, unless the output format says otherwise. */
function feedFile(config: Data): string {
  return `${textAt(config, 'outputFormats', 'RSS', 'baseName') ?? textAt(config, 'rssURI')?.replace(/\.xml$/, '') ?? 'index'}.xml`;
}

async function takePage(
  folder: SiteFolder,
  source: string,
  { file, inLanguage }: { readonly file: string; readonly inLanguage: string },
  language: HugoLanguage,
  site: Site,
): Promise<FoundPost | Skipped> {
  const text = (await folder.text(source)) ?? '';
  const { fields, body } = readFront(text);
  const isMultilingual = site.languages.length > 1;
  const suffix = isMultilingual ? new RegExp(`\\.${language.key}(?=\\.\\w+$)`, 'i') : /(?!)/;
  const bare = inLanguage.replace(suffix, '').replace(MARKDOWN, '');
  if (/(?:^|\/)_index$/.test(bare))
    return isListing(body)
      ? { source, reason: 'it is the head of a section, without text of its own' }
      : sectionPage(source, file, text, fields, bare, language, site);
  if (
    truthAt(fields, 'headless') ||
    textAt(fields, 'build', 'render') === 'never' ||
    textAt(fields, '_build', 'render') === 'never'
  )
    return { source, reason: 'Hugo makes no page of it' };
  if (bare === 'index' || bare === '404') return { source, reason: OWN_PAGE };
  if (/^(?:search|archives?|tags|categories)$/.test(bare) && isListing(body))
    return { source, reason: TEMPLATE };
  const name = /^(?:(\d{4}-\d{2}-\d{2})[-_ ])?(.*)$/.exec(posix.basename(bare.replace(/\/index$/, '')));
  const order = textsAt(site.config, 'frontmatter', 'date');
  const readsName = order.includes(':filename');
  const date = dateOf(fields, readsName ? name?.[1] : undefined, site.timeZone, order);
  const path = bare.replace(/\/index$/, '');
  const section = path.includes('/') ? path.split('/')[0] : undefined;
  const address = hugoPath(
    {
      path,
      fields,
      title: textAt(fields, 'title') ?? '',
      date,
      slugOfName: readsName && name?.[1] !== undefined ? name[2] : undefined,
    },
    site.config,
    site.timeZone,
  );
  const isPost =
    date !== undefined &&
    section !== undefined &&
    isInFeed(section, site) &&
    textAt(fields, 'layout') === undefined;
  // A written address with a slash at its beginning has the language in it.
  const before = textAt(fields, 'url')?.startsWith('/') ? '' : language.base;
  const absolute = address === undefined ? undefined : within(site.base, before + address);
  return {
    source,
    file,
    text,
    fields,
    kind: isPost && language.isDefault ? 'post' : 'page',
    ...(absolute !== undefined && { path: absolute, id: absolute }),
    ...(date !== undefined && { date }),
    ...(truthAt(fields, 'draft') && { draft: true }),
    inherited:
      language.isDefault || fields.lang !== undefined
        ? {}
        : { lang: textAt(language.data, 'locale') ?? textAt(language.data, 'languageCode') ?? language.key },
  };
}

/** A section with a text of its own is a page. */
function sectionPage(
  source: string,
  file: string,
  text: string,
  fields: Readonly<Record<string, unknown>>,
  bare: string,
  language: HugoLanguage,
  site: Site,
): FoundPost | Skipped {
  const folder = bare.replace(/\/?_index$/, '');
  if (folder === '') return { source, reason: OWN_PAGE };
  return {
    source,
    file: file.replace(/_(?=index(?:\.[\w-]+)?\.\w+$)/, ''),
    text,
    fields,
    kind: 'page',
    path: within(site.base, `${language.base}/${textAt(fields, 'url') ?? folder.toLowerCase()}/`),
  };
}

function isInFeed(section: string, { mainSections }: Site): boolean {
  return mainSections.length === 0 || mainSections.includes(section);
}

/** The fields that Hugo takes a date from, in its order, with a field of its own choice first. */
function dateOf(
  fields: Readonly<Record<string, unknown>>,
  inName: string | undefined,
  timeZone: string,
  order: readonly string[],
) {
  const names = order.filter((each) => !each.startsWith(':'));
  const candidates = [
    ...(order[0] === ':filename' ? [inName] : []),
    ...[...names, 'date', 'publishdate', 'pubdate', 'published', 'lastmod', 'modified'].map((name) =>
      textAt(fields, name),
    ),
    inName,
  ];
  for (const each of candidates) {
    const moment = momentOf(each, timeZone);
    if (moment !== undefined) return moment;
  }
  return undefined;
}
