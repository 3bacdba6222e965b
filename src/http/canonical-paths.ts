// Canonical paths: the addresses that may be meant by one that people, programs or older servers write differently.

import { percentDecode } from '../routes/paths.ts';

/**
 * The paths that may be meant by a path at which nothing is, the most likely first: without doubled slashes, without a
 * slash, `index.html` or `.html` at the end, and in lower case. All are percent-encoded, and none begins with `//`.
 */
export function canonicalPaths(path: string): string[] {
  const single = path.replace(/\/{2,}/g, '/');
  const bare = single.replace(/(?<=.)\/$/, '');
  const page = bare.replace(/\/index\.html?$|(?<=[^/])\.html?$/i, '') || '/';
  const paths = [
    single,
    bare,
    page,
    lowerCase(bare),
    lowerCase(page),
    withSlash(page),
    withSlash(lowerCase(page)),
  ];
  return [...new Set(paths)].filter((each) => each !== path);
}

/** Blogs that wrote each page as a folder had a slash at the end of every address. */
function withSlash(path: string): string {
  return path === '/' ? path : `${path}/`;
}

function lowerCase(path: string): string {
  return path
    .split(/([/+])/)
    .map((part) => (part === '/' || part === '+' ? part : lowerCasePart(part)))
    .join('');
}

function lowerCasePart(part: string): string {
  const decoded = percentDecode(part);
  return decoded === undefined ? part.toLowerCase() : encodeURIComponent(decoded.toLowerCase());
}
