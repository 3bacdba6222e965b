// Published files: which files are published with the posts, and what documents say about them.

import mime from 'mime';
import { extensionOf } from '../../archive/media.ts';
import type { Site } from '../../archive/site.ts';
import type { ExaminedPost } from '../markdown/entry.ts';

/** The files beside the posts that are published with them, by their paths within posts/. */
export function mediaOf(posts: readonly ExaminedPost[]): Set<string> {
  return new Set(posts.flatMap(({ media }) => [...media]));
}

/** The media types of files by extension, in lower case. Extensions without a type are left out. */
export function mediaTypesOf(files: Iterable<string>): Record<string, string> {
  const extensions = [...new Set(Array.from(files, extensionOf))].sort();
  return Object.fromEntries(
    extensions.flatMap((extension) => {
      const type = mime.getType(extension);
      return type === null ? [] : [[extension, type]];
    }),
  );
}

/** The site with the owner's icon in public/, if pages must name it: at /favicon.svg, it replaces ours. */
export function withFavicon(site: Site, publicFiles: ReadonlyMap<string, string>): Site {
  if (site.icon !== undefined || publicFiles.has('favicon.svg')) return site;
  const name = ['favicon.ico', 'favicon.png'].find((each) => publicFiles.has(each));
  return name === undefined ? site : { ...site, favicon: `/${name}` };
}
