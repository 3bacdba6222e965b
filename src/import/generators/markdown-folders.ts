// Markdown folders: posts of a site whose addresses follow from the folder that they are in and a route of its pages.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import { hasFront, momentOf, readFront, textsAt, truthAt } from './front.ts';
import type { FoundFile, FoundPost } from './generator.ts';
import { COMPUTED } from './literals.ts';
import { isMdxText } from './mdx-text.ts';
import { isListing, OWN_PAGE, TEMPLATE } from './pages.ts';
import { withPartials } from './partials.ts';
import { readScript } from './script.ts';
import { isData, type SiteFolder, textAt } from './site-folder.ts';
import { tidyPath } from './url-parts.ts';

export const MARKDOWN = /\.(?:md|mdx|markdown|mdoc|svx)$/i;
/** Markdown with components, under names that are those of one program. */
const AS_MDX = /\.(?:mdoc|svx)$/i;

/** Documents about the repository, which no generator publishes. */
const ABOUT_REPOSITORY =
  /(?:^|\/)(?:README|LICEN[CS]E|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|SECURITY|AGENTS|CLAUDE|TODO|ISSUE_TEMPLATE|PULL_REQUEST_TEMPLATE)(?:[.-][\w-]+)*\.mdx?$/i;

export function isAboutRepository(source: string): boolean {
  return ABOUT_REPOSITORY.test(source);
}

/** Whether a folder may hold posts: not what belongs to a tool, and not the authors. */
export function isContent(folder: string): boolean {
  return !/(?:^|\/)(?:\.[^/]+|node_modules|dist|build|out|archetypes|templates?|authors?|people|tests?|__\w+__|themes|demo|docs)(?:\/|$)/i.test(
    folder,
  );
}

/** The home page of Next and SvelteKit, whose pages are files of this name. */
const HOME = /^(?:src\/)?(?:app|routes)\/\+?page\.mdx?$/;
const PAGE = /(^|\/)\+?page(?=\.mdx?$)/;

/** A folder with posts. */
export interface ContentFolder {
  /** From the root of the site, without a slash at its end; empty for the root. */
  readonly folder: string;
  /** What the path of a post in it begins with, with a slash at both ends; undefined when that is not known. */
  readonly route: string | undefined;
  /** What the path ends in. */
  readonly end: '' | '/' | '.html';
  readonly isPosts: boolean;
  /** How a name in the folder is spelt in an address. */
  readonly spell?: (name: string) => string;
  /** A field that has the whole path, such as Gatsby's `path`. */
  readonly pathField?: string;
  /** Whether JSX is read in files that are no `.mdx`, too. */
  readonly readsJsx?: boolean;
  /** `2015-01-28-name` is `2015/01/28/name`, as in Docusaurus; or the date is left out. */
  readonly dateInName?: 'folders' | 'left out' | 'kept';
  /** The language of the posts, where the folder is that of a translation. */
  readonly language?: string;
  /** Whether code of the site may make other addresses of it. */
  readonly certainty?: 'usual' | 'guess';
}

export interface FoundInFolders {
  readonly posts: readonly FoundPost[];
  readonly files: readonly FoundFile[];
  readonly skipped: readonly Skipped[];
}

/** The posts in some folders, and the files beside them. A file belongs to the deepest of the folders. */
export async function readFolders(
  folder: SiteFolder,
  folders: readonly ContentFolder[],
  timeZone = 'UTC',
): Promise<FoundInFolders> {
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const deepestFirst = [...folders].sort((a, b) => b.folder.length - a.folder.length);
  const top =
    folders.length === 1 ? (folders[0]?.folder ?? '') : commonFolder(folders.map((each) => each.folder));
  for (const source of folder.files) {
    const content = deepestFirst.find((each) => each.folder === '' || source.startsWith(`${each.folder}/`));
    if (!content || /(?:^|\/)[._]/.test(source.slice(content.folder.length))) continue;
    const file = top === '' ? source : source.slice(top.length + 1);
    if (MARKDOWN.test(source) || (content.isPosts && (await isPostInHtml(source, folder)))) {
      const taken = await takePost(folder, source, file, content, timeZone);
      if (taken === undefined) continue;
      if ('reason' in taken) skipped.push(taken);
      else posts.push(taken);
    } else if (isAsset(source)) files.push({ source, path: `posts/${file}` });
  }
  const whole = await withPartials(posts, folder);
  return { posts: whole.posts, files, skipped: [...skipped, ...whole.skipped] };
}

/** HTML with front matter that has a date, and no template. */
async function isPostInHtml(source: string, folder: SiteFolder): Promise<boolean> {
  const text = /\.html?$/i.test(source) ? await folder.text(source) : undefined;
  if (text === undefined || !hasFront(text)) return false;
  const { fields, body } = readFront(text);
  return DATE_FIELDS.some((field) => textsAt(fields, field).length > 0) && !/\{[{%]/.test(body);
}

/** The deepest folder that holds all of these. */
export function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((each) => each.split('/'));
  let depth = 0;
  while (depth < first.length && others.every((each) => each[depth] === first[depth])) depth += 1;
  return first.slice(0, depth).join('/');
}

/** Not code, and not data. */
function isAsset(source: string): boolean {
  return !/\.(?:[cm]?[jt]sx?|astro|vue|svelte|css|s[ac]ss|less|json|ya?ml|toml|lock|map|sh|py|rb|html?)$/i.test(
    source,
  );
}

async function takePost(
  folder: SiteFolder,
  source: string,
  file: string,
  content: ContentFolder,
  timeZone: string,
): Promise<FoundPost | Skipped | undefined> {
  if (ABOUT_REPOSITORY.test(source) || HOME.test(source)) return undefined;
  const text = (await folder.text(source)) ?? '';
  const { fields: typed, body } = readFront(text);
  const exported = await exportedFields(text);
  const fields = { ...exported, ...typed };
  if (!content.isPosts && isListing(body)) return { source, reason: TEMPLATE };
  const within = source
    .slice(content.folder === '' ? 0 : content.folder.length + 1)
    .replace(MARKDOWN, '')
    .replace(/\.html?$/i, '');
  const bare = within.replace(/(^|\/)(?:index|page|\+page)$/, '');
  if (bare === '') return { source, reason: OWN_PAGE };
  const date = dateOf(fields, posix.basename(bare), timeZone);
  const path = pathOf(bare, fields, content);
  const isWritten = content.pathField !== undefined && path === textAt(fields, content.pathField);
  return {
    source,
    file: file
      .replace(PAGE, '$1index')
      .replace(AS_MDX, '.mdx')
      .replace(/\.html?$/i, '.md'),
    text,
    fields,
    kind: content.isPosts ? 'post' : 'page',
    ...(isMdxText(body, content.readsJsx === true) && { isMdx: true }),
    ...(path !== undefined && { path, id: path }),
    ...(path !== undefined && !isWritten && content.certainty && { certainty: content.certainty }),
    ...(date !== undefined && { date }),
    ...inheritedFrom(exported, typed, content),
    ...((truthAt(fields, 'draft') || truthAt(fields, 'published') === false) && { draft: true }),
  };
}

function inheritedFrom(
  exported: Readonly<Record<string, unknown>>,
  typed: Readonly<Record<string, unknown>>,
  { language }: ContentFolder,
): Pick<FoundPost, 'inherited'> {
  const inherited = {
    ...asInherited(exported, typed),
    ...(language !== undefined && typed.lang === undefined && { lang: language }),
  };
  return Object.keys(inherited).length > 0 ? { inherited } : {};
}

/** The object that an MDX page exports instead of front matter, with its keys in lower case. */
async function exportedFields(text: string): Promise<Record<string, unknown>> {
  const object = /^export const (?:metadata|meta|frontmatter) = (\{[\s\S]{0,5000}?^\})/m.exec(
    text.slice(0, 10_000),
  )?.[1];
  if (object === undefined) return {};
  const { exported } = await readScript(`export default ${object}`);
  const entries = isData(exported) ? Object.entries(exported) : [];
  return Object.fromEntries(
    entries.filter(([, value]) => value !== COMPUTED).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

function asInherited(
  exported: Readonly<Record<string, unknown>>,
  typed: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const texts = ['title', 'description', 'date'].flatMap((name) => {
    const value = typed[name] === undefined ? textAt(exported, name) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(texts);
}

const DATE_FIELDS = [
  'date',
  'pubdate',
  'publishdate',
  'published',
  'publishedat',
  'datepublished',
  'pubdatetime',
  'published_at',
  'created',
  'createdat',
  'created_at',
];

function dateOf(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  timeZone: string,
): number | undefined {
  const inName = dateInName(name);
  const written = DATE_FIELDS.map((field) => textAt(fields, field) ?? textAt(fields, field, 'created'));
  for (const each of [...written, inName]) {
    const moment = momentOf(each, timeZone);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

function pathOf(
  bare: string,
  fields: Readonly<Record<string, unknown>>,
  content: ContentFolder,
): string | undefined {
  const { route, end, spell = (name) => name, pathField, dateInName = 'kept' } = content;
  const whole = pathField === undefined ? undefined : textAt(fields, pathField);
  if (whole?.startsWith('/')) return whole;
  if (route === undefined) return undefined;
  const slug = textAt(fields, 'slug')?.replace(/^\/+|\/+$/g, '');
  const made = slug ?? nameIn(bare, dateInName).split('/').map(spell).join('/');
  return tidyPath(`${route}/${made}`).replace(/\/+$/, '') + end;
}

/** `2015-01-28`, `20150128` or `2015_01_28` at the beginning of a name, and a time such as `T10-30` after it. */
function dateInName(name: string): string | undefined {
  const [, year, month, day, hour, minute] =
    /^((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[T_ -]([01]\d|2[0-3])[-:h.]?([0-5]\d)(?:[-:.]?[0-5]\d)?(?=[-_. ]|Z|$)|(?=[-_. ]|$))/.exec(
      name,
    ) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  // `2020-01-02-2019-in-review` has a year after the date, and no time.
  const isTime = hour !== undefined && !/^.{8,10}-(?:19|20)\d{2}(?:-|$)/.test(name);
  return isTime ? `${date} ${hour}:${minute}` : date;
}

/** What the place of a file is in its address, as far as dates go. */
function nameIn(bare: string, dateInName: NonNullable<ContentFolder['dateInName']>): string {
  if (dateInName === 'kept') return bare;
  if (dateInName === 'left out') return bare.replace(/^(.*\/)?\d{4}-\d{2}-\d{2}-(?=[^/]*$)/, '$1');
  const [, before = '', year, month, day, name = ''] =
    /^(.*?)(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?(.*)$/.exec(bare) ?? [];
  return year === undefined ? bare : `${before}${year}/${month}/${day}/${name}`;
}

/** The folders that have Markdown with a date in its front matter or its name, each without those in it. */
export async function foldersWithPosts(
  folder: SiteFolder,
  isWanted: (folder: string) => boolean,
  among?: ReadonlySet<string>,
): Promise<string[]> {
  const found = new Set<string>();
  for (const source of folder.files) {
    const place = posix.dirname(source);
    if (
      !MARKDOWN.test(source) ||
      among?.has(source) === false ||
      ABOUT_REPOSITORY.test(source) ||
      HOME.test(source) ||
      !isWanted(place === '.' ? '' : place)
    )
      continue;
    const text = (await folder.text(source)) ?? '';
    const fields = { ...(await exportedFields(text)), ...readFront(text).fields };
    const isPost =
      /\/page\.mdx?$/.test(source) ||
      DATE_FIELDS.some((field) => textsAt(fields, field).length > 0) ||
      /(?:^|\/)\d{4}-\d{2}-\d{2}[^/]*(?:\/index\.\w+)?$/.test(source);
    if (isPost) found.add(/\/(?:index|page|\+page)\.\w+$/.test(source) ? posix.dirname(place) : place);
  }
  const places = [...found].map((each) => (each === '.' ? '' : each)).sort();
  return places.filter(
    (each) => !places.some((other) => other !== each && (other === '' ? true : each.startsWith(`${other}/`))),
  );
}
