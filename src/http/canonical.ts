// Canonical addresses: what people, programs and older servers make of an address, and the one that is meant.

/**
 * The paths that may be meant by one at which nothing is, the most likely first: without doubled slashes, a slash at the
 * end, `index.html` and `.html`, and in lower case. All percent-encoded, as the given one is; none begins with `//`.
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

/** Blogs whose pages were folders have had a slash at the end of every address. */
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
  try {
    return encodeURIComponent(decodeURIComponent(part).toLowerCase());
  } catch {
    return part.toLowerCase();
  }
}
