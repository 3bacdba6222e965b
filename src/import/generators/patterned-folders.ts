// Patterned folders: folders of posts whose addresses a program makes by a pattern, such as `/blog/:year/:month/:slug/`.

import { posix } from 'node:path';
import { type DataOf, inheritedFields } from './folder-data.ts';
import { textsAt, truthAt } from './front.ts';
import type { FoundPost } from './generator.ts';
import { type ContentFolder, type FoundInFolders, readFolders } from './markdown-folders.ts';
import { type Data, type SiteFolder, textAt } from './site-folder.ts';
import { asciiSlug, dateParts, fillIn, tidyPath, within } from './url-parts.ts';

export interface PatternedFolder extends Pick<ContentFolder, 'folder' | 'isPosts' | 'end' | 'language'> {
  /** With `:year`, `:slug` and so on, below the base of the site; a function makes it of the post. */
  readonly pattern: string | ((post: FoundPost) => string | undefined);
  /** What `:slug` stands for; by default, the field of this name, or the name of the file without its date. */
  readonly slugOf?: (post: FoundPost) => string;
}

export interface PatternedSite {
  readonly base: string;
  readonly timeZone: string;
  /** Makes front matter of what the program has instead. */
  readonly textOf?: (text: string, source: string) => string;
  /** What the folders of a post give to it. */
  readonly dataOf?: DataOf;
}

/** The posts in some folders, with the addresses that their patterns make. */
export async function readPatterned(
  folder: SiteFolder,
  folders: readonly PatternedFolder[],
  { base, timeZone, textOf = (text) => text, dataOf = () => ({}) }: PatternedSite,
): Promise<FoundInFolders> {
  const readable: SiteFolder = {
    ...folder,
    text: async (path) => {
      const text = await folder.text(path);
      return text === undefined ? undefined : textOf(text, path);
    },
  };
  const found = await readFolders(
    readable,
    folders.map((each) => ({ ...each, route: undefined })),
    timeZone,
  );
  const deepestFirst = [...folders].sort((a, b) => b.folder.length - a.folder.length);
  return {
    ...found,
    posts: found.posts.map((written) => {
      const post = withData(written, dataOf(written.source));
      const own = deepestFirst.find(({ folder: each }) => each === '' || post.source.startsWith(`${each}/`));
      const path = own && pathBy(post, own, timeZone);
      return path === undefined ? post : { ...post, path: within(base, path), id: within(base, path) };
    }),
  };
}

function withData(post: FoundPost, data: Data): FoundPost {
  const inherited = { ...post.inherited, ...inheritedFields(data, post.fields) };
  return {
    ...post,
    fields: { ...data, ...post.fields },
    ...(truthAt(data, 'draft') && post.fields.draft === undefined && { draft: true }),
    ...(Object.keys(inherited).length > 0 && { inherited }),
  };
}

function pathBy(
  post: FoundPost,
  { folder, pattern, slugOf }: PatternedFolder,
  timeZone: string,
): string | undefined {
  const written = typeof pattern === 'string' ? pattern : pattern(post);
  const slug = slugOf?.(post) ?? textAt(post.fields, 'slug') ?? undatedName(post.source);
  const place = posix.dirname(post.source.slice(folder === '' ? 0 : folder.length + 1));
  const filled =
    written === undefined
      ? undefined
      : fillIn(written, {
          ...(post.date === undefined ? {} : dateParts(post.date, timeZone)),
          slug,
          title: slug,
          name: undatedName(post.source),
          folders: place === '.' ? '' : place,
          categories: textsAt(post.fields, 'categories')
            .concat(textsAt(post.fields, 'category'))
            .map(asciiSlug)
            .join('/'),
        });
  return filled === undefined ? undefined : tidyPath(filled);
}

/** The name of a file without its date and its extensions. */
export function undatedName(source: string): string {
  const bare = source.replace(/(?:\/index)?(?:\.html?)?\.[^./]+$/, '');
  return posix.basename(bare).replace(/^\d{4}-\d{2}-\d{2}[-_.](?=.)/, '');
}
