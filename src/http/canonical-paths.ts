// Canonical paths: which addresses may be meant when a person, a program or an older server writes one differently.

import { lowerCase } from '../archive/lower-case.ts';
import { decodePath } from '../routes/paths.ts';

/**
 * The paths that may be meant by a path that does not exist, the most likely first: without doubled slashes, without a
 * slash, `index.html` or `.html` at the end, in lower case, and with one of these endings. All are percent-encoded, and
 * none begins with `//`.
 */
export function canonicalPaths(path: string): string[] {
  const single = path.replace(/\/{2,}/g, '/');
  const bare = single.replace(/(?<=.)\/$/, '');
  const page = bare.replace(/\/index\.html?$|(?<=[^/])\.html?$/i, '') || '/';
  const pages = [page, inLowerCase(page)];
  // A post's permalink may have any of these endings.
  const endings = ENDINGS.flatMap((ending) => pages.map((each) => withEnding(each, ending)));
  const paths = [single, bare, page, inLowerCase(bare), ...pages, ...endings];
  return [...new Set(paths)].filter((each) => each !== path);
}

/** On blogs with a folder for each page, every address ends with a slash; on others, with the extension of a file. */
const ENDINGS = ['/', '.html', '/index.html'];

function withEnding(path: string, ending: string): string {
  return path === '/' ? path : path + ending;
}

function inLowerCase(path: string): string {
  return path
    .split(/([/+])/)
    .map((part) => (part === '/' || part === '+' ? part : partInLowerCase(part)))
    .join('');
}

function partInLowerCase(part: string): string {
  const decoded = decodePath(part);
  return decoded === undefined ? part.toLowerCase() : encodeURIComponent(lowerCase(decoded));
}
