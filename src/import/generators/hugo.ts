// Hugo: its configuration, content with sections and page bundles, and the folder static.

import { posix } from 'node:path';
import { canonicalLanguage, isLanguage } from '../../compile/text/language.ts';
import type { Skipped } from '../imported.ts';
import { withOldAddresses } from './bundle-files.ts';
import { hasFront, momentOf, readFront, textsAt, truthAt, zoneOf } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator } from './generator.ts';
import { hugoPath } from './hugo-address.ts';
import { bundlesOf, isInBundle, languageOf } from './hugo-bundles.ts';
import { withCascades } from './hugo-cascade.ts';
import {
  HUGO_FILES,
  type HugoLanguage,
  hugoConfig,
  hugoLanguages,
  mountsTo,
  trimmed,
} from './hugo-config.ts';
import { hugoDate } from './hugo-dates.ts';
import { isListing, isTextInHtml, OWN_PAGE, TEMPLATE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, within } from './url-parts.ts';

const MARKDOWN = /\.(?:md|markdown|mdown)$/i;
const HTML = /\.html?$/i;
const OTHER_TEXT = /\.(?:html?|org|adoc|asciidoc|ad|rst|pandoc|pdc)$/i;

export const hugo: Generator = {
  name: 'Hugo',
  recognises: async (folder) => {
    if (folder.files.some((file) => file.startsWith('config/_default/'))) return true;
    const config = folder.first(...HUGO_FILES);
    // A configuration may be made by a script, and not be there.
    if (config === undefined)
      return ['archetypes/', 'content/', 'layouts/'].every((place) =>
        folder.files.some((file) => file.startsWith(place)),
      );
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
  readonly folder: SiteFolder;
  readonly config: Data;
  readonly base: string;
  readonly timeZone: string;
  readonly languages: readonly HugoLanguage[];
  readonly mainSections: readonly string[];
  /** The folders that are sections, with the key of the language before them: `en posts/2019`. */
  readonly sections: ReadonlySet<string>;
  readonly cascades: Cascades;
}

/** What sections give to the pages below them, by the same names as the sections. */
type Cascades = ReadonlyMap<string, unknown>;

async function readHugo(folder: SiteFolder): Promise<FoundSite> {
  const config = await hugoConfig(folder);
  const address = splitAddress(textAt(config, 'baseURL'));
  const languages = hugoLanguages(config, folder.first(...HUGO_FILES)?.startsWith('config.') !== true);
  const main = languages.find(({ isDefault }) => isDefault);
  const params = valueAt(config, 'params');
  const timeZone = zoneOf(textAt(config, 'timeZone'));
  const base = address?.base ?? '';
  const isIgnored = ignoredBy(config);
  const sources = folder.files
    .filter((source) => !isIgnored(source))
    .map((source) => sourceOf(source, languages))
    .filter((each) => each !== undefined);
  const cascades = await cascadesOf(folder, sources);
  const sections = new Set(cascades.keys());
  const mainSections = textsAt(params, 'mainSections');
  const site: Site = { folder, config, base, timeZone, languages, mainSections, sections, cascades };
  const posts: FoundPost[] = [];
  const files: FoundFile[] = staticFiles(folder, config, base);
  const skipped: Skipped[] = [];
  const bundles = bundlesOf(sources.map(({ source }) => source));
  for (const page of sources) {
    const { source, file } = page;
    const isText =
      MARKDOWN.test(source) || (HTML.test(source) && hasFront((await folder.text(source)) ?? ''));
    if (isText && !isInBundle(source, bundles)) {
      const taken = await takePage(page, site);
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
    language: main && tagOf(main, config),
    timeZone,
    author: authorOf(valueAt(params, 'author') ?? valueAt(config, 'author'), people),
    people: withKeys(people),
    dialect: 'hugo',
    values: { site: { params, baseurl: base } },
    permalink: undefined,
    feeds: feedsOf(site, posts),
    posts,
    files: withOldAddresses(files, posts),
    skipped,
  };
}

/** The name of Hugo's RSS file: `index.xml`, unless the output format says otherwise. */
function feedFile(config: Data): string {
  return `${textAt(config, 'outputFormats', 'RSS', 'baseName') ?? textAt(config, 'rssURI')?.replace(/\.xml$/, '') ?? 'index'}.xml`;
}

/** The folders whose files are served as they are. */
function staticFiles(folder: SiteFolder, config: Data, base: string): FoundFile[] {
  const mounts = mountsTo('static', config);
  const named = [...textsAt(config, 'staticDir'), 'static'].map((each) => ({
    source: trimmed(each),
    inside: '',
  }));
  const places = mounts.length > 0 ? mounts : named;
  return folder.files.flatMap((source) => {
    const place = places.find((each) => source.startsWith(`${each.source}/`));
    const path = place && place.inside + source.slice(place.source.length + 1);
    return path === undefined ? [] : [{ source, path: `public${within(base, path)}` }];
  });
}

/** Files that Hugo does not look at, and those that `ignoreFiles` names by expressions. */
function ignoredBy(config: Data): (source: string) => boolean {
  const expressions = textsAt(config, 'ignoreFiles').flatMap((each) => {
    try {
      return [new RegExp(each)];
    } catch {
      return [];
    }
  });
  return (source) => /(?:^|\/)[.#][^/]*$|~$/.test(source) || expressions.some((each) => each.test(source));
}

/** A file in the content, and where it is as Hugo sees it. */
interface ContentFile {
  readonly source: string;
  readonly language: HugoLanguage;
  /** Its path in the content of its language. */
  readonly path: string;
  /** The same without the ending, and without the language in its name. */
  readonly bare: string;
  /** Its path within posts/. */
  readonly file: string;
}

/** The language tag of a language's posts. */
function tagOf({ data, key, isDefault }: HugoLanguage, config: Data): string {
  const [own, ofSite] = [data, isDefault ? config : {}].map(
    (each) => textAt(each, 'locale') ?? textAt(each, 'languageCode'),
  );
  return own ?? ofSite ?? key;
}

/** The feed of each language; of a blog in one language, the main feed. */
function feedsOf({ config, base, languages }: Site, posts: readonly FoundPost[]): FoundSite['feeds'] {
  const others = posts.filter(({ kind, inherited }) => kind === 'post' && inherited?.lang !== undefined);
  if (others.length === 0) return { [within(base, feedFile(config))]: 'rss' };
  const feeds = languages.map((language) => {
    const typed = tagOf(language, config).replaceAll('_', '-');
    const tag = isLanguage(typed) ? canonicalLanguage(typed) : language.key;
    return [within(base, `${language.base}/${feedFile(config)}`), `rss of language ${tag}`] as const;
  });
  return Object.fromEntries(feeds);
}

function sourceOf(source: string, languages: readonly HugoLanguage[]): ContentFile | undefined {
  const language = languageOf(source, languages);
  if (language === undefined) return undefined;
  const path = language.inside + source.slice(language.content.length + 1);
  const isMultilingual = new Set(languages.map(({ key }) => key)).size > 1;
  const suffix = isMultilingual ? new RegExp(`\\.${language.key}(?=\\.\\w+$)`, 'i') : /(?!)/;
  const bare = path.replace(suffix, '').replace(MARKDOWN, '').replace(HTML, '');
  // Languages with folders of their own have files of the same names.
  const isApart =
    !language.isDefault && !languages.some((each) => each.isDefault && each.content === language.content);
  return { source, language, path, bare, file: isApart ? `${language.key}/${path}` : path };
}

const SECTION = /(?:^|\/)_index$/;

/** The cascades of all sections; undefined for one that gives nothing. */
async function cascadesOf(folder: SiteFolder, sources: readonly ContentFile[]): Promise<Cascades> {
  const cascades = new Map<string, unknown>();
  for (const { source, language, bare } of sources) {
    if (!SECTION.test(bare)) continue;
    const { fields } = readFront((await folder.text(source)) ?? '');
    cascades.set(`${language.key} ${bare.replace(/\/?_index$/, '')}`, fields.cascade);
  }
  return cascades;
}

/** The cascades for what is in a folder, the nearest first. */
function cascadesAbove(place: string, { key }: HugoLanguage, { cascades, config }: Site): unknown[] {
  const steps = place === '' ? [] : place.split('/');
  const folders = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
  return [...folders, ''].map((each) => cascades.get(`${key} ${each}`)).concat(valueAt(config, 'cascade'));
}

/** The folders of a path that are sections: the first one, and those with a file for the section. */
function sectionsAround(place: string, { key }: HugoLanguage, { sections }: Site): string[] {
  const steps = place === '' ? [] : place.split('/');
  const depth = steps.findLastIndex(
    (_, at) => at === 0 || sections.has(`${key} ${steps.slice(0, at + 1).join('/')}`),
  );
  return steps.slice(0, depth + 1);
}

async function takePage(page: ContentFile, site: Site): Promise<FoundPost | Skipped> {
  const { source, file, language, bare } = page;
  const text = (await site.folder.text(source)) ?? '';
  const { fields: own, body } = readFront(text);
  const isSection = SECTION.test(bare);
  if (isSection && isListing(body))
    return { source, reason: 'it is the head of a section, without text of its own' };
  const path = bare.replace(/(?:^|\/)_?index(?:\.[\w-]+)?$/, '');
  if (path === '' || bare === '404') return { source, reason: OWN_PAGE };
  const folder = isSection ? path : folderOf(path);
  const kind = isSection ? 'section' : 'page';
  const fields = withCascades(
    own,
    { path, kind, language: language.key },
    cascadesAbove(folder, language, site),
  );
  if (truthAt(fields, 'headless') || isNever(fields, 'render'))
    return { source, reason: 'Hugo makes no page of it' };
  if (/^(?:search|archives?|tags|categories)$/.test(bare) && isListing(body))
    return { source, reason: TEMPLATE };
  const date = hugoDate(fields, posix.basename(path), site.config, site.timeZone);
  const title = textAt(fields, 'title') ?? '';
  const sections = sectionsAround(folder, language, site);
  const address = hugoPath(
    { path, fields, title, date, sections, isSection },
    site.config,
    site.base,
    language.base,
  );
  const isPost =
    !isSection &&
    date !== undefined &&
    isInFeed(path.includes('/') ? path.split('/')[0] : undefined, site) &&
    !isNever(fields, 'list') &&
    !PAGE_LAYOUT.test(textAt(fields, 'layout') ?? '');
  if (HTML.test(source) && !isPost && !isTextInHtml(withoutShortcodes(body)))
    return { source, reason: TEMPLATE };
  const isDraft = truthAt(fields, 'draft');
  return {
    source,
    file: file.replace(HTML, '.md').replace(/_(?=index(?:\.[\w-]+)?\.\w+$)/, ''),
    text,
    fields,
    kind: isPost ? 'post' : 'page',
    ...(address !== undefined && { path: address, id: address, ...aliasesOf(fields, address, site) }),
    ...(date !== undefined && { date: momentOf(textAt(fields, 'publishdate'), site.timeZone) ?? date.date }),
    ...(isDraft === true && { draft: truthAt(site.config, 'buildDrafts') !== true }),
    inherited: inherited(own, fields, language),
  };
}

function withoutShortcodes(body: string): string {
  return body.replace(/\{\{[<%].*?[>%]\}\}/gs, '');
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/** Without a slash at its beginning, an alias is beside the page. */
function aliasesOf(fields: Fields, address: string, { base }: Site): { aliases?: readonly string[] } {
  const written = textsAt(fields, 'aliases');
  const beside = posix.dirname(address.replace(/\/$/, ''));
  const aliases = written.map((each) =>
    each.startsWith('/') ? within(base, each) : posix.join(beside, each),
  );
  return written.length > 0 ? { aliases } : {};
}

/** Layouts of pages that are no posts, even with a date. */
const PAGE_LAYOUT =
  /^(?:about|archives?|categor(?:y|ies)|contact|home|links?|page|projects?|resume|search|simple|tags?|terms|timeline)$/i;

/** Whether `build` keeps a page from something. */
function isNever(fields: Fields, what: 'render' | 'list'): boolean {
  return ['build', '_build'].some((key) => {
    const value = valueAt(fields, key, what);
    return truthAt(fields, key, what) === false || value === 'never' || value === 'link' || value === 'local';
  });
}

type Fields = Readonly<Record<string, unknown>>;

const INHERITED = ['author', 'authors', 'tags', 'categories', 'description', 'images', 'lastmod'];

/** The fields that a page has from a cascade, and its language. */
function inherited(own: Fields, fields: Fields, language: HugoLanguage): NonNullable<FoundPost['inherited']> {
  const given = INHERITED.flatMap((key) => {
    const values = own[key] === undefined ? textsAt(fields, key) : [];
    return values.length > 0 ? [[key, values.length === 1 ? (values[0] ?? '') : values] as const] : [];
  });
  const { data, key } = language;
  return {
    ...Object.fromEntries(given),
    ...(!language.isDefault &&
      fields.lang === undefined && { lang: textAt(data, 'locale') ?? textAt(data, 'languageCode') ?? key }),
  };
}

function isInFeed(section: string | undefined, { mainSections }: Site): boolean {
  return section !== undefined && (mainSections.length === 0 || mainSections.includes(section));
}
