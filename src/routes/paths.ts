// Paths: where everything on the site is, written once for the router, the links and the checks of the compiler.

/** Where the site's own documents are, which no entry may claim. */
export const SITE_PATHS = {
  home: '/',
  /** The main feed in whichever format the request prefers; with a slash, as WordPress had it. */
  anyFormat: '/feed',
  anyFormatOnce: '/feed/',
  feeds: '/feeds',
  opml: '/feeds.opml',
  sitemap: '/sitemap.xml',
  robots: '/robots.txt',
  favicon: '/favicon.svg',
  /** Where browsers and readers look for an icon that nobody has named. */
  oldFavicon: '/favicon.ico',
  health: '/healthz',
} as const;

/** A file's address is this and its path within posts/, so it stays the same for as long as the file does. */
export const MEDIA_PATH = '/media/';

/** Path of a file, percent-encoded, given its path within posts/ with forward slashes. */
export function mediaPath(file: string): string {
  return MEDIA_PATH + file.split('/').map(encodeURIComponent).join('/');
}

/** Path of the permalink, decoded. */
export function permalinkPath(slug: string): string {
  return `/posts/${slug}`;
}

/** Path of one part of a sitemap that is too long for a single file; the first is 1. */
export function sitemapPart(number: number): string {
  return SITE_PATHS.sitemap.replace('.xml', `/${number}.xml`);
}

/** The number in the path of a part; undefined for any other path. */
export function parseSitemapPart(path: string): number | undefined {
  const number = /^\/sitemap\/([1-9]\d{0,5})\.xml$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}
