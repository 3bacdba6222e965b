// Paths: the addresses of everything on the site, for the router, the links and the checks of the compiler.

/** The site's own documents. No post or old feed address may have one of these. */
export const SITE_PATHS = {
  home: '/',
  /** The main feed in the format that the request prefers. */
  preferredFeed: '/feed',
  /** The same, at the address that WordPress uses. */
  wordPressFeed: '/feed/',
  feeds: '/feeds',
  opml: '/feeds.opml',
  sitemap: '/sitemap.xml',
  robots: '/robots.txt',
  favicon: '/favicon.svg',
  /** Where browsers and readers look for an icon that no page names. */
  faviconIco: '/favicon.ico',
  health: '/healthz',
} as const;

/** Followed by the path of a file within posts/, this is its address. */
export const MEDIA_PATH = '/media/';

/** How the address of an entry's Markdown ends. */
export const MARKDOWN_EXTENSION = '.md';

/** Path of a file, percent-encoded, given its path within posts/ with forward slashes. */
export function mediaPath(file: string): string {
  return MEDIA_PATH + encodePath(file);
}

export const MARKDOWN_MEDIA_TYPE = 'text/markdown';

/** What the permalink of a page may have in place of the extension of its Markdown, the most likely first. */
const PAGE_ENDINGS = ['', '/', '.html', '.htm', '/index.html', '/index.htm'];
const PAGE_ENDING = /(?<=[^/])(?:\/index\.html?|\.html?|\/)$/;

/**
 * Path of an entry's Markdown, given its permalink; both encoded or both decoded. The Markdown of `/a`, of `/a/` and of
 * `/a.html` is at `/a.md`.
 */
export function markdownPath(permalink: string): string {
  return permalink.replace(PAGE_ENDING, '') + MARKDOWN_EXTENSION;
}

/** The permalinks whose Markdown may be at a path, the most likely first; none when it is not a path of Markdown. */
export function permalinksOf(markdown: string): string[] {
  if (!markdown.endsWith(MARKDOWN_EXTENSION)) return [];
  const bare = markdown.slice(0, -MARKDOWN_EXTENSION.length);
  return PAGE_ENDINGS.map((ending) => bare + ending).filter((each) => markdownPath(each) === markdown);
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

/**
 * The text without its percent-encoding. Undefined when a percent sign does not begin the encoding of a character in
 * UTF-8 (RFC 3986 section 2.1).
 */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The same for a path or a part of one: in NFC, like everything in the archive. */
export function decodePath(path: string): string | undefined {
  return percentDecode(path)?.normalize('NFC');
}

/**
 * The percent-encoding of a decoded path that browsers use for a link: the characters that a path may have stay as they
 * are. It is canonical for permalinks, whose form is the owner's choice.
 */
export function encodePermalink(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}

/** The canonical percent-encoding of any other decoded path. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
