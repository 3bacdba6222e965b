// Usual addresses: where nothing says what the address of a post is, what most sites of its kind make of the place of its file.

import { nameOfFile } from './address-rules.ts';
import type { FoundPost, FoundSite } from './generator.ts';
import { type SiteFolder, textAt } from './site-folder.ts';
import { tidyPath } from './url-parts.ts';

/** What only the folder of a web site has. */
const OF_SITES =
  /^(?:package\.json|CNAME|(?:public|static|src)\/CNAME|netlify\.toml|vercel\.json|_redirects|index\.html|deno\.jsonc?|[\w.-]+\.config\.\w+|(?:public|static)\/favicon\.\w+)$/;

/** Whether a folder is that of a web site, rather than of notes. */
export function isWebSite(folder: SiteFolder): boolean {
  return folder.files.some((file) => OF_SITES.test(file));
}

/** The site with the addresses that posts have in a field, where no configuration says what they are. */
export function withWrittenAddresses(site: FoundSite): FoundSite {
  return {
    ...site,
    posts: site.posts.map((post) => {
      if (post.path !== undefined && post.certainty === undefined) return post;
      // A field of another name may be for the code of the site.
      const names = post.path === undefined ? ['permalink', 'url', 'path'] : ['permalink'];
      const path = writtenPath(post, names);
      return path === undefined ? post : { ...settled(post), path, id: path };
    }),
  };
}

/** The site with a guess for each post of a web site that has no address. */
export function withUsualAddresses(site: FoundSite, folder: SiteFolder): FoundSite {
  if (!isWebSite(folder)) return site;
  return {
    ...site,
    posts: site.posts.map((post) => {
      const path = post.path === undefined ? guessedPath(post) : undefined;
      return path === undefined ? post : { ...post, path, id: path, certainty: 'guess' as const };
    }),
  };
}

function settled({ certainty: _, ...post }: FoundPost): FoundPost {
  return post;
}

/** The whole path in a field of the post. */
function writtenPath({ fields }: FoundPost, names: readonly string[]): string | undefined {
  for (const name of names) {
    const written = textAt(fields, name);
    if (written !== undefined && /^\/(?!\/)[^{}:*?#\s]+$/.test(written)) return tidyPath(written);
  }
  return undefined;
}

/** Folders that hold the content of a site, and are no part of an address. */
const HOLDERS =
  /^(?:\.|src|source|sources|contents?|pages|apps?|site|sites|www|web|website|data|input|static|public|docs?|(?:markdown|md|mdx)(?:[-_]?(?:pages|posts|content|files))?|routes|lib|lume|collections?|static-build|build)$/i;

/** `/blog/name` for `src/content/blog/2015-01-28-name.md`; undefined for a file that is in no folder of its own. */
function guessedPath(post: FoundPost): string | undefined {
  const parts = post.source.split('/').slice(0, -1);
  const name = nameOfFile(post.source).replace(/^\d{4}-\d{2}-\d{2}[-_](?=.)/, '');
  const own = parts.at(-1) === nameOfFile(post.source) ? parts.slice(0, -1) : parts;
  const first = own.findIndex((part) => !HOLDERS.test(part) && !/^\(.*\)$/.test(part));
  const folders = first === -1 ? [] : own.slice(first).filter((part) => !/^\(.*\)$/.test(part));
  const slug = textAt(post.fields, 'slug')?.replace(/^\/+|\/+$/g, '') ?? name;
  // A post at the root of the content is a page of its own, where there are folders for content at all.
  if (folders.length === 0 && own.length === 0) return undefined;
  return tidyPath([...folders.map((each) => each.replace(/^_/, '')), slug].join('/'));
}
