// A plain folder of Markdown, or a vault of Obsidian: no configuration says what an address is, so Longwave's own counts.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import type { FoundPost, FoundSite, Generator } from './generator.ts';
import { commonFolder, foldersWithPosts, isContent, MARKDOWN, readFolders } from './markdown-folders.ts';
import type { SiteFolder } from './site-folder.ts';
import { siteMetadata } from './site-metadata.ts';
import { splitAddress } from './url-parts.ts';
import { isWebSite } from './usual-addresses.ts';

export const obsidian: Generator = {
  name: 'Obsidian vault',
  recognises: (folder) => folder.files.some((file) => file.startsWith('.obsidian/')),
  read: (folder) => readNotes(folder, 'obsidian'),
};

export const plain: Generator = {
  name: 'folder of Markdown',
  recognises: (folder) => folder.files.some((file) => MARKDOWN.test(file)),
  read: (folder) => readNotes(folder, 'gfm'),
};

const WIKI = /!?\[\[[^[\]\n]{1,300}\]\]/;

async function readNotes(folder: SiteFolder, dialect: 'obsidian' | 'gfm'): Promise<FoundSite> {
  const found = await readFolders(folder, [{ folder: '', route: undefined, end: '', isPosts: true }]);
  const { posts, skipped } = isWebSite(folder)
    ? await withPages(found.posts, folder)
    : { posts: found.posts.map(asNote), skipped: [] };
  // Two of the notes, because one may write about them.
  const isVault = dialect === 'obsidian' || posts.filter(({ text }) => WIKI.test(text)).length > 1;
  const metadata = isWebSite(folder) ? await siteMetadata(folder) : {};
  return {
    title: metadata.title,
    description: metadata.description,
    origin: splitAddress(metadata.url)?.origin,
    language: metadata.language,
    author: metadata.author,
    people: [],
    dialect: isVault ? 'obsidian' : dialect,
    feeds: {},
    posts: posts.filter(({ source }) => !/(?:^|\/)(?:templates?|_templates)\//i.test(source)),
    files: found.files.filter(({ source }) => !/\.(?:canvas|base|excalidraw)$/.test(source)),
    skipped: [
      ...found.skipped,
      ...skipped,
      ...posts
        .filter(({ source }) => /(?:^|\/)(?:templates?|_templates)\//i.test(source))
        .map(({ source }) => ({ source, reason: 'it is a template for new notes' })),
    ],
  };
}

/** How many posts with dates show that the posts of a site have dates. */
const LEAST_DATED = 3;

/** On a web site whose posts have dates, Markdown without one is a page beside the posts, or about the code. */
async function withPages(
  posts: readonly FoundPost[],
  folder: SiteFolder,
): Promise<{ posts: FoundPost[]; skipped: Skipped[] }> {
  const dated = await foldersWithPosts(folder, isContent);
  if (posts.filter(({ date }) => date !== undefined).length < LEAST_DATED || dated.length === 0)
    return { posts: posts.map(asNote), skipped: [] };
  const top = commonFolder(dated.map((each) => (each.includes('/') ? posix.dirname(each) : each)));
  const isIn = (place: string, source: string) => place === '' || source.startsWith(`${place}/`);
  const isPost = ({ source, date }: FoundPost) =>
    dated.some((place) => isIn(place, source)) || (date !== undefined && isIn(top, source));
  const isPage = ({ source }: FoundPost) => isIn(top, source) && isContent(posix.dirname(source));
  return {
    posts: posts.flatMap((post) =>
      isPost(post) ? [asNote(post)] : isPage(post) ? [{ ...asNote(post), kind: 'page' as const }] : [],
    ),
    skipped: posts
      .filter((post) => !isPost(post) && !isPage(post))
      .map(({ source }) => ({ source, reason: 'it has no date and is outside of the folders with posts' })),
  };
}

/** A note without a title has the name of its file, as in the vault. */
function asNote(post: FoundPost): FoundPost {
  const name = posix.basename(post.source).replace(MARKDOWN, '');
  const hasTitle =
    post.fields.title !== undefined || /^# \S/m.test(post.text.slice(0, 2000)) || name === 'index';
  return hasTitle ? post : { ...post, inherited: { ...post.inherited, title: name } };
}
