// Files of public/ in the addresses of posts: which file an address of the site leads to, however it is written.

import { decodePath } from '../../routes/paths.ts';
import type { PublicFile, PublicFolder } from '../files/public-folder.ts';

/** The decoded path of an address of the site, as the router sees it. */
export function sitePathOf({ pathname }: URL): string {
  const path = pathname.replace(/\/{2,}/g, '/');
  return decodePath(path) ?? path;
}

/** The path of the site that a path from posts/ may mean, such as `../public/dial.png` or `../images/dial.png`. */
export function fromRoot(path: string): string {
  return `/${path.replace(/^(?:\.\.\/)+(?:(?:public|static)\/)?/, '')}`;
}

/** The file at the first of these decoded paths of the site at which there is one. */
export function findPublic(
  paths: readonly string[],
  publicFolder: PublicFolder | undefined,
): PublicFile | undefined {
  return paths.map((path) => publicFolder?.find(path)).find((file) => file !== undefined);
}
