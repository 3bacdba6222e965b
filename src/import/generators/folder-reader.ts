// The reader of a generator's folder: its posts as they are, with the lines that keep their ids, dates and addresses.

import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fieldChecker } from '../../compile/posts/check-fields.ts';
import { checkSettings } from '../../compile/settings/settings.ts';
import { hostOf } from '../compare/adopt-feed.ts';
import type { Imported, ImportedFile, ImportedPost, Skipped } from '../imported.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { folderSource } from '../source/folder.ts';
import type { Source, TreeSource } from '../source/source.ts';
import { completeSettings } from '../write/site-file.ts';
import { adopt } from './adopt.ts';
import { fileDates } from './file-dates.ts';
import { originInFiles, settingsOf, withDefaults } from './found-settings.ts';
import { momentOf, readFront } from './front.ts';
import type { FoundFile, FoundPost, FoundSite } from './generator.ts';
import { type FoundGenerator, findGenerator } from './generators.ts';
import { hostRedirects } from './host-redirects.ts';
import { withLeftMarkdown } from './left-markdown.ts';
import { formerAddresses, withLinkedAddresses } from './linked-addresses.ts';
import { withNestedAddresses } from './nested-addresses.ts';
import { withOldRedirects } from './old-redirects.ts';
import { withOwnAddresses } from './own-addresses.ts';
import { OWN_PAGE } from './pages.ts';
import { keepRelativeLinks } from './relative-links.ts';
import type { SiteFolder } from './site-folder.ts';
import { withToldAddresses } from './told-addresses.ts';
import { typographyOf } from './typography.ts';
import { unreadFormats } from './unread-formats.ts';
import { withUsualAddresses, withWrittenAddresses } from './usual-addresses.ts';

export const folderReader: Reader = {
  name: 'folder of a generator',
  recognises: async (source) => source.kind === 'tree' && (await findGenerator(source)) !== undefined,
  read: async (source, context) => {
    const { site, place, notes } = await readPlace(source);
    return describe(keepRelativeLinks(site, place.folder), place, notes, context);
  },
};

async function readPlace(source: Source) {
  const place = await placeOf(source);
  const whole = await withLeftMarkdown(await place.generator.read(place.folder), place.folder);
  if (place.isWanted === undefined) return { ...whole, place };
  const site = only(whole.site, place.isWanted);
  // The owner knows better than the configuration around it that there are posts.
  return site.posts.length > 0 || !place.itself
    ? { site, notes: [], place }
    : { site: await place.itself.generator.read(place.itself.folder), notes: [], place: place.itself };
}

interface Place extends FoundGenerator {
  /** Which files are wanted, when the owner has named a part of a site. */
  readonly isWanted?: (file: string) => boolean;
  /** What the named part is without the site around it. */
  readonly itself?: FoundGenerator;
}

async function placeOf(source: Source): Promise<Place> {
  if (source.kind !== 'tree') throw new Error(`${source.name} is not a folder`);
  const found = await findGenerator(source);
  if (!found) throw new Error(`${source.name} has no Markdown in it`);
  const isSite = found.folder.files.some((file) =>
    CONFIGS.some((config) => file === config || file.startsWith(`${config}/`)),
  );
  const around = isSite ? undefined : await siteAround(source);
  return around ? { ...around, itself: found } : found;
}

/** How far up from a folder of posts the root of its site may be. */
const LEVELS_UP = 4;

/** The site that a folder of posts belongs to, when its configuration is further up. */
async function siteAround({ folder, name }: TreeSource): Promise<Place | undefined> {
  let root = folder;
  for (
    let level = 0;
    root !== undefined && level < LEVELS_UP && !existsSync(join(root, '.git'));
    level += 1
  ) {
    root = dirname(root);
    if (!CONFIGS.some((config) => existsSync(join(root ?? '', config)))) continue;
    const found = await findGenerator(await folderSource(root, name));
    const inside = `${relative(root, folder ?? '').replaceAll('\\', '/')}/`;
    if (found && found.root === '') return { ...found, isWanted: (file) => file.startsWith(inside) };
  }
  return undefined;
}

const CONFIGS = [
  ...[
    '_config.yml',
    'hugo.toml',
    'hugo.yaml',
    'config.toml',
    'config.yaml',
    'config.yml',
    'config',
    '.obsidian',
  ],
  ...[
    '.eleventy.js',
    'eleventy.config.js',
    'eleventy.config.mjs',
    'astro.config.mjs',
    'astro.config.ts',
    'gatsby-config.js',
    'next.config.js',
    'next.config.mjs',
    '.vitepress',
  ],
];

/** The part of a site: its posts, and all files of the site itself, which posts may use. */
function only(site: FoundSite, isWanted: (file: string) => boolean): FoundSite {
  return {
    ...site,
    posts: site.posts.filter(({ source }) => isWanted(source)),
    files: site.files.filter(({ source, path }) => path.startsWith('public/') || isWanted(source)),
    skipped: site.skipped.filter(({ source }) => isWanted(source)),
  };
}

async function describe(
  site: FoundSite,
  { folder, generator }: Place,
  notes: readonly string[],
  { origin: named, oldFeed, progress }: ReadContext,
): Promise<Imported> {
  const inFeed = oldFeed && hostOf(oldFeed.posts);
  const { whole, empty } = withoutEmptyPages(site);
  const dated = {
    ...whole,
    posts: withOwnFiles(whole.posts).map((post) => withDateOfPath(post, site.timeZone ?? 'UTC')),
  };
  const known = named ?? publicOrigin(site) ?? (await originInFiles(folder)) ?? inFeed;
  const {
    site: linked,
    origin,
    links,
  } = await withLinkedAddresses(withWrittenAddresses(dated), folder, known);
  const usual = withUsualAddresses(linked, folder);
  const told = oldFeed ? withToldAddresses(usual, oldFeed.posts, origin) : usual;
  const settings = settingsOf(
    withDefaults(told, oldFeed?.site),
    origin,
    await typographyOf(generator.name, folder),
  );
  const nested = settings.permalink === undefined ? withNestedAddresses(told.posts) : told.posts;
  const own = withOwnAddresses(nested, settings.permalink !== undefined);
  const redirects = [...(await hostRedirects(folder)), ...formerAddresses(own.posts, links)];
  const redirected = withOldRedirects({ ...told, posts: own.posts }, redirects, origin);
  const found = redirected.site;
  const checked = checkSettings(completeSettings(settings));
  const undated = found.posts.filter(({ date, draft }) => date === undefined && !draft);
  const dates = await fileDates(
    folder,
    undated.map(({ source }) => source),
  );
  const pages = new Set(undated.filter(({ kind }) => kind === 'page').map(({ source }) => source));
  const dateOfFile = (source: string) => dates.get(source)?.[pages.has(source) ? 'changed' : 'created'];
  const options = {
    settings: checked,
    checkFields: fieldChecker(checked),
    origin: settings.origin,
    dateOfFile,
  };
  const posts: ImportedPost[] = [];
  for (const post of found.posts) {
    posts.push(adopt(post, options));
    progress(posts.length);
  }
  return {
    site: settings,
    posts,
    files: site.files.map((file) => fileOf(file, folder)),
    skipped: [...found.skipped, ...empty],
    program: generator.name,
    notes: [
      ...notes,
      ...(known === undefined && origin !== undefined ? [describeOrigin(origin)] : []),
      ...notesOn(found.posts, undated.length, settings.permalink),
      ...own.notes,
      ...redirected.notes,
      ...unreadFormats(folder),
    ],
  };
}

/** A configuration may name the author's own computer, where nothing else is set. */
function publicOrigin({ origin }: FoundSite): string | undefined {
  return origin === undefined || /^https?:\/\/(?:localhost|[\d.]+)(?::|$)/.test(origin) ? undefined : origin;
}

function describeOrigin(origin: string): string {
  return `Nothing in the folder names the address of the site. Links between its posts lead to ${origin}; if it is another, import with --origin.`;
}

/** What was not to be found, and what stands in its place. */
function notesOn(posts: readonly FoundPost[], undated: number, permalink: string | undefined): string[] {
  const unknown = posts.filter(({ path, draft }) => path === undefined && !draft).length;
  const guessed = posts.filter(({ certainty, draft }) => certainty === 'guess' && !draft);
  const own = permalink === undefined ? 'addresses of Longwave' : `addresses by ${permalink}`;
  return [
    ...(undated > 0
      ? [
          `Posts and pages without a date: ${undated}. They get the date of the last commit or change of their file.`,
        ]
      : []),
    ...(guessed.length > 0
      ? [
          `Posts and pages whose old address is a guess from their folder: ${guessed.length}, such as ${guessed[0]?.path} for ${guessed[0]?.source}. Compare one with the old site. To correct them, give the old feed with --feed, or write permalink: into the posts.`,
        ]
      : []),
    ...(unknown > 0
      ? [
          `Posts whose old address the folder does not tell: ${unknown}. They get ${own}. To keep the old ones, give the old feed with --feed, or write permalink: into the posts.`,
        ]
      : []),
  ];
}

/** Of posts that would be in one file, all but the first get the folders of their source. */
function withOwnFiles(posts: readonly FoundPost[]): FoundPost[] {
  const taken = new Set<string>();
  return posts.map((post) => {
    const isTaken = taken.has(post.file.toLowerCase());
    const named = isTaken ? post.source.replace(/\.html?$/i, '.md') : post.file;
    const file = post.isMdx ? named.replace(/\.(?:md|markdown)$/i, '.mdx') : named;
    taken.add(file.toLowerCase());
    return { ...post, file };
  });
}

/** A page without text is filled by a template, and the home page is Longwave's own. */
function withoutEmptyPages(site: FoundSite): { whole: FoundSite; empty: Skipped[] } {
  const reasonFor = ({ kind, draft, text, path }: FoundPost) => {
    if (path === '/' && !draft) return OWN_PAGE;
    const isEmpty = kind === 'page' && !draft && readFront(text).body.trim() === '';
    return isEmpty ? 'it has no text of its own' : undefined;
  };
  const empty = site.posts.flatMap((post): Skipped[] => {
    const reason = reasonFor(post);
    return reason === undefined ? [] : [{ source: post.source, reason }];
  });
  return { whole: { ...site, posts: site.posts.filter((post) => reasonFor(post) === undefined) }, empty };
}

/** A post without a date has that of its address: `/2015/01/28/slug/`. */
function withDateOfPath(post: FoundPost, timeZone: string): FoundPost {
  const [, year, month, day] = /\/(\d{4})\/(\d{2})\/(\d{2})\//.exec(post.path ?? '') ?? [];
  const date =
    post.date === undefined && year !== undefined ? momentOf(`${year}-${month}-${day}`, timeZone) : undefined;
  return date === undefined ? post : { ...post, date, kind: 'post' };
}

function fileOf({ source, path }: FoundFile, folder: SiteFolder): ImportedFile {
  const from = folder.locate(source);
  return { source, path, content: from === undefined ? { read: () => folder.read(source) } : { from } };
}
